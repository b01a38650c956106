"""Bar charts, drawn with seaborn and read back bar by bar and number by number."""

import math
import textwrap
from collections.abc import Iterable, Sequence

from kscb_book.face.arrangement import Arrangement, arrange
from kscb_book.face.bar_groups import Bars, Group
from kscb_book.face.charts import (
    Chart,
    NotAsGiven,
    height_of,
    is_number,
    labels_of,
    legend_of,
    picture,
    swatch,
)
from kscb_book.face.style import GREY, NAVY
from kscb_book.face.tables import marked, set_table
from kscb_book.meaning.figures import Figures

# The names of more groups than this stand closer together, to fit beside each other.
MOST_WIDE_NAMES = 4
LABEL_WIDTH = 22
# A picture of upright bars in inches, and a line of letters in points.
HEIGHT, LINE = 3.2, 15


def set_bars(name: str, groups: Iterable[Figures]) -> tuple[Chart, Bars]:
    """Return the chart undrawn, and what is to be drawn.

    Raises ValueError where measures of different kinds, such as counts and shares, would share an axis.
    """
    groups = tuple(groups)
    kinds = {figure.measure.number for group in groups for figure in group}
    if len(kinds) > 1:
        raise ValueError(f"a chart has one axis; {' and '.join(sorted(kinds))} cannot share it")
    bars, table = _bars(arrange(groups)), set_table(name, groups)
    alt = f"Bar chart. {table.caption}. " + " ".join(_in_words(group, bars.labels) for group in bars.groups)
    return Chart(name, alt, table), bars


def draw_bars(bars: Bars) -> str:
    """Draw the bars and return the picture as SVG.

    Raises NotAsGiven where the picture, read back, does not show each figure at its place with its number.
    """
    height = 0.5 + 0.2 * (len(bars.groups) + 1) * len(bars.labels) if bars.lying else HEIGHT
    with picture(height) as drawn:
        paint(drawn.axes, bars)
        read_back(drawn.axes, bars)
    return drawn.svg


def paint(axes, bars: Bars) -> None:
    """Put bars, the numbers beside them, the labels of the axis and the names of the groups on the axes."""
    _draw(axes, bars)
    _dress(axes, bars)
    _label(axes, bars)


def _draw(axes, bars: Bars) -> None:
    import seaborn

    rows = [
        (group.name, label, height_of(figure))
        for group in bars.groups
        for label, figure in zip(bars.labels, group.figures, strict=True)
    ]
    seaborn.barplot(
        data=dict(zip(("group", "label", "value"), zip(*rows, strict=True), strict=True)),
        x="value" if bars.lying else "label",
        y="label" if bars.lying else "value",
        orient="y" if bars.lying else "x",
        order=list(bars.labels),
        hue="group",
        hue_order=[group.name for group in bars.groups],
        palette=bars.palette,
        saturation=1,
        ax=axes,
    )
    for container, colour in zip(axes.containers, bars.palette, strict=True):
        for bar in (each for each in container if bars.over_years and colour != NAVY):
            bar.set(edgecolor=GREY, linewidth=0.8)


def _bars(arranged: Arrangement) -> Bars:
    groups = [
        Group(heading, tuple(arranged.place.get((row, column)) for row in arranged.rows))
        for column, heading in arranged.columns.items()
    ]
    return Bars(tuple(groups), arranged.rows, arranged.over_years)


def _in_words(group: Group, labels: Sequence[str]) -> str:
    pairs = zip(labels, group.figures, strict=True)
    shown = ", ".join(f"{label} {marked(figure)}" for label, figure in pairs if figure)
    return f"{group.name}: {shown}."


def _dress(axes, bars: Bars) -> None:
    axes.set(xlabel="", ylabel="")
    axes.grid(False)
    (axes.xaxis if bars.lying else axes.yaxis).set_visible(False)
    axes.spines[["left", "bottom", "top", "right"]].set_visible(False)
    axes.tick_params(length=0)
    if bars.lying:
        axes.set_yticks(axes.get_yticks(), _as_set(bars), linespacing=0.95)
    axes.margins(**{"x" if bars.lying else "y": 0.25 if bars.named_by_bars else 0.12})
    tops = [_top(height, name) for (_, height), name in bars.names_above]
    if tops:
        axes.set_ylim(top=max(axes.get_ylim()[1], *tops))
    if not any(is_number(figure) for _, figure, _ in bars.places()):
        axes.set(**{"xlim" if bars.lying else "ylim": (0, 1)})
    if legend := axes.get_legend():
        legend.remove()
    if bars.has_key:
        axes.figure.legend(
            _keys(axes, bars),
            [group.name for group in bars.groups],
            loc="outside upper left",
            ncols=len(bars.groups),
            columnspacing=2 if len(bars.groups) <= MOST_WIDE_NAMES else 1,
            handlelength=0.9,
            handleheight=0.9,
            borderaxespad=0,
        )


def _top(height: float, name: str) -> float:
    """Return how high the axis must reach for a name to stand above the number of a bar of this height."""
    lines = 2 + name.count("\n") + 1  # its own, its number's, and that of the labels beneath
    return height / (1 - lines * LINE / (72 * HEIGHT))


def _keys(axes, bars: Bars) -> list:
    """Return what shows the colour of each group: its first bar, or a swatch where no figure of it is known."""
    return [
        container[0] if container else swatch(colour)
        for container, colour in zip(axes.containers, bars.palette, strict=True)
    ]


def _label(axes, bars: Bars) -> None:
    for across, figure, text in bars.places():
        along = float(figure.value) if is_number(figure) else 0
        axes.annotate(
            text,
            (along, across) if bars.lying else (across, along),
            xytext=(4, 0) if bars.lying else (0, 3),
            textcoords="offset points",
            ha="left" if bars.lying else "center",
            va="center_baseline" if bars.lying else "bottom",
        )

    for side, (where, name) in enumerate(bars.names_above):
        style = {"ha": ("right", "left")[side], "va": "bottom", "weight": "semibold", "linespacing": 1}
        axes.annotate(name, where, xytext=((-2, 2)[side], 3 + LINE), textcoords="offset points", **style)


def _as_set(bars: Bars) -> list[str]:
    """Return the labels of the axis as they are set: those beside lying bars on several lines."""
    return [textwrap.fill(label, LABEL_WIDTH) for label in bars.labels] if bars.lying else list(bars.labels)


def read_back(axes, bars: Bars) -> None:
    """Compare what stands in the picture, bars and texts by their place, with what was given. Raises NotAsGiven."""
    given = {across: figure for across, figure, _ in bars.places()}
    standing = [_standing(bar, bars.lying) for container in axes.containers for bar in container]
    heights = {across: size for across, size in standing if not math.isnan(size)}
    beside, above = axes.texts[: len(given)], axes.texts[len(given) :]
    numbers = {round(text.xy[1 if bars.lying else 0], 6): text.get_text() for text in beside}
    if heights != {across: float(figure.value) for across, figure in given.items() if is_number(figure)}:
        raise NotAsGiven("a bar of the chart does not have the height of its figure")
    if numbers != {across: text for across, _, text in bars.places()}:
        raise NotAsGiven("a number beside a bar is not that of its figure")
    if labels_of(axes.yaxis if bars.lying else axes.xaxis) != dict(enumerate(_as_set(bars))):
        raise NotAsGiven("a label of the axis is not that of its bars")
    if tuple((text.xy, text.get_text()) for text in above) != bars.names_above:
        raise NotAsGiven("a name above a bar is not that of its group")
    colours = [key.get_facecolor() for key in _keys(axes, bars)]
    names = [group.name for group in bars.groups]
    if legend_of(axes) != (dict(zip(names, colours, strict=True)) if bars.has_key else {}):
        raise NotAsGiven("a name in the legend is not that of the bars in its colour")


def _standing(bar, lying: bool) -> tuple[float, float]:
    if lying:
        return round(bar.get_y() + bar.get_height() / 2, 6), bar.get_width()
    return round(bar.get_x() + bar.get_width() / 2, 6), bar.get_height()
