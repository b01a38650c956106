"""Texts that may hold a number because they stand so in the schema or the workbook, and say what a figure is."""

from collections.abc import Sequence

from kscb_book.face.benchmarks import INTERVAL_HEADING, RANGE
from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.press.typed import Allowed
from kscb_book.source.phrases import Phrase
from kscb_book.source.report import Report
from kscb_book.source.schema import Layout, read_schema
from kscb_book.source.symbols import MEANINGS


def allowed_in_prose(phrases: Sequence[Phrase], register: Register) -> Allowed:
    """Return what numbers may stand in where people write: phrases, names of measures, units."""
    return Allowed(tuple(phrases), tuple(text for figure in register for text in (figure.name, figure.unit)))


def allowed_in_records(phrases: Sequence[Phrase], register: Register, report: Report) -> Allowed:
    """Return what numbers may stand in where tables and charts are set: labels and headings as well."""
    told = [text for figure in register for text in _told_of(figure)]
    layouts = [text for layout in read_schema(register.year).layouts for text in _told_in(layout)]
    own = (INTERVAL_HEADING, RANGE, *MEANINGS.values(), report.authority, report.board)
    return Allowed(tuple(phrases), (*told, *layouts, *own))


def _told_of(figure: Published) -> tuple[str, ...]:
    return figure.name, figure.unit, figure.definition, figure.category or ""


def _told_in(layout: Layout) -> tuple[str, ...]:
    return layout.title, *layout.headings, *(name for row in layout.rows for name in (row.label, *row.names))
