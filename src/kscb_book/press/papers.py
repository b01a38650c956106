"""The printed forms of a built report: the whole of it, and its summary of two pages."""

from pathlib import Path

from kscb_book.findings import BuildFailed, Finding
from kscb_book.press.pdf import PROJECT, pages_of, set_pdf
from kscb_book.source.document import read_document
from kscb_book.source.sections import read_whole

REPORT, SUMMARY = "typst", "summary"
MOST_PAGES = 2


def pdf_of(folder: Path, named: str) -> Path:
    """Return where the PDF of the whole report stands in the folder of a report, which files are ``named`` after."""
    return folder / f"{read_document().paper}-{named}.pdf"


def summary_of(folder: Path, named: str) -> Path:
    """Return where the summary stands in the folder of a report, which files are ``named`` after."""
    return folder / f"{read_document().summary}-{named}.pdf"


def set_papers(press: Path, folder: Path, named: str) -> None:
    """Set the Typst projects in ``press`` as PDFs in the folder of a report, ``named`` after its year and output.

    There is a summary where the front page shows the year at a glance. Raises BuildFailed, also where the summary
    runs over its two pages.
    """
    set_pdf(press / REPORT, pdf_of(folder, named))
    if not (press / SUMMARY / PROJECT).is_file():
        return
    summary = summary_of(folder, named)
    set_pdf(press / SUMMARY, summary)
    if (pages := pages_of(summary)) > MOST_PAGES:
        shorter = f"shorten the narrative blocks {read_whole('glance')['block']!r}"
        message = f"the summary runs to {pages} pages, and may have {MOST_PAGES}; {shorter}"
        raise BuildFailed([Finding(summary.name, "", message)])
