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
# Beside the last point stand the names: room for them as a part of the series, and their width in letters.
MARGIN, DIRECT_WIDTH = 0.4, 16
# Names closer together than this part of the height would meet.
LEAST_APART = 0.24


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

    @property
    def is_direct(self) -> bool:
        """Whether the names stand at the ends of the lines, in place of a key: where both ends are there, and apart."""
        heights = [height_of(each) for each in (*self.points, *self.benchmark) if is_number(each)]
        last, beside = self.points[-1], self.benchmark[-1]
        if not is_number(last) or (beside is None and any(self.benchmark)):
            return False
        return beside is None or abs(height_of(last) - height_of(beside)) >= LEAST_APART * max(heights)

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
    for (place, height), text in _texts(line):
        beside = place == len(line.points) - 1
        above = not beside and height == max(height_of(each) for each in line.points if is_number(each))
        style = {"ha": "left", "va": "center_baseline"} if beside else {"ha": "center"}
        offset = (7, 0) if beside else (0, 6 if above else -15)
        axes.annotate(text, (place, height), xytext=offset, textcoords="offset points", **style)


def _texts(line: Line) -> list[tuple[tuple[int, float], str]]:
    """Return what is written beside the lines, by its place: numbers, and at the ends the names."""
    last = len(line.points) - 1
    texts = [((place, height_of(line.points[place])), line.points[place].printed) for place in line.marked]
    if not line.is_direct:
        return texts
    own = f"{texts[-1][1]}\n{textwrap.fill(line.points[0].measure.name, DIRECT_WIDTH)}"
    texts[-1] = (texts[-1][0], own)
    stretches = [figure for _, _, figure in line.stretches()][::-1]
    known = "\n".join(f"{figure.printed} ({figure.period.label})" for figure in stretches)
    names = [f"{textwrap.fill(each.measure.name, DIRECT_WIDTH)}\n{known}" for each in stretches[:1]]
    return [*texts, *(((last, height_of(stretches[0])), name) for name in names)]


def _dress(axes, line: Line) -> None:
    room = MARGIN * len(line.points) if line.is_direct else 1.5
    axes.set(xlabel="", ylabel="", xlim=(-0.5, len(line.points) + room))
    axes.set_ylim(0, axes.get_ylim()[1] * 1.08)
    months = _months(line)
    axes.set_xticks(list(months), list(months.values()))
    axes.yaxis.set_major_formatter(_scale(line))
    axes.tick_params(length=0, pad=7)
    axes.spines[["left", "top", "right"]].set_visible(False)
    axes.spines["bottom"].set_bounds(-0.5, len(line.points) - 1)
    for rule in axes.get_ygridlines():
        rule.set_xdata((0, (len(line.points) - 0.5) / (len(line.points) + room + 0.5)))
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
    """Return the names in the key with their colours: of the line, and of the benchmark with its figures."""
    if line.is_direct:
        return {}
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
    if [(text.xy, text.get_text()) for text in axes.texts] != _texts(line):
        raise NotAsGiven("a number or a name beside the line is not that of its figure")
    if labels_of(axes.xaxis) != _months(line):
        raise NotAsGiven("a label of the axis is not the month of its point")
    check_scale(axes.yaxis, _scale(line))
    if legend_of(axes) != _names(line):
        raise NotAsGiven("a name in the legend is not that of the line in its colour")
