"""Reads a PDF the way a screen reader does, by its structure tree.

Needs pikepdf alone: the text of each structure element is decoded from the pages by the fonts' own tables.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pikepdf
from drawing import YEAR
from pikepdf import Array, Dictionary, Name
from reading_view import plain

from kscb_book.places import Places
from kscb_book.press.book import build, pdf_of

APPENDIX = "Where the numbers come from"


@dataclass(frozen=True)
class Run:
    """A piece of text on a line: page number from 0, left edge, baseline and right edge in points."""

    text: str
    page: int
    left: float
    line: float
    right: float


@dataclass
class Element:
    """A structure element, in reading order."""

    tag: str
    attributes: dict
    children: list["Element"]
    runs: list[Run]
    own: list["Element | Run"] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *tags: str) -> list["Element"]:
        return [each for each in self.walk() if each.tag in tags]

    @property
    def text(self) -> str:
        return joined(self.runs)

    @property
    def scope(self) -> str:
        return str(self.attributes.get("/Scope", ""))

    @property
    def prose(self) -> list[Run]:
        """All runs but footnotes, their references, and the bullets and numbers of lists."""
        listed = self.tag == "L" and self.attributes.get("/ListNumbering") == "/None"
        runs = []
        for held in self.own:
            if isinstance(held, Run):
                runs.append(held)
            elif held.tag == "LI":
                runs += [run for part in held.own if listed or part.tag != "Lbl" for run in _terms(part)]
            elif held.tag not in ("Note", "Lbl"):
                runs += held.prose
        return runs


def _terms(part: Element) -> list[Run]:
    return part.runs if part.tag == "Lbl" else part.prose


def joined(runs: list[Run]) -> str:
    """Join runs of text; where a new line or page begins, or a gap is seen, there is a space."""
    text, before = "", None
    for run in runs:
        if before and ((before.page, round(before.line)) != (run.page, round(run.line)) or run.left > before.right + 1):
            text += " "
        text, before = text + run.text, run
    return plain(text)


class Font:
    """What the codes of a font mean, and how wide they are (in thousandths of the type size)."""

    def __init__(self, font):
        table = font.ToUnicode.read_bytes().decode("latin1")
        self.meaning = {}
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
            for code, text in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]+)>", block):
                self.meaning[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
        assert "beginbfrange" not in table and self.meaning
        self.widths, entries = {}, list(font.DescendantFonts[0].get("/W", []))
        while entries:
            first, second, *entries = entries
            if isinstance(second, Array):
                self.widths |= {int(first) + number: float(width) for number, width in enumerate(second)}
            else:
                width, *entries = entries
                self.widths |= dict.fromkeys(range(int(first), int(second) + 1), float(width))

    def read(self, codes: bytes) -> list[tuple[str, float]]:
        """Return what each code means, and its width."""
        numbers = [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]
        return [(self.meaning[each], self.widths.get(each, 0)) for each in numbers]


class PdfReader:
    """A PDF, opened once; ``root`` is its structure."""

    def __init__(self, path: Path):
        self.pdf = pikepdf.open(path)
        self._numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._marked = [self._marked_on(number, page) for number, page in enumerate(self.pdf.pages)]

    @cached_property
    def root(self) -> Element:
        return self._element(self.pdf.Root.StructTreeRoot, None)

    @cached_property
    def parts(self) -> tuple[Element, Element]:
        """The structure before the appendix of numbers, which the site has in another form, and the appendix."""
        own = self.root.children[0].own
        cut = next((at for at, each in enumerate(own) if (each.tag, each.text) == ("H1", APPENDIX)), len(own))
        return tuple(
            Element("Document", {}, part, [run for each in part for run in each.runs], part)
            for part in (own[:cut], own[cut:])
        )

    @property
    def chapters(self) -> Element:
        return self.parts[0]

    @cached_property
    def metadata(self) -> str:
        return self.pdf.Root.Metadata.read_bytes().decode("utf-8")

    @property
    def runs(self) -> list[Run]:
        """All tagged text, page by page."""
        return [run for page in self._marked for runs in page.values() for run in runs]

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
        return joined(self._marked[number].get(None, []))

    def _element(self, node, page) -> Element:
        page = self._numbers[node.Pg.objgen] if "/Pg" in node else page
        attributes = {name: node[name] for name in ("/Alt", "/ID") if name in node}
        for held in node.get("/A", []):
            attributes |= dict(held)
        element = Element(str(node.get("/S", "/Root"))[1:], attributes, [], [])
        held = node.get("/K", [])
        for child in held if isinstance(held, Array) else [held]:
            self._add(element, child, page)
        return element

    def _add(self, element: Element, child, page) -> None:
        if isinstance(child, Dictionary) and "/S" in child:
            child = self._element(child, page)
            element.children.append(child)
            element.own.append(child)
            element.runs += child.runs
            element.pages |= child.pages
        elif not isinstance(child, Dictionary) or child.Type == Name.MCR:
            if isinstance(child, Dictionary):
                page, child = self._numbers[child.Pg.objgen] if "/Pg" in child else page, child.MCID
            element.own += self._marked[page].get(int(child), [])
            element.runs += self._marked[page].get(int(child), [])
            element.pages.add(page)

    def _marked_on(self, number: int, page) -> dict[int | None, list[Run]]:
        """The text of each marked piece of a page; what is marked as no part of the report has no number."""
        fonts = {name: Font(font) for name, font in page.Resources.get("/Font", {}).items()}
        found, inside, font, size, at = {}, [], None, 0.0, (0.0, 0.0)
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    inside.append(Mark.read(operands, inside))
                case "EMC":
                    inside.pop()
                case "Tf":
                    font, size = fonts[str(operands[0])], float(operands[1])
                case "cm":
                    at = float(operands[4]), float(operands[5])
                case "Tj" | "TJ":
                    mark = inside[-1]  # there is no text that is neither tagged nor set aside
                    text, width = _shown(operands[0], font)
                    run = Run(mark.instead_of(text), number, at[0], at[1], at[0] + width * size / 1000)
                    found.setdefault(mark.number, []).append(run)
        return found


@dataclass
class Mark:
    """A marked piece of a page: its number, and the text it stands for where that is not what it shows."""

    number: int | None
    stands_for: str | None

    @staticmethod
    def read(operands, inside: list["Mark"]) -> "Mark":
        marks = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else {}
        outer = inside[-1].number if inside else None
        actual = str(marks["/ActualText"]) if "/ActualText" in marks else None
        return Mark(int(marks["/MCID"]) if "/MCID" in marks else outer, actual)

    def instead_of(self, text: str) -> str:
        if self.stands_for is None:
            return text
        text, self.stands_for = self.stands_for, ""
        return text


def _shown(operand, font: Font) -> tuple[str, float]:
    """Return the text that is shown and its width, without a space at its end."""
    shown = []
    for piece in operand if isinstance(operand, Array) else [operand]:
        shown += font.read(bytes(piece)) if isinstance(piece, pikepdf.String) else [("", -float(piece))]
    text = "".join(meaning for meaning, _ in shown)
    while shown and not shown[-1][0].strip():
        shown.pop()
    return text, sum(width for _, width in shown)


def press(root) -> PdfReader:
    """Build a drawn book and open its PDF."""
    return PdfReader(pdf_of(build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None), YEAR))
