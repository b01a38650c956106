"""Reading one sheet: find its table by the headings, read every cell, gather every fault.

It works on a sheet's grid of cells; opening files is ``workbook``'s business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.periods import read_period
from kscb_book.source.schema import Layout, ReportItem, Schema
from kscb_book.source.values import Unexpected, as_found, read_value

DETAILS = ("Supplier", "Source", "Status")
STATUSES = ("Final", "Provisional", "Revised")


@dataclass(frozen=True)
class Fault:
    """One thing wrong on a sheet; row and column are 0 where it concerns the whole of it."""

    sheet: str
    row: int
    column: int
    message: str


@dataclass(frozen=True)
class Grid:
    """Where a sheet's table stands: its heading row, its last row, the column of each heading."""

    heading_row: int
    last_row: int
    columns: dict[str, int]

    def rows(self) -> Iterator[int]:
        """The Excel rows beneath the headings."""
        return iter(range(self.heading_row + 1, self.last_row + 1))


def read_sheet(page, layout: Layout, year: str, faults: list[Fault]) -> tuple | None:
    """Return the values by Excel row, the column of each heading, and supplier, source and status.

    Faults are added to ``faults``; None where the table itself was not found.
    """
    grid = _grid(page, layout.headings, faults)
    if grid is None:
        return None
    details = _details(page, grid, faults)
    reader = _Reader(page, layout, year, grid, faults)
    return reader.read(), grid.columns, details


def read_report(page, schema: Schema, year: str, faults: list[Fault]) -> dict[str, str] | None:
    """Return what the ``Report`` sheet says, by key."""
    grid = _grid(page, schema.report_headings, faults)
    if grid is None:
        return None
    label_column, value_column = grid.columns.values()
    found = {_text(page.cell(row, label_column).value): row for row in grid.rows()}
    values = {}
    for item in schema.report_items:
        if item.label not in found:
            faults.append(Fault(page.title, 0, 0, f"no line {item.label!r}{_near(item.label, found)}"))
            continue
        row = found[item.label]
        content = page.cell(row, value_column).value
        values[item.key] = _text(content)
        problem = _report_problem(item, _text(content), content, year)
        if problem:
            faults.append(Fault(page.title, row, value_column, f"{item.label}: {problem}"))
    return values if len(values) == len(schema.report_items) else None


def _report_problem(item: ReportItem, text: str, content: object, year: str) -> str | None:
    if not text:
        return "is empty; write [x] where it is not available"
    if item.choices and text not in item.choices:
        return f"expected {' or '.join(item.choices)}, found {as_found(content)}"
    if item.pattern and not re.fullmatch(item.pattern, text):
        return f"expected {item.expected}, found {as_found(content)}"
    if item.key == "year" and text != year:
        return f"expected {year}, the year of this workbook, found {as_found(content)}"
    return None


def _grid(page, headings: tuple[str, ...], faults: list[Fault]) -> Grid | None:
    for row in page.iter_rows():
        texts = {_text(cell.value): cell.column for cell in reversed(row) if cell.value is not None}
        if headings[0] in texts and len(texts) > 1:
            break
    else:
        faults.append(
            Fault(page.title, 0, 0, f"no table found: no row holds the heading {headings[0]!r} and others beside it")
        )
        return None
    missing = [heading for heading in headings if heading not in texts]
    for heading in missing:
        others = [text for text in texts if text not in headings]
        faults.append(
            Fault(page.title, row[0].row, texts[headings[0]], f"no column {heading!r}{_near(heading, others)}")
        )
    if missing:
        return None
    columns = {heading: texts[heading] for heading in headings}
    return Grid(row[0].row, _last_row(page, row[0].row, columns[headings[0]]), columns)


def _last_row(page, heading_row: int, column: int) -> int:
    for table in page.tables.values():
        cells = page[table.ref]
        if cells[0][0].row == heading_row and cells[0][0].column <= column <= cells[0][-1].column:
            return cells[-1][0].row
    last = heading_row
    while last < page.max_row and _text(page.cell(last + 1, column).value):
        last += 1
    return last


def _details(page, grid: Grid, faults: list[Fault]) -> dict[str, str]:
    found = {}
    for row in range(1, grid.heading_row):
        label = _text(page.cell(row, 1).value)
        if label in DETAILS:
            found[label] = (row, _text(page.cell(row, 2).value))
    for label in DETAILS:
        row, text = found.get(label, (0, ""))
        if not text:
            faults.append(
                Fault(
                    page.title, row, 2, f"{label} of the table is not given; write it beside {label!r} above the table"
                )
            )
        elif label == "Status" and text not in STATUSES:
            faults.append(
                Fault(
                    page.title, row, 2, f"Status: expected {', '.join(STATUSES[:-1])} or {STATUSES[-1]}, found {text!r}"
                )
            )
    return {label.lower(): found.get(label, (0, ""))[1] for label in DETAILS}


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, page, layout: Layout, year: str, grid: Grid, faults: list[Fault]):
        self.page, self.layout, self.year, self.grid, self.faults = page, layout, year, grid, faults
        self.expected = {row.label: row for row in layout.rows}

    def read(self) -> dict[int, list]:
        """Return the values of each row by Excel row: the label, then a value a column."""
        labels = {
            row: _text(self.page.cell(row, self.grid.columns[self.layout.row_heading]).value)
            for row in self.grid.rows()
        }
        self._judge_labels(labels)
        known = {row: label for row, label in labels.items() if label and (not self.expected or label in self.expected)}
        return {
            row: [label, *(self._value(row, label, column) for column in self.layout.columns)]
            for row, label in known.items()
        }

    def _judge_labels(self, labels: dict[int, str]) -> None:
        seen: set[str] = set()
        for row, label in labels.items():
            if not label:
                self._fault(row, self.layout.row_heading, "the row has no label")
            elif label in seen:
                self._fault(row, self.layout.row_heading, f"{label!r} stands twice")
            elif self.expected and label not in self.expected:
                missing = [name for name in self.expected if name not in labels.values()]
                self._fault(
                    row, self.layout.row_heading, f"{label!r} is not a row of this table{_meant(label, missing)}"
                )
            seen.add(label)
        for label in self.expected:
            if label not in seen:
                self.faults.append(Fault(self.page.title, 0, 0, f"no row {label!r}"))

    def _value(self, row: int, label: str, column):
        cell = self.page.cell(row, self.grid.columns[column.heading])
        if column.text:
            return self._checked_text(row, label, column.heading, cell.value)
        try:
            return read_value(cell.value, cell.number_format, self._measure(label, column))
        except Unexpected as problem:
            self._fault(row, column.heading, f"{label}, {column.heading}: {problem}")
            return None

    def _checked_text(self, row: int, label: str, heading: str, content: object) -> str:
        text = _text(content)
        if not text:
            self._fault(row, heading, f"{label}, {heading}: is empty")
        elif heading == "Period" and read_period(text, self.year) is None:
            self._fault(
                row,
                heading,
                f"{label}, {heading}: expected a year such as {self.year}, or Q1, or Apr; found {as_found(content)}",
            )
        return text

    def _measure(self, label: str, column) -> Measure:
        return read_measures()[column.measure or self.expected[label].measure]

    def _fault(self, row: int, heading: str, message: str) -> None:
        self.faults.append(Fault(self.page.title, row, self.grid.columns[heading], message))


def _meant(typed: str, missing: list[str]) -> str:
    close = get_close_matches(typed, missing, n=1)
    return f"; is {close[0]!r} meant?" if close else ""


def _near(wanted: str, others) -> str:
    close = get_close_matches(wanted, [other for other in others if other], n=1)
    return f"; found {close[0]!r} - was it renamed?" if close else ""


def _text(content: object) -> str:
    return "" if content is None else str(content).strip()
