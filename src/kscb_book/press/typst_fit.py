"""How a table fits on a page: the type size, the share of the line it takes, and each column's share of that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Lengths are in points; widths of text in ems, a little more than Source Sans needs when bold.
UPRIGHT, SIDEWAYS = (453, (10, 9, 8)), (690, (10, 9, 8, 7))
PADDING, STEP = 1.0, 0.5
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
                return Fit(size, round(line, 3), _shares(columns, least, line * whole), (points, sizes) == SIDEWAYS)
    return None


def stays_whole(rows: Rows) -> bool:
    """Whether these rows, without headings, stay together on a page."""
    letters = sum(len(cell) for row in rows for cell in row)
    return len(rows) <= MOST_ROWS_KEPT_WHOLE and letters <= MOST_LETTERS_KEPT_WHOLE


def _shares(columns: Sequence[Sequence[str]], least: Sequence[float], line: float) -> tuple[float, ...]:
    """Give each column what it needs, then the room, step by step, to where it saves most lines; the rest evenly."""
    texts = [[_width(text) + PADDING for text in column] for column in columns]
    widths, room = list(least), line - sum(least)
    while room >= STEP:
        saved = [
            _lines(column, width) - _lines(column, width + STEP) for column, width in zip(texts, widths, strict=True)
        ]
        if not max(saved):
            break
        widths[saved.index(max(saved))] += STEP
        room -= STEP
    return tuple(round(width + room / len(widths), 2) for width in widths)


def _lines(texts: Iterable[float], width: float) -> float:
    return sum(max(1.0, text / width) for text in texts)


def _longest_word(text: str) -> float:
    return max(map(_width, text.split()), default=0.0)


def _width(text: str) -> float:
    return sum(WIDTHS.get(letter, 0.68 if letter.isupper() else 0.56) for letter in text)
