"""Lays out one table of a new year's workbook: its rows named, last year's numbers in, the rest to be typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kscb_book.desk.former import FormerYear
from kscb_book.desk.limits import limit_of, one_of
from kscb_book.desk.sheets_out import NewSheet
from kscb_book.desk.years_on import moved_on
from kscb_book.meaning.figures import Figure
from kscb_book.source.details import DETAILS, STATUSES
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.periods import Period, filled_in, year_before
from kscb_book.source.schema import Column, Layout, Row, period_of
from kscb_book.source.sections import read_whole
from kscb_book.source.symbols import Symbol
from kscb_book.source.workbook import Sheet

HEADING_ROW = 9
NOT_KNOWN = "[x]"
WIDEST = 60


@dataclass(frozen=True)
class FreshTable:
    """One table of the workbook of ``year``; ``former`` is the year before, or None for another authority."""

    layout: Layout
    year: str
    former: FormerYear | None

    def lay_out(self, page: NewSheet) -> None:
        """Write the table and the lines above it."""
        self._above(page)
        rows = tuple(self._rows())
        for column, heading in enumerate((*self.layout.headings, *self._headings_beside), 1):
            page.text(HEADING_ROW, column, heading, "heading")
        for column, each in enumerate(self.layout.columns, 2):
            if each.measure:
                page.note(HEADING_ROW, column, read_measures()[each.measure].definition)
        for row, label in enumerate(rows, HEADING_ROW + 1):
            self._line(page, row, label)
        self._limits(page, rows)
        page.table(range(HEADING_ROW, HEADING_ROW + len(rows) + 1), len(self.layout.headings + self._headings_beside))
        page.widths(self._width_of_labels(rows), *(_width(column) for column in self.layout.columns), 30, 30)

    def _above(self, page: NewSheet) -> None:
        words = read_whole("new-workbook")["table"]
        page.text(1, 1, self.layout.title, "title")
        taken_over = filled_in(words["taken_over"], self.former.report.year) if self.former else ""
        page.text(2, 1, f"{words['line']} {taken_over}".rstrip())
        before = self.former and self.former.sheets.get(self.layout.sheet)
        for row, (label, known) in enumerate(zip(DETAILS, self._details(before), strict=True), 3):
            page.text(row, 1, label, "bold")
            page.text(row, 2, known, "input")
        told = filled_in(words["details_before"], self.former.report.year) + before.source if before else ""
        page.note(4, 2, f"{words['details']} {told}".rstrip())
        page.limit(range(5, 6), 2, one_of(STATUSES, words["status"]))
        page.text(6, 1, "Unit", "bold")
        page.text(6, 2, self._unit())
        page.link(7, 1, read_whole("new-workbook")["contents"]["sheet"], words["back"])

    def _details(self, before: Sheet | None) -> tuple[str, str, str]:
        # Who supplies a table seldom changes; its source and its status are those of the new numbers.
        status = read_whole("new-workbook")["table"]["status_of_a_new_table"]
        return before.supplier if before else NOT_KNOWN, NOT_KNOWN, status

    def _unit(self) -> str:
        columns = (column.measure for column in self.layout.columns)
        measures = [read_measures()[name].unit for name in columns if name]
        return ", ".join(dict.fromkeys(measures)) or ("as each row says" if self.layout.kind == "facts" else "words")

    def _rows(self) -> Iterator[str]:
        if self.layout.rows:
            yield from (row.label for row in self.layout.rows)
            return
        former = [label for label, _ in self.former.rows(self.layout.sheet)] if self.former else []
        yield from former or [""]

    def _line(self, page: NewSheet, row: int, label: str) -> None:
        told = next((each for each in self.layout.rows if each.label == label), None)
        page.text(row, 1, label, "wrapped" if label else "input")
        if told and told.measure:
            page.note(row, 1, read_measures()[told.measure].definition)
        for place, column in enumerate(self.layout.columns, 2):
            if column.text:
                page.text(row, place, self._known_text(told, column), "input")
            else:
                self._number(page, (row, place), told, column)
        for place, before in enumerate(self._beside(label, told), 2 + len(self.layout.columns)):
            _write(page, (row, place), before)

    def _number(self, page: NewSheet, place: tuple[int, int], row: Row | None, column: Column) -> None:
        figure = self._figure(row, column)
        if figure and figure.period.year < self.year:
            _write(page, place, figure)
        else:
            page.blank(*place, decimals=self._decimals(row, column))

    def _figure(self, row: Row | None, column: Column) -> Figure | None:
        # What the supplier's own rows count may be another thing each year; only the schema's rows are taken over.
        if not self.former or not row or self.layout.kind == "facts":
            return None
        measure, period = column.measure or row.measure, period_of(row, column, self.year)
        return self.former.figure(self.layout.sheet, measure, row.category, period)

    def _decimals(self, row: Row | None, column: Column) -> int:
        measure = self._measure(row, column)
        if self.former and row and self.layout.kind == "facts":
            last = self.former.fact(self.layout.sheet, row.measure)
        elif self.former and row:
            period = period_of(row, column, self.year)
            earlier = Period(year_before(period.year, self._years), period.part)
            last = self.former.figure(self.layout.sheet, measure.id, row.category, earlier)
        else:
            last = None
        return measure.decimals if not last or last.decimals is None else last.decimals

    def _measure(self, row: Row | None, column: Column) -> Measure:
        return read_measures()[column.measure or row.measure]

    def _known_text(self, row: Row | None, column: Column) -> str:
        if self.layout.kind != "facts" or column.heading != "Period":
            return ""
        before = self.former and self.former.fact(self.layout.sheet, row.measure)
        return moved_on(before.period.label, self._years) if before else self.year

    @property
    def _years(self) -> int:
        """How many years lie between the year before and this one."""
        return int(self.year[:4]) - int(self.former.report.year[:4])

    @property
    def _headings_beside(self) -> tuple[str, ...]:
        if not self.former:
            return ()
        told = read_whole("new-workbook")["table"]["beside"]
        return tuple(told + column.heading for column in self.layout.columns if self._has_beside(column))

    def _has_beside(self, column: Column) -> bool:
        if self.layout.kind == "facts":
            return not column.text
        return column.text and self.layout.kind == "any categories"

    def _beside(self, label: str, row: Row | None) -> Iterator[Figure | str | None]:
        if not self.former:
            return
        contents = dict(self.former.rows(self.layout.sheet)).get(label, {})
        for column in self.layout.columns:
            if self._has_beside(column):
                is_fact = self.layout.kind == "facts"
                yield self.former.fact(self.layout.sheet, row.measure) if is_fact else contents.get(column.heading, "")

    def _limits(self, page: NewSheet, rows: tuple[str, ...]) -> None:
        lines = range(HEADING_ROW + 1, HEADING_ROW + 1 + len(rows))
        for place, column in enumerate(self.layout.columns, 2):
            if column.measure:
                page.limit(lines, place, limit_of(read_measures()[column.measure]))
            elif not column.text:
                for line, row in zip(lines, self.layout.rows, strict=True):
                    page.limit(range(line, line + 1), place, limit_of(read_measures()[row.measure]))

    def _width_of_labels(self, rows: Iterable[str]) -> int:
        return min(WIDEST, max(30, *(len(label) + 4 for label in (*rows, self.layout.row_heading))))


def _write(page: NewSheet, place: tuple[int, int], before: Figure | str | None) -> None:
    if isinstance(before, Figure) and not isinstance(before.value, Symbol):
        page.number(*place, before.value, before.decimals or 0)
    else:
        page.text(*place, str(before.value if isinstance(before, Figure) else before or ""), "wrapped")


def _width(column: Column) -> int:
    return 44 if column.text else max(18, len(column.heading) // 2 + 4)
