"""The project's Sphinx extension: roles, directive, nodes and theme of the book."""

from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from kscb_book.face.house import STYLE_SHEET, fonts_as_css, tokens_as_css
from kscb_book.press import library
from kscb_book.press.data_files import FOLDER, write_data
from kscb_book.press.edition_page import edition_page
from kscb_book.press.figures_page import FirstPlaces, figures_page
from kscb_book.press.guide_page import guide_page
from kscb_book.press.nodes import data_behind, data_reference, figure_number, figures_in, recorded_text, stated_words
from kscb_book.press.notes import NoteLinks, note_mark
from kscb_book.press.outdated import note_files, outdated_pages
from kscb_book.press.page import (
    PageTranslator,
    depart_data,
    depart_number,
    depart_stated,
    page_context,
    visit_data,
    visit_number,
    visit_stated,
)
from kscb_book.press.roles import (
    ChangeRole,
    ClaimRole,
    FindingDirective,
    NarrativeDirective,
    NumberRole,
    ReportedRole,
    ReportRole,
    mark_lost_reference,
    prints,
)
from kscb_book.press.stamp import source_hash
from kscb_book.press.statement_page import statement_page
from kscb_book.press.summary import SummaryBuilder
from kscb_book.press.terms import LinkedTerms, TermsDirective
from kscb_book.press.trees import LookedUpDomain
from kscb_book.press.typed_pages import judge_pages
from kscb_book.press.typst_builder import TypstBuilder

log = logging.getLogger(__name__)
PACKAGE = Path(__file__).parent.parent


class NumbersInTitles(SphinxTransform):
    """Numbers in headings and captions do not open: a title is repeated in contents and links."""

    default_priority = 500

    def apply(self) -> None:
        """Replace each number inside a title or caption by its text, and take its marks out."""
        for mark in list(self.document.findall(note_mark)):
            if _inside(mark, (nodes.title, nodes.caption)):
                mark.parent.remove(mark.parent[mark.parent.index(mark) - 1])
                mark.parent.remove(mark)
        for number in list(self.document.findall(figure_number)):
            if _inside(number, (nodes.title, nodes.caption)):
                number.parent.replace(number, recorded_text(number.astext()))


class DataElsewhere(SphinxTransform):
    """A chart whose data stand in a table of the same page says so, rather than repeat them."""

    default_priority = 510

    def apply(self) -> None:
        """Replace the data of such a chart by a reference to the table."""
        tables = [table for table in self.document.findall(nodes.table) if table["names"]]
        for data in list(self.document.findall(data_behind)):
            table = next((table for table in tables if _holds(table, data)), None)
            if table is not None:
                data.replace_self(data_reference(table["names"][0], self.env.docname))


class CellAnchors(SphinxTransform):
    """Gives each notebook cell on a page the anchor that figures link to."""

    default_priority = 500

    def apply(self) -> None:
        """Name the container of each code cell after the cell's id."""
        ids = library.library_of(self.env).cells.get(self.env.docname, ())
        for container in self.document.findall(nodes.container):
            if container.get("nb_element") == "cell_code":
                container["ids"].append(f"cell-{ids[container['cell_index']]}")


class KnownFigures(SphinxPostTransform):
    """Every number on a page, tables and charts too, is a published figure and prints as published."""

    default_priority = 500

    def run(self) -> None:
        """Warn of each number that the register does not hold as it is printed."""
        known = {figure.id: figure for figure in library.library_of(self.env).register}
        for number in self.document.findall(figure_number):
            figure = known.get(number["figure"])
            if figure is None:
                self._warn(f"{number['figure']} is shown but not published")
            elif not prints(number["in_full"], figure):
                self._warn(f"{figure.id} is {figure.printed}, but {number.astext()} is shown")

    def _warn(self, message: str) -> None:
        log.warning(message, location=self.env.docname, type="kscb", subtype="figures")


def _holds(table: nodes.table, data: nodes.Element) -> bool:
    """Whether a table prints each figure of a chart's data, or the same words where they print none."""
    needed = figures_in(data)
    if needed:
        return needed <= figures_in(table)
    return [each.astext() for each in data.findall(nodes.tgroup)] == [
        each.astext() for each in table.findall(nodes.tgroup)
    ]


def _inside(node: nodes.Node, kinds: tuple[type, ...]) -> bool:
    while node is not None and not isinstance(node, kinds):
        node = node.parent
    return node is not None


def data_files(app, failure) -> None:
    """Write the numbers of every table and chart as files beside the pages (``build-finished``)."""
    if not failure and app.builder.format == "html":
        for page in library.library_of(app.env).pages.values():
            write_data(Path(app.env.doc2path(page)), Path(app.outdir, FOLDER))


def house_style(app, failure) -> None:
    """Write the style sheet of the house beside the theme's own (``build-finished``)."""
    if not failure and app.builder.format == "html":
        style = fonts_as_css() + tokens_as_css()
        Path(app.outdir, "_static", STYLE_SHEET).write_text(style, encoding="utf-8", newline="\n")


def finish(app, failure) -> None:
    """Forget cached documents after warnings, or a second build would find nothing to warn about."""
    if failure or app._warncount:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app) -> dict:
    """Register everything with Sphinx."""
    app.setup_extension("myst_nb")
    app.add_config_value("kscb_year", "", "env", [str])
    app.add_config_value("kscb_data", "", "", [str])
    app.add_config_value("kscb_guide", "", "", [str])
    app.add_config_value("kscb_root", "", "", [str])
    app.add_config_value("comments_config", {}, "")  # Jupyter Book sets it for an extension that is left out
    app.add_config_value("kscb_review", {}, "env", [dict])
    app.add_config_value("kscb_papers", [], "html", [list])
    app.add_domain(LookedUpDomain, override=True)
    app.add_builder(TypstBuilder)
    app.add_builder(SummaryBuilder)
    app.add_html_theme("kscb", str(PACKAGE / "press" / "theme"))
    app.set_translator("html", PageTranslator, override=True)
    app.add_node(figure_number, html=(visit_number, depart_number))
    app.add_node(data_behind, html=(visit_data, depart_data))
    app.add_node(stated_words, html=(visit_stated, depart_stated))
    app.add_role("num", NumberRole())
    app.add_role("claim", ClaimRole())
    app.add_role("change", ChangeRole())
    app.add_role("reported", ReportedRole())
    app.add_role("report", ReportRole())
    app.add_directive("narrative", NarrativeDirective)
    app.add_directive("finding", FindingDirective)
    app.add_directive("terms", TermsDirective)
    for transform in (NumbersInTitles, DataElsewhere, FirstPlaces, CellAnchors, LinkedTerms):
        app.add_transform(transform)
    app.add_post_transform(KnownFigures)
    app.add_post_transform(NoteLinks)
    app.connect("env-get-outdated", library.load_library)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-updated", note_files)
    app.connect("env-purge-doc", library.forget_uses)
    app.connect("env-merge-info", library.merge_uses)
    app.connect("env-check-consistency", judge_pages)
    app.connect("missing-reference", mark_lost_reference)
    app.connect("html-page-context", page_context)
    app.connect("html-collect-pages", figures_page)
    app.connect("html-collect-pages", guide_page)
    app.connect("build-finished", data_files)
    app.connect("build-finished", house_style)
    app.connect("html-collect-pages", edition_page)
    app.connect("html-collect-pages", statement_page)
    app.connect("build-finished", finish)
    return {"version": "1", "env_version": source_hash(), "parallel_read_safe": True, "parallel_write_safe": True}
