"""The numbers of an edition, each knowing what it is: measure, period, category, and the cell it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.source.labels import key_of
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.periods import Period, read_period
from kscb_book.source.schema import Column, Row
from kscb_book.source.symbols import Symbol
from kscb_book.source.workbook import Sheet, Workbook


@dataclass(frozen=True)
class Part:
    """The part of a breakdown that a number counts."""

    key: str


@dataclass(frozen=True)
class Given:
    """A number or a symbol of a workbook: what it is, and its sheet, Excel row, heading and address."""

    measure: Measure
    period: Period
    category: Part | None
    value: Decimal | Symbol
    sheet: str
    row: int
    heading: str
    address: str
    label: str

    @property
    def number(self) -> Decimal | None:
        """The number, or None where a symbol stands in its place."""
        return None if isinstance(self.value, Symbol) else self.value

    @property
    def spread(self) -> Decimal:
        """How far rounding may have taken it from the truth: a count is exact, 43 per 10,000 is 42.5 to 43.5."""
        if self.measure.number == "count" or self.number is None:
            return Decimal(0)
        places = min(self.measure.decimals, max(0, -self.number.as_tuple().exponent))
        return Decimal(5).scaleb(-1 - places)


def given_of(workbook: Workbook) -> list[Given]:
    """Return every number of a workbook, in the order of its schema."""
    return [given for sheet in workbook.sheets.values() for given in _of_sheet(sheet, workbook.report.year)]


def _of_sheet(sheet: Sheet, year: str) -> Iterator[Given]:
    rows = {row.label: row for row in sheet.layout.rows}
    for number in sheet.frame.index:
        label = sheet.frame.at[number, sheet.layout.row_heading]
        for column in (each for each in sheet.layout.columns if not each.text):
            row = rows.get(label)
            cell = sheet.cell(number, column.heading)
            yield Given(
                measure=read_measures()[column.measure or row.measure],
                period=_period(sheet, number, row, column, year),
                category=_category(sheet, row, label),
                value=sheet.frame.at[number, column.heading],
                sheet=sheet.layout.sheet,
                row=number,
                heading=column.heading,
                address=cell.address,
                label=f"{label}, {column.heading}",
            )


def _period(sheet: Sheet, number: int, row: Row | None, column: Column, year: str) -> Period:
    if sheet.layout.kind == "facts":
        return read_period(sheet.frame.at[number, "Period"], year)
    if row and row.period and column.period:
        return Period(column.period.year, row.period.part)
    return (row and row.period) or column.period or Period(year)


def _category(sheet: Sheet, row: Row | None, label: str) -> Part | None:
    if sheet.layout.kind == "any categories":
        return Part(key_of(label))
    return Part(row.category) if row and row.category else None
