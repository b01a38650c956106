"""The accessibility statement as a page of the site, from ``schema/accessibility.md``; the same words each year."""

from collections.abc import Iterator
from html import escape
from importlib import resources

from sphinx.util import logging

from kscb_book.press.library import library_of
from kscb_book.press.links import STATEMENT
from kscb_book.press.markdown import html_of

log = logging.getLogger(__name__)
NOT_AVAILABLE, IN_WORDS = "[x]", "not available"


def statement_page(app) -> Iterator[tuple[str, dict, str]]:
    """Return the page of the statement (``html-collect-pages``)."""
    if taken := [page for page in app.env.found_docs if page.casefold() == STATEMENT]:
        log.warning("this name is kept for the accessibility statement", location=taken[0], type="kscb")
        return
    words = resources.files("kscb_book") / "schema" / "accessibility.md"
    body, _ = html_of(words.read_text(encoding="utf-8"), "")
    for name, value in _told(app).items():
        body = body.replace(f"{{{name}}}", escape(value))
    yield STATEMENT, {"title": "Accessibility of this report", "kscb_body": body}, "statement.html"


def _told(app) -> dict[str, str]:
    """Return what the statement says of the report; a workbook has no place yet for how to reach the board."""
    report = library_of(app.env).report
    if report is None:
        board, chair, edition = app.config.project, IN_WORDS, IN_WORDS
    else:
        board, chair, edition = report.board, report.chair, report.edition
    told = {"title": app.config.html_title, "board": board, "chair": chair, "edition": edition, "contact": IN_WORDS}
    return {name: IN_WORDS if value == NOT_AVAILABLE else value for name, value in told.items()}
