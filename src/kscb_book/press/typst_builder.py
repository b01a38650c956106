"""The Sphinx builder that writes the whole report as a Typst project, ready to be set as a PDF."""

import json
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from kscb_book.face.house import tokens_as_typst
from kscb_book.press.appendix import APPENDIX, appendix
from kscb_book.press.edition_page import changes_of, imprint_of
from kscb_book.press.imprint import Imprint
from kscb_book.press.library import library_of, pages_in_order, report_text, review_line
from kscb_book.press.links import CHANGES
from kscb_book.press.pdf import PROJECT, ROW_HEADINGS
from kscb_book.press.typst_labels import INSIDE, Labels
from kscb_book.press.typst_markup import listed, optional, quoted
from kscb_book.press.typst_writer import TypstWriter
from kscb_book.source.document import read_document, told_of
from kscb_book.source.report import Report

log = logging.getLogger(__name__)
HOUSE = "house.typ"
TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


class TypstBuilder(Builder):
    """Writes ``main.typ``, a file a chapter, the pictures, and how many row headings each table has.

    Of its ``templates`` the last says how the project looks; its chief function is called as it is.
    """

    name = format = "typst"
    templates = (TEMPLATE,)
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg"]

    def get_outdated_docs(self) -> str:
        """Return that everything is written: the report is one document."""
        return "the whole report"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a chapter, that only the writer understands."""
        return INSIDE + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a chapter as seen from any other."""
        return self.get_target_uri(to)

    def write(self, *which) -> None:
        """Write the report; nothing where it has no chapters."""
        chapters = self.chapters()
        if not chapters:
            return
        labels, folder = Labels(chapters), Path(self.outdir)
        (folder / "chapters").mkdir(parents=True, exist_ok=True)
        row_headings = []
        for page, tree in chapters.items():
            markup, headings = self._written(page, tree, labels)
            (folder / "chapters" / f"{page}.typ").write_text(markup, encoding="utf-8", newline="\n")
            row_headings += headings
        (folder / PROJECT).write_text(self._project(chapters), encoding="utf-8", newline="\n")
        (folder / ROW_HEADINGS).write_text(json.dumps(row_headings), encoding="utf-8")
        (folder / HOUSE).write_text(tokens_as_typst(), encoding="utf-8", newline="\n")
        for template in self.templates:
            shutil.copyfile(template, folder / template.name)
        (folder / "images").mkdir(exist_ok=True)
        for source, name in self.images.items():
            shutil.copyfile(Path(self.srcdir, source), folder / "images" / name)

    def chapters(self) -> dict[str, nodes.document]:
        """Return each page in order, after them what changed in a released edition, and the appendix of numbers."""
        chapters = {page: self._resolved(page) for page in pages_in_order(self.env)}
        imprint, report = imprint_of(self.app), library_of(self.env).report
        if imprint and report:
            chapters[CHANGES] = changes_of(imprint, report)
        if numbers := appendix(chapters, library_of(self.env).register):
            chapters[APPENDIX] = numbers
        return chapters

    def arguments(self, report: Report) -> dict[str, str]:
        """Return what the template is told of the report."""
        facts = {**told_of(report, read_document().cover), "Review": review_line(self.env)}
        imprint = imprint_of(self.app)
        facts |= _of_imprint(imprint) if imprint else {}
        return {
            "board": quoted(report.board),
            "name": quoted(read_document().name),
            "title": quoted(report_text(self.env, "title")),
            "year": quoted(report.year),
            "status": optional(report.marking or None),
            "imprint": optional(imprint and f"Edition {report.edition}, {imprint.short}"),
            "facts": listed(f"({quoted(term)}, {quoted(text)})" for term, text in facts.items()),
        }

    def _resolved(self, page: str) -> nodes.document:
        """Return the tree of a page as Typst projects have it: the same for each of them, and never changed."""
        trees = vars(self.app).setdefault("kscb_typst_trees", {})
        if page not in trees:
            trees[page] = self.env.get_doctree(page)
            self.env.apply_post_transforms(trees[page], page)
        self.post_process_images(trees[page])
        return trees[page]

    def _written(self, page: str, tree: nodes.document, labels: Labels) -> tuple[str, list[list[int]]]:
        def number(kind: str, id: str) -> str:
            parts = self.env.toc_fignumbers.get(page, {}).get(kind, {}).get(id)
            return self.config.numfig_format[kind] % ".".join(map(str, parts)) if parts else ""

        writer = TypstWriter(
            chapter=page,
            labels=labels,
            numbers=number,
            picture=lambda node: f"/images/{self.images.get(node['uri'], '')}",
            footnotes={id: note for note in tree.findall(nodes.footnote) for id in note["ids"]},
        )
        return f'#import "/{self.templates[-1].name}": *\n{writer.write(tree)}', writer.row_headings

    def _project(self, pages) -> str:
        report = library_of(self.env).report
        if report is None:
            log.warning("the front page does not show the report; it needs show_report(open_year(year))")
            return ""
        template = self.templates[-1]
        named = ", ".join(f"{name}: {value}" for name, value in self.arguments(report).items())
        lines = [f'#import "/{template.name}": *', f"#show: {template.stem}.with({named})"]
        return "\n".join([*lines, *self.body([f"#include {quoted(f'/chapters/{page}.typ')}" for page in pages])]) + "\n"

    def body(self, inclusions: list[str]) -> list[str]:
        """Return the lines that bring the chapters in."""
        return inclusions


def _of_imprint(imprint: Imprint) -> dict[str, str]:
    """Return what the front page says of a released edition."""
    facts = {"Fingerprint": imprint.short}
    if imprint.released:
        facts["Released"] = imprint.released
    if imprint.unsigned:
        facts["Sign-off"] = f"released although not all of it was signed: {imprint.unsigned}"
    return facts
