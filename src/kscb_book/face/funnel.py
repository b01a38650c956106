"""Funnel charts: every authority as a point by its size, one of them marked, within the limits of chance."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from html import escape

from kscb_book.face.charts import NotAsGiven, Stroke, check_strokes, draw_strokes, picture
from kscb_book.face.style import GREY, NAVY, ORANGE, PALE
from kscb_book.meaning.funnel import Funnel, Place
from kscb_book.meaning.printing import round_half_up

HEIGHT = 4.2
STEPS = 60


def told_funnel(title: str, funnel: Funnel, own: Place | None) -> str:
    """Return what a funnel chart shows, in words; ``own`` is the place that it marks, if any."""
    many = f"{funnel.outside} of {len(funnel.places)} authorities lie outside three sigma"
    chance = f"{many}, where chance alone would put two in a thousand."
    if own is None:
        centre = f"All authorities together have {round_half_up(funnel.centre, 1)}"
        return f"Funnel chart. {title}. {centre}. {chance}"
    low, high = (round_half_up(limit, 1) for limit in funnel.limits(own.population, 3))
    place = f"{own.name} has {round_half_up(own.rate, 1)}, {funnel.position(own)}"
    limits = f"three sigma for its size are {low} to {high} around {round_half_up(funnel.centre, 1)}"
    return f"Funnel chart. {title}. {place}; {limits}. {chance}"


def draw_funnel(title: str, funnel: Funnel, own: Place | None, near: Collection[Place] = ()) -> str:
    """Draw the funnel and return it as SVG with title and description for screen readers.

    ``own`` is marked and named, its neighbours ``near`` are marked.

    Raises NotAsGiven where the picture, read back, does not show each place and limit.
    """
    with picture(HEIGHT) as drawn:
        strokes = list(strokes_of(funnel, own, near))
        draw_strokes(drawn.axes, strokes)
        _dress(drawn.axes, strokes, funnel, own)
        check_strokes(drawn.axes, strokes)
        if [text.get_text() for text in drawn.axes.texts] != [_named(each) for each in (own,) if each]:
            raise NotAsGiven("the marked place does not carry its own name")
    told = f"<title>{escape(title)}</title><desc>{escape(told_funnel(title, funnel, own))}</desc>"
    head, _, rest = drawn.svg.partition("<svg ")
    opening, _, inside = rest.partition(">")
    return f'{head}<svg role="img" {opening}>{told}{inside}'


def strokes_of(funnel: Funnel, own: Place | None, near: Collection[Place] = ()) -> Iterator[Stroke]:
    """Return what is drawn: limits at three and two sigma, the rate of all, every place, and those that are marked."""
    sizes = _sizes(funnel)
    for sigma, style in ((3, "-"), (2, "--")):
        limits = [funnel.limits(size, sigma) for size in sizes]
        for side in (0, 1):
            name = f"{'Two' if sigma == 2 else 'Three'} sigma" if side else ""
            yield _line(sizes, [pair[side] for pair in limits], {"color": GREY, "linestyle": style}, name)
    yield _line(
        (sizes[0], sizes[-1]), (funnel.centre,) * 2, {"color": NAVY, "linestyle": "-"}, "All authorities together"
    )
    others = [place for place in funnel.places if place != own and place not in near]
    marks = {"color": PALE, "linestyle": "", "marker": "o", "markersize": 5, "markeredgewidth": 0}
    yield _points(others, marks, "An authority")
    if near:
        yield _points(near, marks | {"color": NAVY, "marker": "s"}, "A statistical neighbour")
    if own:
        yield _points([own], marks | {"color": ORANGE, "marker": "D", "markersize": 9})


def _points(places: Collection[Place], marks: dict, name: str = "") -> Stroke:
    return _line([each.population for each in places], [each.rate for each in places], marks, name)


def _line(across, up, style: dict, name: str = "") -> Stroke:
    return Stroke(tuple(map(float, across)), tuple(map(float, up)), {"linewidth": 1.4} | style, name)


def _sizes(funnel: Funnel) -> list[Decimal]:
    populations = [place.population for place in funnel.places]
    least, most = min(populations), max(populations)
    # Limits bend most where places are small: sizes stand closer together there.
    return [least + (most - least) * (Decimal(step) / STEPS) ** 2 for step in range(STEPS + 1)]


def _named(own: Place) -> str:
    return f"{own.name} {round_half_up(own.rate, 1)}"


def _dress(axes, strokes: list[Stroke], funnel: Funnel, own: Place | None) -> None:
    style = {"textcoords": "offset points", "bbox": {"color": "white", "alpha": 0.8, "pad": 1}}
    if own:
        axes.annotate(_named(own), (float(own.population), float(own.rate)), xytext=(9, 5), **style)
    axes.set(xlabel=funnel.among, ylabel="", ylim=(0, None))
    axes.grid(False)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.spines[["top", "right"]].set_visible(False)
    named = {stroke.name: line for stroke, line in zip(strokes, axes.lines, strict=True) if stroke.name}
    axes.figure.legend(named.values(), named, loc="outside upper left", ncols=2, borderaxespad=0, handlelength=1.8)
