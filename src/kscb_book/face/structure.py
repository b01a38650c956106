"""The board and its groups as a tree: a box a group, beneath the group that it reports to, read back box by box."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kscb_book.face.charts import (
    WIDTH,
    Chart,
    NotAsGiven,
    Stroke,
    check_strokes,
    draw_strokes,
    legend_of,
    picture,
)
from kscb_book.face.particulars import set_particulars
from kscb_book.face.style import GREY, NAVY
from kscb_book.meaning.particulars import Particulars
from kscb_book.source.symbols import symbol_in

REPORTS_TO = "Reports to"
THE_BOARD = "The board"  # how a sheet may call its first group, whatever that group's full name

# In inches, as is every place in the picture.
LINE, PADDING, GAP = 0.21, 0.13, 0.1
INDENT, LETTER = 0.4, 0.088
LEGEND = 0.75

KNOWN = ("Reports to the group it hangs from", {"color": NAVY, "linestyle": "-", "linewidth": 1.6, "zorder": 2})
NOT_KNOWN = ("Whom it reports to is not available", {"color": GREY, "linestyle": "--", "linewidth": 1.6, "zorder": 1})


class NotATree(ValueError):
    """A group reports to something that is no group of its sheet, or to itself by way of others."""


@dataclass(frozen=True)
class Group:
    """A group in its place: how deep it stands, the name of its head, and whether the source names that head.

    The board has no head.
    """

    name: str
    depth: int = 0
    head: str | None = None
    is_known: bool = True

    @property
    def link(self) -> tuple[str, dict]:
        """What the line to its head means, and how it is drawn."""
        return KNOWN if self.is_known else NOT_KNOWN

    @property
    def left(self) -> float:
        """Where its box begins."""
        return INDENT * self.depth

    @property
    def lines(self) -> str:
        """Its name on as many lines as its box needs."""
        return textwrap.fill(self.name, int((WIDTH - self.left) / LETTER))

    @property
    def height(self) -> float:
        """How high its box is."""
        return PADDING + LINE * (1 + self.lines.count("\n"))


def set_structure(name: str, particulars: Particulars) -> tuple[Chart, tuple[Group, ...]]:
    """Return the chart undrawn, and its groups from top to bottom, each beneath its head.

    The first row of the sheet is the board. A group for which ``[x]`` stands under "Reports to" hangs from the
    board. Raises NotATree.
    """
    groups = _groups(particulars)
    table = set_particulars(name, particulars)
    if not all(group.is_known for group in groups):
        told = "A dashed line: the source does not tell whom the group reports to"
        table = replace(table, caption=f"{table.caption}. {told}")
    return Chart(name, f"Organisation chart. {table.caption}. {_in_words(groups)}", table), groups


def draw_structure(groups: tuple[Group, ...]) -> str:
    """Draw the tree and return the picture as SVG.

    Raises NotAsGiven where the picture, read back, does not show each group and its line to its head.
    """
    with picture(_bottom(groups) + LEGEND) as drawn:
        paint(drawn.axes, groups)
        read_back(drawn.axes, groups)
    return drawn.svg


def paint(axes, groups: tuple[Group, ...]) -> None:
    """Put the lines, the boxes, the names in them and what the lines mean on the axes."""
    draw_strokes(axes, strokes_of(groups))
    lefts, middles, widths, heights = zip(*_boxes(groups), strict=True)
    axes.barh(
        middles,
        widths,
        heights,
        lefts,
        color=[NAVY if group.head is None else "white" for group in groups],
        edgecolor=[group.link[1]["color"] for group in groups],
        linewidth=1.2,
        zorder=3,
    )
    for left, middle, group in zip(lefts, middles, groups, strict=True):
        colour = "white" if group.head is None else "black"
        style = {"va": "center", "color": colour, "zorder": 4, "linespacing": 1}
        axes.annotate(group.lines, (left, middle), xytext=(6, 0), textcoords="offset points", **style)
    _dress(axes, groups)


def strokes_of(groups: tuple[Group, ...]) -> Iterator[Stroke]:
    """Return the line from each group's head to it."""
    ends = {group.name: box[:2] for group, box in zip(groups, _boxes(groups), strict=True)}
    for group in groups[1:]:
        (left, top), (right, middle) = ends[group.head], ends[group.name]
        trunk = left + INDENT / 2
        name, style = group.link
        yield Stroke((trunk, trunk, right), (top, middle, middle), style, name)


def _groups(particulars: Particulars) -> tuple[Group, ...]:
    if REPORTS_TO not in particulars.headings:
        raise NotATree(f"{particulars.title}: no column is called {REPORTS_TO!r}")
    place = particulars.headings.index(REPORTS_TO)
    (board, *_), *rows = particulars.rows
    unknown = {row[0] for row in rows if symbol_in(row[place])}
    heads = {row[0]: board if row[0] in unknown or row[place] == THE_BOARD else row[place] for row in rows}
    groups = tuple(_from(Group(board), heads, unknown))
    if lost := [name for name in heads if name not in {group.name for group in groups}]:
        raise NotATree(
            f"{particulars.title}: {lost[0]!r} reports to {heads[lost[0]]!r}, from where nothing leads to the board; "
            f"name a group of the sheet, {THE_BOARD!r}, or [x] where it is not available"
        )
    return groups


def _from(head: Group, heads: dict[str, str], unknown: set[str]) -> Iterator[Group]:
    """Yield a group and all beneath it, those first whose head the source names."""
    yield head
    beneath = [name for name, its_head in heads.items() if its_head == head.name]
    for name in sorted(beneath, key=unknown.__contains__):
        yield from _from(Group(name, head.depth + 1, head.name, name not in unknown), heads, unknown)


def _in_words(groups: tuple[Group, ...]) -> str:
    known = {
        head.name: [group.name for group in groups if group.head == head.name and group.is_known] for head in groups
    }
    told = [f"Beneath {head}: {'; '.join(names)}." for head, names in known.items() if names]
    told = told or [f"At the head: {groups[0].name}."]
    if others := [group.name for group in groups if not group.is_known]:
        told.append(f"By a dashed line: {'; '.join(others)}.")
    return " ".join([*told, "The table says what each group does."])


def _bottom(groups: Iterable[Group]) -> float:
    return sum(group.height + GAP for group in groups)


def _boxes(groups: tuple[Group, ...]) -> list[tuple[float, float, float, float]]:
    """Return each group's box: its left edge, the middle of its height, its width and its height."""
    tops = [_bottom(groups[:row]) for row in range(len(groups))]
    return [
        (group.left, top + group.height / 2, WIDTH - group.left, group.height)
        for group, top in zip(groups, tops, strict=True)
    ]


def _dress(axes, groups: tuple[Group, ...]) -> None:
    axes.set(xlabel="", ylabel="", xlim=(-0.02, WIDTH + 0.02), ylim=(_bottom(groups), -0.02))
    axes.set_axis_off()
    named = {stroke.name: line for stroke, line in zip(strokes_of(groups), axes.lines, strict=True)}
    if named:
        axes.figure.legend(named.values(), named, loc="outside upper left", borderaxespad=0, handlelength=1.8)


def read_back(axes, groups: tuple[Group, ...]) -> None:
    """Compare boxes, names, lines and legend as they stand in the picture with what was given. Raises NotAsGiven."""
    check_strokes(axes, strokes_of(groups))
    if [line.get_linestyle() for line in axes.lines] != [each.style["linestyle"] for each in strokes_of(groups)]:
        raise NotAsGiven("a line is dashed where it should not be, or not where it should")
    standing = [tuple(round(each, 6) for each in _standing(box)) for box in axes.patches]
    if standing != [tuple(round(each, 6) for each in box) for box in _boxes(groups)]:
        raise NotAsGiven("a box does not stand in the place of its group")
    names = [(text.xy, text.get_text()) for text in axes.texts]
    if names != [(box[:2], group.lines) for box, group in zip(_boxes(groups), groups, strict=True)]:
        raise NotAsGiven("a name does not stand in the box of its group")
    if legend_of(axes) != {stroke.name: stroke.style["color"] for stroke in strokes_of(groups)}:
        raise NotAsGiven("a name in the legend is not that of its lines")


def _standing(box) -> tuple[float, float, float, float]:
    return box.get_x(), box.get_y() + box.get_height() / 2, box.get_width(), box.get_height()
