"""Marks behind printed numbers: a note's mark leads to what the page about the data says of its known issue."""

import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from kscb_book.press.trees import tree_of
from kscb_book.source.symbols import MARKS

ABOUT = "about-the-data"
BEHIND = re.compile(rf" \[({'|'.join(MARKS)}|note \d+)\]")
# Of the marks behind one number of a table.
MARKS_CLASS = "kscb-marks"
NOTE_LINE = re.compile(r"\[(note \d+)\] (.*)")


class note_mark(nodes.inline):
    """A mark behind a number, such as ``[p]`` or ``[note 1]``; ``mark`` is what stands in its brackets."""


def mark_nodes(marks: Iterable[str], space: str = "\N{NO-BREAK SPACE}") -> Iterator[nodes.Node]:
    """Return what stands behind a number, each mark after a space; within itself a mark does not break."""
    for mark in marks:
        yield nodes.Text(space)
        yield _mark(mark)


def marks_node(marks: Iterable[str]) -> nodes.inline:
    """Return the marks behind a number of a table, which stand in a narrow column of their own."""
    return nodes.inline("", "", *mark_nodes(marks, " "), classes=[MARKS_CLASS])


def without_marks(text: str) -> tuple[str, list[str]]:
    """Return the number that a place of a table prints, and the marks behind it."""
    number, *marks = BEHIND.split(text)
    return number, [mark for mark in marks if mark]


def note_lines(notes: Iterable[str]) -> list[nodes.paragraph]:
    """Return the lines beneath a table or chart; the mark of a known issue leads to the page about the data."""
    return [_line(note) for note in notes]


def told_in(notes: Iterable[str]) -> list[str]:
    """Return those of the lines that are said of known issues."""
    return [note for note in notes if NOTE_LINE.fullmatch(note)]


def _line(note: str) -> nodes.paragraph:
    found = NOTE_LINE.fullmatch(note)
    if not found:
        return nodes.paragraph(text=note, classes=["kscb-note"])
    # What the workbook says of the issue, numbers and all, was held against its figures.
    said = nodes.inline("", found[2], recorded=True)
    return nodes.paragraph("", "", _mark(found[1]), nodes.Text(" "), said, classes=["kscb-note"])


def _mark(mark: str) -> note_mark:
    return note_mark("", f"[{mark}]".replace(" ", "\N{NO-BREAK SPACE}"), mark=mark, classes=["kscb-mark"])


class NoteLinks(SphinxPostTransform):
    """A note's mark is a link where the book has a page about the data that tells of it, and words where not.

    A letter such as p says what it stands for.
    """

    default_priority = 400

    def run(self) -> None:
        """Replace each mark by a link, or by its text."""
        page = next((name for name in self.env.found_docs if name.rpartition("/")[2] == ABOUT), None)
        marks = list(self.document.findall(note_mark))
        anchors = self._anchors(page) if page and marks else set()
        for mark in marks:
            text, anchor, told = mark.astext(), mark["mark"].replace(" ", "-"), {"classes": mark["classes"]}
            if anchor in anchors:
                uri = f"{self.app.builder.get_relative_uri(self.env.docname, page)}#{anchor}"
                mark.replace_self(nodes.reference("", "", nodes.inline(text=text), internal=True, refuri=uri, **told))
            elif mark["mark"] in MARKS:
                mark.replace_self(nodes.abbreviation("", text, explanation=MARKS[mark["mark"]], **told))
            else:
                mark.replace_self(nodes.inline("", text, **told))

    def _anchors(self, page: str) -> set[str]:
        return {id for node in tree_of(self.env, page).findall(nodes.Element) for id in node["ids"]}
