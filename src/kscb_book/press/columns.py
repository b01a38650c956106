"""Columns of a table as print sets them: a unit that all numbers share in the heading, the digits in line beneath."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kscb_book.face.tables import Entry
from kscb_book.press.notes import without_marks

SIGN = "\N{MINUS SIGN}"
NUMBER = re.compile(rf"({SIGN}?)(£?)([\d,]+(?:\.\d+)?)(%|m)?")
# By what stands before and after the digits: what the heading says instead.
UNITS = {("", ""): "", ("", "%"): "%", ("£", "m"): "£ million"}
# Behind a number, where a table has room for them; in one with more columns they stand beneath each other.
MOST_MARKS_ABREAST, MOST_ROOMY_COLUMNS = 2, 4


@dataclass(frozen=True)
class Column:
    """A column: its heading with the unit of its numbers, their most decimals, and the room for marks behind them.

    ``unit`` is empty where the numbers have none or differ in it; they are then printed in full. ``marks`` is how many
    marks stand side by side at most.
    """

    heading: str
    unit: str = ""
    decimals: int = 0
    marks: int = 0

    @property
    def is_marked(self) -> bool:
        """Whether marks stand behind a number."""
        return bool(self.marks)

    def number(self, entry: Entry) -> str:
        """Return the number of a place as the column prints it, without its marks."""
        number, _ = without_marks(entry.text)
        found = NUMBER.fullmatch(number)
        return found[1] + found[3] if found and self.unit else number

    def missing(self, entry: Entry) -> int:
        """Return how many decimals the number of a place has fewer than the column's most."""
        return self.decimals - _decimals(self.number(entry)) if entry.figure and self.decimals else 0


def columns_of(headings: Sequence[str], rows: Sequence[Sequence[Entry]]) -> tuple[Column, ...]:
    """Return the columns of a table whose first one holds the headings of its rows."""
    entries = list(zip(*rows, strict=True)) or [()] * len(headings)
    first, *others = zip(headings, entries, strict=True)
    abreast = MOST_MARKS_ABREAST if len(headings) <= MOST_ROOMY_COLUMNS else 1
    return (Column(first[0]), *(_column(*each, abreast) for each in others))


def _column(heading: str, entries: Sequence[Entry], abreast: int) -> Column:
    told = [without_marks(entry.text) for entry in entries if entry.figure]
    marks = min(abreast, max((len(each) for _, each in told), default=0))
    numbers = [number for number, _ in told if not number.startswith("[")]
    found = [NUMBER.fullmatch(number) for number in numbers]
    units = {UNITS.get((each[2], each[4] or "")) if each else None for each in found}
    if len(units) != 1 or None in units:
        return Column(heading, marks=marks)
    unit = units.pop()
    named = f"{heading} ({unit})" if unit else heading
    return Column(named, unit, max(map(_decimals, numbers)), marks)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2].rstrip("%m"))
