"""Document nodes of the project: a printed figure, and the data behind a chart.

Built from records, so that every press (HTML now, others later) gets real tables and real figures.
"""

import re
from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes

from kscb_book.face.tables import Entry
from kscb_book.face.terms import Line, Term, Terms
from kscb_book.press.notes import marks_node, without_marks

# The class of narrative that the summary repeats, and of narrative that nobody has reviewed yet.
SUMMARISED = "kscb-summarised"
UNREVIEWED = "kscb-unreviewed"
# The class of the sentence that says what a chart shows.
FINDING = "kscb-finding"

NOT_REVIEWED = "Not yet reviewed: these may be last year\N{RIGHT SINGLE QUOTATION MARK}s words"

# A period never breaks at its hyphen.
PERIOD = re.compile(r"(\w{2,3} )?\d{4}-\d{2}")


class figure_number(nodes.inline):
    """A printed number; ``figure`` is its id in the register."""


class stated_words(nodes.inline):
    """Words that state something; ``kind`` is claim, change or reported, ``told`` says why they may."""


class data_behind(nodes.General, nodes.Element):
    """A chart's data as a table, folded away until asked for."""


def number_node(text: str, figure: str, in_full: str | None = None) -> figure_number:
    """Return the node that prints ``text`` for the figure with this id.

    ``in_full`` is the number with its unit, where that stands in the heading of a column.
    """
    return figure_number("", text, figure=figure, in_full=in_full or text, classes=["kscb-number"])


def stated_node(words: str, kind: str, told: list, tested: Iterable[str] = ()) -> stated_words:
    """Return the node that prints words which state something: a claim, a change or what was reported.

    ``told`` are the lines that say why they may; ``tested`` are those of its words that name a number which its
    condition tests.
    """
    return stated_words("", words, kind=kind, told=told, tested=sorted(tested), classes=["kscb-stated"])


def recorded_text(text: str) -> nodes.inline:
    """Return text that stands as the workbook or the register has it; numbers in it are not typed."""
    return nodes.inline("", text, recorded=True)


def unreviewed_nodes(words: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return the words of a block that is still to be reviewed, in a frame that says so."""
    title = nodes.title("", "", recorded_text(NOT_REVIEWED))
    return [nodes.admonition("", title, *words, classes=[UNREVIEWED])]


def is_unreviewed(node: nodes.Node | None) -> bool:
    """Whether a node stands in a block that is still to be reviewed."""
    while node is not None and not (isinstance(node, nodes.Element) and UNREVIEWED in node["classes"]):
        node = node.parent
    return node is not None


def data_reference(table: str, page: str) -> nodes.paragraph:
    """Return the line beneath a chart that says in which table of the page its data stand."""
    told = {"refdomain": "std", "reftype": "numref", "reftarget": table, "refdoc": page, "refexplicit": False}
    reference = addnodes.pending_xref("", nodes.inline(text=table), refwarn=True, **told)
    return nodes.paragraph("", "", nodes.Text("The data behind this chart: "), reference, classes=["kscb-note"])


def figures_in(node: nodes.Element) -> set[str]:
    """Return the ids of the figures that a node prints."""
    return {number["figure"] for number in node.findall(figure_number)}


def report_nodes(lines: dict[str, str]) -> list[nodes.Node]:
    """Return what is said of the report itself as a list of terms."""
    items = [
        nodes.definition_list_item(
            "", nodes.term(text=term), nodes.definition("", nodes.paragraph("", "", recorded_text(text)))
        )
        for term, text in lines.items()
    ]
    return [nodes.definition_list("", *items, classes=["kscb-report"])]


def terms_nodes(terms: Terms) -> list[nodes.Node]:
    """Return terms as a list of definitions, or what is said where there are none."""
    if not terms.terms:
        return [nodes.paragraph(text=terms.otherwise)]
    return [nodes.definition_list("", *map(_term, terms.terms), classes=["kscb-terms"])]


def _term(term: Term) -> nodes.definition_list_item:
    names = [nodes.fully_normalize_name(term.anchor)] if term.anchor else []
    name = nodes.term("", "", recorded_text(term.name), names=names)
    said = [nodes.paragraph("", "", *_pieces(line)) for line in term.says]
    notes = [nodes.paragraph("", "", *_pieces(line), classes=["kscb-note"]) for line in term.notes]
    return nodes.definition_list_item("", name, nodes.definition("", *said, *notes))


def _pieces(line: Line) -> list[nodes.Node]:
    return [number_node(piece.text, piece.figure) if piece.figure else recorded_text(piece.text) for piece in line]


def chapter_heading(page: str | None, chapter: str) -> nodes.rubric:
    """Return a heading that is the title of a chapter and leads to its page; its name where it has no page."""
    if page is None:
        return nodes.rubric("", "", recorded_text(chapter))
    told = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{page}", "refexplicit": False}
    return nodes.rubric("", "", addnodes.pending_xref("", nodes.inline(text=chapter), refwarn=True, **told))


def number_nodes(entry: Entry) -> list[nodes.Node]:
    """Return the number that a place of a table prints, and the marks behind it; a symbol alone is text."""
    if entry.figure is None:
        return [recorded_text(entry.text)]
    number, marks = without_marks(entry.text)
    return [number_node(number, entry.figure), *([marks_node(marks)] if marks else [])]
