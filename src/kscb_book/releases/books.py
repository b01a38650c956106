"""The book that an edition is made from, as files by their path: as its output shows it, and in whole.

A released book can be built like any other. It holds all that the edition is made from and nothing else of what lies
beside it; paths are written with slashes.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kscb_book.disclosure.formers import of_former
from kscb_book.disclosure.opened import suppresses
from kscb_book.places import Places
from kscb_book.press.bare import without_comments, without_outputs
from kscb_book.press.blocks import paths_of
from kscb_book.press.check import Checked
from kscb_book.press.contents import Chapter, read_contents
from kscb_book.press.former import workbooks_of
from kscb_book.press.narrative import PROTECTED
from kscb_book.press.reviewed import published_signoffs
from kscb_book.press.words_check import phrases_of
from kscb_book.releases.published_workbook import published_workbook
from kscb_book.source.phrases import content_of

SETTINGS = ("_config.yml", "_toc.yml", "requirements.txt")
YEARS_BEFORE = "[0-9][0-9][0-9][0-9]-[0-9][0-9]/kscb-*.xlsx"

Book = Mapping[str, bytes]


def published_book(places: Places, checked: Checked) -> Book:
    """Return the book as the output of ``places`` shows it: nothing in it tells more than the report made from it.

    The workbooks are fresh ones, the chapters without outputs, the blocks those that are read; of phrases and sign-offs
    there are those that what was ``checked`` needs. Raises InputRefused.
    """
    return dict(sorted([*_shared(places), *_published_data(places), *_listed(places, checked)]))


def whole_book(places: Places) -> Book:
    """Return the book with everything that the year's folder holds for it, as it is kept. Raises InputRefused."""
    files = dict(_shared(places)) | _chapters(places, read_contents(places))
    kept = [*places.workbook.parent.glob("*.csv"), places.own_contents, *places.narrative.glob("*/*.md")]
    for path in [*kept, *_workbooks_before(places), places.workbook]:
        if path.is_file() and places.holds(path):
            files[_in_data(path, places)] = path.read_bytes()
    return dict(sorted(files.items()))


def lay_out(book: Book, folder: Path) -> None:
    """Write the files of a book into a folder that is not there yet."""
    for name, content in book.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _shared(places: Places) -> Iterator[tuple[str, bytes]]:
    pictures = sorted(places.guide.parent.glob("*.png"))
    for path in [*(places.root / name for name in SETTINGS), places.guide, *pictures]:
        if path.is_file():
            yield path.relative_to(places.root).as_posix(), path.read_bytes()


def _published_data(places: Places) -> Iterator[tuple[str, bytes]]:
    chapters = read_contents(places)
    for name, content in _chapters(places, chapters).items():
        yield name, without_outputs(content)
    for year in workbooks_of(places):
        each = places if year == places.year else of_former(places, year)
        yield _in_data(each.workbook, places), published_workbook(each)
    hides = suppresses(places)
    for path in (path for chapter in chapters for path in paths_of(chapter, places)):
        content = path.read_bytes()
        twinless = path.with_name(path.name.replace(f"{PROTECTED}.md", ".md"))
        yield _in_data(twinless, places), without_comments(content) if hides else content
    for path in (places.glossary, places.own_contents):
        if path.is_file():
            yield _in_data(path, places), path.read_bytes()


def _listed(places: Places, checked: Checked) -> Iterator[tuple[str, bytes]]:
    """Yield those lists of the year of which the output needs only a part."""
    if places.phrases.is_file():
        needed = phrases_of(checked.chapters, places, checked.register)
        yield _in_data(places.phrases, places), content_of(needed)
    if places.review.is_file():
        yield _in_data(places.review, places), published_signoffs(places, checked)


def _chapters(places: Places, chapters: tuple[Chapter, ...]) -> dict[str, bytes]:
    files = {}
    for chapter in chapters:
        is_own = chapter.path.parent == places.own_chapters
        name = _in_data(chapter.path, places) if is_own else f"chapters/{chapter.path.name}"
        files[name] = chapter.path.read_bytes()
    return files


def _workbooks_before(places: Places) -> list[Path]:
    """Return the workbooks of earlier years: what is hidden this year depends on what they published."""
    return [path for path in sorted(places.data.glob(YEARS_BEFORE)) if path.parent.name < places.year]


def _in_data(path: Path, places: Places) -> str:
    return f"data/{path.relative_to(places.data).as_posix()}"
