"""Line charts of one measure over months, drawn with seaborn and read back point by point."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from kscb_book.face.charts import (
    Chart,
    NotAsGiven,
    check_scale,
    height_of,
    is_number,
    labels_of,
    legend_of,
    picture,
    runs_of,
)
from kscb_book.face.style import NAVY, ORANGE
from kscb_book.face.tables import benchmark_row, latest_known, marked, set_table
from kscb_book.meaning.combinations import low, peak
from kscb_book.meaning.figures import Figure, Figures

HEIGHT = 3.4
NAME_WIDTH = 64


@dataclass(frozen=True)
class Line:
    """What is to be drawn: a measure month by month, and a yearly benchmark to hold it against.

    ``benchmark`` has, for each point, the latest benchmark known by the year of that point, or nothing.
    ``marked`` are the points that carry their number: the highest, the lowest and the last.
    """

    points: tuple[Figure, ...]
    benchmark: tuple[Figure | None, ...]
    marked: tuple[int, ...]

    def runs(self) -> Iterator[tuple[list[int], list[float]]]:
        """The places and heights of points that follow each other without a gap."""
        return runs_of(self.points)

    def stretches(self) -> Iterator[tuple[int, int, Figure]]:
        """Where each benchmark holds: its first point, its last point, and the figure."""
        start = 0
        for place, figure in enumerate(self.benchmark):
            if place + 1 == len(self.benchmark) or self.benchmark[place + 1] != figure:
                if figure:
                    yield start, place, figure
                start = place + 1


def set_lines(name: str, series: Figures, against: Figures | None) -> tuple[Chart, Line]:
    """Return the chart undrawn, and what is to be drawn."""
    line = _line(series, against)
    more = [benchmark_row(series, against)] if against else []
    table = set_table(name, [series], more)
    return Chart(name, f"Line chart. {table.caption}. {_in_words(line)}", table), line


def draw_lines(line: Line) -> str:
    """Draw the line and return the picture as SVG.

    Raises NotAsGiven where the picture, read back, does not show each figure at its place.
    """
    with picture(HEIGHT) as drawn:
        paint(drawn.axes, line)
        read_back(drawn.axes, line)
    return drawn.svg


def paint(axes, line: Line) -> None:
    """Put the line, its benchmark, its numbers, the labels of the axes and the names of both on the axes."""
    _draw(axes, line)
    _label(axes, line)
    _dress(axes, line)


def _line(series: Figures, against: Figures | None) -> Line:
    points = tuple(sorted(series, key=lambda figure: figure.period.order))
    benchmark = tuple(latest_known(against, figure.period.year) if against else None for figure in points)
    numbers = [place for place, figure in enumerate(points) if is_number(figure)]
    ends = [end(series).members[0].period for end in (peak, low) if numbers]
    chosen = {place for place in numbers if points[place].period in ends} | set(numbers[-1:])
    return Line(points, benchmark, tuple(sorted(chosen)))


def _in_words(line: Line) -> str:
    first = [figure for figure in line.points if is_number(figure)][:1]
    told = dict.fromkeys([*first, *(line.points[place] for place in line.marked)])
    shown = "; ".join(f"{marked(figure)} in {figure.period.in_words}" for figure in told) or "not yet known"
    benchmark = [f"{each.measure.name}: {marked(each)} ({each.period.label})." for _, _, each in line.stretches()]
    name = line.points[0].measure.name
    return " ".join(
        [f"{name}, the first, lowest, highest and last: {shown}.", *benchmark, "The table has every value."]
    )


def _draw(axes, line: Line) -> None:
    import seaborn

    for places, heights in line.runs():
        seaborn.lineplot(x=places, y=heights, ax=axes, color=NAVY, errorbar=None, linewidth=2)
    for start, end, figure in line.stretches():
        heights = [height_of(figure)] * 2
        seaborn.lineplot(x=[start, end], y=heights, ax=axes, color=ORANGE, errorbar=None, linewidth=2, linestyle="--")


def _label(axes, line: Line) -> None:
    highest = max((height_of(figure) for figure in line.points if is_number(figure)), default=0)
    for place in line.marked:
        height, last = height_of(line.points[place]), place == len(line.points) - 1
        offset = (5, -4) if last else (0, 6) if height == highest else (0, -15)
        style = {"textcoords": "offset points", "ha": "left" if last else "center"}
        axes.annotate(line.points[place].printed, (place, height), xytext=offset, **style)


def _dress(axes, line: Line) -> None:
    axes.set(xlabel="", ylabel="", xlim=(-0.5, len(line.points) + 1.5))
    axes.set_ylim(0, axes.get_ylim()[1] * 1.08)
    months = _months(line)
    axes.set_xticks(list(months), list(months.values()))
    axes.yaxis.set_major_formatter(_scale(line))
    axes.tick_params(length=0, pad=7)
    axes.spines[["left", "top", "right"]].set_visible(False)
    names, drawn = _names(line), {each.get_color(): each for each in reversed(axes.lines)}
    if names:
        handles = [drawn[colour] for colour in names.values()]
        axes.figure.legend(handles, list(names), loc="outside upper left", borderaxespad=0, handlelength=1.6)


def _months(line: Line) -> dict[int, str]:
    """Return the months that the axis names: the first of each year, and the last of all."""
    first, last = line.points[0].period.part, len(line.points) - 1
    chosen = [place for place, figure in enumerate(line.points) if figure.period.part == first]
    return {place: _short(line.points[place]) for place in [*chosen, last]}


def _scale(line: Line) -> str:
    return "{x:g}%" if line.points[0].measure.number == "share" else "{x:g}"


def _names(line: Line) -> dict[str, str]:
    """Return the names in the legend with their colours: of the line, and of the benchmark with its figures."""
    stretches = [figure for _, _, figure in line.stretches()]
    known = ", ".join(f"{figure.printed} ({figure.period.label})" for figure in stretches)
    own = {line.points[0].measure.name: NAVY} if any(map(is_number, line.points)) else {}
    return own | {_wrapped(f"{each.measure.name}: {known}"): ORANGE for each in stretches[:1]}


def _wrapped(name: str) -> str:
    """Return a name on as many lines as it needs; a number and its year stay together."""
    return textwrap.fill(name.replace(" (", "\xa0("), NAME_WIDTH, break_on_hyphens=False).replace("\xa0", " ")


def _short(figure: Figure) -> str:
    month, _, year = figure.period.in_words.partition(" ")
    return f"{month[:3]} {year}"


def read_back(axes, line: Line) -> None:
    """Compare what stands in the picture, points and texts by their place, with what was given. Raises NotAsGiven."""
    drawn = [([float(x) for x in each.get_xdata()], [float(y) for y in each.get_ydata()]) for each in axes.lines]
    runs = list(line.runs())
    if drawn[: len(runs)] != runs:
        raise NotAsGiven("a point of the line does not stand at its figure")
    if drawn[len(runs) :] != [([start, end], [height_of(each)] * 2) for start, end, each in line.stretches()]:
        raise NotAsGiven("the benchmark does not stand at its figure")
    texts = [(text.xy, text.get_text()) for text in axes.texts]
    marked = [(place, line.points[place]) for place in line.marked]
    if texts != [((place, height_of(figure)), figure.printed) for place, figure in marked]:
        raise NotAsGiven("a number beside the line is not that of its figure")
    if labels_of(axes.xaxis) != _months(line):
        raise NotAsGiven("a label of the axis is not the month of its point")
    check_scale(axes.yaxis, _scale(line))
    if legend_of(axes) != _names(line):
        raise NotAsGiven("a name in the legend is not that of the line in its colour")
