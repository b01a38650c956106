"""Rates that the workbook gives beside the count behind them: the interval of the rate is that of its count."""

from collections.abc import Mapping
from dataclasses import replace

from kscb_book.meaning.combinations import is_independent_count
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.meaning.intervals import Interval, count_interval, scaled
from kscb_book.source.symbols import Symbol


def with_intervals(sheets: Mapping[str, Figures]) -> dict[str, Figures]:
    """Return the sheets with an interval at each rate whose count, of the same period and category, is known."""
    counts = {(figure.measure.id, figure.key): figure for figures in sheets.values() for figure in figures}
    return {name: figures.like(_with_interval(each, counts) for each in figures) for name, figures in sheets.items()}


def _with_interval(rate: Figure, counts: Mapping[tuple, Figure]) -> Figure:
    count = counts.get((rate.measure.count, rate.key))
    return replace(rate, interval=_interval(rate, count)) if count else rate


def _interval(rate: Figure, count: Figure) -> Interval | None:
    if (
        rate.measure.number != "rate"
        or isinstance(rate.value, Symbol)
        or not is_independent_count(count)
        or not count.value
    ):
        return None
    return scaled(count_interval(count.value), rate.value / count.value)
