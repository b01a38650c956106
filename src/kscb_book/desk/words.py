"""Which words of a text were taken out and which put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Comparing takes time by the square of the pieces that are compared.
MOST_PIECES = 2_000
PIECES = (r"\S+\s*|\s+", r"[^\n]*\n|[^\n]+", r"(?s).+")  # words, lines, all of it


@dataclass(frozen=True)
class Run:
    """Words that stand together: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def runs_of(before: str, after: str) -> Iterator[Run]:
    """Yield the words of both texts in order; long texts are compared line by line, longer ones in whole."""
    for pattern in PIECES:
        old, new = re.findall(pattern, before), re.findall(pattern, after)
        if max(len(old), len(new)) <= MOST_PIECES:
            break
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Run("same", "".join(old[start:end]))
            continue
        if start < end:
            yield Run("gone", "".join(old[start:end]))
        if first < last:
            yield Run("new", "".join(new[first:last]))
