"""How the project's nodes and pages become HTML."""

import json
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from kscb_book.press.edition_page import imprint_of
from kscb_book.press.glance_nodes import CLASS
from kscb_book.press.imprint import LANDING
from kscb_book.press.library import library_of, signed_where
from kscb_book.press.links import CHANGES, GUIDE, LIST, STATEMENT, calculation_uri, row_uri
from kscb_book.press.nodes import figure_number, stated_words
from kscb_book.press.trees import tree_of
from kscb_book.source.document import read_document

# A period never breaks at its hyphen.
PERIOD = re.compile(r"\b\d{4}-\d{2}\b(?!-)")


class PageTranslator(HTML5Translator):
    """Sphinx's own, with the scope of each table heading said.

    The table at a glance becomes cards on a small screen: each of its cells says the heading of its column.
    """

    def visit_Text(self, node: nodes.Text) -> None:
        """Write text, each period in it so that it stays on one line; code is written as it is."""
        super().visit_Text(node)
        if not isinstance(node.parent, (nodes.literal, nodes.literal_block)):
            self.body[-1] = PERIOD.sub(r'<span class="kscb-period">\g<0></span>', self.body[-1])

    def visit_table(self, node: nodes.table) -> None:
        """Open a table inside a frame that scrolls by itself where the screen is too narrow for it."""
        self.body.append('<div class="kscb-scroll">')
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close a table and its frame."""
        super().depart_table(node)
        self.body.append("</div>")

    def visit_entry(self, node: nodes.entry) -> None:
        """Open a table cell; one that is a heading says of what."""
        super().visit_entry(node)
        scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        self._say("<th", f' scope="{scope}"')
        self._say("<td", f' data-label="{escape(node["label"])}"' if "label" in node else "")

    def _say(self, tag: str, attributes: str) -> None:
        """Put attributes into the tag that was just opened, if it is this one."""
        if self.body[-1].startswith(tag):
            self.body[-1] = self.body[-1].replace(tag, f"{tag}{attributes}", 1)


def visit_number(self, node: figure_number) -> None:
    """Open a printed number: plain text, until the reader asks to check the figures."""
    anchor = f' id="{escape(node["anchor"])}"' if "anchor" in node else ""
    self.body.append(f'<span class="kscb-number"{anchor} data-figure="{escape(node["figure"])}">')


def depart_number(self, node: figure_number) -> None:
    """Close a printed number."""
    self.body.append("</span>")


def visit_stated(self, node: stated_words) -> None:
    """Open words that state something; why they may is there, as JSON, for those who check."""
    told = escape(json.dumps(node["told"], ensure_ascii=False))
    self.body.append(f'<span class="kscb-stated" data-kind="{node["kind"]}" data-told="{told}">')


def depart_stated(self, node: stated_words) -> None:
    """Close words that state something."""
    self.body.append("</span>")


def visit_data(self, node: nodes.Element) -> None:
    """Open the data behind a chart."""
    self.body.append('<details class="kscb-data"><summary>The data behind this chart</summary>')


def depart_data(self, node: nodes.Element) -> None:
    """Close the data behind a chart."""
    self.body.append("</details>")


def page_context(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Give a page's template the report, and the figures that the page prints, as JSON safe inside HTML."""
    library = library_of(app.env)
    ids = {node["figure"] for node in doctree.findall(figure_number)} if doctree else set()
    figures = {figure.id: _details(app, library, pagename, figure) for figure in library.register if figure.id in ids}
    context["kscb_list"] = LIST
    context["kscb_guide"] = GUIDE if Path(app.config.kscb_guide).is_file() else ""
    context["kscb_statement"] = STATEMENT
    context["kscb_papers"] = _papers(app)
    context["kscb_imprint"] = imprint_of(app)
    context["kscb_changes"] = CHANGES
    context["kscb_landing"] = LANDING
    context["kscb_report"] = library.report
    context["kscb_document"] = read_document()
    context["kscb_figures"] = json.dumps(figures, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _papers(app) -> list[tuple[str, str]]:
    """Return what each PDF beside the site is called, and its address; there are none where the site stands alone."""
    if not app.config.kscb_papers:
        return []
    summary, whole = (f"../{name}" for name in app.config.kscb_papers)
    front = tree_of(app.env, app.config.root_doc)
    glances = any(CLASS in table["classes"] for table in front.findall(nodes.table))
    return [*([("Summary, two pages (PDF)", summary)] if glances else []), ("Whole report (PDF)", whole)]


def _details(app, library, pagename: str, figure) -> dict:
    return {
        "measure": figure.name,
        "category": figure.category,
        "definition": figure.definition,
        "period": figure.period,
        "printed": figure.printed,
        "notes": list(figure.notes),
        "rule": figure.rule,
        "interval": figure.interval.in_words if figure.interval else "",
        "cells": [{"address": cell.place, "row": cell.row, "column": cell.column} for cell in figure.cells],
        "signed": signed_where(app.env, figure.id),
        "link": calculation_uri(app.builder, pagename, library.pages[figure.chapter], figure),
        "row": row_uri(app.builder, pagename, figure),
    }
