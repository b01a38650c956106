"""Blocks drawn for tests: a text read as narrative, and figures made up for it."""

from pathlib import Path

from kscb_book.face.record import Published
from kscb_book.press.markdown import tokens_of
from kscb_book.press.narrative import Block, Use
from kscb_book.source.cells import Cell
from kscb_book.source.measures import read_measures


def block_of(text: str, chapter: str = "toy") -> Block:
    """Return the block that a text would be in a file of this chapter."""
    roles = ((line, token) for line, token in tokens_of(text) if token.type == "myst_role")
    uses = tuple(Use(line, token.meta["name"], token.content) for line, token in roles)
    return Block(Path(chapter, "words.md"), text, uses, ())


def figure_of(id: str, printed: str, category: str | None = None, chapter: str = "toy") -> Published:
    """Return a figure of a measure of the schema; ``category`` is the label of the one that its id names."""
    measure = read_measures()[id.partition("[")[0]]
    period = id.rstrip("]").partition("[")[2].rpartition(", ")[2]
    value = printed if printed.startswith("[") else printed.strip("%£m").replace(",", "")
    cell = Cell("Sheet", "row", "column", "Sheet!A1")
    texts = measure.unit, measure.id, measure.name, measure.definition, period
    return Published(id, printed, value, *texts, category, "rule", (cell,), (), chapter)
