"""The typefaces inside a PDF: whether they hold each sign that is shown, as wide as they say, with its meaning."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

NOT_TEXT = {"", "\x00", "\ufeff", "\ufffe"}


class Font:
    """A composite font as Typst writes it: codes of two bytes that are the numbers of signs."""

    def __init__(self, font) -> None:
        self.font, self.key, self.name = font, font.objgen, str(font.BaseFont)[1:]
        self.inner = font.DescendantFonts[0]

    def faults(self, codes: set[int]) -> Iterator[str]:
        """Yield what is wrong with the font for these codes, which the document shows."""
        if self.font.Encoding not in ("/Identity-H", "/Identity-V"):
            yield "its codes are not those of its signs"
        if self.program is None:
            yield "it is not inside"
            return
        if self.inner.Subtype == "/CIDFontType2" and self.inner.get("/CIDToGIDMap") != pikepdf.Name.Identity:
            yield "its numbers of signs are not told"
        if unknown := sorted(code for code in codes if self.meaning.get(code, "") in NOT_TEXT):
            yield f"the signs {unknown} have no meaning"
        if 0 in codes:
            yield "it shows a sign that is not there"
        if absent := sorted(code for code in codes if self.width_inside(code) is None):
            yield f"the signs {absent} are not in it"
        wrong = [
            code for code in codes if abs((self.width_inside(code) or 0) - self.widths.get(code, self.default)) > 1
        ]
        if wrong:
            yield f"the signs {sorted(wrong)} are not as wide as it says"

    @cached_property
    def program(self):
        """The program of the typeface, opened; None where it is not inside."""
        about = self.inner.FontDescriptor
        if "/FontFile2" in about:
            return TTFont(io.BytesIO(about.FontFile2.read_bytes()), lazy=True)
        if "/FontFile3" not in about:
            return None
        content = about.FontFile3.read_bytes()
        if about.FontFile3.Subtype == "/OpenType":
            return TTFont(io.BytesIO(content), lazy=True)
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(content), None)
        return fonts[0]

    def width_inside(self, code: int) -> float | None:
        """Return how wide the program draws a sign, in thousandths of the type size; None where it has none."""
        if isinstance(self.program, TTFont) and "hmtx" in self.program:
            names = self.program.getGlyphOrder()
            units = self.program["head"].unitsPerEm
            return self.program["hmtx"][names[code]][0] * 1000 / units if code < len(names) else None
        top = self.program if not isinstance(self.program, TTFont) else self.program["CFF "].cff[0]
        name = next(
            (each for each in (f"cid{code:05d}", *top.charset[code : code + 1]) if each in top.CharStrings), None
        )
        if name is None:
            return None
        drawn = top.CharStrings[name]
        drawn.decompile()
        drawn.draw(_Nothing())
        return drawn.width * 1000 * (top.FontMatrix[0] if hasattr(top, "FontMatrix") else 0.001)

    @cached_property
    def meaning(self) -> dict[int, str]:
        """The text of each code."""
        found = {}
        if "/ToUnicode" not in self.font:
            return found
        table = self.font.ToUnicode.read_bytes().decode("latin1")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
            for code, text in re.findall(r"<([0-9A-F]+)>\s*<([0-9A-F]*)>", block):
                found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
        return found

    @property
    def default(self) -> float:
        return float(self.inner.get("/DW", 1000))

    @cached_property
    def widths(self) -> dict[int, float]:
        """How wide the document says each code is."""
        widths, entries = {}, list(self.inner.get("/W", []))
        while entries:
            first, second, *entries = entries
            if isinstance(second, pikepdf.Array):
                widths |= {int(first) + number: float(width) for number, width in enumerate(second)}
            else:
                width, *entries = entries
                widths |= dict.fromkeys(range(int(first), int(second) + 1), float(width))
        return widths


class _Nothing:
    """A pen that draws nothing: a sign knows its width once it has been drawn."""

    def __getattr__(self, name: str):
        return lambda *points: None


def fonts_of(pdf) -> list[Font]:
    """Return every font of a document once."""
    held = {font.objgen: font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    return [Font(font) for font in held.values()]


def shown_codes(pdf) -> dict[tuple[int, int], set[int]]:
    """Return the codes that the pages show, by font."""
    codes = defaultdict(set)
    for page in pdf.pages:
        font = None
        for operands, operator in pikepdf.parse_content_stream(page, "Tf Tj TJ"):
            if str(operator) == "Tf":
                font = page.Resources.Font[str(operands[0])].objgen
                continue
            pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
            for text in (bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)):
                codes[font] |= {int.from_bytes(text[at : at + 2], "big") for at in range(0, len(text), 2)}
    return codes
