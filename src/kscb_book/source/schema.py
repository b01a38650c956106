"""What the workbook must contain: read from ``schema/workbook.toml``, and ``schema/tables`` for each section."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kscb_book.source.periods import Period, filled_in, read_period
from kscb_book.source.sections import read_sections, read_whole


@dataclass(frozen=True)
class ReportItem:
    """One line of the sheet that describes the report itself."""

    key: str
    label: str
    pattern: str | None = None
    expected: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row that a sheet must have: its label, and the period, category or measure it stands for.

    A workbook may call it by one of its ``names`` instead, such as the region by its own.
    """

    label: str
    period: Period | None = None
    category: str | None = None
    measure: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column that a sheet must have: its heading, and the measure and period it holds."""

    heading: str
    measure: str | None = None
    period: Period | None = None
    text: bool = False


@dataclass(frozen=True)
class Layout:
    """One sheet's table for one year; ``rows`` is empty where the supplier chooses the rows.

    ``totals_over_years`` says that a sheet of one year is added up beside the same sheet of earlier years.
    """

    sheet: str
    title: str
    row_heading: str
    kind: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    totals_over_years: bool = False

    @property
    def over_years(self) -> bool:
        """Whether its rows, or its columns, are the same measures in following years."""
        rows = {row.period.year for row in self.rows if row.period and self.kind == "periods"}
        return max(len(rows), len({column.period.year for column in self.columns if column.period})) > 1

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings in the order of the schema, the one over the row labels first."""
        return (self.row_heading, *(column.heading for column in self.columns))

    def called(self, labels: Iterable[str]) -> "Layout":
        """Return the layout with each row called as these labels of a workbook call it."""
        held = set(labels)
        rows = (replace(row, label=next((each for each in row.names if each in held), row.label)) for row in self.rows)
        return replace(self, rows=tuple(rows))


def period_of(row: Row | None, column: Column, year: str) -> Period:
    """Return the period of the number where this row and this column meet, in the workbook of ``year``.

    ``row`` is None where the supplier chooses the rows. A single fact tells its period itself.
    """
    if row and row.period and column.period:
        return Period(column.period.year, row.period.part)
    return (row and row.period) or column.period or Period(year)


@dataclass(frozen=True)
class Schema:
    """The workbook of one year: the description of the report, the known issues, and the tables."""

    report_sheet: str
    report_headings: tuple[str, str]
    report_items: tuple[ReportItem, ...]
    issue_sheet: str
    issue_headings: tuple[str, ...]
    layouts: tuple[Layout, ...]

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of all sheets that are read."""
        return (self.report_sheet, self.issue_sheet, *(layout.sheet for layout in self.layouts))

    def reads(self, layout_version: str) -> bool:
        """Whether this version of the book reads workbooks of this layout."""
        item = next(item for item in self.report_items if item.key == "layout_version")
        return re.fullmatch(item.pattern, layout_version) is not None


@cache
def read_schema(year: str) -> Schema:
    """Return what the workbook of ``year`` must contain."""
    content, sections = read_whole("workbook"), read_sections("tables")
    items = tuple(
        ReportItem(**{**item, "choices": tuple(item.get("choices", ()))}) for item in content["report"]["items"]
    )
    tables = [table for section in sections for table in section.get("tables", ())]
    facts = [fact for section in sections for fact in section.get("facts", ())]
    told = [*tables, content["facts"] | {"labels": facts}] if facts else tables
    layouts = tuple(_layout(table, year) for table in told)
    report, issues = content["report"], content["known_issues"]
    headings = tuple(report["headings"]), tuple(issues["headings"])
    return Schema(report["sheet"], headings[0], items, issues["sheet"], headings[1], layouts)


def _layout(table: dict, year: str) -> Layout:
    rows = tuple(_row(label, table["rows"], year) for label in table.get("labels", ()))
    columns = tuple(_column(column, year) for column in table["columns"])
    totals = table.get("totals_over_years", False)
    return Layout(table["sheet"], table["title"], table["row_heading"], table["rows"], rows, columns, totals)


def _row(entry: str | dict, kind: str, year: str) -> Row:
    told = {"label": entry} if isinstance(entry, str) else entry
    label = filled_in(told["label"], year)
    if kind == "facts":
        return Row(label, measure=told["key"])
    template = told.get("period", told["label"] if kind == "periods" else None)
    period = read_period(filled_in(template, year), year) if template else None
    return Row(label, period=period, category=told.get("key"), names=tuple(told.get("or", ())))


def _column(entry: dict, year: str) -> Column:
    period = read_period(filled_in(entry["period"], year), year) if "period" in entry else None
    return Column(filled_in(entry["heading"], year), entry.get("measure"), period, entry.get("text", False))
