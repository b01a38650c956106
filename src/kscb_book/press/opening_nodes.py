"""How a chapter opens as document nodes: a list, whose items are cards on the site and on paper."""

from collections.abc import Callable

from docutils import nodes
from sphinx import addnodes

from kscb_book.face.opening import Key, Opening
from kscb_book.press.glance_nodes import line_nodes, said_nodes
from kscb_book.press.nodes import number_nodes, recorded_text
from kscb_book.press.notes import note_lines

CLASS = "kscb-opening"
KEY, NAME, BESIDE = "kscb-key", "kscb-key-name", "kscb-beside"


def opening_nodes(opening: Opening, is_shown: Callable[[str], bool]) -> list[nodes.Node]:
    """Return the key figures of a chapter and what explains their symbols.

    ``is_shown`` says whether the book shows a table or chart of this name; only then a figure leads to it.
    """
    items = [nodes.list_item("", _key(key, opening.before, is_shown(key.told))) for key in opening.keys]
    return [nodes.bullet_list("", *items, classes=[CLASS]), *note_lines(opening.notes)]


def _key(key: Key, before: str, is_shown: bool) -> nodes.paragraph:
    row = key.row
    name = _link(row.name, key.told) if is_shown else recorded_text(row.name)
    beside = [said_nodes(said) for said in row.change]
    beside.append([recorded_text(f"{before}: "), *number_nodes(row.before)])
    beside += [line_nodes(line) for line in row.benchmarks]
    pieces = [_piece(KEY, number_nodes(row.now)), _piece(NAME, [name]), *(_piece(BESIDE, each) for each in beside)]
    spaced = [node for piece in pieces for node in (nodes.Text(" "), piece)]
    return nodes.paragraph("", "", *spaced[1:])


def _piece(kind: str, content: list[nodes.Node]) -> nodes.inline:
    return nodes.inline("", "", *content, classes=[kind])


def _link(name: str, target: str) -> addnodes.pending_xref:
    told = {"refdomain": "std", "reftype": "ref", "reftarget": target, "refexplicit": True}
    return addnodes.pending_xref("", recorded_text(name), refwarn=True, **told)
