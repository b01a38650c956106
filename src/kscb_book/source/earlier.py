"""The workbooks of earlier editions, which stand beside the year's own: what its series reach back to.

A workbook that is missing, unsound, protected by a policy that the book cannot keep, or of another authority is
left out. That is a note and never a fault: the series begin later.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kscb_book.findings import Finding, InputRefused
from kscb_book.places import Places
from kscb_book.source.periods import year_before
from kscb_book.source.protect import protect
from kscb_book.source.report import Report
from kscb_book.source.workbook import Workbook, read_workbook

YEARS_BACK = 4


@dataclass(frozen=True)
class Former:
    """The workbook of an earlier edition, and the name of its file."""

    name: str
    workbook: Workbook

    @property
    def year(self) -> str:
        """The year that it is the workbook of."""
        return self.workbook.report.year


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


def _found(places: Places, report: Report) -> Iterator[Former | Finding]:
    for back in range(1, YEARS_BACK + 1):
        earlier = places.of(year_before(places.year, back))
        if earlier.workbook.is_file():
            yield _former(earlier, report)


def _former(places: Places, report: Report) -> Former | Finding:
    shown = places.shown(places.workbook)
    if not places.holds(places.workbook):
        return _left_out(shown, "it is a link that leads out of the data folder")
    try:
        workbook = protect(read_workbook(places.workbook, places.year, shown), shown)
    except InputRefused as refusal:
        faults = "1 finding" if len(refusal.findings) == 1 else f"{len(refusal.findings)} findings"
        return _left_out(shown, f"it has {faults}; kscb-book check {places.year} tells them")
    if workbook.report.ons_code != report.ons_code:
        return _left_out(shown, f"its ONS code is {workbook.report.ons_code}, this year's is {report.ons_code}")
    return Former(places.workbook.name, workbook)


def _left_out(shown: str, reason: str) -> Finding:
    return Finding(shown, "", f"is not used for the years before: {reason}")
