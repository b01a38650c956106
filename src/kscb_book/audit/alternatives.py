"""Whether a chart says in words what its figures are: each number of the right figure, in order, and no other."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kscb_book.audit.expected import Engine, Expected
from kscb_book.audit.numbers import STRENGTH

MONTHS = {
    **{"Apr": "April", "May": "May", "Jun": "June", "Jul": "July", "Aug": "August", "Sep": "September"},
    **{"Oct": "October", "Nov": "November", "Dec": "December", "Jan": "January", "Feb": "February", "Mar": "March"},
}
NUMBER = re.compile(r"\[\w+\]|\S*\d\S*")
# What is said where nothing is known yet.
NOT_YET = "the first, lowest, highest and last: not yet known"
NO_LIMITS = "No limits are set yet: no two known points follow each other"


@dataclass(frozen=True)
class Chart:
    """A chart as recorded: its text alternative, and the headings, row labels and figures of its data.

    Each row is its label and, for each heading but the first, the id of a figure or None; ``marks`` are what
    stands behind the number of a figure, such as `` [note 3]``.
    """

    name: str
    alt: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str | None, ...]], ...]
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> list[str]:
        """The ids of all its figures, each once."""
        return list(dict.fromkeys(id for _, ids in self.rows for id in ids if id))


def problems_of_chart(chart: Chart, engine: Engine) -> Iterator[str]:
    """Yield what is wrong with a chart's text alternative."""
    rest = _unmarked(chart.alt.replace(chart.caption, "", 1), chart, engine)
    kind = chart.alt.partition(" ")[0]
    kinds = {"Bar": _of_bars, "Dot": _of_rows, "Control": _of_limits, "Organisation": _of_groups}
    told = kinds.get(kind, _of_points)(chart, engine)
    for text in told:
        found = re.search(rf"(?<![\w.,]){re.escape(text)}(?![\d%]|[.,]\d)", rest)
        if not found:
            yield f"its text alternative does not say {text!r} in its place"
        elif kind == "Bar":
            yield from _strange(rest[: found.start()], chart)
            rest = rest[found.end() :]
        else:
            rest = rest[: found.start()] + rest[found.end() :]
    for allowed in _may_be_said(chart, engine):
        rest = re.sub(rf"(?<![\w.,]){re.escape(allowed)}(?![\d%]|[.,]\d)", "", rest)
    yield from _strange(rest, chart)


def _unmarked(text: str, chart: Chart, engine: Engine) -> str:
    """Take out the marks of each figure; a mark of another figure stays."""
    # The longest first: " [p]" of one figure is the beginning of " [p] [note 3]" of another.
    for id, mark in sorted(chart.marks.items(), key=lambda item: len(item[1]), reverse=True):
        number = engine.expected(id).printed
        text = text.replace(f"{number}{mark}", number)
    return text


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
    if not known:
        return [NOT_YET]
    lowest, highest = min(known, key=lambda each: each.value), max(known, key=lambda each: each.value)
    return list(dict.fromkeys(f"{each.printed} in {in_words(each.period)}" for each in (lowest, highest, known[-1])))


def _of_rows(chart: Chart, engine: Engine) -> Iterator[str]:
    """Yield what is said of each row of dots; the neighbours' range and the target are said in words of their own."""
    for label, ids in chart.rows:
        figure = engine.expected(ids[0])
        key = figure.id.partition("[")[2]
        if not key.startswith(("neighbours_", "target")):
            yield f"{label} {figure.printed}"


def _of_groups(chart: Chart, engine: Engine) -> Iterator[str]:
    """Yield what must be said of a tree of groups: the name of each; it prints no figure."""
    yield from (label for label, _ in chart.rows)


def _of_limits(chart: Chart, engine: Engine) -> list[str]:
    """Return what must be said of a control chart: which points set its limits and its centre, and these."""
    lower, centre, upper = (
        next((engine.expected(id).printed for id in chart.figures if f"{name}[" in id), "")
        for name in ("lower_limit", "centre", "upper_limit")
    )
    if centre in STRENGTH:
        return [NO_LIMITS]
    figures = [engine.expected(id) for id in chart.figures]
    basis = next(set(each.cells) for each in figures if "centre[" in each.id)
    set_by = sorted((each for each in figures if len(each.cells) == 1 and set(each.cells) <= basis), key=_when)
    first, last = in_words(set_by[0].period), in_words(set_by[-1].period)
    return [f"from {first} to {last}: {lower} to {upper}, with the centre at {centre}"]


def _may_be_said(chart: Chart, engine: Engine) -> list[str]:
    figures = [engine.expected(id) for id in chart.figures]
    said = {f"{each.printed} in {in_words(each.period)}" for each in figures}
    said |= {f"{each.printed} ({each.period})" for each in figures}
    said |= {f"{in_words(each.period)} ({each.printed})" for each in figures}
    said |= {f"{in_words(each.period)}, {each.printed}" for each in figures}
    said |= {f"95% interval {each.interval}" for each in figures if each.interval}
    return sorted({*said, *_of_spread(figures), *(each.title for each in figures)}, key=len, reverse=True)


def _of_spread(figures: list[Expected]) -> Iterator[str]:
    """Yield what may be said of the neighbours' range and of the target."""
    spread = {each.id.partition("[")[2].partition(",")[0]: each for each in figures}
    if "neighbours_lowest" in spread:
        low, middle, high = (spread[f"neighbours_{name}"] for name in ("lowest", "median", "highest"))
        yield f"({low.period}) {low.printed} to {high.printed}, median {middle.printed}"
    if "target" in spread:
        yield f"target ({spread['target'].period}) {spread['target'].printed}"


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
