"""The workbook of a profile, filled from official files: each number with the row and column that it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from kscb_book.desk.official_answers import Answer, answer_to
from kscb_book.desk.official_files import OfficialFiles
from kscb_book.desk.official_texts import PROVISIONAL, told_source
from kscb_book.desk.sheets_out import NewSheet, NewWorkbook
from kscb_book.press.official_numbers import OWN, REGION, Source
from kscb_book.source.cells import address, letters_of
from kscb_book.source.comparisons import read_imports
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.periods import Period
from kscb_book.source.report import Report
from kscb_book.source.schema import Layout, Schema, period_of, read_schema
from kscb_book.source.symbols import Symbol
from kscb_book.source.texts import LONGEST

NOT_AVAILABLE = Symbol("x")
HEADING_ROW = 7
FINAL = "Final"
MANY = 3  # more lines of files than this are told without what stands in each


@dataclass(frozen=True)
class Number:
    """One cell of a profile's workbook, and what the official files answer for it."""

    sheet: str
    row: int
    column: int
    measure: Measure
    period: Period
    place: str
    label: str
    answer: Answer | None = None

    @property
    def address(self) -> str:
        """The address as Excel's own Go To takes it."""
        return address(self.sheet, letters_of(self.column), self.row)

    @property
    def value(self) -> Decimal | Symbol:
        """What stands in the cell: ``[x]`` where the files have no row."""
        return NOT_AVAILABLE if self.answer.value is None else self.answer.value


def profile_workbook(report: Report, files: OfficialFiles) -> bytes:
    """Return the file of a profile's workbook; the same files give the same bytes."""
    schema = read_schema(report.year)
    book = NewWorkbook(f"{report.board}: {report.authority} {report.year}")
    _report(book.sheet(schema.report_sheet), schema, report)
    layouts = [_named(layout, files) for layout in schema.layouts]
    numbers = {layout.sheet: _numbers(layout, report.year, files) for layout in layouts}
    for layout in layouts:
        if numbers[layout.sheet]:
            _table(book.sheet(layout.sheet), layout, numbers[layout.sheet], files)
        else:
            _origins(book.sheet(layout.sheet), layout, [each for found in numbers.values() for each in found])
    _known_issues(book.sheet(schema.issue_sheet), schema)
    return book.content()


def _named(layout: Layout, files: OfficialFiles) -> Layout:
    return layout.called([files.places[REGION].name])


def _numbers(layout: Layout, year: str, files: OfficialFiles) -> list[Number]:
    found = []
    for row, told in enumerate(layout.rows, HEADING_ROW + 1):
        for place, column in enumerate(layout.columns, 2):
            measure, period = read_measures()[column.measure or told.measure], period_of(told, column, year)
            asked = Number(layout.sheet, row, place, measure, period, told.category or OWN, told.label)
            found.append(Number(**{**vars(asked), "answer": answer_to(asked, files)}))
    return found


def _report(page: NewSheet, schema: Schema, report: Report) -> None:
    told = asdict(report)
    page.text(1, 1, "The report itself", "title")
    rows = [schema.report_headings, *((item.label, told[item.key]) for item in schema.report_items)]
    _rows(page, 3, rows)
    page.widths(30, 60)


def _table(page: NewSheet, layout: Layout, numbers: list[Number], files: OfficialFiles) -> None:
    given = [(each, each.answer.official) for each in numbers]
    is_provisional = any(source.is_provisional for _, official in given for source in official.sources)
    units = dict.fromkeys(each.measure.unit for each in numbers)
    source = told_source(given, files) if any(official.sources for _, official in given) else str(NOT_AVAILABLE)
    _above(page, layout, (source, PROVISIONAL if is_provisional else FINAL, ", ".join(units)))
    _rows(page, HEADING_ROW, [layout.headings, *((row.label,) for row in layout.rows)])
    for each in numbers:
        if isinstance(each.value, Symbol):
            page.text(each.row, each.column, str(each.value))
        else:
            page.number(each.row, each.column, each.value, each.answer.official.decimals)
        page.note(each.row, each.column, " | ".join(filter(None, _origin(each)[1:])))
    page.table(range(HEADING_ROW, HEADING_ROW + len(layout.rows) + 1), len(layout.headings))
    page.widths(30, *(22 for _ in layout.columns))


def _origins(page: NewSheet, layout: Layout, numbers: Iterable[Number]) -> None:
    _above(page, layout, ("the official files named in the table", FINAL, "words"))
    rows = [layout.headings, *map(_origin, numbers)]
    _rows(page, HEADING_ROW, rows)
    page.table(range(HEADING_ROW, HEADING_ROW + len(rows)), len(layout.headings))
    page.widths(24, 40, 70, 40, 40)


def _origin(number: Number) -> tuple[str, str, str, str, str]:
    """Return the cell, whose number it is, the rows and columns of the files, and what stands there."""
    official, year = number.answer.official, number.period.year
    whose = f"{number.answer.whose or number.label}, {year}"
    if not official.sources:
        return number.address, whose, official.reason[:LONGEST], str(NOT_AVAILABLE), str(number.value)
    columns = read_imports().by_measure[number.measure.id].columns
    rows = "; ".join(f"{file}, {_lines(lines)}" for file, lines in _by_file(official.sources).items())
    found = ", ".join(each.found for each in official.sources) if len(official.sources) <= MANY else str(number.value)
    named = " per ".join(each.column for each in columns)
    return number.address, whose, rows[:LONGEST], named, found


def _by_file(sources: Iterable[Source]) -> Mapping[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for source in sources:
        lines.setdefault(source.file, []).append(source.line)
    return lines


def _lines(lines: list[int]) -> str:
    return f"line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines))}"


def _known_issues(page: NewSheet, schema: Schema) -> None:
    page.text(1, 1, "Known issues", "title")
    _rows(page, 3, [schema.issue_headings])
    page.widths(40, 44, 14, 14, 90, 30, 20)


def _above(page: NewSheet, layout: Layout, told: tuple[str, str, str]) -> None:
    source, status, unit = told
    page.text(1, 1, layout.title, "title")
    lines = ("Supplier", read_imports().supplier), ("Source", source), ("Status", status), ("Unit", unit)
    for row, (label, text) in enumerate(lines, 2):
        page.text(row, 1, label, "bold")
        page.text(row, 2, text)


def _rows(page: NewSheet, first: int, rows: Iterable[Iterable[str]]) -> None:
    for row, texts in enumerate(rows, first):
        for column, text in enumerate(texts, 1):
            page.text(row, column, text, "heading" if row == first else "wrapped")
