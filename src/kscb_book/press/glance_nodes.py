"""The year at a glance as document nodes: one table, whose rows become cards on a small screen."""

from collections.abc import Callable

from docutils import nodes
from sphinx import addnodes

from kscb_book.face.glance import Glance, Row, SmallPicture, Statement
from kscb_book.face.terms import Line
from kscb_book.press.nodes import number_nodes, recorded_text, stated_node
from kscb_book.press.notes import note_lines

CLASS = "kscb-glance"
NUMBERS = (1, 2)  # the places of the columns of numbers
NOT_SAID, NO_BENCHMARK, NO_PICTURE = "[x]", "none", "too few points"


def glance_nodes(
    glance: Glance, page_of: Callable[[str], str | None], uri_of: Callable[[SmallPicture], str]
) -> list[nodes.Node]:
    """Return the table and the notes beneath it.

    ``page_of`` gives the page of a chapter, if the book has it; ``uri_of`` the address of a picture.
    """
    columns = [nodes.colspec(colwidth=1, stub=1), *(nodes.colspec(colwidth=1) for _ in glance.headings[1:])]
    head = nodes.row("", *(_heading(place, text) for place, text in enumerate(glance.headings)))
    rows = [_row(row, glance.headings, page_of, uri_of) for row in glance.rows]
    group = nodes.tgroup("", *columns, nodes.thead("", head), nodes.tbody("", *rows), cols=len(columns))
    title = nodes.title("", "", recorded_text(glance.caption))
    return [nodes.table("", title, group, classes=["kscb-table", CLASS]), *note_lines(glance.notes)]


def _row(row: Row, headings, page_of, uri_of) -> nodes.row:
    better = [nodes.paragraph("", "", recorded_text(row.better), classes=["kscb-note"])] if row.better else []
    name = nodes.entry("", nodes.paragraph("", "", _name(row, page_of(row.chapter))), *better)
    cells = [
        _entry(number_nodes(row.now), "kscb-right", "kscb-now"),
        _entry(number_nodes(row.before), "kscb-right"),
        _lines([said_nodes(said) for said in row.change] or [[recorded_text(NOT_SAID)]]),
        _lines([line_nodes(line) for line in row.benchmarks] or [[recorded_text(NO_BENCHMARK)]]),
        _drawn(row.picture, uri_of) if row.picture else _entry([recorded_text(NO_PICTURE)]),
    ]
    for cell, heading in zip(cells, headings[1:], strict=True):
        cell["label"] = heading
    return nodes.row("", name, *cells)


def _heading(place: int, text: str) -> nodes.entry:
    return _entry([recorded_text(text)], *(["kscb-right"] if place in NUMBERS else []))


def _entry(content: list[nodes.Node], *classes: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content), classes=list(classes))


def _lines(lines: list[list[nodes.Node]]) -> nodes.entry:
    return nodes.entry("", *(nodes.paragraph("", "", *line) for line in lines))


def _name(row: Row, page: str | None) -> nodes.Node:
    """Return the name, which leads to the page of its chapter where the book has it."""
    name = recorded_text(row.name)
    if page is None:
        return name
    told = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{page}", "refexplicit": True}
    return addnodes.pending_xref("", name, refwarn=True, **told)


def said_nodes(said: Statement) -> list[nodes.Node]:
    """Return words of change, which open to say what was compared."""
    told = [("What was compared", [said.compared]), ("What came of it", [f"{said.why[0].upper()}{said.why[1:]}."])]
    lead = [recorded_text(said.lead)] if said.lead else []
    return [*lead, stated_node(said.words, "change", told), *line_nodes(said.after)]


def line_nodes(line: Line) -> list[nodes.Node]:
    """Return a line of pieces, some of which print a figure."""
    return [node for piece in line for node in (number_nodes(piece) if piece.figure else [recorded_text(piece.text)])]


def _drawn(picture: SmallPicture, uri_of) -> nodes.entry:
    return nodes.entry("", nodes.image(uri=uri_of(picture), alt=picture.alt, figures=list(picture.figures)))
