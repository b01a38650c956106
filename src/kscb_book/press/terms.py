"""The glossary as pages show it: a list of its terms, and links to them from where a chapter uses them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import make_glossary_term
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from kscb_book.press.abbreviations import CAPITALS
from kscb_book.press.nodes import figure_number
from kscb_book.source.glossary import Term, read_glossary

PAGE = "glossary"
NOT_LINKED = (
    nodes.reference,
    nodes.literal,
    nodes.title,
    nodes.caption,
    nodes.term,
    figure_number,
    addnodes.pending_xref,
)


def _path(config, folder: Path) -> Path:
    return Path(config.kscb_data or folder / "data", config.kscb_year, "glossary.csv")


@cache
def _terms(path: Path, changed: int) -> Mapping[str, Term]:
    return read_glossary(path, path.name)[0]


def _terms_of(env) -> Mapping[str, Term]:
    path = _path(env.config, Path(env.srcdir))
    return _terms(path, path.stat().st_mtime_ns) if path.is_file() else {}


class TermsDirective(SphinxDirective):
    """Shows the year's glossary, in the order of the alphabet; its terms can be linked to."""

    def run(self) -> list[nodes.Node]:
        """Return the glossary as a list of terms and what they mean."""
        path = _path(self.config, Path(self.env.srcdir))
        self.env.note_dependency(str(path))
        terms = sorted(_terms_of(self.env).values(), key=lambda term: term.abbreviation.casefold())
        if not terms:
            return [nodes.paragraph(text="This report has no glossary.")]
        source, line = self.get_source_info()
        items = []
        for each in terms:
            term = make_glossary_term(
                self.env, [nodes.Text(each.abbreviation)], None, source, line, None, self.state.document
            )
            meaning = nodes.paragraph("", "", nodes.strong(text=each.name))
            if each.explanation:
                meaning += nodes.Text(f". {each.explanation}")
            items.append(nodes.definition_list_item("", term, nodes.definition("", meaning)))
        return [addnodes.glossary("", nodes.definition_list("", *items, classes=["kscb-glossary"]), sorted=False)]


class LinkedTerms(SphinxTransform):
    """The first use of an abbreviation in each section leads to the glossary; later ones tell their name."""

    default_priority = 520

    def apply(self) -> None:
        """Make links of abbreviations in running text, where the book has a page that explains them."""
        terms = _terms_of(self.env)
        if not terms or self.env.docname == PAGE or PAGE not in self.env.found_docs:
            return
        self.env.note_dependency(str(_path(self.env.config, Path(self.env.srcdir))))
        for section in self.document.findall(nodes.section):
            linked: set[str] = set()
            for text in list(_texts_of(section)):
                text.parent.replace(text, list(self._parts(text.astext(), terms, linked)))

    def _parts(self, text: str, terms: Mapping[str, Term], linked: set[str]) -> Iterator[nodes.Node]:
        place = 0
        for found in CAPITALS.finditer(text):
            if found[1] not in terms:
                continue
            yield nodes.Text(text[place : found.start()])
            first, place = found[1] not in linked, found.end()
            linked.add(found[1])
            yield (
                self._link(found[0], found[1])
                if first
                else nodes.abbreviation("", found[0], explanation=terms[found[1]].name)
            )
        yield nodes.Text(text[place:])

    def _link(self, shown: str, abbreviation: str) -> nodes.Node:
        told = {"refdomain": "std", "reftype": "term", "reftarget": abbreviation, "refdoc": self.env.docname}
        return addnodes.pending_xref(
            "", nodes.inline(text=shown, classes=["kscb-term"]), refwarn=True, refexplicit=True, **told
        )


def _texts_of(section: nodes.section) -> Iterator[nodes.Text]:
    """Yield the running text of a section itself: not of its parts, nor of links, headings and numbers."""
    for text in section.findall(nodes.Text):
        outwards = []
        node = text.parent
        while node is not section and not isinstance(node, nodes.section):
            outwards.append(node)
            node = node.parent
        in_cell = any(each.get("nb_element") == "cell_code" for each in outwards)
        if node is section and not in_cell and not any(isinstance(each, NOT_LINKED) for each in outwards):
            yield text
