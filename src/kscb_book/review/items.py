"""What a reviewer signs: a sentence, a table or a chart, as it is printed and with all that it rests on."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

from kscb_book.face.record import Published

SENTENCE, TABLE, CHART = "sentence", "table", "chart"


@dataclass(frozen=True)
class Item:
    """One thing to sign.

    ``name`` is what a reviewer calls it (``11-lado/referrals, sentence 2``), ``file`` and ``place`` are where it is
    written. ``figures`` are all that it prints or is tested against, ``printed`` the ids of those that it prints,
    ``stated`` the conditions and sources behind its words. It is ``waiting`` while its block is still to be reviewed.
    """

    kind: str
    chapter: str
    name: str
    text: str
    figures: tuple[Published, ...]
    printed: frozenset[str]
    stated: tuple[str, ...]
    file: str
    place: str
    waiting: bool = False

    @property
    def block(self) -> str:
        """The name of what it stands in: ``11-lado/referrals``, or its chapter."""
        return self.name.partition(",")[0]

    @cached_property
    def basis(self) -> tuple[str, ...]:
        """What it rests on, a text each: conditions and sources, then figures with value, rule and cells."""
        return (*self.stated, *map(_basis_of, self.figures))

    @cached_property
    def fingerprint(self) -> str:
        """A hash of what is signed: it changes with any of it, and not with where the item stands."""
        content = [self.kind, self.text, self.stated, [_content_of(figure) for figure in self.figures]]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    def is_meant_by(self, pattern: str) -> bool:
        """Whether a pattern such as ``11-lado/*`` names it, its block or its chapter; capitals do not matter."""
        wanted = pattern.strip().casefold()
        return any(fnmatchcase(name.casefold(), wanted) for name in (self.name, self.block, self.chapter))


def stated_text(kind: str, content: str) -> str:
    """Return the condition of a claim, what a change compares or who reported words, as an item's ``stated`` has it."""
    return f"{kind}: {' '.join(content.split())}"


def counted(items: Iterable[Item]) -> str:
    """Return how many sentences, tables and charts these are, in words: ``2 sentences, 1 table``."""
    kinds = [item.kind for item in items]
    counts = {kind: kinds.count(kind) for kind in (SENTENCE, TABLE, CHART)}
    return ", ".join(f"{count:,} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items() if count)


def _basis_of(figure: Published) -> str:
    cells = "; ".join(f"{cell.workbook or cell.sheet}, {cell.row}, {cell.column}" for cell in figure.cells)
    return f"{figure.id} = {figure.value}: {figure.rule}; {cells}"


def _content_of(figure: Published) -> list:
    what = [figure.id, figure.title, figure.definition, figure.unit, figure.period]
    cells = [[cell.workbook, cell.sheet, cell.row, cell.column] for cell in figure.cells]
    return [*what, figure.marked, figure.value, figure.rule, figure.notes, cells]
