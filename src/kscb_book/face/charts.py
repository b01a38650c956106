"""A chart as a value, and the picture it is drawn as.

Charts are read back before they are believed; nothing that states a finding is drawn inside a picture.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kscb_book.face.dark import with_dark_colours
from kscb_book.face.style import house_style
from kscb_book.face.tables import Table
from kscb_book.meaning.figures import Figure
from kscb_book.source.symbols import Symbol

# In inches. Narrow, so that the letters can still be read on a telephone.
WIDTH = 5.4


class NotAsGiven(RuntimeError):
    """A drawn chart does not show the figures it was given."""


@dataclass(frozen=True)
class Chart:
    """A chart: what it shows, in words and as a table; ``svg`` is empty until it is drawn."""

    name: str
    alt: str
    table: Table
    svg: str = ""


@dataclass(frozen=True)
class Stroke:
    """One line or row of marks in a picture: the points it runs through, how it is drawn, its name in the key."""

    across: tuple[float, ...]
    up: tuple[float, ...]
    style: dict
    name: str = ""


def draw_strokes(axes, strokes: Iterable[Stroke]) -> None:
    """Draw lines and marks, each through its own points in their order."""
    import seaborn

    for stroke in strokes:
        plain = {"estimator": None, "errorbar": None, "sort": False, "ax": axes}
        seaborn.lineplot(x=stroke.across, y=stroke.up, **plain, **stroke.style)


def check_strokes(axes, strokes: Iterable[Stroke]) -> None:
    """Compare the lines and marks that stand in a picture with those given. Raises NotAsGiven."""
    drawn = [(tuple(map(float, each.get_xdata())), tuple(map(float, each.get_ydata()))) for each in axes.lines]
    if drawn != [(tuple(map(float, each.across)), tuple(map(float, each.up))) for each in strokes]:
        raise NotAsGiven("a point, a line or a mark does not stand at its figure")


class Picture:
    """A drawing in progress: its ``axes``, and what it has become once it is finished."""

    def __init__(self, axes) -> None:
        self.axes = axes
        self.svg = ""


@contextmanager
def picture(height: float, width: float = WIDTH) -> Iterator[Picture]:
    """Give axes to draw on in the house style; afterwards the picture is SVG, the same bytes each time."""
    with house_style():
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure as Canvas

        canvas = Canvas(figsize=(width, height), layout="constrained")
        drawn = Picture(canvas.subplots())
        yield drawn
        FigureCanvasSVG(canvas)
        file = io.StringIO()
        canvas.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        drawn.svg = with_dark_colours(file.getvalue())


def is_number(figure: Figure | None) -> bool:
    """Whether there is something to draw: a number, not a symbol."""
    return figure is not None and not isinstance(figure.value, Symbol)


def height_of(figure: Figure | None) -> float:
    """Return a figure's value as a chart draws it, or not-a-number where nothing is to be drawn."""
    return float(figure.value) if is_number(figure) else float("nan")


def runs_of(points: Iterable[Figure]) -> Iterator[tuple[list[int], list[float]]]:
    """Return the places and heights of points that follow each other without a gap; a line does not cross one."""
    places: list[int] = []
    heights: list[float] = []
    for place, figure in enumerate((*points, None)):
        if is_number(figure):
            places.append(place)
            heights.append(height_of(figure))
        elif places:
            yield places, heights
            places, heights = [], []


def swatch(colour: str):
    """Return what stands in a legend for bars of which not one is known."""
    from matplotlib.patches import Patch

    return Patch(facecolor=colour)


def labels_of(axis) -> dict[float, str]:
    """Return the labels of an axis as they stand in the picture, by their place."""
    labels = [label.get_text() for label in axis.get_ticklabels()]
    return dict(zip(map(float, axis.get_ticklocs()), labels, strict=True))


def check_scale(axis, scale: str) -> None:
    """Compare the numbers along an axis with their places, given how one is written. Raises NotAsGiven."""
    for place, label in labels_of(axis).items():
        if label.replace("\N{MINUS SIGN}", "-") != scale.format(x=place):
            raise NotAsGiven("a label of the axis is not the number of its place")


def legend_of(axes) -> dict[str, tuple]:
    """Return the names in the legend as they stand in the picture, with the colour beside each."""
    pairs = [
        (text.get_text(), handle)
        for legend in axes.figure.legends
        for text, handle in zip(legend.get_texts(), legend.legend_handles, strict=True)
    ]
    return {
        name: handle.get_facecolor() if hasattr(handle, "get_facecolor") else handle.get_color()
        for name, handle in pairs
    }
