"""The year, or a chapter, in a few figures: which of the book's they are, and what may be said of each.

Which they are stands in ``schema/glance.toml``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.meaning.combinations import rate_per_10k, share, total
from kscb_book.meaning.control import POINTS
from kscb_book.meaning.edition import Edition
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.meaning.policy import Judged, Number, judge, reach_of
from kscb_book.meaning.trend import Told, trend
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.periods import MONTHS, QUARTERS, Period
from kscb_book.source.sections import read_whole
from kscb_book.source.symbols import Symbol

COMBINATIONS: dict[str, Callable[..., Figures]] = {"total": total, "share": share, "rate_per_10k": rate_per_10k}
OVER = {"years": (None,), "quarters": QUARTERS, "months": MONTHS}
LEAST_POINTS = 3


@dataclass(frozen=True)
class Glimpse:
    """One figure at a glance, with what stands beside it.

    ``before`` is the figure of a year before, or nothing where no workbook holds it; ``difference`` the change on
    that year, where the workbook gives only that. ``judged`` and ``trend`` say what the numbers bear, or are
    nothing where they are not known. ``series`` is in order of time, and empty where fewer than three points are
    known.
    """

    name: str
    chapter: str
    now: Figure
    before: Figure | None
    difference: Figure | None
    judged: Judged | None
    trend: Told | None
    benchmarks: tuple[Figure, ...]
    series: tuple[Figure, ...]


def glance(edition: Edition) -> tuple[Glimpse, ...]:
    """Return the figures that stand at a glance. Raises LookupError where the workbook does not hold one."""
    return tuple(_glimpse(row, edition) for row in read_whole("glance")["rows"] if not row.get("opens_only"))


def key_figures(edition: Edition, chapter: str) -> tuple[tuple[Glimpse, str], ...]:
    """Return the figures with which a chapter opens, each with the name of the table or chart that tells of it.

    Raises LookupError where the workbook does not hold one, or where none is laid down for the chapter.
    """
    rows = [row for row in read_whole("glance")["rows"] if row["chapter"] == chapter and "opens" in row]
    if not rows:
        raise LookupError(f"no figure is laid down with which the chapter {chapter} opens")
    return tuple((_glimpse(row, edition), row["opens"]) for row in rows)


def _glimpse(row: dict, edition: Edition) -> Glimpse:
    year, over = edition.report.year, row.get("over", "years")
    own = [figure for figure in _figures(row["measure"], edition) if not figure.category]
    series = _series(own, over, year)
    now = _at(own, Period(year)) or _last(series, year)
    if now is None:
        raise LookupError(f"the workbook holds no figure of {row['measure']} for {year}")
    before = _at(own, now.period.previous)
    given = "difference" in row and before is None
    difference = _at(_figures(row["difference"], edition), Period(year)) if given else None
    return Glimpse(
        name=row.get("name", now.measure.name),
        chapter=row["chapter"],
        now=now,
        before=before,
        difference=difference,
        judged=_judged(now, before, difference),
        trend=_trend(series) if over == "months" else None,
        benchmarks=tuple(filter(None, (_benchmark(each, row, edition) for each in row.get("benchmarks", ())))),
        series=series if sum(map(_is_known, series)) >= LEAST_POINTS else (),
    )


def _series(figures: list[Figure], over: str, year: str) -> tuple[Figure, ...]:
    chosen = [each for each in figures if each.period.part in OVER[over]]
    if over == "quarters":
        chosen = [each for each in chosen if each.period.year == year]
    return tuple(sorted(chosen, key=lambda figure: figure.period.order))


def _figures(measure: str, edition: Edition) -> Figures:
    """Return all figures of a measure, worked out where the measure is a combination of others."""
    told = read_measures()[measure]
    if told.combination:
        return COMBINATIONS[told.combination](*(_figures(part, edition) for part in told.of))
    return Figures(_read(told, edition), told.name, "")


def _read(measure: Measure, edition: Edition) -> tuple[Figure, ...]:
    """Return the figures of a measure that stand in the workbook as they are."""
    return tuple(figure for name in edition.sheets for figure in edition.years(name) if figure.measure == measure)


def _at(figures, period: Period) -> Figure | None:
    return next((figure for figure in figures if figure.period == period), None)


def _last(series: tuple[Figure, ...], year: str) -> Figure | None:
    """Return the last figure of the year that is known, or the last of all where none is yet."""
    latest_first = [each for each in reversed(series) if each.period.year == year]
    return next(filter(_is_known, latest_first), next(iter(latest_first), None))


def _benchmark(name: str, row: dict, edition: Edition) -> Figure | None:
    """Return the last figure that is known, up to the book's year, of a category or of another measure."""
    # The own figure may be worked out from counts of the authority; those of others are read.
    figures = _figures(name, edition) if "." in name else _read(read_measures()[row["measure"]], edition)
    wanted = [each for each in figures if "." in name or (each.category and each.category.key == name)]
    known = [each for each in wanted if _is_known(each) and each.period.year <= edition.report.year]
    return max(known, key=lambda figure: figure.period.order, default=None)


def _judged(now: Figure, before: Figure | None, difference: Figure | None) -> Judged | None:
    if difference and _is_known(difference):
        return judge(_number(difference), Number(Decimal(0), difference.measure.number))
    return judge(_number(now), _number(before)) if _is_known(now) and before and _is_known(before) else None


def _trend(series: tuple[Figure, ...]) -> Told | None:
    points = [(figure.period, figure.value if _is_known(figure) else None) for figure in series]
    return trend(points) if sum(map(_is_known, series)) > POINTS else None


def _number(figure: Figure) -> Number:
    kind = figure.measure.number
    decimals = figure.measure.decimals if figure.decimals is None else figure.decimals
    return Number(figure.value, kind, reach_of(kind, decimals), figure.interval, figure.measure.repeats)


def _is_known(figure: Figure) -> bool:
    return not isinstance(figure.value, Symbol)
