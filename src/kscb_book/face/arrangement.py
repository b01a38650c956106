"""Which figure stands in which row and column: shared by tables, and by charts that compare."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from kscb_book.meaning.figures import Figure, Figures
from kscb_book.source.measures import Measure
from kscb_book.source.periods import Period

TOTAL = "Total"


@dataclass(frozen=True)
class Arrangement:
    """Figures in rows and columns.

    ``columns`` gives the heading of each column by what the column is: a measure, a period or a year;
    ``place`` the figure at a row's label and a column.
    """

    rows: tuple[str, ...]
    columns: dict[Hashable, str]
    place: dict[tuple[str, Hashable], Figure]

    @property
    def over_years(self) -> bool:
        """Whether the columns are the same measure in following periods."""
        return all(not isinstance(column, Measure) for column in self.columns)

    def row(self, label: str) -> tuple[Figure | None, ...]:
        """Return the figures of a row in the order of the columns."""
        return tuple(self.place.get((label, column)) for column in self.columns)


def arrange(groups: Iterable[Figures]) -> Arrangement:
    """Arrange figures as a reader expects them.

    One measure by months of several years: a row a month, a column a year. One measure by categories that
    recur over periods: a row a category, a column a period. Single facts, each of a measure of its own: a row a
    measure, a column a period, the earliest first. All else: a column a measure, and a row a period or category.
    A total of a measure beside that measure is the last row.
    """
    groups = tuple(groups)
    figures = [figure for group in groups for figure in group]
    measures = _measures(figures)
    if len(measures) == 1 and _is_months_by_years(figures):
        return _arranged(figures, lambda figure: figure.period.part, lambda figure: figure.period.year, str)
    if len(measures) == 1 and _recur(figures):
        return _arranged(figures, lambda figure: _category(figure, measures), lambda figure: figure.period, _label)
    if 1 < len(measures) == len(figures) and not any(figure.category for figure in figures):
        return _in_time(_arranged(figures, lambda figure: figure.measure.name, lambda figure: figure.period, _label))
    labels = _Labels(figures, groups[0].own)
    return _arranged(figures, labels.of, lambda figure: _totalled(figure, measures) or figure.measure, _name)


def _arranged(figures, row_of, column_of, heading_of) -> Arrangement:
    columns = {column_of(figure): heading_of(column_of(figure)) for figure in figures}
    place = {(row_of(figure), column_of(figure)): figure for figure in figures}
    rows = sorted(dict.fromkeys(row for row, _ in place), key=lambda row: row == TOTAL)
    return Arrangement(tuple(rows), columns, place)


def _in_time(facts: Arrangement) -> Arrangement:
    return replace(facts, columns=dict(sorted(facts.columns.items(), key=lambda column: column[0].order)))


class _Labels:
    """How a row is named, so that no two rows of a table have one name."""

    def __init__(self, figures: list[Figure], own: str):
        self.measures, self.own = _measures(figures), own
        counted = [figure for figure in figures if not _totalled(figure, self.measures)]
        self.mixed = len({bool(figure.category) for figure in counted}) > 1
        self.dated = len({figure.period for figure in counted if figure.category}) > 1
        self.one_year = len({figure.period.year for figure in counted}) == 1

    def of(self, figure: Figure) -> str:
        if _totalled(figure, self.measures):
            return TOTAL
        period = figure.period
        if figure.category:
            return f"{figure.category.label} ({period.label})" if self.dated else figure.category.label
        if self.mixed:
            return f"{self.own} ({period.label})"
        return period.part if period.part and self.one_year else period.label


def _measures(figures: list[Figure]) -> list[Measure]:
    measures = dict.fromkeys(figure.measure for figure in figures)
    return [measure for measure in measures if not _is_total_of(measure, measures)]


def _totalled(figure: Figure, measures: Iterable[Measure]) -> Measure | None:
    return next((part for part in measures if _is_total_of(figure.measure, [part])), None)


def _is_total_of(measure: Measure, parts: Iterable[Measure]) -> bool:
    return measure.combination == "total" and any((part.id,) == measure.of for part in parts)


def _is_months_by_years(figures: list[Figure]) -> bool:
    return all(figure.period.part for figure in figures) and len({figure.period.year for figure in figures}) > 1


def _recur(figures: list[Figure]) -> bool:
    categories = [figure.category for figure in figures if figure.category]
    return len(categories) > len(set(categories))


def _category(figure: Figure, measures: Iterable[Measure]) -> str:
    return TOTAL if _totalled(figure, measures) or not figure.category else figure.category.label


def _label(period: Period) -> str:
    return period.label


def _name(measure: Measure) -> str:
    return measure.name
