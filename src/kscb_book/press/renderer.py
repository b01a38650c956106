"""Turns the records in a notebook's outputs into document nodes (a MyST-NB renderer)."""

import hashlib

from docutils import nodes

from kscb_book.face import record
from kscb_book.face.glance import GLANCE, SmallPicture, glance_in
from kscb_book.face.opening import OPENING, opening_in
from kscb_book.face.terms import TERMS, terms_in
from kscb_book.press.data_files import FOLDER
from kscb_book.press.exhibits import chart_nodes, data_node, table_nodes
from kscb_book.press.glance_nodes import glance_nodes
from kscb_book.press.library import library_of, review_line
from kscb_book.press.nodes import chapter_heading, report_nodes, terms_nodes
from kscb_book.press.opening_nodes import opening_nodes
from kscb_book.source.document import read_document, told_of


class RecordRenderer:
    """The entry point ``myst_nb.mime_renderers``; MyST-NB never makes an instance of it."""

    mime_priority_overrides = [
        ("*", mime, 1) for mime in (record.TABLE, record.CHART, record.FIGURES, record.REPORT, GLANCE, OPENING, TERMS)
    ]

    @staticmethod
    def handle_mime(renderer, data, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes for one of the project's MIME types, or None for others."""
        make = MAKERS.get(data.mime_type)
        return None if inline or make is None else make(renderer, data)


def _figures(renderer, data) -> list[nodes.Element]:
    lines = [
        nodes.list_item("", nodes.paragraph("", "", nodes.literal(text=figure.id), nodes.Text(f" = {figure.marked}")))
        for figure in record.figures_in({record.FIGURES: data.content})
    ]
    return [nodes.bullet_list("", *lines, classes=["kscb-published"])]


def _table(renderer, data) -> list[nodes.Element]:
    table = record.table_in(data.content)
    made = table_nodes(table, _folder(renderer))
    _target(renderer, made[0], f"table:{table.name}")
    return made


def _chart(renderer, data) -> list[nodes.Element]:
    chart = record.chart_in(data.content)
    _, outputs = renderer.renderer.nb_client.code_cell_outputs(data.cell_index)
    made = chart_nodes(chart, _written(renderer, outputs[data.output_index]["data"]["image/svg+xml"]))
    _target(renderer, made[0], f"chart:{chart.name}")
    return [*made, data_node(chart, _folder(renderer))]


def _glance(renderer, data) -> list[nodes.Element]:
    def uri_of(picture: SmallPicture) -> str:
        return _written(renderer, picture.svg)

    return glance_nodes(glance_in(data.content), library_of(renderer.renderer.document.settings.env).pages.get, uri_of)


def _opening(renderer, data) -> list[nodes.Element]:
    targets = library_of(renderer.renderer.document.settings.env).targets
    return opening_nodes(opening_in(data.content), targets.__contains__)


def _folder(renderer) -> str:
    """Return the address of the folder of data files, as seen from the page that is read."""
    depth = renderer.renderer.document.settings.env.docname.count("/")
    return f"{'../' * depth}{FOLDER}/"


def _written(renderer, svg: str) -> str:
    """Write a picture under the hash of its content, and return its address."""
    picture = svg.encode()
    return renderer.write_file([f"{hashlib.sha256(picture).hexdigest()[:16]}.svg"], picture, exists_ok=True)


def _report(renderer, data) -> list[nodes.Element]:
    told = told_of(record.report_in(data.content), read_document().page)
    return report_nodes({**told, "Review": review_line(renderer.renderer.document.settings.env)})


def _terms(renderer, data) -> list[nodes.Element]:
    terms = terms_in(data.content)
    made = terms_nodes(terms)
    for term in (term for each in made for term in each.findall(nodes.term) if term["names"]):
        renderer.renderer.document.note_explicit_target(term, term)
    if terms.chapter:
        pages = library_of(renderer.renderer.document.settings.env).pages
        made.insert(0, chapter_heading(pages.get(terms.chapter), terms.chapter))
    return made


def _target(renderer, node: nodes.Element, name: str) -> None:
    node["names"].append(nodes.fully_normalize_name(name))
    renderer.renderer.document.note_explicit_target(node, node)


MAKERS = {
    record.TABLE: _table,
    record.CHART: _chart,
    record.FIGURES: _figures,
    record.REPORT: _report,
    GLANCE: _glance,
    OPENING: _opening,
    TERMS: _terms,
}
