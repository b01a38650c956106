"""The page *Changes in this edition* of a released report: on the site, and as a part of the PDF."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from sphinx.util import logging

from kscb_book.press.imprint import ChangedTable, ChangedWords, Changes, Imprint, read_imprint
from kscb_book.press.links import CHANGES
from kscb_book.press.typst_tables import BREAKS
from kscb_book.source.report import Report

log = logging.getLogger(__name__)
TITLE = "Changes in this edition"
FIRST = "This is the first edition of this year's report that was released."
SAME = "No figure and no sentence differs from it."


def imprint_of(app) -> Imprint | None:
    """Return what the edition that is being made says of itself, or None where it is not a released one."""
    return read_imprint(Path(app.config.kscb_root)) if app.config.kscb_root else None


def edition_page(app) -> Iterator[tuple[str, dict, str]]:
    """Return the page of a released edition's changes (``html-collect-pages``)."""
    imprint, report = imprint_of(app), app.env.kscb_library.report
    if not imprint or not report:
        return
    if taken := [page for page in app.env.found_docs if page.casefold() == CHANGES]:
        log.warning("this name is kept for the changes", location=taken[0], type="kscb", subtype="changes")
        return
    (section,) = changes_of(imprint, report).children
    yield CHANGES, {"title": TITLE, "kscb_body": app.builder.render_partial(section)["fragment"]}, "changes.html"


def changes_of(imprint: Imprint, report: Report) -> nodes.document:
    """Return as a document which edition this is, and what differs from the one before."""
    document = new_document(CHANGES)
    section = nodes.section("", nodes.title(text=TITLE), ids=[CHANGES])
    section += _told(imprint, report)
    if imprint.changes:
        section += _sections(imprint.changes)
    document += section
    return document


def _told(imprint: Imprint, report: Report) -> Iterator[nodes.paragraph]:
    first, *others = _sentences(imprint, report)
    hashed = "Its fingerprint is a hash of all that it was made from, numbers, words and program: "
    yield nodes.paragraph(text=first)
    yield nodes.paragraph("", hashed, nodes.literal(text=imprint.fingerprint))
    yield from (nodes.paragraph(text=text) for text in others)


def _sentences(imprint: Imprint, report: Report) -> Iterator[str]:
    day = f"released {imprint.released}" if imprint.released else "the day of its release is not available"
    yield f"Edition {report.edition} of the report of {report.year}; {day}."
    if imprint.unsigned:
        yield f"It was released although not all of it was signed. The reason given: {imprint.unsigned}"
    if not imprint.changes:
        yield FIRST
        return
    yield f"It follows {imprint.changes.before}." + (f" The reason given: {imprint.because}" if imprint.because else "")
    yield imprint.changes.counted if imprint.changes.tables or imprint.changes.words else SAME


def _sections(changes: Changes) -> Iterator[nodes.section]:
    for number, table in enumerate(changes.tables, 1):
        yield _section(table.title, f"{CHANGES}-{number}", [_table(table)])
    if changes.words:
        yield _section("Sentences that changed", f"{CHANGES}-words", _words(changes.words))


def _section(title: str, id: str, content: Iterable[nodes.Node]) -> nodes.section:
    return nodes.section("", nodes.title(text=title), *content, ids=[id])


def _table(table: ChangedTable) -> nodes.table:
    columns = [nodes.colspec(colwidth=1, **({} if place else {"stub": 1})) for place, _ in enumerate(table.headings)]
    head, body = nodes.thead("", _row(table.headings)), nodes.tbody("", *map(_row, table.rows))
    return nodes.table(
        "", nodes.tgroup("", *columns, head, body, cols=len(table.headings)), classes=[BREAKS, "kscb-table"]
    )


def _row(texts: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph(text=text)) for text in texts))


def _words(blocks: Iterable[ChangedWords]) -> Iterator[nodes.Node]:
    for block in blocks:
        yield nodes.paragraph("", "", nodes.strong(text=block.place))
        for label, sentences in (("Before", block.before), ("Now", block.after)):
            said = [nodes.list_item("", nodes.paragraph(text=each)) for each in sentences]
            yield nodes.paragraph(text=f"{label}:" if said else f"{label}: nothing.")
            if said:
                yield nodes.bullet_list("", *said)
