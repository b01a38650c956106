"""Charts as values, drawn with seaborn in one house style and read back before they are believed.

The only module that knows seaborn and matplotlib, which are imported when something is drawn. Nothing
that states a finding is drawn inside a picture.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.face.style import HIGHLIGHT_LAST, PALETTE, house_style
from kscb_book.face.tables import Table, set_table
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.source.symbols import Symbol


class NotAsGiven(RuntimeError):
    """A drawn chart does not show the figures it was given."""


@dataclass(frozen=True)
class Group:
    """Bars of one colour: a name, and the figure that stands at each label of the axis."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Chart:
    """A bar chart: what it shows, in words and as a table; ``svg`` is empty until it is drawn."""

    name: str
    alt: str
    table: Table
    svg: str = ""


def set_bars(name: str, groups: Iterable[Figures]) -> tuple[Chart, tuple[Group, ...], tuple[str, ...]]:
    """Return the chart undrawn, its groups of bars, and the labels of its axis."""
    groups = tuple(groups)
    bars, labels = _bars(groups)
    alt = f"Bar chart of {_span(groups)}. " + " ".join(_in_words(group, labels) for group in bars)
    return Chart(name, alt, set_table(name, groups)), bars, labels


def draw_bars(bars: Sequence[Group], labels: Sequence[str]) -> str:
    """Draw the bars and return the picture as SVG, the same bytes each time.

    Labels that are long make the bars lie. Raises NotAsGiven where the picture, read back, does not show
    each figure at its label with its number.
    """
    lying = max(map(len, labels)) > 12
    with house_style():
        import seaborn
        from matplotlib.figure import Figure as Canvas

        canvas = Canvas(figsize=(5.4, 0.5 + 0.2 * (len(bars) + 1) * len(labels)) if lying else (5.4, 3.2), layout="constrained")
        axes = canvas.subplots()
        values = {"value": "x", "label": "y"} if lying else {"label": "x", "value": "y"}
        long = [(group.name, label, _height(figure)) for group in bars for label, figure in zip(labels, group.figures, strict=True)]
        data = {"group": [row[0] for row in long], "label": [row[1] for row in long], "value": [row[2] for row in long]}
        palette = (HIGHLIGHT_LAST if lying else PALETTE)[len(bars)]
        seaborn.barplot(data=data, **{axis: name for name, axis in values.items()}, hue="group", palette=palette,
                        order=list(labels), hue_order=[group.name for group in bars], orient="y" if lying else "x", ax=axes, saturation=1)
        _dress(axes, bars, lying)
        _label(axes, bars, lying)
        read_back(axes, bars, lying)
        return _as_svg(canvas)


def _bars(groups: tuple[Figures, ...]) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    figures = [figure for group in groups for figure in group]
    categories = tuple(dict.fromkeys(figure.category for figure in figures if figure.category))
    periods = tuple(dict.fromkeys(figure.period for figure in figures))
    if categories:
        place = {(figure.period, figure.category): figure for figure in figures}
        bars = tuple(Group(period.label, tuple(place[period, category] for category in categories)) for period in periods)
        return bars, tuple(category.label for category in categories)
    measures = tuple(dict.fromkeys(figure.measure for figure in figures))
    place = {(figure.measure, figure.period): figure for figure in figures}
    bars = tuple(Group(measure.name, tuple(place[measure, period] for period in periods)) for measure in measures)
    return bars, tuple(period.label for period in periods)


def _span(groups: tuple[Figures, ...]) -> str:
    title = set_table("", groups).caption
    return title[0].lower() + title[1:]


def _in_words(group: Group, labels: Sequence[str]) -> str:
    shown = ", ".join(f"{label} {figure.printed}" for label, figure in zip(labels, group.figures, strict=True))
    return f"{group.name}: {shown}."


def _height(figure: Figure) -> float:
    return float("nan") if isinstance(figure.value, Symbol) else float(figure.value)


def _dress(axes, bars: Sequence[Group], lying: bool) -> None:
    axes.set(xlabel="", ylabel="")
    axes.grid(False)
    (axes.xaxis if lying else axes.yaxis).set_visible(False)
    axes.spines[["left", "bottom", "top", "right"]].set_visible(False)
    axes.tick_params(length=0)
    axes.margins(**{"x" if lying else "y": 0.12})
    if legend := axes.get_legend():
        legend.remove()
    if len(bars) > 1:
        handles = [container[0] for container in axes.containers]
        axes.figure.legend(handles, [group.name for group in bars], loc="outside upper left", ncols=len(bars), handlelength=0.9,
                           handleheight=0.9, borderaxespad=0)


def _label(axes, bars: Sequence[Group], lying: bool) -> None:
    width = 0.8 / len(bars)
    for number, group in enumerate(bars):
        for place, figure in enumerate(group.figures):
            across = place - 0.4 + (number + 0.5) * width
            along = 0 if isinstance(figure.value, Symbol) else float(figure.value)
            point, offset = ((along, across), (4, 0)) if lying else ((across, along), (0, 3))
            axes.annotate(figure.printed, point, xytext=offset, textcoords="offset points",
                          ha="left" if lying else "center", va="center_baseline" if lying else "bottom")


def read_back(axes, bars: Sequence[Group], lying: bool) -> None:
    """Compare what stands in the picture, bars and numbers by their place, with the figures given."""
    width = 0.8 / len(bars)
    given = {
        (round(place - 0.4 + (number + 0.5) * width, 6)): figure
        for number, group in enumerate(bars)
        for place, figure in enumerate(group.figures)
    }
    drawn = {round(across, 6): size for across, size in map(lambda bar: _bar(bar, lying), _all_bars(axes)) if size == size}
    heights = {across: float(figure.value) for across, figure in given.items() if isinstance(figure.value, Decimal)}
    texts = {round(text.xy[1 if lying else 0], 6): text.get_text() for text in axes.texts}
    if drawn != heights or texts != {across: figure.printed for across, figure in given.items()}:
        raise NotAsGiven("the chart that was drawn does not show the figures it was given")


def _all_bars(axes) -> list:
    return [bar for container in axes.containers for bar in container]


def _bar(bar, lying: bool) -> tuple[float, float]:
    if lying:
        return bar.get_y() + bar.get_height() / 2, bar.get_width()
    return bar.get_x() + bar.get_width() / 2, bar.get_height()


def _as_svg(canvas) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    FigureCanvasSVG(canvas)
    file = io.StringIO()
    canvas.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()
