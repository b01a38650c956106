"""The PDF as a screen reader has it: its structure, and the text of each element, decoded by the fonts' own tables."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kscb_book.audit.pages import plain

# The beginning of an internet address that breaks at a dot or a slash.
ADDRESS = re.compile(r"(?:^|\s|\()(?:https?://|www\.)(?:[^\s/]+[./]|[^\s/]+/\S*[./])?$")

# What is asked of a page: where marks begin and end, the font, the place, the text.
OPERATORS = "BDC BMC EMC Tf cm Tj TJ"


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
    """A structure element, in reading order; ``own`` holds elements and text as they follow each other."""

    tag: str
    attributes: dict
    own: list["Element | Run"] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @cached_property
    def children(self) -> list["Element"]:
        """The elements directly inside."""
        return [held for held in self.own if isinstance(held, Element)]

    @cached_property
    def runs(self) -> list[Run]:
        """All text inside, in reading order."""
        return [run for held in self.own for run in (held.runs if isinstance(held, Element) else [held])]

    def walk(self) -> Iterator["Element"]:
        """Yield this element and every element inside."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *tags: str) -> list["Element"]:
        """Return the elements inside with one of these tags."""
        return [each for each in self.walk() if each.tag in tags]

    @property
    def text(self) -> str:
        """The text inside."""
        return joined(self.runs)

    @property
    def scope(self) -> str:
        """What a table heading heads: ``/Row``, ``/Column`` or nothing."""
        return str(self.attributes.get("/Scope", ""))

    @property
    def prose(self) -> list[Run]:
        """All text inside but footnotes, their references, and the bullets and numbers of lists."""
        listed = self.tag == "L" and self.attributes.get("/ListNumbering") == "/None"
        runs = []
        for held in self.own:
            if isinstance(held, Run):
                runs.append(held)
            elif held.tag == "LI":
                runs += [run for part in held.children if listed or part.tag != "Lbl" for run in _terms(part)]
            elif held.tag not in ("Note", "Lbl"):
                runs += held.prose
        return runs


def _terms(part: Element) -> list[Run]:
    return part.runs if part.tag == "Lbl" else part.prose


def joined(runs: Iterable[Run]) -> str:
    """Join runs of text; where a new line or page begins, or a gap is seen, there is a space."""
    texts, before = [], None
    for run in runs:
        if before and ((before.page, round(before.line)) != (run.page, round(run.line)) or run.left > before.right + 1):
            texts.append("" if before.line != run.line and is_one_word(before.text, run.text) else " ")
        texts.append(run.text)
        before = run
    return plain("".join(texts))


def is_one_word(end: str, start: str) -> bool:
    """Whether a word that ends a line goes on in the next: looked-after at its hyphen, an address at its dot."""
    return bool(re.search(r"\w-$", end) or ADDRESS.search(end) and re.match(r"[a-z]", start))


class Paper:
    """A PDF that Typst has set, opened once; ``root`` is its structure, ``pdf`` pikepdf's own view of it."""

    def __init__(self, path: Path):
        import pikepdf

        self.pdf = pikepdf.open(path)
        self._numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._fonts: dict[tuple[int, int], _Font] = {}
        self.marked = [self._marked_on(number, page) for number, page in enumerate(self.pdf.pages)]

    @cached_property
    def root(self) -> Element:
        """The structure of the whole document."""
        return self._element(self.pdf.Root.StructTreeRoot, None)

    def _element(self, node, page: int | None) -> Element:
        page = self._numbers[node.Pg.objgen] if "/Pg" in node else page
        attributes = {name: node[name] for name in ("/Alt", "/ID") if name in node}
        for held in node.get("/A", []):
            attributes |= dict(held)
        element = Element(str(node.get("/S", "/Root"))[1:], attributes)
        held = node.get("/K", [])
        for child in held if _is(held, "Array") else [held]:
            self._add(element, child, page)
        return element

    def _add(self, element: Element, child, page: int | None) -> None:
        if _is(child, "Dictionary") and "/S" in child:
            element.own.append(self._element(child, page))
            element.pages |= element.own[-1].pages
        elif not _is(child, "Dictionary") or child.Type == "/MCR":
            if _is(child, "Dictionary"):
                page, child = self._numbers[child.Pg.objgen] if "/Pg" in child else page, child.MCID
            element.own += self.marked[page].get(int(child), [])
            element.pages.add(page)

    def _marked_on(self, number: int, page) -> dict[int | None, list[Run]]:
        """The text of each marked piece of a page; what is marked as no part of the report has no number."""
        import pikepdf

        found: dict[int | None, list[Run]] = {}
        inside, font, size, at = [], None, 0.0, (0.0, 0.0)
        for operands, operator in pikepdf.parse_content_stream(page, OPERATORS):
            match str(operator):
                case "BDC" | "BMC":
                    inside.append(_Mark.read(operands, inside))
                case "EMC":
                    inside.pop()
                case "Tf":
                    font, size = self._font(page, str(operands[0])), float(operands[1])
                case "cm":
                    at = float(operands[4]), float(operands[5])
                case "Tj" | "TJ":
                    mark = inside[-1]  # there is no text that is neither tagged nor set aside
                    text, width = font.shown(operands[0])
                    run = Run(mark.instead_of(text), number, at[0], at[1], at[0] + width * size / 1000)
                    found.setdefault(mark.number, []).append(run)
        return found

    def _font(self, page, name: str) -> "_Font":
        font = page.Resources.Font[name]
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _Font(font)
        return self._fonts[font.objgen]


class _Font:
    """What the codes of a font mean, and how wide they are (in thousandths of the type size)."""

    def __init__(self, font):
        table = font.ToUnicode.read_bytes().decode("latin1")
        self.meaning = {}
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
            for code, text in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]+)>", block):
                self.meaning[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
        self.widths, entries = {}, list(font.DescendantFonts[0].get("/W", []))
        while entries:
            first, second, *entries = entries
            if _is(second, "Array"):
                self.widths |= {int(first) + number: float(width) for number, width in enumerate(second)}
            else:
                width, *entries = entries
                self.widths |= dict.fromkeys(range(int(first), int(second) + 1), float(width))

    def shown(self, operand) -> tuple[str, float]:
        """Return the text that is shown and its width, without a space at its end."""
        shown: list[tuple[str, float]] = []
        for piece in operand if _is(operand, "Array") else [operand]:
            shown += self._read(bytes(piece)) if _is(piece, "String") else [("", -float(piece))]
        text = "".join(meaning for meaning, _ in shown)
        while shown and not shown[-1][0].strip():
            shown.pop()
        return text, sum(width for _, width in shown)

    def _read(self, codes: bytes) -> list[tuple[str, float]]:
        numbers = [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]
        return [(self.meaning.get(each, "\N{REPLACEMENT CHARACTER}"), self.widths.get(each, 0)) for each in numbers]


@dataclass
class _Mark:
    """A marked piece of a page: its number, and the text it stands for where that is not what it shows."""

    number: int | None
    stands_for: str | None

    @staticmethod
    def read(operands, inside: list["_Mark"]) -> "_Mark":
        marks = operands[1] if len(operands) > 1 and _is(operands[1], "Dictionary") else {}
        outer = inside[-1].number if inside else None
        actual = str(marks["/ActualText"]) if "/ActualText" in marks else None
        return _Mark(int(marks["/MCID"]) if "/MCID" in marks else outer, actual)

    def instead_of(self, text: str) -> str:
        if self.stands_for is None:
            return text
        text, self.stands_for = self.stands_for, ""
        return text


def _is(held, kind: str) -> bool:
    import pikepdf

    return isinstance(held, getattr(pikepdf, kind))
