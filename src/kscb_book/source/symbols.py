"""The symbols that stand where a number cannot (Government Analysis Function, symbols in tables)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# In order of strength: when numbers are combined, the strongest symbol among them is the result's.
MEANINGS = {
    "c": "confidential: it would tell of too few people",
    "x": "not available",
    "z": "not applicable",
    "low": "rounds to 0 but is not 0",
    "k": "rounds to 0 but is not 0; used for deaths",
    "u": "too unreliable to publish",
}

# Beside a number rather than instead of one.
MARKS = {"p": "provisional", "r": "revised", "b": "break in series"}


@dataclass(frozen=True)
class Symbol:
    """A symbol in the place of a number, printed in square brackets."""

    letter: str

    def __str__(self) -> str:
        return f"[{self.letter}]"

    @property
    def meaning(self) -> str:
        """What the symbol tells the reader."""
        return MEANINGS[self.letter]


def symbol_in(text: str) -> Symbol | None:
    """Return the symbol that ``text`` is, as in ``[x]``, or None."""
    found = re.fullmatch(r"\[(\w+)\]", text.strip().lower())
    return Symbol(found[1]) if found and found[1] in MEANINGS else None


def strongest(values: Iterable[object]) -> Symbol | None:
    """Symbols: where a symbol stands among the numbers that are combined, the result is that symbol.

    Of several it is the first in this order: [c], [x], [z], [low], [k], [u].

    Returns None where all ``values`` are numbers.
    """
    letters = {value.letter for value in values if isinstance(value, Symbol)}
    return next((Symbol(letter) for letter in MEANINGS if letter in letters), None)
