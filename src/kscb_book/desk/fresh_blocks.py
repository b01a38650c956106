"""The narrative that a new year begins with: last year's words, or none, each block marked to be reviewed."""

import csv
import io
import re
from collections.abc import Iterator

from kscb_book.desk.years_on import moved_on
from kscb_book.face.register import Register
from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.contents import Chapter, read_contents, source_of
from kscb_book.press.narrative import blocks_named_in, findings_of, optional_in, read_block
from kscb_book.press.readings import readings_of
from kscb_book.press.typed import Allowed, typed_in
from kscb_book.source.measures import read_measures
from kscb_book.source.phrases import HEADINGS, read_phrases

TO_BE_REVIEWED = "% to be reviewed"
TO_BE_WRITTEN = "Still to be written."
HEADING = re.compile(r"^#+ (?:\d+\. )?(.+)$", re.MULTILINE)


def former_blocks(before: Places, years: int) -> Iterator[tuple[str, str]]:
    """Yield each block of a year by its place in the narrative, its periods moved on by so many years.

    Raises InputRefused with every block that cannot be read.
    """
    paths = [path for chapter in read_contents(before) for path in paths_of(chapter, before)]
    blocks = [(path, read_block(path)) for path in paths]
    faults = [each for path, block in blocks if not block.text for each in findings_of(block, before.shown(path))]
    if faults:
        raise InputRefused(faults)
    for path, _ in blocks:
        text = moved_on(path.read_text(encoding="utf-8-sig"), years)
        yield path.relative_to(before.narrative).as_posix(), _marked(text)


def empty_blocks(places: Places) -> Iterator[tuple[str, str]]:
    """Yield each block that the chapters of a year need, with a line that says what belongs there."""
    for chapter in read_contents(places):
        for name, heading in _headings(chapter).items():
            yield f"{chapter.name}/{name}.md", _marked(f"{_to_be_written(heading)}\n")


def phrases_of_chapters(places: Places, before: Places) -> str:
    """Return the list of those phrases of another year that the chapters' own text needs for its numbers."""
    phrases, _ = read_phrases(before.phrases, before.shown(before.phrases))
    allowed = Allowed(phrases, tuple(measure.name for measure in read_measures().values()))
    cells = [cell for chapter in read_contents(places) for cell in chapter.cells() if cell["cell_type"] == "markdown"]
    readings = [reading for cell in cells for reading in readings_of(source_of(cell), Register((), places.year))]
    needed = frozenset().union(*(typed_in(reading, allowed)[1] for reading in readings))
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((phrase.text, phrase.reason) for phrase in phrases if phrase in needed)
    return lines.getvalue()


def _headings(chapter: Chapter) -> dict[str, str]:
    """Return the heading above each block that the chapter brings in."""
    found: dict[str, str] = {}
    heading = ""
    for cell in chapter.cells():
        if cell["cell_type"] == "markdown":
            heading = next(iter(HEADING.findall(source_of(cell))), heading)
            needed = [name for name in blocks_named_in(source_of(cell)) if name not in optional_in(source_of(cell))]
            for name in needed:
                found.setdefault(name, heading)
    return found


def _to_be_written(heading: str) -> str:
    plain = heading and not re.search(r"[\d`*_\[\]]", heading)
    return f"Still to be written: *{heading}*." if plain else TO_BE_WRITTEN


def _marked(text: str) -> str:
    return text if text.startswith(TO_BE_REVIEWED) else f"{TO_BE_REVIEWED}\n{text}"
