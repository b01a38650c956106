"""Typed numbers, judged on the finished pages: the last word, after narrative and chapters have been checked."""

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from kscb_book.face.record import Published
from kscb_book.press.library import library_of, pages_in_order
from kscb_book.press.nodes import is_unreviewed
from kscb_book.press.printed import blocks_of, reading_of
from kscb_book.press.trees import tree_of
from kscb_book.press.trusted import allowed_in_prose, allowed_in_records
from kscb_book.press.typed import Allowed, instead_of, out_of_place, typed_in
from kscb_book.source.phrases import read_phrases

log = logging.getLogger(__name__)
RECORDS = {"kscb-table", "kscb-chart", "kscb-note"}


def judge_pages(app, env) -> None:
    """Warn of each typed number of the book, with its line, table or chart (``env-check-consistency``)."""
    library = library_of(env)
    if library.report is None:
        return
    file = Path(app.config.kscb_data or Path(app.srcdir, "data"), app.config.kscb_year, "phrases.csv")
    phrases, _ = read_phrases(file, file.name)
    prose = allowed_in_prose(phrases, library.register)
    records = allowed_in_records(phrases, library.register, library.report)
    for page in pages_in_order(env):
        for block in (each for each in blocks_of(tree_of(env, page)) if not is_unreviewed(each)):
            made = _record_of(block)
            for line, message in _problems(block, prose if made is None else records, library.register):
                place = f"{block.source}:{line}" if line and made is None else page
                log.warning(f"{_name(made)}{message}", location=place, type="kscb", subtype="typed")


def _problems(block: nodes.Element, allowed: Allowed, register) -> Iterator[tuple[int, str]]:
    if not isinstance(block, nodes.image):
        reading = reading_of(block)
        yield from ((line, instead_of(each, reading.text, register)) for line, each in typed_in(reading, allowed)[0])
    elif numeral := out_of_place(block.get("alt", ""), _columns(block, register), allowed):
        yield 0, f"{numeral.text!r} in the text alternative is not what the chart's table prints there"


def _columns(image: nodes.image, register) -> list[Published]:
    known = {figure.id: figure for figure in register}
    return [known[id] for id in image.get("figures", ()) if id in known]


def _record_of(node: nodes.Node) -> nodes.Element | None:
    """Return the table, chart or note of a record that holds a node, if one does."""
    while node is not None and not (isinstance(node, nodes.Element) and RECORDS & set(node["classes"])):
        node = node.parent
    return node


def _name(made: nodes.Element | None) -> str:
    return f"{made['names'][0]}: " if made is not None and made["names"] else ""
