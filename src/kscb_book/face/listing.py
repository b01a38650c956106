"""Figures as a writer looks for them: by any word of what they are, with the name to type."""

from collections.abc import Iterator

from kscb_book.face.record import Published
from kscb_book.face.register import Register

HEADINGS = ("Name to type", "Printed", "What it is", "Period", "Workbook cells")


def lines_of(register: Register, text: str = "") -> Iterator[tuple[str, ...]]:
    """Return a line, with a text under each of HEADINGS, for each figure that holds every word of ``text``."""
    wanted = text.casefold().split()
    for figure in register:
        told = _told(figure, register)
        if all(word in told for word in wanted):
            cells = "; ".join(figure.addresses)
            yield register.short(figure), figure.printed, figure.title, figure.period, cells


def _told(figure: Published, register: Register) -> str:
    parts = (figure.id, register.short(figure), figure.title, figure.definition, figure.period, figure.printed)
    return "\n".join([*parts, *figure.addresses]).casefold()
