"""Has a report audited: the one that is being built, before it takes its place, or one that was built before."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from kscb_book.audit.built import Print, read_built, read_print
from kscb_book.audit.history import read_over_years
from kscb_book.audit.judge import Audited, audit
from kscb_book.findings import refused
from kscb_book.places import Places
from kscb_book.press.digests import workbook_hashes
from kscb_book.press.former import hidden_in, workbooks_of
from kscb_book.press.papers import pdf_of, set_papers, summary_of
from kscb_book.press.single_file import check_single_file, single_file_of


def audit_report(
    places: Places, chapters: Iterable[str], folder: Path, read_paper: Callable[[Path], Print] | None = None
) -> Audited:
    """Return what an audit of the report in ``folder`` finds; ``chapters`` are its chapters' names in order.

    What a PDF says is asked of ``read_paper``, where it is given.
    """
    pdf, summary = pdf_of(folder, places.named), summary_of(folder, places.named)
    built = read_built(folder, tuple(chapters), pdf, summary, read_paper)
    given = read_over_years(workbooks_of(places), places.year, hidden_in(places))
    return audit(given, built, (pdf.name, summary.name))


def set_and_read(press: Path, folder: Path, named: str) -> dict[Path, Print]:
    """Set the Typst projects in ``press`` as PDFs in the folder of a report, and return what each of them says."""
    set_papers(press, folder, named)
    return {path: read_print(path) for path in (pdf_of(folder, named), summary_of(folder, named)) if path.is_file()}


def audit_again(places: Places, chapters: Iterable[str], folder: Path) -> Audited:
    """Return what an audit of a report that was built before finds.

    Raises InputRefused where there is none, where a part of it is gone, or where the workbook is another by now, and
    BuildFailed where the report as one file does not say what its pages say.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise refused(places.shown(folder), "", f"no report stands here; make it with kscb-book build {places.year}")
    inputs = json.loads(manifest.read_text(encoding="utf-8"))["inputs"]
    made_from = {name: digest for name, digest in inputs.items() if name.endswith(".xlsx")}
    if changed := sorted(dict(made_from.items() ^ _workbooks(places).items()), reverse=True):
        message = "is not the workbook that the report was made from; build the report again"
        raise refused(places.shown(places.data / changed[0].removeprefix("data/")), "", message)
    chapters = tuple(chapters)
    try:
        if single_file_of(folder, places.named).is_file():
            check_single_file(folder, places.named, chapters)
        return audit_report(places, chapters, folder)
    except FileNotFoundError as error:
        raise refused(places.shown(Path(error.filename)), "", "is missing from the report; build it again") from None


def _workbooks(places: Places) -> dict[str, str]:
    hashes = workbook_hashes(places)
    return {f"data/{path.relative_to(places.data).as_posix()}": digest for path, digest in hashes.items()}
