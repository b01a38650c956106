"""A table of a document as the arguments of the template's ``tabled``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docutils import nodes

from kscb_book.press.typst_fit import Fit, fit, stays_whole
from kscb_book.press.typst_markup import flag, listed
from kscb_book.press.typst_nodes import without_marks_of

AS_WIDE_AS_A_PICTURE = "m" * 7
AS_WIDE_AS_A_MARK = "m" * 4

# The class of a table that may break between any of its rows, however short it is.
BREAKS = "kscb-breaks"


class CannotSet(Exception):
    """A table that the PDF cannot show as it is; the message says why."""


@dataclass(frozen=True)
class Grid:
    """A table's rows; ``stubs`` is how many cells at the start of each row of the body are its headings.

    ``whole`` says that it stays on one page.
    """

    head: Sequence[nodes.row]
    body: Sequence[nodes.row]
    stubs: int
    fit: Fit
    whole: bool

    @property
    def row_headings(self) -> list[int]:
        """The number of headings in each row of the body."""
        return [self.stubs] * len(self.body)

    def arguments(self, cell: Callable[[nodes.entry], str]) -> list[str]:
        """Return the arguments; ``cell`` writes one cell."""
        first = (*self.head, *self.body)[0]
        given = {
            "widths": listed(map(str, self.fit.columns)),
            "line": f"{self.fit.line:.1%}",
            "aligns": listed(map(_alignment, first)),
            "size": f"{self.fit.size}pt",
            "whole": flag(self.whole),
            "sideways": flag(self.fit.sideways),
            "head": listed(f"[{cell(entry)}]" for row in self.head for entry in row),
            "cells": listed(f"[{cell(entry)}]" for row in self.body for entry in row),
        }
        return [f"{name}: {value}" for name, value in given.items()]


def read_grid(table: nodes.table) -> Grid:
    """Return the rows of a table. Raises CannotSet where cells span, or where no page is wide enough."""
    group = next(table.findall(nodes.tgroup))
    head, body = (
        [row for part in group if isinstance(part, kind) for row in part] for kind in (nodes.thead, nodes.tbody)
    )
    spans = any("morecols" in entry or "morerows" in entry for entry in table.findall(nodes.entry))
    if spans or len(head) > 1:
        raise CannotSet("the PDF does not know how to set a table with cells that span, or with two rows of headings")
    placed = fit(_text([*head, *body]))
    if placed is None:
        raise CannotSet("the table is too wide even for a page on its side")
    stubs = sum(bool(column.get("stub")) for column in group.findall(nodes.colspec))
    return Grid(head, body, stubs, placed, stays_whole(_text(body)) and BREAKS not in table["classes"])


def _text(rows: Sequence[nodes.row]) -> list[list[str]]:
    return [[_text_of(entry) for entry in row] for row in rows]


def _text_of(entry: nodes.entry) -> str:
    if entry.next_node(nodes.image):
        return AS_WIDE_AS_A_PICTURE
    if not entry.get("marked"):
        return entry.astext()
    number, _ = without_marks_of(entry)
    return " ".join(
        f"{word}{AS_WIDE_AS_A_MARK * entry['marked']}" for word in "".join(each.astext() for each in number).split()
    )


def _alignment(entry: nodes.entry) -> str:
    return "right" if {"kscb-right", "text-right"} & set(entry["classes"]) else "left"
