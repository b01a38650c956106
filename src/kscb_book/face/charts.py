"""Charts as values, drawn with seaborn in one house style and read back before they are believed.

The only module that knows seaborn and matplotlib, which are imported when something is drawn. Nothing
that states a finding is drawn inside a picture.
"""

import io
import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kscb_book.face.style import HIGHLIGHT_LAST, PALETTE, house_style
from kscb_book.face.tables import Table, set_table
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.source.symbols import Symbol


class NotAsGiven(RuntimeError):
    """A drawn chart does not show the figures it was given."""


# Labels longer than this do not stand under an upright bar; the bars lie down instead.
LONGEST_UPRIGHT = 12
LABEL_WIDTH = 22
WIDTH = 5.4
GROUP_WIDTH = 0.8


@dataclass(frozen=True)
class Group:
    """Bars of one colour: a name, and the figure that stands at each label of the axis."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Bars:
    """What is to be drawn: groups of bars over the labels of an axis.

    ``over_years`` says that the groups are the same measure in following years, the last of which matters
    most; otherwise they are different measures.
    """

    groups: tuple[Group, ...]
    labels: tuple[str, ...]
    over_years: bool

    @property
    def lying(self) -> bool:
        """Whether the bars lie, so that long labels can be read without turning the head."""
        return max(map(len, self.labels)) > LONGEST_UPRIGHT

    def places(self) -> Iterator[tuple[float, Figure]]:
        """Where each figure's bar stands along the axis, as seaborn dodges groups."""
        width = GROUP_WIDTH / len(self.groups)
        for number, group in enumerate(self.groups):
            for place, figure in enumerate(group.figures):
                yield round(place + (number + 0.5) * width - GROUP_WIDTH / 2, 6), figure


@dataclass(frozen=True)
class Chart:
    """A bar chart: what it shows, in words and as a table; ``svg`` is empty until it is drawn."""

    name: str
    alt: str
    table: Table
    svg: str = ""


def set_bars(name: str, groups: Iterable[Figures]) -> tuple[Chart, Bars]:
    """Return the chart undrawn, and what is to be drawn."""
    groups = tuple(groups)
    bars, table = _bars(groups), set_table(name, groups)
    alt = f"Bar chart. {table.caption}. " + " ".join(_in_words(group, bars.labels) for group in bars.groups)
    return Chart(name, alt, table), bars


def draw_bars(bars: Bars) -> str:
    """Draw the bars and return the picture as SVG, the same bytes each time.

    Raises NotAsGiven where the picture, read back, does not show each figure at its place with its number.
    """
    with house_style():
        from matplotlib.figure import Figure as Canvas

        height = 0.5 + 0.2 * (len(bars.groups) + 1) * len(bars.labels) if bars.lying else 3.2
        canvas = Canvas(figsize=(WIDTH, height), layout="constrained")
        axes = canvas.subplots()
        _draw(axes, bars)
        _dress(axes, bars)
        _label(axes, bars)
        read_back(axes, bars)
        return _as_svg(canvas)


def _draw(axes, bars: Bars) -> None:
    import seaborn

    rows = [
        (group.name, label, _height(figure))
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
        palette=(HIGHLIGHT_LAST if bars.over_years else PALETTE)[len(bars.groups)],
        saturation=1,
        ax=axes,
    )


def _bars(groups: tuple[Figures, ...]) -> Bars:
    figures = [figure for group in groups for figure in group]
    categories = tuple(dict.fromkeys(figure.category for figure in figures if figure.category))
    periods = tuple(dict.fromkeys(figure.period for figure in figures))
    if categories:
        place = {(figure.period, figure.category): figure for figure in figures}
        names = {period: tuple(place[period, category] for category in categories) for period in periods}
        labels = tuple(category.label for category in categories)
        return Bars(tuple(Group(period.label, shown) for period, shown in names.items()), labels, over_years=True)
    measures = tuple(dict.fromkeys(figure.measure for figure in figures))
    place = {(figure.measure, figure.period): figure for figure in figures}
    names = {measure: tuple(place[measure, period] for period in periods) for measure in measures}
    labels = tuple(period.label for period in periods)
    return Bars(tuple(Group(measure.name, shown) for measure, shown in names.items()), labels, over_years=False)


def _in_words(group: Group, labels: Sequence[str]) -> str:
    shown = ", ".join(f"{label} {figure.printed}" for label, figure in zip(labels, group.figures, strict=True))
    return f"{group.name}: {shown}."


def _height(figure: Figure) -> float:
    return float("nan") if isinstance(figure.value, Symbol) else float(figure.value)


def _dress(axes, bars: Bars) -> None:
    axes.set(xlabel="", ylabel="")
    axes.grid(False)
    (axes.xaxis if bars.lying else axes.yaxis).set_visible(False)
    axes.spines[["left", "bottom", "top", "right"]].set_visible(False)
    axes.tick_params(length=0)
    if bars.lying:
        wrapped = [textwrap.fill(label, LABEL_WIDTH) for label in bars.labels]
        axes.set_yticks(axes.get_yticks(), wrapped, linespacing=0.95)
    axes.margins(**{"x" if bars.lying else "y": 0.12})
    if legend := axes.get_legend():
        legend.remove()
    if len(bars.groups) > 1:
        axes.figure.legend(
            [container[0] for container in axes.containers],
            [group.name for group in bars.groups],
            loc="outside upper left",
            ncols=len(bars.groups),
            handlelength=0.9,
            handleheight=0.9,
            borderaxespad=0,
        )


def _label(axes, bars: Bars) -> None:
    for across, figure in bars.places():
        along = 0 if isinstance(figure.value, Symbol) else float(figure.value)
        axes.annotate(
            figure.printed,
            (along, across) if bars.lying else (across, along),
            xytext=(4, 0) if bars.lying else (0, 3),
            textcoords="offset points",
            ha="left" if bars.lying else "center",
            va="center_baseline" if bars.lying else "bottom",
        )


def read_back(axes, bars: Bars) -> None:
    """Compare what stands in the picture, bars and numbers by their place, with the figures given."""
    given = dict(bars.places())
    standing = [_standing(bar, bars.lying) for container in axes.containers for bar in container]
    heights = {across: size for across, size in standing if not math.isnan(size)}
    numbers = {round(text.xy[1 if bars.lying else 0], 6): text.get_text() for text in axes.texts}
    if heights != {across: float(figure.value) for across, figure in given.items() if _is_number(figure)}:
        raise NotAsGiven("a bar of the chart does not have the height of its figure")
    if numbers != {across: figure.printed for across, figure in given.items()}:
        raise NotAsGiven("a number beside a bar is not that of its figure")


def _is_number(figure: Figure) -> bool:
    return not isinstance(figure.value, Symbol)


def _standing(bar, lying: bool) -> tuple[float, float]:
    if lying:
        return round(bar.get_y() + bar.get_height() / 2, 6), bar.get_width()
    return round(bar.get_x() + bar.get_width() / 2, 6), bar.get_height()


def _as_svg(canvas) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    FigureCanvasSVG(canvas)
    file = io.StringIO()
    canvas.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()
