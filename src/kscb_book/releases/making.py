"""Makes all that a side of a release gives its readers, from its book and nothing else.

    python -m kscb_book.releases.making BOOK YEAR FOLDER

is how a release is made again, by the program that is kept in it.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import BookError, refused
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.contents import read_contents
from kscb_book.press.imprint import FILE, read_imprint
from kscb_book.releases.layout import MANIFEST, TABLES, spreadsheet_of
from kscb_book.releases.spreadsheet import write_spreadsheet
from kscb_book.releases.tables import figures_of, tables_of
from kscb_book.releases.tidy_tables import write_tables

Progress = Callable[[str, int, int], None]
OF_A_BUILD = (MANIFEST, "build-log.json")


def make(book: Path, year: str, folder: Path, progress: Progress) -> None:
    """Make the site, the PDFs, the notebooks, the figures and the tables of ``book`` in a folder not there yet.

    Raises InputRefused, FindingsOpen or BuildFailed.
    """
    places, imprint = Places(book, book / "data", year), read_imprint(book)
    if imprint is None:
        raise refused(FILE, "", "is missing: this is not the book of a released edition")
    with TemporaryDirectory(prefix=".making-", dir=folder.parent) as work:
        built = build(places, Path(work), progress)
        for name in OF_A_BUILD:
            (built / name).unlink()
        notebooks = [built / "chapters" / f"{chapter.name}.ipynb" for chapter in read_contents(places)]
        tables, figures = tables_of(notebooks), figures_of(notebooks)
        write_tables(tables, figures, built / TABLES)
        edition = open_workbook(places).report, imprint
        write_spreadsheet(tables, figures, edition, spreadsheet_of(built, year))
        built.rename(folder)


if __name__ == "__main__":
    try:
        make(Path(sys.argv[1]).resolve(), sys.argv[2], Path(sys.argv[3]).resolve(), lambda *told: None)
    except BookError as error:
        sys.exit(str(error))
