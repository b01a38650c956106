"""Reading one sheet: find its table by the headings, read every cell, gather every fault.

It works on a sheet as plain data; opening files is ``workbook``'s business.
"""

from decimal import Decimal

from kscb_book.source.columns import far_above, mixed_percentages, total_problem
from kscb_book.source.details import read_details
from kscb_book.source.grid import Grid, find_grid
from kscb_book.source.labels import is_total, problems_of_labels
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.page import Blank, Content, Page, Remarks
from kscb_book.source.periods import read_period
from kscb_book.source.schema import Column, Layout
from kscb_book.source.symbols import Symbol
from kscb_book.source.texts import as_found, text_of, text_problem
from kscb_book.source.values import Empty, Unexpected, note_on, read_value

ADDED_UP = ("count", "money")
NOT_YET = Symbol("x")  # what a cell that holds nothing reads as


def read_sheet(page: Page, layout: Layout, year: str, remarks: Remarks) -> tuple | None:
    """Return the values by Excel row, the column of each heading, and supplier, source and status.

    What is to be said is added to ``remarks``; None where the table itself was not found.
    """
    grid = find_grid(page, layout.headings, remarks)
    if grid is None:
        return None
    details = read_details(page, grid, remarks)
    reader = _Reader(page, layout, year, grid, remarks)
    return reader.read(), grid.columns, details


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, page: Page, layout: Layout, year: str, grid: Grid, remarks: Remarks):
        self.page, self.layout, self.year, self.grid, self.remarks = page, layout, year, grid, remarks
        self.expected = {row.label: row for row in layout.rows}

    def read(self) -> dict[int, list]:
        """Return the values of each row by Excel row: the label, then a value a column."""
        labels = self._labels()
        totals = {row: label for row, label in labels.items() if is_total(label, self.layout)}
        known = {row: label for row, label in labels.items() if row not in totals}
        values = {
            row: [label, *(self._value(row, label, column) for column in self.layout.columns)]
            for row, label in known.items()
        }
        for place, column in enumerate(self.layout.columns, 1):
            if not column.text:
                self._compare(column, {row: line[place] for row, line in values.items()}, labels)
                self._check_totals(column, totals, [line[place] for line in values.values()])
        self._question_rows(values)
        return values

    def _labels(self) -> dict[int, str]:
        """Return the labels that can be read by Excel row, and tell of the others."""
        heading = self.layout.row_heading
        contents = {row: self._content(row, heading) for row in self.grid.rows()}
        problems = problems_of_labels(contents, self.layout, self.year)
        unnamed = [row for row in contents if all(self._content(row, each).is_blank for each in self.grid.columns)]
        for row, problem in problems.items():
            if row in unnamed:
                self._blank(row, "", heading, problem)
            else:
                self._fault(row, heading, problem)
        labels = {row: text_of(content.value) for row, content in contents.items()}
        if not labels and not self.expected:
            self._fault(self.grid.heading_row, heading, "the table has no rows")
        for label in self.expected:
            if label not in labels.values():
                self.remarks.fault(self.page.title, f"no row {label!r}")
        # A table of which no row has a name yet has one, so that pages can show where the others will stand.
        if unnamed and len(unnamed) == len(labels) and not self.expected:
            return {unnamed[0]: str(NOT_YET)}
        return {row: label for row, label in labels.items() if row not in problems or label in self.expected}

    def _value(self, row: int, label: str, column: Column):
        content = self._content(row, column.heading)
        if column.text:
            return self._text(row, label, column.heading, content)
        if content.formula:
            found = f"holds the formula {as_found(content.formula)}; type the number itself"
            self._fault(row, column.heading, f"{label}, {column.heading}: {found}")
            return None
        return self._number(row, label, column, self._measure(label, column))

    def _number(self, row: int, label: str, column: Column, measure: Measure) -> Decimal | Symbol | None:
        content = self._content(row, column.heading)
        try:
            value = read_value(content.value, content.number_format, measure)
        except Empty as problem:
            self._blank(row, label, column.heading, str(problem))
            return NOT_YET
        except Unexpected as problem:
            self._fault(row, column.heading, f"{label}, {column.heading}: {problem}")
            return None
        if note := note_on(content.value, value, measure):
            self._note(row, column.heading, note)
        return value

    def _text(self, row: int, label: str, heading: str, content: Content) -> str:
        text = text_of(content.value)
        problem = text_problem(content.value, content.formula)
        if not text and not problem:
            self._blank(row, label, heading, "is empty")
            return self.year if heading == "Period" else str(NOT_YET)
        if not problem and heading == "Period" and read_period(text, self.year) is None:
            problem = f"expected a year such as {self.year}, or Q1, or Apr; found {as_found(content.value)}"
        if problem:
            self._fault(row, heading, f"{label}, {heading}: {problem}")
        return text

    def _compare(self, column: Column, values: dict[int, object], labels: dict[int, str]) -> None:
        """Hold the numbers of one column against each other."""
        shares = {
            (row, self.grid.columns[column.heading]): self._content(row, column.heading)
            for row in values
            if self._measure(labels[row], column).number == "share"
        }
        if problem := mixed_percentages(shares):
            (row, _), *_ = shares
            self._fault(row, column.heading, f"{column.heading}: {problem}")
        if self.layout.kind != "facts" and not self._goes_over_years:
            numbers = {row: value for row, value in values.items() if isinstance(value, Decimal)}
            for row, middle in far_above(numbers):
                self._question(row, column.heading, numbers[row], middle)

    def _question_rows(self, values: dict[int, list]) -> None:
        if not self._goes_over_years:
            return
        headings = [column.heading for column in self.layout.columns]
        for row, (_, *line) in values.items():
            numbers = {
                heading: value for heading, value in zip(headings, line, strict=True) if isinstance(value, Decimal)
            }
            for heading, middle in far_above(numbers):
                self._question(row, heading, numbers[heading], middle)

    @property
    def _goes_over_years(self) -> bool:
        return "categories" in self.layout.kind and len({column.period for column in self.layout.columns}) > 3

    def _question(self, row: int, heading: str, number: Decimal, middle: Decimal) -> None:
        message = f"is {number:,} right? The others here are about {middle:,}; was a decimal point left out?"
        self._note(row, heading, message)

    def _check_totals(self, column: Column, totals: dict[int, str], parts: list) -> None:
        """A total is no figure of the book, but one that is wrong shows that a row is."""
        for row, label in totals.items():
            measure = self._measure(label, column)
            content = self._content(row, column.heading)
            if content.formula and content.value is None:
                message = "the formula was never calculated; open the workbook in Excel and save it"
                self._fault(row, column.heading, f"{label}, {column.heading}: {message}")
                continue
            value = self._number(row, label, column, measure)
            if isinstance(value, Decimal) and measure.number in ADDED_UP and (problem := total_problem(value, parts)):
                self._fault(row, column.heading, f"{label}, {column.heading}: {problem}")

    def _measure(self, label: str, column: Column) -> Measure:
        return read_measures()[column.measure or self.expected[label].measure]

    def _content(self, row: int, heading: str) -> Content:
        return self.page.at(row, self.grid.columns[heading])

    def _blank(self, row: int, label: str, heading: str, problem: str) -> None:
        message = f"{label}, {heading}: {problem}" if label else problem
        self.remarks.blank(Blank(self.page.title, row, self.grid.columns[heading], message, label, heading))

    def _fault(self, row: int, heading: str, message: str) -> None:
        self.remarks.fault(self.page.title, message, row, self.grid.columns[heading])

    def _note(self, row: int, heading: str, message: str) -> None:
        self.remarks.note(self.page.title, message, row, self.grid.columns[heading])
