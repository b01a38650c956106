"""What the writer of the PDF asks of a document's nodes."""

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from kscb_book.press.notes import MARKS_CLASS
from kscb_book.press.opening_nodes import BESIDE, KEY, NAME

# Nothing of their own: what they hold is written.
PLAIN = (
    *(nodes.document, nodes.container, nodes.compound, nodes.inline, nodes.target, nodes.abbreviation, nodes.generated),
    *(nodes.legend, addnodes.glossary, addnodes.compact_paragraph),
)
STYLED = {
    nodes.strong: "strong",
    addnodes.literal_strong: "strong",
    nodes.emphasis: "emph",
    addnodes.literal_emphasis: "emph",
    nodes.title_reference: "emph",
    nodes.subscript: "sub",
    nodes.superscript: "super",
    nodes.rubric: "rubric",
}
# What the template does with words of these classes.
CLASSED = {MARKS_CLASS: "marks", KEY: "key", NAME: "key-name", BESIDE: "beside"}
# What only those see who check the figures on the site, and what a page has no use for.
UNSEEN_CLASSES = {"cell_input", "kscb-published", "tag_superseded", "kscb-download"}
UNSEEN = (
    *(nodes.comment, nodes.substitution_definition, nodes.footnote, nodes.meta, nodes.colspec, nodes.system_message),
    *(addnodes.index, addnodes.toctree, addnodes.highlightlang, addnodes.tabular_col_spec),
)


def unseen(node: nodes.Node) -> bool:
    """Whether a reader of the site does not see this node either."""
    return isinstance(node, UNSEEN) or (
        isinstance(node, nodes.Element) and not UNSEEN_CLASSES.isdisjoint(node["classes"])
    )


def body_of(item: nodes.Element) -> nodes.Element:
    """Return what a definition or a field says."""
    return next(child for child in item if isinstance(child, (nodes.definition, nodes.field_body)))


def following(node: nodes.Node) -> list[nodes.Node]:
    """Return the nodes after this one under the same parent."""
    return node.parent.children[node.parent.index(node) + 1 :]


def is_note(node: nodes.Node) -> bool:
    """Whether this is a line that explains the table before it."""
    return isinstance(node, nodes.paragraph) and "kscb-note" in node["classes"]


def without_marks_of(entry: nodes.entry) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return what a place of a table prints, and the marks behind it, which stand in a column of their own."""
    pieces = [piece for paragraph in entry for piece in paragraph]
    marks = [piece for piece in pieces if isinstance(piece, nodes.inline) and MARKS_CLASS in piece["classes"]]
    return [piece for piece in pieces if piece not in marks], [inner for each in marks for inner in each]


def place_of(node: nodes.Element) -> str:
    """Return where a node comes from, in words: the name of a chart or table, or a file and its line."""
    if node.get("names"):
        return node["names"][0]
    source, line = next(((each.source, each.line) for each in _outwards(node) if each.line), (node.source, None))
    return f"{Path(source or '').name} line {line}" if line else ""


def _outwards(node: nodes.Node | None) -> Iterator[nodes.Node]:
    while node is not None:
        yield node
        node = node.parent
