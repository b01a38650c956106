"""What tests ask of a PDF beyond what an audit does: its bookmarks, links, typefaces, and what it says of itself."""

from drawing import YEAR

from kscb_book.audit.paper import Paper, Run, joined
from kscb_book.places import Places
from kscb_book.press.book import build, pdf_of


class PdfReader(Paper):
    """A PDF, opened once."""

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

    def artifacts(self, number: int) -> str:
        """The text of a page that is no part of the report: running heads and page numbers."""
        return joined(self.marked[number].get(None, []))


def press(root) -> PdfReader:
    """Build a drawn book and open its PDF."""
    return PdfReader(pdf_of(build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None), YEAR))
