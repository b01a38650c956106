"""Control charts: a series over time with its limits and signals, drawn with seaborn and read back."""

from collections.abc import Iterator
from dataclasses import replace

from kscb_book.face.charts import (
    Chart,
    NotAsGiven,
    Stroke,
    check_scale,
    check_strokes,
    draw_strokes,
    height_of,
    is_number,
    labels_of,
    legend_of,
    picture,
)
from kscb_book.face.style import GREY, NAVY, ORANGE
from kscb_book.face.tables import set_table
from kscb_book.meaning.control import Control, Signal, stretches_of
from kscb_book.meaning.figures import Figure

HEIGHT = 3.6
# Beside the last point, as a part of the series: room for the names of the limits.
MARGIN = 0.3


def set_control(name: str, control: Control) -> Chart:
    """Return the chart undrawn. Its table has a row more for each limit."""
    years = dict.fromkeys(figure.period.year for figure in control.series)
    rows = [(_name(limit), [limit] * len(years)) for limit in (control.upper, control.centre, control.lower)]
    table = set_table(name, [control.series], rows)
    table = replace(table, caption=f"{table.caption}, with control limits")
    return Chart(name, f"Control chart. {table.caption}. {in_words(control)}", table)


def in_words(control: Control) -> str:
    """Return what a control chart shows, its limits and every signal, as a reader without the picture needs it."""
    if not is_number(control.centre):
        return "No limits are set yet: no two known points follow each other. The table has every value."
    points, basis = control.series.members, control.series.members[control.baseline]
    limits = f"{control.lower.printed} to {control.upper.printed}, with the centre at {control.centre.printed}"
    told = [f"{_kind(control)} from {points[0].period.in_words} to {basis.period.in_words}: {limits}."]
    stretches = [_stretch(first, last, points) for first, last in stretches_of(control.signals)]
    later = [points[signal.place] for signal in control.signals if signal.place > control.baseline]
    told.append(f"Signals: {'; '.join(stretches)}." if stretches else "No point signals a change.")
    if later:
        told.append(f"The first signal after the limits were set: {later[0].period.in_words}, {later[0].printed}.")
    return " ".join([*told, "The table has every value."])


def draw_control(control: Control) -> str:
    """Draw the chart and return the picture as SVG.

    Raises NotAsGiven where the picture, read back, does not show each figure, limit and signal at its place.
    """
    with picture(HEIGHT) as drawn:
        paint(drawn.axes, control)
        read_back(drawn.axes, control)
    return drawn.svg


def paint(axes, control: Control) -> None:
    """Put limits, points and signals, their numbers and names, and the labels of the axes on the axes."""
    draw_strokes(axes, strokes_of(control))
    _label(axes, control)
    _dress(axes, control)


def _kind(control: Control) -> str:
    trial = "Trial limits, to be set again once there are twelve points," if control.are_trial else "Limits"
    return f"{trial} set by the points"


def _name(limit: Figure) -> str:
    return {"lower_limit": "Lower limit", "centre": "Centre", "upper_limit": "Upper limit"}[limit.measure.combination]


def _stretch(first: Signal, last: Signal, points: tuple[Figure, ...]) -> str:
    limit = "upper" if first.is_above else "lower"
    side = "above" if first.is_above else "below"
    where = f"{side} the {limit} limit" if first.is_outside else f"in a long run {side} the centre"
    one, other = points[first.place], points[last.place]
    if first == last:
        return f"{where} in {one.period.in_words} ({one.printed})"
    return f"{where} from {one.period.in_words} ({one.printed}) to {other.period.in_words} ({other.printed})"


def strokes_of(control: Control) -> Iterator[Stroke]:
    """Return what is drawn: three limits, the line in as many parts as it has gaps, and the signals on it."""
    end = len(control.series) - 1
    yield from (Stroke((0, end), (height_of(each),) * 2, style) for each, style in _limit_lines(control))
    points = list(enumerate(control.series))
    known = [(place, height_of(figure)) for place, figure in points if is_number(figure)]
    runs: list[list[tuple[int, float]]] = []
    for place, height in known:
        if not runs or runs[-1][-1][0] != place - 1:
            runs.append([])
        runs[-1].append((place, height))
    ordinary = {"color": NAVY, "linewidth": 1.6, "marker": "o", "markersize": 4, "markeredgewidth": 0}
    yield from (Stroke(*zip(*run, strict=True), ordinary) for run in runs)
    signals = {signal.place for signal in control.signals}
    marked = [(place, height) for place, height in known if place in signals]
    if marked:
        style = {"color": ORANGE, "linestyle": "", "marker": "D", "markersize": 7, "markeredgewidth": 0}
        yield Stroke(*zip(*marked, strict=True), style)


def _limit_lines(control: Control) -> list[tuple[Figure, dict]]:
    dashed = {"color": GREY, "linewidth": 1.4, "linestyle": "--"}
    lines = [(control.upper, dashed), (control.centre, dashed | {"linestyle": "-"}), (control.lower, dashed)]
    return [(limit, style) for limit, style in lines if is_number(limit)]


def _texts(control: Control) -> list[tuple[tuple[float, float], str]]:
    points = control.series.members
    end = len(points) - 1
    named = [((end, height_of(limit)), f"{_name(limit)} {limit.printed}") for limit, _ in _limit_lines(control)]
    later = [signal.place for signal in control.signals if signal.place > control.baseline]
    first = [
        ((place, height_of(points[place])), f"{_short(points[place])}: {points[place].printed}") for place in later
    ]
    known = [((place, height_of(figure)), figure.printed) for place, figure in enumerate(points) if is_number(figure)]
    return [*named, *first[:1], *known[-1:]]


def _label(axes, control: Control) -> None:
    texts = _texts(control)
    for at, text in texts:
        beside = at[0] == len(control.series) - 1 or text == texts[-1][1]
        style = {"ha": "left" if beside else "right", "va": "center_baseline"}
        axes.annotate(text, at, xytext=(8 if beside else -8, 0 if beside else 6), textcoords="offset points", **style)


def _dress(axes, control: Control) -> None:
    points = control.series.members
    axes.set(xlabel="", ylabel="", xlim=(-0.5, len(points) * (1 + MARGIN)))
    axes.grid(False)
    low, high = axes.get_ylim()
    axes.set_ylim(low, high + 0.06 * (high - low))
    months = _months(control)
    axes.set_xticks(list(months), list(months.values()))
    axes.yaxis.set_major_formatter(_scale(control))
    axes.tick_params(length=0, pad=7)
    axes.spines[["left", "top", "right"]].set_visible(False)
    if named := _named(axes, control):
        axes.figure.legend(named.values(), named, loc="outside upper left", borderaxespad=0, handlelength=1.8)


def _months(control: Control) -> dict[int, str]:
    """Return the months that the axis names: the first of each year, and the last of all."""
    points = control.series.members
    firsts = [place for place, figure in enumerate(points) if figure.period.part == points[0].period.part]
    return {place: _short(points[place]) for place in [*firsts, len(points) - 1]}


def _scale(control: Control) -> str:
    return "{x:g}%" if control.series.members[0].measure.number == "share" else "{x:g}"


def _named(axes, control: Control) -> dict:
    """Return the names in the key, and the line or mark that each is of."""
    if not is_number(control.centre):
        return dict.fromkeys([control.series.members[0].measure.name], axes.lines[0]) if axes.lines else {}
    runs = len(axes.lines) - bool(control.signals) - 1
    basis = control.series.members[0], control.series.members[control.baseline]
    trial = "Trial limits" if control.are_trial else "Limits"
    named = {f"{trial}, set by {' to '.join(map(_short, basis))}": axes.lines[0]}
    named[control.series.members[0].measure.name] = axes.lines[runs]
    return named | ({"Signal of a change": axes.lines[-1]} if control.signals else {})


def _short(figure: Figure) -> str:
    month, _, year = figure.period.in_words.partition(" ")
    return f"{month[:3]} {year}"


def read_back(axes, control: Control) -> None:
    """Compare what stands in the picture, line by line, mark by mark and text by text, with the figures given."""
    check_strokes(axes, strokes_of(control))
    if [(tuple(text.xy), text.get_text()) for text in axes.texts] != _texts(control):
        raise NotAsGiven("a number or a name in the control chart is not that of its figure")
    if labels_of(axes.xaxis) != _months(control):
        raise NotAsGiven("a label of the axis is not the month of its point")
    check_scale(axes.yaxis, _scale(control))
    if legend_of(axes) != {name: line.get_color() for name, line in _named(axes, control).items()}:
        raise NotAsGiven("a name in the legend is not that of the line in its colour")
