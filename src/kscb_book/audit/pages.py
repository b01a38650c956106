"""What a page of the site prints: units of text in order, the numbers in each, text alternatives, pop-overs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

BLOCKS = {"p", "li", "tr", "caption", "figcaption", "dt", "dd", "h1", "h2", "h3", "h4", "pre", "summary", "aside"}
CAPTIONS, CELLS = ("caption", "figcaption"), ("th", "td")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SUMMARISED = {"kscb-glance", "kscb-summarised"}
# What is for those who check, or repeats what a page says.
UNSEEN = {"cell_input", "tag_superseded", "headerlink", "footnote-reference"}
DETAILS = {"kscb-figures"}
GUIDES = re.compile("[\u00ad\u200b\u2060]")  # what only guides line breaks
MARK = re.compile(r"\s*\[note \d+\]")
# A heading that gives the unit of the numbers beneath it, and how a number reads with it.
UNIT = re.compile(r"\((%|£ million)\)$")
IN_FULL = {"%": r"\g<0>%", "£ million": r"\1£\2m"}
NUMBER = re.compile("(\N{MINUS SIGN}?)([\\d,]+(?:\\.\\d+)?)")


def plain(text: str) -> str:
    """Take out what guides line breaks and the marks of notes, and make any white space one space."""
    return spaced(MARK.sub("", text))


def spaced(text: str) -> str:
    """Take out what guides line breaks, and make any white space one space."""
    return " ".join(GUIDES.sub("", text).split())


@dataclass(frozen=True)
class Printed:
    """A number on a page: the figure it claims to print, and the text that stands there."""

    figure: str
    text: str


@dataclass(frozen=True)
class Unit:
    """A paragraph, list item, table row, caption or heading: its text, and the numbers in it.

    ``is_summarised`` says that the summary repeats it.
    """

    is_caption: bool
    text: str
    numbers: tuple[Printed, ...] = ()
    is_summarised: bool = False


@dataclass(frozen=True)
class Page:
    """A page of the site; ``listed`` are figures named with their number, ``rows`` those of the list of all.

    ``small`` are the text alternatives of the pictures that the summary repeats.
    """

    name: str
    units: tuple[Unit, ...]
    notes: tuple[Unit, ...]
    alternatives: tuple[str, ...]
    listed: tuple[Printed, ...]
    rows: tuple[tuple[str, ...], ...]
    details: dict[str, dict] = field(default_factory=dict)
    small: tuple[str, ...] = ()

    @property
    def summarised(self) -> "Page":
        """What the summary repeats of the page."""
        units = tuple(unit for unit in self.units if unit.is_summarised)
        return replace(self, units=units, notes=(), alternatives=self.small)

    @property
    def numbers(self) -> Iterator[Printed]:
        """Every number that the page prints, in order, those in footnotes last."""
        for unit in (*self.units, *self.notes):
            yield from unit.numbers


def read_page(name: str, html: str) -> Page:
    """Return what the page ``name`` prints."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    listed = tuple(_listed(unit.text) for unit in reader.published if " = " in unit.text)
    details = json.loads(reader.data) if reader.data else {}
    alternatives, small = (tuple(map(spaced, each)) for each in (reader.alternatives, reader.small))
    units, notes = tuple(reader.units), tuple(reader.notes)
    return Page(name, units, notes, alternatives, listed, tuple(reader.rows), details, small)


def _listed(text: str) -> Printed:
    figure, _, number = text.partition(" = ")
    return Printed(figure, number)


@dataclass
class _Element:
    tag: str
    classes: set[str]
    figure: str | None = None
    text: str = ""


class _Reader(HTMLParser):
    """Reads a page from its beginning to its end; ``open`` are the elements that are not closed yet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Element] = []
        self.units: list[Unit] = []
        self.notes: list[Unit] = []
        self.published: list[Unit] = []
        self.rows: list[tuple[str, ...]] = []
        self.alternatives: list[str] = []
        self.small: list[str] = []
        self.data = ""
        self.text, self.numbers = "", []
        self.headings: list[str] = []
        self.place = 0

    def handle_starttag(self, tag: str, attributes: list) -> None:
        told = dict(attributes)
        if tag == "img" and self._within("main"):
            self.alternatives.append(told.get("alt") or "")
            self.small += self.alternatives[-1:] if self._of_class(SUMMARISED) else []
        if tag in BLOCKS:
            self._end_unit()
        if tag not in VOID:
            self._place(tag)
            classes = {told.get("id")} if tag == "script" else set((told.get("class") or "").split())
            self.open.append(_Element(tag, classes, told.get("data-figure")))

    def handle_endtag(self, tag: str) -> None:
        if not self._within(tag):
            return
        if tag in BLOCKS:
            self._end_unit(closing=tag)
        while True:
            element = self.open[-1]
            if element.tag in CELLS and self._within("thead"):
                self.headings.append(plain(element.text))
            if element.figure and self._seen():
                self.numbers.append(Printed(element.figure, self._in_full(plain(element.text))))
            self.open.pop()
            if element.tag == tag:
                break
        if tag in CELLS:
            self.text += "\t"

    def handle_data(self, data: str) -> None:
        if self._of_class(DETAILS):
            self.data += data
        elif self._seen():
            self.text += data
            for element in self.open:
                element.text += data if element.figure or element.tag in CELLS else ""

    def _end_unit(self, closing: str = "") -> None:
        if self._within("tr") and closing != "tr":  # a row is one unit, whatever stands in its cells
            self.text += " "
            return
        if plain(self.text):
            numbers, summarised = tuple(self.numbers), self._of_class(SUMMARISED)
            unit = Unit(self._within(*CAPTIONS), plain(self.text), numbers, summarised)
            if self._of_class({"kscb-published"}):
                self.published.append(unit)
            elif self._of_class({"kscb-list"}):
                self.rows.append(tuple(map(plain, self.text.rstrip("\t").split("\t"))))
            else:
                (self.notes if self._within("aside") else self.units).append(unit)
        self.text, self.numbers = "", []

    def _place(self, tag: str) -> None:
        """Keep count of the cells of a row, and forget the headings of the last table."""
        if tag == "table":
            self.headings = []
        self.place = 0 if tag == "tr" else self.place + (tag in CELLS)

    def _in_full(self, text: str) -> str:
        """Return a number with the unit that the heading of its column gives."""
        if not self._within("tbody") or not 0 < self.place <= len(self.headings):
            return text
        unit = UNIT.search(self.headings[self.place - 1])
        found = NUMBER.fullmatch(text)
        return found.expand(IN_FULL[unit[1]]) if unit and found else text

    def _seen(self) -> bool:
        return self._within("main") and not self._within("nav") and not self._of_class(UNSEEN)

    def _within(self, *tags: str) -> bool:
        return any(element.tag in tags for element in self.open)

    def _of_class(self, classes: set[str]) -> bool:
        return any(element.classes & classes for element in self.open)
