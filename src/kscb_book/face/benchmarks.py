"""Benchmark charts: an authority's own years beside others, the range of its neighbours, and the target."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kscb_book.face.arrangement import arrange
from kscb_book.face.charts import (
    Chart,
    NotAsGiven,
    Stroke,
    check_scale,
    check_strokes,
    draw_strokes,
    height_of,
    is_number,
    legend_of,
    picture,
)
from kscb_book.face.style import GREY, NAVY, ORANGE, TEAL
from kscb_book.face.tables import Entry, Table, set_table
from kscb_book.meaning.figures import Figure, Figures

TARGET, LOWEST, MEDIAN, HIGHEST = "target", "neighbours_lowest", "neighbours_median", "neighbours_highest"
ROW_HEIGHT = 0.42
INTERVAL_HEADING = "95% interval"
INTERVAL = f"Range that chance alone may explain ({INTERVAL_HEADING})"
RANGE = "Ten neighbours, lowest to highest"


@dataclass(frozen=True)
class Benchmarks:
    """What is to be drawn: a row for each own figure and each elsewhere, one for the neighbours' range, a target.

    ``spread`` are the lowest, the median and the highest of the neighbours, or nothing where none are given.
    """

    rows: tuple[tuple[str, Figure], ...]
    spread: tuple[Figure, ...]
    target: Figure | None

    @property
    def labels(self) -> tuple[str, ...]:
        """The name of each row, from the top."""
        beneath = [f"{RANGE} ({self.spread[0].period.label})"] if self.spread else []
        return (*(label for label, _ in self.rows), *beneath)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The number of each row as printed."""
        low, high = (self.spread[0].printed, self.spread[-1].printed) if self.spread else ("", "")
        beneath = [low if low == high else f"{low} to {high}"] if self.spread else []
        return (*(figure.printed for _, figure in self.rows), *beneath)


def set_benchmarks(name: str, own: Figures, elsewhere: Figures, neighbours: Figures) -> tuple[Chart, Benchmarks]:
    """Return the chart undrawn, and what is to be drawn. Its table has a column of intervals where there are any."""
    groups = (own, elsewhere, neighbours)
    labels = {figure.id: label for (label, _), figure in arrange(groups).place.items()}
    by_key = {figure.category.key: figure for figure in (*elsewhere, *neighbours) if figure.category}
    rows = [(labels[figure.id], figure) for figure in (*own, *elsewhere) if figure is not by_key.get(TARGET)]
    spread = tuple(by_key[key] for key in (LOWEST, MEDIAN, HIGHEST) if key in by_key)
    marks = Benchmarks(tuple(rows), spread, by_key.get(TARGET))
    table = set_table(name, groups)
    table = replace(table, headings=(elsewhere.row_heading, *table.headings[1:]))
    table = _with_intervals(table, [figure for group in groups for figure in group])
    return Chart(name, f"Dot chart. {table.caption}. {_in_words(marks)}", table), marks


def draw_benchmarks(marks: Benchmarks) -> str:
    """Draw the chart and return the picture as SVG.

    Raises NotAsGiven where the picture, read back, does not show each figure, interval and name at its place.
    """
    with picture(1.2 + ROW_HEIGHT * len(marks.labels)) as drawn:
        paint(drawn.axes, marks)
        read_back(drawn.axes, marks)
    return drawn.svg


def paint(axes, marks: Benchmarks) -> None:
    """Put points, intervals, range and target, their numbers and names, and the labels of the axes on the axes."""
    draw_strokes(axes, strokes_of(marks))
    _name_marks(axes, marks)
    _dress(axes, marks)


def _with_intervals(table: Table, figures: list[Figure]) -> Table:
    known = {figure.id: figure for figure in figures if figure.interval}
    if not known:
        return table
    rows = [(*row, _interval(known.get(row[-1].figure))) for row in table.rows]
    return replace(table, headings=(*table.headings, INTERVAL_HEADING), rows=tuple(rows))


def _interval(figure: Figure | None) -> Entry:
    return Entry(figure.printed_interval, figure.id) if figure else Entry("")


def _in_words(marks: Benchmarks) -> str:
    told = [f"{label} {figure.printed}{_with_range(figure)}" for label, figure in marks.rows]
    if any(map(is_number, marks.spread)):
        low, median, high = marks.spread
        told.append(f"{marks.labels[-1]} {low.printed} to {high.printed}, median {median.printed}")
    if marks.target:
        told.append(f"target ({marks.target.period.label}) {marks.target.printed}")
    return f"{'; '.join(told)}."


def _with_range(figure: Figure) -> str:
    return f" ({INTERVAL_HEADING} {figure.printed_interval})" if figure.interval else ""


def strokes_of(marks: Benchmarks) -> Iterator[Stroke]:
    """Return what is drawn: the target, then intervals and points row by row, then the neighbours' range."""
    last = len(marks.labels) - 1
    if is_number(marks.target):
        yield Stroke((height_of(marks.target),) * 2, (-0.7, last + 0.5), _line(ORANGE, linestyle="--"))
    for row, (_, figure) in enumerate(marks.rows):
        if figure.interval:
            yield Stroke((float(figure.interval.low), float(figure.interval.high)), (row, row), _line(NAVY), INTERVAL)
        if is_number(figure):
            yield Stroke((height_of(figure),), (row,), _mark("s", TEAL) if figure.category else _mark("o", NAVY))
    low, median, high = marks.spread or (None, None, None)
    if is_number(low) and is_number(high):
        ends = height_of(low), height_of(high)
        yield Stroke(ends, (last, last), _line(GREY) | {"linewidth": 6, "solid_capstyle": "butt"})
    if is_number(median):
        yield Stroke((height_of(median),), (last,), _mark("D", TEAL), "Middle of the ten neighbours (median)")


def _line(colour: str, **more) -> dict:
    return {"color": colour, "linewidth": 1.8, **more}


def _mark(shape: str, colour: str) -> dict:
    return {"color": colour, "linestyle": "", "marker": shape, "markersize": 8, "markeredgewidth": 0}


def _texts(marks: Benchmarks) -> list[tuple[float, str]]:
    numbers = [(float(row), text) for row, text in enumerate(marks.numbers)]
    target = [(-0.7, f"Target {marks.target.printed}")] if is_number(marks.target) else []
    return numbers + target


def _name_marks(axes, marks: Benchmarks) -> None:
    """Write the number of each row at the right, the name of the target above its line, and the name of each row."""
    for up, text in _texts(marks):
        if up < 0:
            style = {"ha": "center", "va": "bottom", "textcoords": "offset points", "xytext": (0, 3)}
            axes.annotate(text, (height_of(marks.target), up), **style)
        else:
            axes.annotate(text, (1.02, up), xycoords=axes.get_yaxis_transform(), va="center_baseline")
    axes.set_yticks(range(len(marks.labels)), [_wrapped(label) for label in marks.labels])


def _wrapped(label: str) -> str:
    name, _, period = label.rpartition(" (")
    return label.replace(" (", "\n(", 1) if len(label) > 28 and len(name) < 28 else label.replace(", ", ",\n", 1)


def _dress(axes, marks: Benchmarks) -> None:
    axes.set(xlabel="", ylabel="", ylim=(len(marks.labels) - 0.4, -0.8))
    axes.set_xlim(0, axes.get_xlim()[1])
    axes.grid(False)
    axes.xaxis.set_major_formatter(_scale(marks))
    axes.tick_params(length=0, pad=6)
    axes.spines[["left", "top", "right"]].set_visible(False)
    named = _named(axes, marks)
    if named:
        axes.figure.legend(named.values(), named, loc="outside upper left", borderaxespad=0, handlelength=1.8)


def _scale(marks: Benchmarks) -> str:
    return "{x:g}%" if marks.rows[0][1].measure.number == "share" else "{x:g}"


def _named(axes, marks: Benchmarks) -> dict:
    """Return the names in the key, and the line or mark that each is of."""
    drawn = dict(zip((stroke.name for stroke in strokes_of(marks)), axes.lines, strict=True))
    return {name: line for name, line in drawn.items() if name}


def read_back(axes, marks: Benchmarks) -> None:
    """Compare what stands in the picture, mark by mark and name by name, with the figures given."""
    check_strokes(axes, strokes_of(marks))
    if [(float(text.xy[1]), text.get_text()) for text in axes.texts] != _texts(marks):
        raise NotAsGiven("a number beside a row is not that of its figure")
    if tuple(label.get_text() for label in axes.get_yticklabels()) != tuple(map(_wrapped, marks.labels)):
        raise NotAsGiven("a row does not carry its own name")
    check_scale(axes.xaxis, _scale(marks))
    if legend_of(axes) != {name: line.get_color() for name, line in _named(axes, marks).items()}:
        raise NotAsGiven("a name in the legend is not that of the line in its colour")
