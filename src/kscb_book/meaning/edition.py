"""A year opened: every number of the protected workbook as a figure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

from kscb_book.meaning.counted import with_intervals
from kscb_book.meaning.figures import Category, Figure, Figures
from kscb_book.meaning.history import Volume, earlier_years, joined
from kscb_book.meaning.inheritance import inherited, numbers_of, renumbered
from kscb_book.meaning.known_issues import Accepted, KnownIssue, hold, noted
from kscb_book.meaning.origins import FactOrigin, Origin, earlier_origins_of, fact_origins_of, origins_of
from kscb_book.meaning.particulars import Particulars
from kscb_book.meaning.printing import decimals_of
from kscb_book.meaning.reconciliation import reconcile
from kscb_book.source.earlier import Former
from kscb_book.source.labels import key_of
from kscb_book.source.measures import read_measures
from kscb_book.source.periods import Period, read_period
from kscb_book.source.report import Report
from kscb_book.source.schema import Column, Layout, Row, period_of
from kscb_book.source.symbols import Symbol, symbol_in
from kscb_book.source.workbook import MOST_BOOKS, Sheet, Workbook

AS_IT_STANDS = "taken from the workbook as it stands"
MARK_OF_STATUS = {"Final": (), "Provisional": ("p",), "Revised": ("r",)}


@dataclass(frozen=True)
class Edition:
    """One year's report, its figures by sheet, what sheets say in words, and where all of it comes from.

    ``accepted`` says what does not agree among the figures, and which of it is known; a figure that a known
    issue concerns carries its note. Sheets that run over years reach back to earlier editions; ``earlier`` has, of
    sheets of one year that are added up over years, the figures of the years before. ``inherited`` are the known
    issues of earlier editions that concern one of their figures, numbered on from its own.
    """

    report: Report
    sheets: Mapping[str, Figures]
    words: Mapping[str, Particulars]
    origins: tuple[Origin, ...]
    fact_origins: tuple[FactOrigin, ...]
    accepted: Accepted
    earlier: Mapping[str, Figures]
    inherited: tuple[KnownIssue, ...]

    def sheet(self, name: str) -> Figures:
        """Return the figures of one sheet of the workbook."""
        if name not in self.sheets:
            near = get_close_matches(name, self.sheets, n=1)
            raise LookupError(f"the workbook has no sheet {name!r}" + (f"; is {near[0]!r} meant?" if near else ""))
        return self.sheets[name]

    def years(self, name: str) -> Figures:
        """Return the figures of one sheet in its year, and in the years before as far as earlier editions go."""
        own = self.sheet(name)
        return joined(self.earlier[name], own) if name in self.earlier else own

    def particulars(self, name: str) -> Particulars:
        """Return what one sheet of the workbook says in words."""
        if name not in self.words:
            raise LookupError(f"the sheet {name!r} has no column of words; {', '.join(self.words)} have")
        return self.words[name]

    def fact(self, measure: str) -> Figures:
        """Return the single fact with this measure, from the ``Facts`` sheet."""
        return self.sheet("Facts").series(measure)


@lru_cache(maxsize=2)
def open_edition(workbook: Workbook, formers: tuple[Former, ...] = ()) -> Edition:
    """Return the edition whose figures are the values of ``workbook``, already protected.

    Its series reach back to ``formers``, the workbooks of earlier editions of the same authority. Their values are
    not reconciled with this edition's; each was with its own, and the notes of its known issues go with it.
    """
    sheets, accepted = _given(workbook)
    series, totals = _over_years(workbook, sheets, formers)
    numbers = numbers_of(series | totals, after=len(accepted.known))
    series, totals = ({name: renumbered(each, numbers) for name, each in part.items()} for part in (series, totals))
    earlier = earlier_origins_of(formers, (*series.values(), *totals.values()))
    origins = origins_of(workbook) + earlier, fact_origins_of(workbook)
    issues = inherited({each.name: _given(each.workbook)[1].known for each in formers}, numbers)
    whole = with_intervals(sheets | series)
    return Edition(workbook.report, whole, dict(_words(workbook)), *origins, accepted, totals, issues)


@lru_cache(maxsize=MOST_BOOKS)
def _given(workbook: Workbook) -> tuple[dict[str, Figures], Accepted]:
    """Return the figures of a workbook by sheet, with the notes of its known issues, and what does not agree."""
    year, own = workbook.report.year, workbook.report.authority
    sheets = {name: _figures(sheet, year, own) for name, sheet in workbook.sheets.items()}
    accepted = hold(reconcile(figure for figures in sheets.values() for figure in figures), workbook.issues)
    return {name: _noted(figures, accepted.known) for name, figures in sheets.items()}, accepted


def _over_years(workbook: Workbook, sheets: Mapping[str, Figures], formers: tuple[Former, ...]) -> tuple[dict, dict]:
    """Return the sheets that run over years, lengthened, and of those that are added up the years before."""
    series, totals = {}, {}
    for name, figures in sheets.items():
        layout = workbook.sheets[name].layout
        if layout.over_years or layout.totals_over_years:
            before = earlier_years(figures, workbook.report.year, _volumes(name, formers))
            if layout.over_years:
                series[name] = joined(before, figures)
            else:
                totals[name] = before
    return series, totals


def _volumes(name: str, formers: Iterable[Former]) -> Iterator[Volume]:
    for former in formers:
        sheets, _ = _given(former.workbook)
        if name in sheets:
            yield Volume(former.name, former.year, sheets[name])


def _noted(figures: Figures, known: Iterable[KnownIssue]) -> Figures:
    return figures.like(replace(figure, notes=noted(figure, known)) for figure in figures)


def _words(workbook: Workbook) -> Iterator[tuple[str, Particulars]]:
    for name, sheet in workbook.sheets.items():
        layout = sheet.layout
        headings = (layout.row_heading, *(column.heading for column in layout.columns if column.text))
        if layout.kind != "facts" and len(headings) > 1:
            rows = tuple(tuple(sheet.frame.at[row, heading] for heading in headings) for row in sheet.frame.index)
            yield name, Particulars(f"{layout.title}, {workbook.report.year}", headings, rows, _source(sheet))


def _figures(sheet: Sheet, year: str, own: str) -> Figures:
    layout = sheet.layout
    by_label = {row.label: row for row in layout.rows}
    members = [
        _figure(sheet, number, by_label.get(sheet.frame.at[number, layout.row_heading]), column, year)
        for number in sheet.frame.index
        for column in layout.columns
        if not column.text
    ]
    return Figures(tuple(members), layout.title, layout.row_heading, own)


def _figure(sheet: Sheet, number: int, row: Row | None, column: Column, year: str) -> Figure:
    cell = sheet.cell(number, column.heading)
    measure = read_measures()[column.measure or row.measure]
    value = sheet.frame.at[number, column.heading]
    return Figure(
        value=value,
        measure=measure,
        period=_period(sheet, number, row, column, year),
        rule=AS_IT_STANDS,
        cells=(cell,),
        category=_category(sheet.layout, row, cell.row),
        marks=() if isinstance(value, Symbol) else MARK_OF_STATUS[sheet.status],
        sources=(_source(sheet),),
        decimals=None if isinstance(value, Symbol) else min(measure.decimals, decimals_of(value)),
    )


def _source(sheet: Sheet) -> str:
    return f"{sheet.source} (supplier not given)" if symbol_in(sheet.supplier) else f"{sheet.supplier}: {sheet.source}"


def _period(sheet: Sheet, number: int, row: Row | None, column: Column, year: str) -> Period:
    if sheet.layout.kind == "facts":
        return read_period(sheet.frame.at[number, "Period"], year)
    return period_of(row, column, year)


def _category(layout: Layout, row: Row | None, label: str) -> Category | None:
    if layout.kind == "any categories":
        return Category(key_of(label), label)
    return Category(row.category, label) if row and row.category else None
