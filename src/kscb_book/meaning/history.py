"""How a series reaches back beyond the year's own workbook, to the workbooks of earlier editions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kscb_book.meaning.figures import Figure, Figures
from kscb_book.meaning.inheritance import in_workbook
from kscb_book.source.earlier import YEARS_BACK
from kscb_book.source.periods import year_before
from kscb_book.source.symbols import Symbol

REVISED = "r"


@dataclass(frozen=True)
class Volume:
    """What one sheet of an earlier edition gives: the name of its workbook, its year, and its figures."""

    workbook: str
    year: str
    figures: Figures

    def of(self, year: str) -> list[Figure]:
        """Return the figures of one year and its parts."""
        return [figure for figure in self.figures if figure.period.year == year]


def earlier_years(own: Figures, year: str, volumes: Iterable[Volume]) -> Figures:
    """Earlier years: from the workbooks of earlier editions, as far as four years before that of the report.

    A year that the report's own workbook gives is taken from there: it is the latest word. Any other comes, sheet
    by sheet, whole from one workbook: the latest that gives it as revised, else that of the year itself, else the
    nearest after it. A series has no gap: it begins after the last year that no workbook gives in full. Only
    workbooks of the same authority, by its ONS code, are used, and none of a later year than the report's.
    """
    volumes, found = sorted(volumes, key=lambda volume: volume.year), []
    wanted = year_before(min(period.year for period in own.periods), 1)
    while wanted >= year_before(year, YEARS_BACK) and (chosen := _chosen(own, wanted, volumes)):
        found = [*_taken(own, wanted, chosen), *found]
        wanted = year_before(wanted, 1)
    return own.like(found)


def joined(earlier: Figures, own: Figures) -> Figures:
    """Return the figures of a sheet with those of earlier years before them, in the order of its table."""
    members = [*own, *earlier]
    rows = list(dict.fromkeys((figure.category, figure.period.part) for figure in members))
    measures = own.measures

    def place(figure: Figure) -> tuple:
        row = rows.index((figure.category, figure.period.part))
        return row, figure.period.order, measures.index(figure.measure)

    return own.like(sorted(members, key=place) if earlier else own)


def _chosen(own: Figures, wanted: str, volumes: list[Volume]) -> Volume | None:
    holding = [each for each in volumes if each.year >= wanted and _holds(each, wanted, own)]
    revised = [
        each for each in holding if each.year > wanted and any(REVISED in figure.marks for figure in each.of(wanted))
    ]
    return (revised[-1:] or holding[:1] or [None])[0]


def _holds(volume: Volume, wanted: str, own: Figures) -> bool:
    figures = volume.of(wanted)
    known = any(not isinstance(figure.value, Symbol) for figure in figures)
    return known and {figure.measure for figure in figures} >= set(own.measures)


def _taken(own: Figures, wanted: str, volume: Volume) -> Iterator[Figure]:
    labels = {category.key: category for category in own.categories}
    revises = volume.year > wanted and any(REVISED in figure.marks for figure in volume.of(wanted))
    how = ", which revises it" if revises else " as it stands"
    for figure in volume.of(wanted):
        if figure.measure in own.measures:
            yield replace(
                in_workbook(figure, volume.workbook),
                rule=f"taken from the workbook of {volume.year}{how}",
                category=figure.category and labels.get(figure.category.key, figure.category),
                sources=tuple(f"{source} (edition of {volume.year})" for source in figure.sources),
            )
