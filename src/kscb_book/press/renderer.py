"""Turns the records in a notebook's outputs into document nodes (a MyST-NB renderer)."""

import hashlib

from docutils import nodes

from kscb_book.face import record
from kscb_book.face.glance import GLANCE, SmallPicture, glance_in
from kscb_book.face.terms import TERMS, terms_in
from kscb_book.press.glance_nodes import glance_nodes
from kscb_book.press.library import library_of, review_line
from kscb_book.press.nodes import chapter_heading, chart_nodes, data_node, report_nodes, table_nodes, terms_nodes

NOT_AVAILABLE = "[x]"


class RecordRenderer:
    """The entry point ``myst_nb.mime_renderers``; MyST-NB never makes an instance of it."""

    mime_priority_overrides = [
        ("*", mime, 1) for mime in (record.TABLE, record.CHART, record.FIGURES, record.REPORT, GLANCE, TERMS)
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
    made = table_nodes(table)
    _target(renderer, made[0], f"table:{table.name}")
    return made


def _chart(renderer, data) -> list[nodes.Element]:
    chart = record.chart_in(data.content)
    _, outputs = renderer.renderer.nb_client.code_cell_outputs(data.cell_index)
    made = chart_nodes(chart, _written(renderer, outputs[data.output_index]["data"]["image/svg+xml"]))
    _target(renderer, made[0], f"chart:{chart.name}")
    return [*made, data_node(chart)]


def _glance(renderer, data) -> list[nodes.Element]:
    def uri_of(picture: SmallPicture) -> str:
        return _written(renderer, picture.svg)

    return glance_nodes(glance_in(data.content), library_of(renderer.renderer.document.settings.env).pages.get, uri_of)


def _written(renderer, svg: str) -> str:
    """Write a picture under the hash of its content, and return its address."""
    picture = svg.encode()
    return renderer.write_file([f"{hashlib.sha256(picture).hexdigest()[:16]}.svg"], picture, exists_ok=True)


def _report(renderer, data) -> list[nodes.Element]:
    report = record.report_in(data.content)
    shown = {
        "Independent chair": report.chair,
        "Prepared by": report.preparer,
        "Edition": f"{report.edition} ({report.status.lower()})",
        "Small counts": report.disclosure.lower(),
        "Review": review_line(renderer.renderer.document.settings.env),
    }
    return report_nodes({term: "not available" if text == NOT_AVAILABLE else text for term, text in shown.items()})


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
    TERMS: _terms,
}
