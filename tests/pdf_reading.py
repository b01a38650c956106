"""What tests ask of a PDF beyond what an audit does: its bookmarks, links, typefaces, and what it says of itself."""

import re
from collections.abc import Iterable
from functools import cached_property

import pikepdf
from drawing import YEAR
from reading_view import plain

from kscb_book.audit.paper import Element, Paper, Run, is_one_word, joined
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.papers import pdf_of

APPENDIX = "Where the numbers come from"


def printed(runs: Iterable[Run]) -> str:
    """Join runs of text as the audit does, but keep the marks of notes, which the audit's reader takes out."""
    texts, before = [], None
    for run in runs:
        if before and ((before.page, round(before.line)) != (run.page, round(run.line)) or run.left > before.right + 1):
            texts.append("" if before.line != run.line and _is_one_word(before.text, run.text) else " ")
        texts.append(run.text)
        before = run
    return plain("".join(texts))


def _is_one_word(end: str, start: str) -> bool:
    """Whether a word breaks here over a line: as the audit sees it, or Facts!B42 before the cell's name."""
    return is_one_word(end, start) or bool(re.search(r"\w!$", end) and re.match(r"[A-Z]+\d", start))


class PdfReader(Paper):
    """A PDF, opened once."""

    @cached_property
    def parts(self) -> tuple[Element, Element]:
        """The structure before the appendix of numbers, which the site has in another form, and the appendix."""
        own = self.root.children[0].own
        cut = next((at for at, each in enumerate(own) if (each.tag, each.text) == ("H1", APPENDIX)), len(own))
        return Element("Document", {}, own[:cut]), Element("Document", {}, own[cut:])

    @property
    def chapters(self) -> Element:
        return self.parts[0]

    @property
    def metadata(self) -> str:
        return self.pdf.Root.Metadata.read_bytes().decode("utf-8")

    @property
    def runs(self) -> list[Run]:
        """All tagged text, page by page."""
        return [run for page in self.marked for runs in page.values() for run in runs]

    @property
    def font_names(self) -> set[str]:
        fonts = (font for page in self.pdf.pages for font in page.Resources.get("/Font", {}).values())
        return {str(font.BaseFont).partition("+")[2].removesuffix("-Identity-H") for font in fonts}

    def bookmarks(self) -> list[tuple[int, str]]:
        """The level and title of each bookmark."""

        def below(items, level):
            for item in items:
                yield level, item.title
                yield from below(item.children, level + 1)

        with self.pdf.open_outline() as outline:
            return list(below(outline.root, 1))

    def links(self) -> list:
        return [note for page in self.pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]

    def link_of(self, note) -> tuple[str, tuple[int, int]]:
        """The tag of the structure element that an annotation is of, and which it is."""
        element = pikepdf.NumberTree(self.pdf.Root.StructTreeRoot.ParentTree)[int(note.StructParent)]
        return str(element.S), element.objgen

    def artifacts(self, number: int) -> str:
        """The text of a page that is no part of the report: running heads and page numbers."""
        return joined(self.marked[number].get(None, []))


def press(root) -> PdfReader:
    """Build a drawn book and open its PDF."""
    return PdfReader(pdf_of(build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None), YEAR))
