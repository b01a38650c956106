"""The workbook as an output shows it: written fresh, cell for cell in its place, and nothing beside what is read.

No hidden sheet, no comment, no formula and no name of an author of the original gets into it, and a number that is
hidden stands in it as [c]. Publishing what was published gives the same bytes again.
"""

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal

from kscb_book.desk.sheets_out import NewSheet, NewWorkbook
from kscb_book.disclosure.formers import read_earlier
from kscb_book.disclosure.opened import open_workbook
from kscb_book.meaning.edition import open_edition
from kscb_book.places import Places
from kscb_book.source.details import DETAILS
from kscb_book.source.files import copy_of
from kscb_book.source.grid import Grid, find_grid
from kscb_book.source.issues import KEYS
from kscb_book.source.page import Page, Remarks
from kscb_book.source.schema import read_schema
from kscb_book.source.symbols import Symbol
from kscb_book.source.texts import text_of
from kscb_book.source.workbook import Sheet, Workbook, pages_of

HIDDEN = "[c]"


def published_workbook(places: Places) -> bytes:
    """Return the file of the workbook of ``places`` as its output shows it. Raises InputRefused."""
    shown, schema = places.shown(places.workbook), read_schema(places.year)
    workbook = open_workbook(places)
    pages = pages_of(copy_of(places.workbook, shown), places.year, shown)
    book = NewWorkbook(f"{workbook.report.board}, {places.year}")
    _write_report(book.sheet(schema.report_sheet), pages[schema.report_sheet], workbook)
    for name, sheet in workbook.sheets.items():
        _write_sheet(book.sheet(name), pages[name], sheet)
    _write_issues(book.sheet(schema.issue_sheet), pages[schema.issue_sheet], places, workbook)
    return book.content()


def _grid(page: Page, headings: tuple[str, ...]) -> Grid:
    return find_grid(page, headings, Remarks())


def _write_report(target: NewSheet, page: Page, workbook: Workbook) -> None:
    schema = read_schema(workbook.report.year)
    grid, said = _grid(page, schema.report_headings), asdict(workbook.report)
    by_label = {item.label: said[item.key] for item in schema.report_items}
    label_column, value_column = grid.columns.values()
    _write_headings(target, grid)
    for row in grid.rows():
        label = text_of(page.at(row, label_column).value)
        target.text(row, label_column, label if label in by_label else "-")
        target.text(row, value_column, by_label.get(label, "-"))


def _write_issues(target: NewSheet, page: Page, places: Places, workbook: Workbook) -> None:
    """Write the known issues that the edition tells of, one beneath the other."""
    schema = read_schema(places.year)
    grid = _grid(page, schema.issue_headings)
    known = open_edition(workbook, read_earlier(places, workbook.report).formers).accepted.known
    _write_headings(target, grid)
    for row, each in enumerate(known, grid.heading_row + 1):
        for key, column in zip(KEYS, (grid.columns[heading] for heading in schema.issue_headings), strict=True):
            target.text(row, column, getattr(each.issue, key))


def _write_sheet(target: NewSheet, page: Page, sheet: Sheet) -> None:
    grid = _grid(page, sheet.layout.headings)
    lines = {text_of(page.at(row, 1).value): row for row in reversed(range(1, grid.heading_row))}
    for label in DETAILS:
        target.text(lines[label], 1, label, "bold")
        target.text(lines[label], 2, getattr(sheet, label.lower()))
    _write_table(target, page, grid, sheet)


def _write_headings(target: NewSheet, grid: Grid) -> None:
    columns = {column: heading for heading, column in grid.columns.items()}
    for column in range(min(columns), max(columns) + 1):
        # Headings stand side by side, or the table would end where one is missing.
        target.text(grid.heading_row, column, columns.get(column, f"Not published {column}"), "heading")
    target.widths(*(44 if column == min(columns) else 18 for column in range(1, max(columns) + 1)))


def _write_table(target: NewSheet, page: Page, grid: Grid, sheet: Sheet) -> None:
    _write_headings(target, grid)
    masked = set(_masked(sheet))
    for row in grid.rows():
        for heading, column in grid.columns.items():
            content = page.at(row, column)
            value = (
                sheet.frame.at[row, heading] if row in sheet.frame.index else _of_total(content.value, heading, masked)
            )
            if isinstance(value, Decimal) and isinstance(content.value, (int, float)):
                target.as_shown(row, column, content.value, content.number_format)
            elif text := str(value):
                target.text(row, column, text)


def _of_total(value: object, heading: str, masked: set[str]) -> object:
    """Return what a row of totals, which nothing prints, holds under a heading: no sum of what is hidden."""
    if isinstance(value, (int, float)):
        return HIDDEN if heading in masked else Decimal(str(value))
    return text_of(value)


def _masked(sheet: Sheet) -> Iterator[str]:
    """Yield the headings under which a number is hidden."""
    for heading in sheet.frame.columns:
        if any(isinstance(value, Symbol) and str(value) == HIDDEN for value in sheet.frame[heading]):
            yield heading
