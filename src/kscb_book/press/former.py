"""Which workbooks a report is made from: the year's own, and those of earlier editions that its series reach to."""

from pathlib import Path

from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.source.earlier import Earlier, read_earlier
from kscb_book.source.workbook import read_workbook


def workbooks_of(places: Places) -> dict[str, Path]:
    """Return the workbooks by their years, the latest first. Raises InputRefused where the year's cannot be used."""
    formers = _earlier(places).formers
    return {places.year: places.workbook} | {each.year: places.of(each.year).workbook for each in formers}


def notes_on_earlier(places: Places) -> tuple[Finding, ...]:
    """Return a note on each workbook of an earlier edition that is not used."""
    return _earlier(places).notes


def _earlier(places: Places) -> Earlier:
    report = read_workbook(places.workbook, places.year, places.shown(places.workbook)).report
    return read_earlier(places, report)
