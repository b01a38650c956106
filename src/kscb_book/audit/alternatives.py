"""Whether a chart says in words what its figures are: each number of the right figure, in order, and no other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kscb_book.audit.expected import Engine, Expected

MONTHS = {
    **{"Apr": "April", "May": "May", "Jun": "June", "Jul": "July", "Aug": "August", "Sep": "September"},
    **{"Oct": "October", "Nov": "November", "Dec": "December", "Jan": "January", "Feb": "February", "Mar": "March"},
}
NUMBER = re.compile(r"\[\w+\]|\S*\d\S*")


@dataclass(frozen=True)
class Chart:
    """A chart as recorded: its text alternative, and the headings, row labels and figures of its data.

    Each row is its label and, for each heading but the first, the id of a figure or None.
    """

    name: str
    alt: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str | None, ...]], ...]

    @property
    def figures(self) -> list[str]:
        """The ids of all its figures, each once."""
        return list(dict.fromkeys(id for _, ids in self.rows for id in ids if id))


def problems_of_chart(chart: Chart, engine: Engine) -> Iterator[str]:
    """Yield what is wrong with a chart's text alternative."""
    rest = chart.alt.replace(f"{chart.caption}.", "", 1)
    told = _of_bars(chart, engine) if chart.alt.startswith("Bar chart.") else _of_points(chart, engine)
    for text in told:
        found = re.search(rf"(?<![\w.,]){re.escape(text)}(?![\d%]|[.,]\d)", rest)
        if not found:
            yield f"its text alternative does not say {text!r} in its place"
        elif chart.alt.startswith("Bar chart."):
            yield from _strange(rest[: found.start()], chart)
            rest = rest[found.end() :]
        else:
            rest = rest[: found.start()] + rest[found.end() :]
    for allowed in _may_be_said(chart, engine):
        rest = re.sub(rf"(?<![\w.,]){re.escape(allowed)}(?![\d%]|[.,]\d)", "", rest)
    yield from _strange(rest, chart)


def _of_bars(chart: Chart, engine: Engine) -> Iterator[str]:
    """Yield what is said of each bar, group by group; a group is a column of the data."""
    for place in range(len(chart.headings) - 1):
        for label, ids in chart.rows:
            if ids[place]:
                yield f"{label} {engine.expected(ids[place]).printed}"


def _of_points(chart: Chart, engine: Engine) -> list[str]:
    """Return what must be said of a line: its lowest, highest and last point."""
    measure = chart.figures[0].partition("[")[0]
    points = [engine.expected(id) for id in chart.figures if id.partition("[")[0] == measure]
    known = sorted((each for each in points if not isinstance(each.value, str)), key=_when)
    lowest, highest = min(known, key=lambda each: each.value), max(known, key=lambda each: each.value)
    return list(dict.fromkeys(f"{each.printed} in {in_words(each.period)}" for each in (lowest, highest, known[-1])))


def _may_be_said(chart: Chart, engine: Engine) -> list[str]:
    figures = [engine.expected(id) for id in chart.figures]
    said = [f"{each.printed} in {in_words(each.period)}" for each in figures]
    said += [f"{each.printed} ({each.period})" for each in figures]
    return sorted({*said, *(each.title for each in figures)}, key=len, reverse=True)


def _strange(text: str, chart: Chart) -> Iterator[str]:
    for name in sorted({*chart.headings, *(label for label, _ in chart.rows)}, key=len, reverse=True):
        text = text.replace(name, "")
    for number in NUMBER.findall(text):
        yield f"its text alternative holds {number.strip('.,;:')!r}, which is no figure of its data in its place"


def in_words(period: str) -> str:
    """Return a period as a reader says it: ``Aug 2016-17`` is August 2016."""
    part, _, year = period.rpartition(" ")
    if part not in MONTHS:
        return period
    return f"{MONTHS[part]} {int(year[:4]) + (part in ('Jan', 'Feb', 'Mar'))}"


def _when(figure: Expected) -> tuple[str, int]:
    part, _, year = figure.period.rpartition(" ")
    return year, list(MONTHS).index(part) if part in MONTHS else -1
