"""The cells of a year's workbook that official figures are for, however little of the workbook is filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kscb_book.findings import Finding, InputRefused, refused
from kscb_book.press.official_numbers import ENGLAND, OWN, REGION
from kscb_book.source.cells import address, letters_of
from kscb_book.source.comparisons import read_imports
from kscb_book.source.details import DETAILS
from kscb_book.source.grid import Grid, find_grid
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.page import Content, Page, Remarks
from kscb_book.source.periods import Period, read_period
from kscb_book.source.schema import Column, Layout, Row, Schema
from kscb_book.source.texts import as_found, text_of

NOTE = "Official figures"
VALUE, PERIOD, WHERE = "Value", "Period", "Where in the source"


@dataclass(frozen=True)
class Spot:
    """A cell by its sheet, Excel row and column, and what stands in it."""

    sheet: str
    row: int
    column: int
    content: Content

    @property
    def address(self) -> str:
        """The address as Excel's own Go To takes it."""
        return address(self.sheet, letters_of(self.column), self.row)


@dataclass(frozen=True)
class WantedCell:
    """A cell for a number that official files may give.

    ``place`` is "own", "england", "region" or a category of neighbours; ``label`` and
    ``heading`` are those of its row and column; ``texts`` are the cells for words beside a single fact, by heading.
    """

    spot: Spot
    measure: Measure
    period: Period
    place: str
    label: str
    heading: str
    texts: Mapping[str, Spot]


@dataclass(frozen=True)
class Described:
    """The cells above a table that say where its numbers come from, by label.

    ``note`` are the two cells of a line for official figures: the one that is there, or a blank one.
    """

    details: Mapping[str, Spot]
    note: tuple[Spot, Spot] | None


def ons_code(pages: Mapping[str, Page], schema: Schema, year: str, shown: str) -> str:
    """Return the ONS code on the sheet that describes the report. Raises InputRefused; ``year`` must stand there."""
    page = pages[schema.report_sheet]
    grid = find_grid(page, schema.report_headings, Remarks())
    if grid is None:
        raise refused(shown, page.title, "no table found with the headings Item and Value")
    item, value = (grid.columns[heading] for heading in schema.report_headings)
    rows = {text_of(page.at(row, item).value): row for row in grid.rows()}
    found = {}
    for line in (each for each in schema.report_items if each.key in ("ons_code", "year")):
        spot = Spot(page.title, rows.get(line.label, 0), value, page.at(rows.get(line.label, 0), value))
        found[line.key] = text = text_of(spot.content.value)
        expected = year if line.key == "year" else line.expected
        if text != year if line.key == "year" else not re.fullmatch(line.pattern, text):
            place = spot.address if spot.row else page.title
            raise refused(shown, place, f"{line.label}: expected {expected}, found {as_found(text or None)}")
    return found["ons_code"]


def wanted_cells(pages: Mapping[str, Page], schema: Schema, year: str, shown: str) -> tuple[WantedCell, ...]:
    """Return the cells in the order of the workbook. Raises InputRefused with every table that is not found."""
    cells: list[WantedCell] = []
    faults: list[Finding] = []
    for layout in schema.layouts:
        wanted = [(row, column) for row in layout.rows for column in layout.columns if _is_wanted(row, column)]
        if not wanted:
            continue
        remarks = Remarks()
        grid = find_grid(pages[layout.sheet], layout.headings, remarks)
        if grid is None:
            faults += [Finding(shown, remark.sheet, remark.message) for remark in remarks.faults]
        else:
            page = pages[layout.sheet]
            cells += _cells(page, layout.called(page.texts), grid, year)
    if faults:
        raise InputRefused(faults)
    return tuple(cells)


def described(page: Page, headings: tuple[str, ...]) -> Described:
    """Return the cells above the table of a sheet that say where its numbers come from."""
    grid = find_grid(page, headings, Remarks())
    lines = {text_of(page.at(row, 1).value): row for row in range(1, grid.heading_row)}
    spots = {label: Spot(page.title, lines[label], 2, page.at(lines[label], 2)) for label in DETAILS if label in lines}
    filled = page.rows()
    blank = next((row for row in range(grid.heading_row - 1, 0, -1) if row not in filled), None)
    row = lines.get(NOTE, blank)
    note = tuple(Spot(page.title, row, column, page.at(row, column)) for column in (1, 2)) if row else None
    return Described(spots, note)


def _is_wanted(row: Row, column: Column) -> bool:
    measure = column.measure or row.measure
    known = read_imports()
    if column.text or measure is None or (measure not in known.by_measure and measure not in known.not_given):
        return False
    return row.category is None or row.category in (ENGLAND, REGION, *known.neighbours)


def _cells(page: Page, layout: Layout, grid: Grid, year: str) -> Iterator[WantedCell]:
    at = {text_of(page.at(row, grid.columns[layout.row_heading]).value): row for row in grid.rows()}
    for row in layout.rows:
        for column in layout.columns:
            if row.label in at and _is_wanted(row, column):
                spots = {
                    each: Spot(page.title, at[row.label], place, page.at(at[row.label], place))
                    for each, place in grid.columns.items()
                }
                yield from _cell(row, column, spots, year)


def _cell(row: Row, column: Column, spots: Mapping[str, Spot], year: str) -> Iterator[WantedCell]:
    measure = read_measures()[column.measure or row.measure]
    period = row.period or column.period or Period(year)
    texts = {}
    if PERIOD in spots:
        texts = {heading: spots[heading] for heading in (PERIOD, WHERE)}
        said = text_of(texts[PERIOD].content.value)
        period = read_period(said, year) if said else Period(year)
    comparison = read_imports().by_measure.get(measure.id)
    if period and period.part == (comparison.part if comparison else None):
        yield WantedCell(spots[column.heading], measure, period, row.category or OWN, row.label, column.heading, texts)
