"""How a table fits on a page: the type size, the share of the line it takes, and each column's share of that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

# Lengths are in points; widths of text in ems, a little more than Source Sans needs when bold.
UPRIGHT, SIDEWAYS = (453, (10, 9, 8)), (690, (10, 9, 8, 7))
PADDING, STEP, PART = 1.0, 0.5, 0.25
WIDTHS = {
    letter: width
    for letters, width in (("mwMW%@", 0.9), ("0123456789", 0.52), (" .,:;'|()[]-/ijl", 0.36))
    for letter in letters
}

# Numbers stand near what they count: a table takes no more of the line than it needs, with some air.
LEAST_OF_THE_LINE, AIR = 0.6, 1.3

# Longer tables may break between rows, and repeat their headings.
MOST_ROWS_KEPT_WHOLE, MOST_LETTERS_KEPT_WHOLE = 12, 2500

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Fit:
    """How a table stands: its type size in points, its share of the line, its columns' shares of it.

    ``sideways`` says that it needs a page on its side.
    """

    size: int
    line: float
    columns: tuple[float, ...]
    sideways: bool


def fit(rows: Rows) -> Fit | None:
    """Return the largest way to set these rows so that no word is cut, or None where there is none."""
    columns = list(zip(*rows, strict=True))
    least = [max(map(_longest_word, column)) + PADDING for column in columns]
    wished = [max(_width(column[0]) / 2, *map(_width, column[1:]), 0) + PADDING for column in columns]
    for points, sizes in (UPRIGHT, SIDEWAYS):
        for size in sizes:
            if sum(least) * size <= points:
                whole = points / size
                line = min(1.0, max(LEAST_OF_THE_LINE, sum(map(max, least, wished)) * AIR / whole))
                return Fit(size, round(line, 3), _shares(rows, least, line * whole), (points, sizes) == SIDEWAYS)
    return None


def stays_whole(rows: Rows) -> bool:
    """Whether these rows, without headings, stay together on a page."""
    letters = sum(len(cell) for row in rows for cell in row)
    return len(rows) <= MOST_ROWS_KEPT_WHOLE and letters <= MOST_LETTERS_KEPT_WHOLE


def _shares(rows: Rows, least: Sequence[float], line: float) -> tuple[float, ...]:
    """Give each column what it needs, then the room to where each step saves most height; what is left, evenly."""
    texts = [[_width(text) + PADDING for text in row] for row in rows]
    widths, steps = list(least), int((line - sum(least)) / STEP)
    while steps:
        height = _heights(texts, widths, 0)(widths[0])
        saved, place, taken = max(
            ((height - height_of(widths[place] + taken * STEP)) / taken, place, taken)
            for place, height_of in enumerate(_heights(texts, widths, place) for place in range(len(widths)))
            for taken in range(1, steps + 1)
        )
        if saved <= 0:
            break
        widths, steps = _wider(widths, place, taken), steps - taken
    rest = (line - sum(widths)) / len(widths)
    return tuple(round(width + rest, 2) for width in widths)


def _wider(widths: Sequence[float], place: int, steps: int) -> list[float]:
    return [width + steps * STEP * (column == place) for column, width in enumerate(widths)]


def _heights(rows: Sequence[Sequence[float]], widths: Sequence[float], place: int) -> Callable[[float], float]:
    """Return how many lines rows take, and a part of the lines of every cell, by the width of the column at ``place``.

    So a column may grow before another, where only both together make rows lower.
    """
    lines = [[ceil(text / width) for text, width in zip(row, widths, strict=True)] for row in rows]
    others = [[*row[:place], *row[place + 1 :]] for row in lines]
    rest = [(row[place], max(other, default=0), sum(other)) for row, other in zip(rows, others, strict=True)]

    def height_of(width: float) -> float:
        return sum(
            max(longest, own) + PART * (total + own) for text, longest, total in rest for own in (ceil(text / width),)
        )

    return height_of


def _longest_word(text: str) -> float:
    return max(map(_width, text.split()), default=0.0)


def _width(text: str) -> float:
    return sum(WIDTHS.get(letter, 0.68 if letter.isupper() else 0.56) for letter in text)
