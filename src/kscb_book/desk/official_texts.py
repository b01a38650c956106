"""What a workbook says in words of the official figures filled into it: where they come from, and how sure they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from kscb_book.desk.official_files import OfficialFiles
from kscb_book.desk.wanted_cells import NOTE, PERIOD, WHERE, Described, Spot, WantedCell, described
from kscb_book.press.official_numbers import Official, Source
from kscb_book.source.comparisons import read_imports
from kscb_book.source.page import Page
from kscb_book.source.schema import Schema
from kscb_book.source.symbols import Symbol, symbol_in
from kscb_book.source.texts import LONGEST, text_of

PROVISIONAL = "Provisional"
Filled = tuple[WantedCell, Official]


@dataclass(frozen=True)
class Told:
    """Words for a cell, written only where it is blank or says ``[x]``, that they are not available.

    ``is_beside`` is of words beside a single fact.
    """

    spot: Spot
    text: str
    is_beside: bool = False

    @property
    def is_written(self) -> bool:
        """Whether the cell is free for them."""
        return self.spot.content.is_blank or symbol_in(text_of(self.spot.content.value)) == Symbol("x")

    @property
    def is_there(self) -> bool:
        """Whether the cell says so already."""
        return text_of(self.spot.content.value) == self.text


def texts_beside(
    filled: Sequence[Filled], files: OfficialFiles, pages: Mapping[str, Page], schema: Schema
) -> Iterator[Told]:
    """Yield the words that belong to the cells that were ``filled``: beside single facts, and above tables."""
    for cell, official in filled:
        if cell.texts:
            yield Told(cell.texts[PERIOD], cell.period.label, is_beside=True)
            yield Told(cell.texts[WHERE], _where(official.sources), is_beside=True)
    for layout in schema.layouts:
        here = [each for each in filled if each[0].spot.sheet == layout.sheet]
        if here:
            yield from _above(here, files, described(pages[layout.sheet], layout.headings))


def _where(sources: Sequence[Source]) -> str:
    if len(sources) == 1:
        return f"{sources[0].file}, line {sources[0].line}"
    of, per = (f"{source.found} ({source.file}, line {source.line})" for source in sources)
    return f"Worked out: {of} per {per}"


def _above(here: Sequence[Filled], files: OfficialFiles, lines: Described) -> Iterator[Told]:
    if here[0][0].spot.sheet in read_imports().described:
        supplier, source = lines.details.get("Supplier"), lines.details.get("Source")
        if supplier:
            yield Told(supplier, read_imports().supplier)
        text = told_source(here, files)
        told = source and Told(source, text)
        if told:
            yield told
        if lines.note and not (told and (told.is_written or told.is_there)):
            label, beside = lines.note
            yield Told(label, NOTE)
            yield Told(beside, text)
    status = lines.details.get("Status")
    if status and any(source.is_provisional for _, official in here for source in official.sources):
        yield Told(status, PROVISIONAL)


def told_source(here: Sequence[Filled], files: OfficialFiles) -> str:
    """Return where the numbers ``here`` come from: the files, and which neighbours what was worked out of."""
    titles = dict.fromkeys(_title(source.file) for _, official in here for source in official.sources)
    text = f"official statistics: {'; '.join(titles)}"
    known = read_imports().neighbours
    of = [known[cell.place] for cell, _ in here if cell.place in known]
    used = dict.fromkeys(each.statistic for each in of if not each.is_other)
    if used:
        own = files.lists[0]
        text += f". Statistical neighbours: {', '.join(used)} of the ten on the list of {own.name}"
        named = f" ({', '.join(own.labels)})"
        text += named if len(text + named) < LONGEST - 100 else ""
    if any(each.is_other for each in of):
        text += f"; the other list is that of {files.lists[1].name}"
    return text


def _title(file: str) -> str:
    titles = read_imports().titles
    return next((title for name, title in titles.items() if fnmatchcase(file.lower(), name.lower())), file)
