"""What an edition hid must not be told by the one that corrects it: whoever has both would know it.

A number that was hidden beside a small count, and is shown later as it was, gives the small count away. Editions of
other years are looked after where numbers are hidden; those of the same year, here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kscb_book.desk.editions import held_in
from kscb_book.disclosure.opened import open_unprotected, open_workbook
from kscb_book.findings import Finding, FindingsOpen
from kscb_book.places import Places
from kscb_book.releases.layout import BOOK, INTERNAL, PUBLIC
from kscb_book.source.cells import Cell
from kscb_book.source.workbook import Workbook

HIDDEN = "[c]"


def check_withheld(places: Places, folder: Path) -> None:
    """Refuse an edition that shows a number which the edition in ``folder`` hid, where it hides any.

    Raises FindingsOpen.
    """
    workbook = open_workbook(places)
    if not workbook.report.suppresses:
        return
    before, was = (_book_of(folder / side, places.year) for side in (PUBLIC, INTERNAL))
    findings = _shown_now(_texts(open_workbook(before)), _texts(open_unprotected(was)), workbook, places)
    if found := list(findings):
        raise FindingsOpen(found)


def _shown_now(
    before: Mapping[Cell, str], was: Mapping[Cell, str], workbook: Workbook, places: Places
) -> Iterator[Finding]:
    for held in held_in(workbook):
        hidden = before.get(held.cell) == HIDDEN
        if hidden and held.text == was.get(held.cell) != HIDDEN:
            problem = (
                "the edition before hid this number, and this one shows it as it was; together they may tell a small "
                "count. Hide it here too: write [c] into the cell"
            )
            yield Finding(places.shown(places.workbook), held.cell.address, problem)


def _book_of(side: Path, year: str) -> Places:
    return Places(side / BOOK, side / BOOK / "data", year)


def _texts(workbook: Workbook) -> dict[Cell, str]:
    return {held.cell: held.text for held in held_in(workbook)}
