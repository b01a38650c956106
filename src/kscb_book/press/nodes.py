"""Document nodes of the project: a printed figure, and the data behind a chart.

Built from records, so that every press (HTML now, others later) gets real tables and real figures.
"""

import re

from docutils import nodes
from sphinx import addnodes

from kscb_book.face.charts import Chart
from kscb_book.face.tables import Entry, Table
from kscb_book.face.terms import Line, Term, Terms
from kscb_book.press.notes import note_lines, told_in, unbroken

# A period never breaks at its hyphen.
PERIOD = re.compile(r"(\w{2,3} )?\d{4}-\d{2}")


class figure_number(nodes.inline):
    """A printed number; ``figure`` is its id in the register."""


class stated_words(nodes.inline):
    """Words that state something; ``kind`` is claim, change or reported, ``why`` their condition or source."""


class data_behind(nodes.General, nodes.Element):
    """A chart's data as a table, folded away until asked for."""


def number_node(text: str, figure: str) -> figure_number:
    """Return the node that prints ``text`` for the figure with this id."""
    return figure_number("", text, figure=figure, classes=["kscb-number"])


def stated_node(words: str, kind: str, why: str) -> stated_words:
    """Return the node that prints words which state something: a claim, a change or what was reported."""
    return stated_words("", words, kind=kind, why=why, classes=["kscb-stated"])


def table_nodes(table: Table, caption: bool = True) -> list[nodes.Node]:
    """Return a table and, beneath it, what explains it."""
    classes = ["kscb-worded"] if table.is_worded else []
    node = nodes.table(classes=["kscb-table", "colwidths-auto", *classes])
    if caption:
        node += nodes.title(text=table.caption)
    group = nodes.tgroup(cols=len(table.headings))
    group += [nodes.colspec(colwidth=1, **({"stub": 1} if first else {})) for first in _firsts(table.headings)]
    group += nodes.thead("", _row([Entry(heading) for heading in table.headings], table.is_worded))
    group += nodes.tbody("", *(_row(row, table.is_worded) for row in table.rows))
    node += group
    sources = [f"Source: {source}" for source in table.sources]
    return [node, *note_lines([*table.notes, *sources])]


def chart_nodes(chart: Chart, uri: str) -> list[nodes.Node]:
    """Return a chart as a figure with caption and text alternative, and beneath it what is known to be amiss.

    ``uri`` is its picture's.
    """
    image = nodes.image(uri=uri, alt=chart.alt)
    figure = nodes.figure("", image, nodes.caption(text=chart.table.caption), classes=["kscb-chart"])
    return [figure, *note_lines(told_in(chart.table.notes))]


def data_node(chart: Chart) -> data_behind:
    """Return the data of a chart."""
    return data_behind("", *table_nodes(chart.table, caption=False))


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
        nodes.definition_list_item("", nodes.term(text=term), nodes.definition("", nodes.paragraph(text=text)))
        for term, text in lines.items()
    ]
    return [nodes.definition_list("", *items, classes=["kscb-report"])]


def terms_nodes(terms: Terms) -> list[nodes.Node]:
    """Return terms as a list of definitions, or what is said where there are none."""
    if not terms.terms:
        return [nodes.paragraph(text=terms.otherwise)]
    return [nodes.definition_list("", *map(_term, terms.terms), classes=["kscb-terms"])]


def _term(term: Term) -> nodes.definition_list_item:
    name = nodes.term(text=term.name, names=[nodes.fully_normalize_name(term.anchor)] if term.anchor else [])
    said = [nodes.paragraph("", "", *_pieces(line)) for line in term.says]
    notes = [nodes.paragraph("", "", *_pieces(line), classes=["kscb-note"]) for line in term.notes]
    return nodes.definition_list_item("", name, nodes.definition("", *said, *notes))


def _pieces(line: Line) -> list[nodes.Node]:
    return [number_node(piece.text, piece.figure) if piece.figure else nodes.Text(piece.text) for piece in line]


def chapter_heading(page: str | None, chapter: str) -> nodes.rubric:
    """Return a heading that is the title of a chapter and leads to its page; its name where it has no page."""
    if page is None:
        return nodes.rubric(text=chapter)
    told = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{page}", "refexplicit": False}
    return nodes.rubric("", "", addnodes.pending_xref("", nodes.inline(text=chapter), refwarn=True, **told))


def _row(entries, is_worded: bool) -> nodes.row:
    marked = zip(entries, _firsts(entries), strict=True)
    return nodes.row("", *(_entry(entry, from_left=first or is_worded) for entry, first in marked))


def _entry(entry: Entry, from_left: bool) -> nodes.entry:
    content = number_node(unbroken(entry.text), entry.figure) if entry.figure else nodes.Text(entry.text)
    classes = [] if from_left else ["kscb-right"]
    if PERIOD.fullmatch(entry.text):
        classes.append("kscb-period")
    return nodes.entry("", nodes.paragraph("", "", content), classes=classes)


def _firsts(items) -> list[bool]:
    return [position == 0 for position in range(len(items))]
