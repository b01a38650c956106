"""Makes all that a side of a release gives its readers, from its book and nothing else.

    python -m kscb_book.releases.making BOOK YEAR OUTPUT [FOLDER]

is how a release is made again, by the program that is kept in it. ``OUTPUT`` is public or internal. It prints the
fingerprint of the book as it finds it; without a folder it does no more.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import BookError, FindingsOpen, refused
from kscb_book.places import OUTPUTS, Places
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.press.contents import read_contents
from kscb_book.press.imprint import FILE, Imprint, read_imprint
from kscb_book.releases.books import published_book
from kscb_book.releases.fingerprint import fingerprint_of
from kscb_book.releases.layout import MANIFEST, TABLES, spreadsheet_of
from kscb_book.releases.spreadsheet import write_spreadsheet
from kscb_book.releases.tables import figures_of, tables_of
from kscb_book.releases.tidy_tables import write_tables

Progress = Callable[[str, int, int], None]
OF_A_BUILD = (MANIFEST, "build-log.json")


def make(places: Places, folder: Path, progress: Progress) -> None:
    """Make the site, the PDFs, the notebooks, the figures and the tables of a book in a folder not there yet.

    ``places`` are those of the laid-out book of an edition. Raises InputRefused, FindingsOpen or BuildFailed.
    """
    imprint = _imprint(places)
    with TemporaryDirectory(prefix=".making-", dir=folder.parent) as work:
        built = build(places, Path(work), progress)
        for name in OF_A_BUILD:
            (built / name).unlink()
        notebooks = [built / "chapters" / f"{chapter.name}.ipynb" for chapter in read_contents(places)]
        tables, figures = tables_of(notebooks), figures_of(notebooks)
        write_tables(tables, figures, built / TABLES)
        edition = open_workbook(places).report, imprint
        write_spreadsheet(tables, figures, edition, spreadsheet_of(built, places.named))
        built.rename(folder)


def fingerprint_in(places: Places) -> str:
    """Return the fingerprint of a laid-out book as it stands. Raises InputRefused or FindingsOpen."""
    checked = check(places)
    if checked.findings:
        raise FindingsOpen(checked.findings)
    return fingerprint_of(published_book(places, checked), _imprint(places))


def _imprint(places: Places) -> Imprint:
    imprint = read_imprint(places.root)
    if imprint is None:
        raise refused(FILE, "", "is missing: this is not the book of a released edition")
    return imprint


def main(book: str, year: str, output: str, folder: str = "") -> None:
    """Print the fingerprint of a book, and make a side of it where a folder is given."""
    root = Path(book).resolve()
    places = Places(root, root / "data", year, internal=OUTPUTS[output])
    print(fingerprint_in(places))
    if folder:
        make(places, Path(folder).resolve(), lambda *told: None)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BookError as error:
        sys.exit(str(error))
