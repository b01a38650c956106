"""Whether a year may be released: everything that speaks against it, told at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kscb_book.findings import Finding, FindingsOpen
from kscb_book.places import Places
from kscb_book.press.check import Checked
from kscb_book.press.reviewed import unsigned
from kscb_book.releases.index import Line
from kscb_book.releases.layout import NUMBER, Name
from kscb_book.releases.requirements import other_versions
from kscb_book.review.items import counted
from kscb_book.source.report import Report

REQUIREMENTS = "requirements.txt"
REPORT = "Report"


@dataclass(frozen=True)
class Reasons:
    """What its keepers say of an edition: the day of its release, why it follows another, and why it is unsigned."""

    released: str = ""
    because: str = ""
    unsigned: str = ""


def name_of(report: Report, places: Places) -> Name:
    """Return what the edition is called. Raises FindingsOpen where its number is none."""
    if not NUMBER.fullmatch(report.edition):
        problem = f"the edition is {report.edition!r}; write 1 for the first, and one more for each correction"
        raise FindingsOpen([Finding(places.shown(places.workbook), REPORT, problem)])
    return Name(report.year, int(report.edition))


def check_ready(places: Places, checked: Checked, report: Report, reasons: Reasons) -> None:
    """Refuse a year that may not be released yet. Raises FindingsOpen with every reason."""
    if findings := [
        *checked.findings,
        *_status(places, report),
        *_signed(places, checked, reasons),
        *_versions(places),
    ]:
        raise FindingsOpen(findings)


def check_next(name: Name, lines: Sequence[Line], places: Places, reasons: Reasons) -> None:
    """Refuse a number that does not follow the last edition of its year, and a correction without a reason.

    Raises FindingsOpen.
    """
    last = max((line.name.number for line in lines if line.year == name.year), default=0)
    shown = places.shown(places.workbook)
    if last and name.number != last + 1:
        problem = f"the last released edition is {last}, so this one is {last + 1} and not {name.number}"
        raise FindingsOpen([Finding(shown, REPORT, problem)])
    if last and not reasons.because.strip():
        problem = f"edition {name.number} follows another; say what was corrected and why, with --because"
        raise FindingsOpen([Finding(shown, REPORT, problem)])


def _status(places: Places, report: Report) -> Iterator[Finding]:
    if report.status != "Final":
        problem = f"the status of the report is {report.status}; only a final one is released"
        yield Finding(places.shown(places.workbook), REPORT, problem)


def _signed(places: Places, checked: Checked, reasons: Reasons) -> Iterator[Finding]:
    left = unsigned(places, checked)
    if left and not reasons.unsigned.strip():
        all_of = counted(checked.items)
        missing = f"none of {all_of} is signed" if len(left) == len(checked.items) else f"not signed: {counted(left)}"
        problem = (
            f"{missing}; kscb-book review {places.year} lists them. "
            "To release all the same, give the reason with --unsigned-because; it is printed on the front page"
        )
        yield Finding(places.shown(places.review), "", problem)


def _versions(places: Places) -> Iterator[Finding]:
    path = places.root / REQUIREMENTS
    if not path.is_file():
        yield Finding(REQUIREMENTS, "", "is missing; without it nobody could make the edition again")
        return
    for name, pinned, installed in other_versions(path.read_bytes()):
        problem = f"{name} is installed as {installed}, and {pinned} is pinned; run make setup, then release again"
        yield Finding(REQUIREMENTS, "", problem)
