"""Typed numbers in what people write, before anything is built: narrative, and the chapters' own words."""

from collections.abc import Iterable, Iterator, Sequence

from kscb_book.face.register import Register
from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.contents import Chapter, source_of
from kscb_book.press.narrative import read_block
from kscb_book.press.readings import readings_of
from kscb_book.press.typed import Allowed, instead_of, typed_in
from kscb_book.source.phrases import Phrase


def typed_numbers(
    chapters: Iterable[Chapter], places: Places, allowed: Allowed, register: Register
) -> tuple[list[Finding], frozenset[Phrase]]:
    """Return a finding for each typed number, and the phrases that other numbers need."""
    findings: list[Finding] = []
    needed: frozenset[Phrase] = frozenset()
    for chapter in chapters:
        for file, place, text in _written(chapter, places):
            for reading in readings_of(text, register):
                typed, used = typed_in(reading, allowed)
                messages = [(line, instead_of(each, reading.text, register)) for line, each in typed]
                findings += [Finding(file, place or f"line {line}", message) for line, message in messages]
                needed |= used
    return findings, needed


def _written(chapter: Chapter, places: Places) -> Iterator[Sequence[str]]:
    """Return each text of a chapter with its file, and its place in it where that is not a line."""
    for number, cell in enumerate(chapter.cells(), 1):
        if cell["cell_type"] == "markdown":
            yield places.shown(chapter.path), f"cell {number}", source_of(cell)
    for path in paths_of(chapter, places):
        yield places.shown(path), "", read_block(path).text
