"""Opens the workbooks of earlier editions, each protected by the policy that it was published under.

A workbook that is missing, unsound or of another authority is left out. That is a note and never a fault: the series
begin later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import Finding, InputRefused
from kscb_book.places import Places
from kscb_book.source.earlier import YEARS_BACK, Former
from kscb_book.source.periods import year_before
from kscb_book.source.report import DRAFT, Report


@dataclass(frozen=True)
class Earlier:
    """The earlier editions that may be used, the latest first; ``notes`` say which may not, and why."""

    formers: tuple[Former, ...] = ()
    notes: tuple[Finding, ...] = ()


def read_earlier(places: Places, report: Report) -> Earlier:
    """Return the editions of the four years before that of ``places``, of the authority of ``report``."""
    found = list(_found(places, report))
    formers = tuple(each for each in found if isinstance(each, Former))
    return Earlier(formers, tuple(each for each in found if isinstance(each, Finding)))


def of_former(places: Places, year: str) -> Places:
    """Return the places of an earlier year; it is kept by its own policy, whatever this year's is.

    The internal output shows that year in full too.
    """
    return replace(places.of(year), disclosure="")


def _found(places: Places, report: Report) -> Iterator[Former | Finding]:
    for back in range(1, YEARS_BACK + 1):
        earlier = of_former(places, year_before(places.year, back))
        if earlier.workbook.is_file():
            yield _former(earlier, report)


def _former(places: Places, report: Report) -> Former | Finding:
    shown = places.shown(places.workbook)
    if not places.holds(places.workbook):
        return _left_out(shown, "it is a link that leads out of the data folder")
    try:
        workbook = open_workbook(places)
    except InputRefused as refusal:
        faults = "1 finding" if len(refusal.findings) == 1 else f"{len(refusal.findings)} findings"
        return _left_out(shown, f"it has {faults}; kscb-book check {places.year} tells them")
    if workbook.report.ons_code != report.ons_code:
        return _left_out(shown, f"its ONS code is {workbook.report.ons_code}, this year's is {report.ons_code}")
    if report.suppresses and workbook.report.status == DRAFT:
        # Nobody has published its numbers, and what hides this year's looks only at editions that were.
        return _left_out(shown, "it is a draft, and this year hides small counts of people")
    return Former(places.workbook.name, workbook)


def _left_out(shown: str, reason: str) -> Finding:
    return Finding(shown, "", f"is not used for the years before: {reason}")
