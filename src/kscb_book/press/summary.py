"""The Sphinx builder that writes the summary: the year at a glance, and what each chapter's figures mean.

Its words and tables are those of the pages; nothing is written for it alone.
"""

from itertools import takewhile

from docutils import nodes
from docutils.utils import new_document

from kscb_book.press.glance_nodes import CLASS
from kscb_book.press.library import pages_in_order
from kscb_book.press.nodes import SUMMARISED
from kscb_book.press.typst_builder import TEMPLATE, TypstBuilder
from kscb_book.press.typst_labels import INSIDE
from kscb_book.press.typst_markup import quoted
from kscb_book.press.typst_nodes import following, is_note


class SummaryBuilder(TypstBuilder):
    """Writes the Typst project of the summary, or nothing where the front page shows no year at a glance."""

    name = "summary"
    templates = (TEMPLATE, TEMPLATE.with_name("summary.typ"))

    def chapters(self) -> dict[str, nodes.document]:
        """Return of each page what the summary holds, the front page first; nothing without a glance."""
        pages = {page: _summarised(self._resolved(page)) for page in pages_in_order(self.env)}
        return {page: tree for page, tree in pages.items() if tree} if pages[self.config.root_doc] else {}

    def arguments(self, report) -> dict[str, str]:
        """Return what the template is told of the report, and where the whole of it is."""
        told = super().arguments(report)
        return {name: told[name] for name in ("board", "name", "title", "year", "status", "imprint")} | {
            "whole": quoted(self.config.kscb_papers[-1])
        }

    def body(self, inclusions: list[str]) -> list[str]:
        """Return the lines that bring in the year at a glance, and after it the blocks in columns."""
        glance, *blocks = inclusions
        return [glance, "#blocks[", *blocks, "]"]


def _summarised(tree: nodes.document) -> nodes.document | None:
    """Return the year at a glance and the summarised blocks of a page under their title, or None without either."""
    glances = [table for table in tree.findall(nodes.table) if CLASS in table["classes"]]
    blocks = [node for node in tree.findall(nodes.Element) if SUMMARISED in node["classes"]]
    content = [node for table in glances for node in (table, *takewhile(is_note, following(table)))] + blocks
    if not content:
        return None
    title = _title_over(glances[0]) if glances else next(tree.findall(nodes.title))
    made = new_document(tree["source"])
    made += nodes.section("", *(node.deepcopy() for node in (title, *content)), ids=[SUMMARISED])
    made += [note.deepcopy() for note in tree.findall(nodes.footnote)]
    _unlink(made)
    return made


def _title_over(node: nodes.Node) -> nodes.title:
    while not isinstance(node, nodes.section):
        node = node.parent
    return next(node.findall(nodes.title))


def _unlink(tree: nodes.document) -> None:
    """Leave of links inside the report their words: what they lead to is not in the summary."""
    for reference in list(tree.findall(nodes.reference)):
        if "refid" in reference or reference.get("refuri", "").startswith(INSIDE):
            reference.replace_self(reference.children)
