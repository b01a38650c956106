"""What a page prints, as readings: its document nodes, where figures and what the press writes itself are gaps."""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from kscb_book.face import record
from kscb_book.face.glance import GLANCE
from kscb_book.face.opening import OPENING
from kscb_book.face.terms import TERMS
from kscb_book.press.nodes import figure_number, stated_words
from kscb_book.press.notes import note_mark
from kscb_book.press.readings import PRINTED, Piece, Reading, without_number

OURS = {record.TABLE, record.CHART, record.FIGURES, record.REPORT, GLANCE, OPENING, TERMS}
UNSEEN_CLASSES = {"cell_input", "kscb-published", "tag_superseded"}
UNSEEN = (
    *(nodes.comment, nodes.substitution_definition, nodes.raw, nodes.label, nodes.meta, nodes.system_message),
    *(addnodes.index, addnodes.toctree),
)
GAPS = (figure_number, note_mark, nodes.footnote_reference, nodes.image)


def blocks_of(node: nodes.Element) -> Iterator[nodes.TextElement]:
    """Return the paragraphs, titles and the like of a page, in order, and its pictures among them."""
    for child in node.children:
        if not isinstance(child, nodes.Element) or is_unseen(child):
            continue
        if isinstance(child, (nodes.TextElement, nodes.image)):
            yield child
        else:
            yield from blocks_of(child)


def is_unseen(node: nodes.Element) -> bool:
    """Whether readers do not see this: code, and the forms of an output that are for other programs."""
    if isinstance(node, UNSEEN) or not UNSEEN_CLASSES.isdisjoint(node["classes"]):
        return True
    others = [each.get("mime_type") for each in node.parent.children if isinstance(each, nodes.container)]
    return "mime_type" in node and node["mime_type"] not in OURS and not OURS.isdisjoint(others)


def reading_of(block: nodes.TextElement) -> Reading:
    """Return a block as it is read."""
    pieces = list(_pieces(block, block.line or 0))
    chapter = isinstance(block, nodes.title) and isinstance(block.parent.parent, nodes.document)
    return Reading((without_number(pieces[0]), *pieces[1:]) if chapter and pieces else tuple(pieces))


def _pieces(node: nodes.Element, line: int) -> Iterator[Piece]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            for number, text in enumerate(child.astext().split("\n")):
                line += number > 0
                yield Piece("\n" + text if number else text, line)
        elif _is_gap(child):
            yield Piece(PRINTED, line)
        elif isinstance(child, stated_words):
            yield Piece(child.astext(), line, frozenset(child["tested"]))
        else:
            yield from _pieces(child, line)


def _is_gap(node: nodes.Element) -> bool:
    made = isinstance(node, addnodes.pending_xref) and not node.get("refexplicit")
    # The book itself words a change, from its figures.
    worded = isinstance(node, stated_words) and node["kind"] == "change"
    return made or worded or isinstance(node, GAPS) or bool(node.get("recorded"))
