"""Which workbooks a report is made from: the year's own, and those of earlier editions that its series reach to."""

from pathlib import Path

from kscb_book.disclosure.formers import Earlier, of_former, read_earlier
from kscb_book.disclosure.opened import open_protected, open_unprotected
from kscb_book.findings import Finding
from kscb_book.places import Places


def workbooks_of(places: Places) -> dict[str, Path]:
    """Return the workbooks by their years, the latest first. Raises InputRefused where the year's cannot be used."""
    formers = _earlier(places).formers
    return {places.year: places.workbook} | {each.year: places.of(each.year).workbook for each in formers}


def hidden_in(places: Places) -> dict[str, frozenset[str]]:
    """Return the cells that are hidden in each of these workbooks. Raises InputRefused as before."""
    formers = {each.year: open_protected(of_former(places, each.year)) for each in _earlier(places).formers}
    return {year: each.addresses for year, each in ({places.year: open_protected(places)} | formers).items()}


def notes_on_earlier(places: Places) -> tuple[Finding, ...]:
    """Return a note on each workbook of an earlier edition that is not used."""
    return _earlier(places).notes


def _earlier(places: Places) -> Earlier:
    return read_earlier(places, open_unprotected(places).report)
