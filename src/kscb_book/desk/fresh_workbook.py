"""Makes the workbook of a new year from the schema, with what is taken over from the year before."""

from dataclasses import asdict

from kscb_book.desk.former import FormerYear
from kscb_book.desk.fresh_table import FreshTable
from kscb_book.desk.limits import SYMBOLS, one_of
from kscb_book.desk.sheets_out import NewSheet, NewWorkbook
from kscb_book.source.details import STATUSES
from kscb_book.source.periods import filled_in
from kscb_book.source.report import Report
from kscb_book.source.schema import Schema, read_schema
from kscb_book.source.sections import read_whole
from kscb_book.source.symbols import MEANINGS

REPORT_ROW = 5
ISSUES_ROW = 7
CONTENTS_ROW = 8


def fresh_workbook(report: Report, former: FormerYear | None) -> bytes:
    """Return the file of the workbook of ``report``; ``former`` is the year before, None for another authority."""
    schema, words = read_schema(report.year), read_whole("new-workbook")
    book = NewWorkbook(filled_in(words["contents"]["title"], report.year))
    _contents(book.sheet(words["contents"]["sheet"]), schema, report.year, former)
    _report(book.sheet(schema.report_sheet), schema, report)
    for layout in schema.layouts:
        labels = (label for label, _ in former.rows(layout.sheet)) if former else ()
        FreshTable(layout.called(labels), report.year, former).lay_out(book.sheet(layout.sheet))
    _known_issues(book.sheet(schema.issue_sheet), schema, report.year)
    _lists(book)
    return book.content()


def _contents(page: NewSheet, schema: Schema, year: str, former: FormerYear | None) -> None:
    words = read_whole("new-workbook")
    page.text(1, 1, filled_in(words["contents"]["title"], year), "title")
    lines = [filled_in(line, year) for line in words["contents"]["lines"]]
    if former:
        lines.append(filled_in(words["contents"]["taken_over"], former.report.year))
    for row, line in enumerate(lines, 2):
        page.text(row, 1, line)
    for column, heading in enumerate(words["contents"]["headings"], 1):
        page.text(CONTENTS_ROW, column, heading, "heading")
    held = {schema.report_sheet: words["report"]["title"]}
    held |= {layout.sheet: layout.title for layout in schema.layouts}
    held |= {schema.issue_sheet: words["known_issues"]["title"], words["lists"]["sheet"]: words["lists"]["title"]}
    for row, (sheet, title) in enumerate(held.items(), CONTENTS_ROW + 1):
        page.link(row, 1, sheet, sheet)
        page.text(row, 2, title)
    page.table(range(CONTENTS_ROW, CONTENTS_ROW + len(held) + 1), 2)
    page.widths(30, 80)


def _report(page: NewSheet, schema: Schema, report: Report) -> None:
    words, told = read_whole("new-workbook")["report"], asdict(report)
    page.text(1, 1, words["title"], "title")
    page.text(2, 1, words["line"])
    _back(page, 3)
    for column, heading in enumerate((*schema.report_headings, words["heading"]), 1):
        page.text(REPORT_ROW, column, heading, "heading")
    for row, item in enumerate(schema.report_items, REPORT_ROW + 1):
        page.text(row, 1, item.label)
        page.text(row, 2, told[item.key], "input")
        page.text(row, 3, words["hints"][item.key])
        if item.choices:
            page.limit(range(row, row + 1), 2, one_of(item.choices, " or ".join(item.choices)))
    page.table(range(REPORT_ROW, REPORT_ROW + len(schema.report_items) + 1), 3)
    page.widths(30, 46, 100)


def _known_issues(page: NewSheet, schema: Schema, year: str) -> None:
    words = read_whole("new-workbook")["known_issues"]
    page.text(1, 1, words["title"], "title")
    for row, line in enumerate(words["lines"], 2):
        page.text(row, 1, filled_in(line, year))
    _back(page, 5)
    for column, heading in enumerate(schema.issue_headings, 1):
        page.text(ISSUES_ROW, column, heading, "heading")
        page.text(ISSUES_ROW + 1, column, "", "input")
    page.table(range(ISSUES_ROW, ISSUES_ROW + 2), len(schema.issue_headings))
    page.widths(40, 44, 14, 14, 90, 30, 20)


def _lists(book: NewWorkbook) -> None:
    words = read_whole("new-workbook")["lists"]
    page = book.sheet(words["sheet"])
    page.text(1, 1, words["title"], "title")
    _back(page, 2)
    entries = [(words["symbols"], f"[{letter}]", meaning) for letter, meaning in MEANINGS.items()]
    entries += [(words["statuses"], status, "") for status in STATUSES]
    for column, heading in enumerate(words["headings"], 1):
        page.text(4, column, heading, "heading")
    for row, texts in enumerate(entries, 5):
        for column, text in enumerate(texts, 1):
            page.text(row, column, text)
    page.table(range(4, 5 + len(entries)), 3)
    page.widths(30, 20, 60)
    book.name_list(SYMBOLS, words["sheet"], range(5, 5 + len(MEANINGS)))


def _back(page: NewSheet, row: int) -> None:
    words = read_whole("new-workbook")
    page.link(row, 1, words["contents"]["sheet"], words["table"]["back"])
