"""All that is open in a year as a workbook, each row with a link to the cell or the file that it is about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kscb_book.desk.links_out import LinksOut
from kscb_book.desk.progress import Progress
from kscb_book.desk.sheets_out import NewSheet, NewWorkbook
from kscb_book.desk.writing import check_earlier, write_again
from kscb_book.disclosure.opened import open_unprotected
from kscb_book.findings import BuildFailed, Finding, InputRefused
from kscb_book.places import Places

MOST_ROWS = 10_000  # Excel opens no sheet with more than 65,530 links
ZIP = b"PK"
KINDS = ("Kind", "File", "Place", "What it is")
INTERNAL = (
    "Internal: not to be published, nor to be sent on.",
    "The numbers are judged here as they are, also those that the report hides, and some of them are quoted.",
)
CLAIMS = ("File", "Place", "What is written", "What the data say", "To paste instead")


@dataclass(frozen=True)
class _Line:
    """A row of a sheet: texts before the place, the finding whose place is linked, and texts after it."""

    before: tuple[str, ...]
    finding: Finding
    after: tuple[str, ...]


def findings_path(places: Places, out: Path) -> Path:
    """Return where the findings workbook stands: beside the year's report, which is replaced as a whole."""
    return out / f"findings-{places.built}.xlsx"


def keep_findings(progress: Progress, places: Places, out: Path) -> str:
    """Write the findings workbook into the folder ``out``, or remove it where nothing is open; say so, if anything.

    One that is open in Excel and cannot be replaced is told, and stops nothing.
    """
    path = findings_path(places, out)
    shown = places.shown(path)
    try:
        if not progress.is_open:
            _remove(path)
            return ""
        out.mkdir(parents=True, exist_ok=True)
        write_again(path, findings_workbook(progress, places, out), ZIP)
    except (OSError, BuildFailed, InputRefused):
        return f"{shown} could not be brought up to date; close it where it is open, and check again."
    return f"All of it, with links to the cells and files: {shown}"


def _remove(path: Path) -> None:
    if path.is_symlink() or path.exists():
        check_earlier(path, ZIP)
        path.unlink()


def findings_workbook(progress: Progress, places: Places, out: Path) -> bytes:
    """Return the file of the findings workbook that is to stand in the folder ``out``."""
    book, links = NewWorkbook(f"Findings of {places.year}"), LinksOut(places, out)
    report = open_unprotected(places).report
    if report.suppresses or report.is_internal:
        _say_internal(book.sheet("Internal"))
    _lay_out(book.sheet("To do"), KINDS, list(_to_do(progress, links)), links)
    _lay_out(book.sheet("Findings"), KINDS, list(_findings(progress, links)), links)
    _lay_out(book.sheet("Claims"), CLAIMS, list(_claims(progress, links)), links)
    return book.content()


def _say_internal(page: NewSheet) -> None:
    for row, text in enumerate(INTERNAL, 1):
        page.text(row, 1, text, "wrapped")
    page.widths(90)


def _to_do(progress: Progress, links: LinksOut) -> Iterator[_Line]:
    yield from _lines("Fill in", progress.to_fill, links)
    yield from _lines("Review", progress.to_review, links)
    yield from _lines("Put right", progress.to_reword, links)


def _findings(progress: Progress, links: LinksOut) -> Iterator[_Line]:
    yield from _lines("Finding", progress.findings, links)
    yield from _lines("Error", progress.errors, links)
    yield from _lines("Question", progress.questions, links)


def _lines(kind: str, findings: Iterable[Finding], links: LinksOut) -> Iterator[_Line]:
    for finding in findings:
        yield _Line((kind, links.shown(finding.file)), finding, (finding.message,))


def _claims(progress: Progress, links: LinksOut) -> Iterator[_Line]:
    for claim in progress.claims:
        after = claim.written, ", ".join(claim.untrue.data), claim.untrue.paste
        yield _Line((links.shown(claim.file),), claim.as_finding, after)


def _lay_out(page: NewSheet, headings: Sequence[str], lines: Sequence[_Line], links: LinksOut) -> None:
    for column, heading in enumerate(headings, 1):
        page.text(1, column, heading, "heading")
    for row, line in enumerate(lines[:MOST_ROWS], 2):
        _write(page, row, line, links)
    if lines:
        page.table(range(1, 2 + len(lines[:MOST_ROWS])), len(headings))
    else:
        page.text(2, 1, "Nothing is open here.")
    if len(lines) > MOST_ROWS:
        page.text(MOST_ROWS + 3, 1, f"... and {len(lines) - MOST_ROWS:,} more.")
    kind = [12] if headings is KINDS else []
    page.widths(*kind, 46, 28, *([90] if kind else [60, 60, 60]))


def _write(page: NewSheet, row: int, line: _Line, links: LinksOut) -> None:
    finding, column = line.finding, len(line.before) + 1
    # A finding on a whole file leads to the file.
    texts = *line.before, finding.place or Path(finding.file).name, *line.after
    for each, text in enumerate(texts, 1):
        page.text(row, each, text, "wrapped")
    if place := links.to(finding):
        page.link_out(row, column, texts[column - 1], place)
