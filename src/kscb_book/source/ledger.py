"""Every number of the workbook, found by what it is: its measure, its period, its category."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from kscb_book.source.measures import Measure
from kscb_book.source.periods import Period
from kscb_book.source.rules import Reference

YEAR_ENDS = ("Mar", "Q4")


class Category(Protocol):
    """The part of a breakdown that a number counts."""

    @property
    def key(self) -> str:
        """Its short name in ids."""


class Figure(Protocol):
    """A number that knows what it is."""

    @property
    def measure(self) -> Measure:
        """What it measures."""

    @property
    def period(self) -> Period:
        """When it is of."""

    @property
    def category(self) -> Category | None:
        """Which part of a breakdown it counts, or None."""


def moment_of(figure: Figure) -> Period:
    """Return when a figure is of: for a stock, the end of March and of the last quarter are the year's end."""
    period = figure.period
    return Period(period.year) if figure.measure.kind == "stock" and period.part in YEAR_ENDS else period


class Ledger:
    """The figures that rules compare, as the workbook has them."""

    def __init__(self, figures: Iterable[Figure]):
        self.all = tuple(figures)
        self._by_measure: dict[str, list[Figure]] = {}
        for figure in self.all:
            self._by_measure.setdefault(figure.measure.id, []).append(figure)

    def figures(self, reference: Reference) -> list[Figure]:
        """Return all figures that a reference names, in the order of the workbook."""
        figures = self._by_measure.get(reference.measure, [])
        return [each for each in figures if reference.category in (None, key_of(each))]

    def at(self, reference: Reference, moment: Period) -> list[Figure]:
        """Return the figure that a reference names at a moment, or where it is broken down, each category's."""
        by_category: dict[str | None, Figure] = {}
        for figure in self.figures(reference):
            if moment_of(figure) == moment:
                by_category.setdefault(key_of(figure), figure)
        whole = by_category.get(None)
        return [whole] if whole else list(by_category.values())

    def exact(self, reference: Reference, period: Period, category: str | None) -> Figure | None:
        """Return the one figure of this period and category, or None."""
        found = (each for each in self.figures(reference) if (each.period, key_of(each)) == (period, category))
        return next(found, None)

    def together(self, references: Sequence[Reference]) -> Iterator[list[list[Figure]]]:
        """Yield, for each moment at which all have figures, those of each reference.

        Where all are broken down into the same categories, each category is a group of its own.
        """
        for moment in dict.fromkeys(moment_of(figure) for figure in self.figures(references[0])):
            found = [self.at(reference, moment) for reference in references]
            breakdowns = [{key_of(figure) for figure in figures} for figures in found]
            if not all(found):
                continue
            if any(reference.category for reference in references) or any(each != breakdowns[0] for each in breakdowns):
                yield found
                continue
            for key in dict.fromkeys(key_of(figure) for figure in found[0]):
                yield [[figure for figure in figures if key_of(figure) == key] for figures in found]


def key_of(figure: Figure) -> str | None:
    """Return the key of a figure's category, or None."""
    return figure.category.key if figure.category else None
