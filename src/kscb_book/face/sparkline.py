"""Small pictures of a series, without words: a line that begins at zero, its last point marked; read back."""

from collections.abc import Iterator, Sequence

from kscb_book.face.charts import NotAsGiven, Stroke, check_strokes, draw_strokes, is_number, picture, runs_of
from kscb_book.face.style import GREY, NAVY
from kscb_book.face.tables import marked
from kscb_book.meaning.figures import Figure

# In inches.
WIDTH, HEIGHT = 1.2, 0.4
# At either side, as a part of the line.
MARGIN = 0.06
MOST_TOLD = 4


def in_words(points: Sequence[Figure]) -> str:
    """Return a series as a reader without the picture needs it: each point, or of many the outer ones and the ends."""
    known = [figure for figure in points if is_number(figure)]
    told, which = known, ""
    if len(known) > MOST_TOLD:
        outer = [min(known, key=_height), max(known, key=_height)]
        told = [figure for figure in known if figure in (known[0], *outer, known[-1])]
        which = ", the first, lowest, highest and last"
    shown = "; ".join(f"{marked(figure)} in {figure.period.in_words}" for figure in told)
    return f"Line chart. {points[0].measure.name}{which}: {shown}."


def draw_sparkline(points: Sequence[Figure]) -> str:
    """Draw a series and return the picture as SVG.

    Raises NotAsGiven where the picture, read back, does not show each figure at its place above zero.
    """
    with picture(HEIGHT, WIDTH) as drawn:
        paint(drawn.axes, points)
        read_back(drawn.axes, points)
    return drawn.svg


def paint(axes, points: Sequence[Figure]) -> None:
    """Put the line of zero, the series and its last point on the axes."""
    draw_strokes(axes, strokes_of(points))
    highest = max(_height(figure) for figure in points if is_number(figure)) or 1
    last = len(points) - 1
    axes.set(xlabel="", ylabel="", xlim=(-MARGIN * last, last + MARGIN * last), ylim=(-0.05 * highest, 1.15 * highest))
    axes.set_axis_off()


def strokes_of(points: Sequence[Figure]) -> Iterator[Stroke]:
    """Return what is drawn: the line of zero, the series in as many parts as it has gaps, and its last known point."""
    yield Stroke((0, len(points) - 1), (0, 0), {"color": GREY, "linewidth": 0.8})
    runs = list(runs_of(points))
    for places, heights in runs:
        yield Stroke(tuple(places), tuple(heights), {"color": NAVY, "linewidth": 1.6})
    dot = {"color": NAVY, "linestyle": "", "marker": "o", "markersize": 5, "markeredgewidth": 0}
    yield Stroke((runs[-1][0][-1],), (runs[-1][1][-1],), dot)


def read_back(axes, points: Sequence[Figure]) -> None:
    """Compare the lines and the mark that stand in the picture with the figures given. Raises NotAsGiven."""
    check_strokes(axes, strokes_of(points))
    low, high = axes.get_ylim()
    if not low <= 0 < high:
        raise NotAsGiven("the picture does not begin at zero")


def _height(figure: Figure) -> float:
    return float(figure.value)
