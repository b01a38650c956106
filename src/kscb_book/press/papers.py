"""The printed forms of a built report: the whole of it, and its summary of two pages."""

import hashlib
import json
import shutil
from pathlib import Path

from kscb_book.findings import BuildFailed, Finding
from kscb_book.press.digests import hash_of
from kscb_book.press.pdf import PROJECT, pages_of, set_pdf
from kscb_book.source.document import read_document
from kscb_book.source.sections import read_whole

REPORT, SUMMARY = "typst", "summary"
SET = "papers"  # beside the Typst projects: PDFs as they were set, each called after what it was set from
MOST_PAGES = 2


def pdf_of(folder: Path, named: str) -> Path:
    """Return where the PDF of the whole report stands in the folder of a report, which files are ``named`` after."""
    return folder / f"{read_document().paper}-{named}.pdf"


def summary_of(folder: Path, named: str) -> Path:
    """Return where the summary stands in the folder of a report, which files are ``named`` after."""
    return folder / f"{read_document().summary}-{named}.pdf"


def set_papers(press: Path, folder: Path, named: str) -> None:
    """Set the Typst projects in ``press`` as PDFs in the folder of a report, ``named`` after its year and output.

    There is a summary where the front page shows the year at a glance. What was set before from the same project,
    and brought into ``press``, is taken as it is. Raises BuildFailed, also where the summary runs over its two pages.
    """
    papers = {press / REPORT: pdf_of(folder, named)}
    if (press / SUMMARY / PROJECT).is_file():
        papers[press / SUMMARY] = summary_of(folder, named)
    used = [_set(project, target) for project, target in papers.items()]
    for former in (press / SET).iterdir():
        if former not in used:
            former.unlink()
    if press / SUMMARY in papers:
        _check_length(papers[press / SUMMARY])


def _set(project: Path, target: Path) -> Path:
    """Set a project, or take what was set from the same one before, and return where it is kept."""
    files = sorted(path for path in project.rglob("*") if path.is_file())
    told = json.dumps([(path.relative_to(project).as_posix(), hash_of(path)) for path in files])
    made = project.with_name(SET) / f"{hashlib.sha256(told.encode()).hexdigest()}.pdf"
    made.parent.mkdir(exist_ok=True)
    if not made.is_file():
        set_pdf(project, made)
    shutil.copyfile(made, target)
    return made


def _check_length(summary: Path) -> None:
    if (pages := pages_of(summary)) > MOST_PAGES:
        shorter = f"shorten the narrative blocks {read_whole('glance')['block']!r}"
        message = f"the summary runs to {pages} pages, and may have {MOST_PAGES}; {shorter}"
        raise BuildFailed([Finding(summary.name, "", message)])
