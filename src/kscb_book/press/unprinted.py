"""Which numbers of the workbook no page prints: somebody typed each of them, and should know."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal

from kscb_book.face.register import Register, UnknownFigure
from kscb_book.findings import Finding
from kscb_book.press.narrative import Use, number_and_form
from kscb_book.source.workbook import Sheet, Workbook


def notes_on_unprinted(workbook: Workbook, printed: Iterable[str], register: Register, shown: str) -> Iterator[Finding]:
    """Yield a note on each number on which no printed figure rests; a symbol needs none.

    ``printed`` are the ids of the figures that pages print; messages call the workbook ``shown``.
    """
    ids = set(printed)
    resting = {cell for figure in register if figure.id in ids for cell in figure.addresses}
    for sheet in workbook.sheets.values():
        for address, value in _numbers(sheet):
            if address not in resting:
                yield Finding(shown, address, f"holds {value:,}, and no page prints it")


def printed_in_words(uses: Iterable[Use], register: Register) -> Iterator[str]:
    """Yield the id of each figure that narrative prints."""
    for use in uses:
        if use.role == "num":
            with suppress(UnknownFigure):
                yield register.find(number_and_form(use.content)[0]).id


def _numbers(sheet: Sheet) -> Iterator[tuple[str, Decimal]]:
    for row in sheet.frame.index:
        for column in sheet.layout.columns:
            value = sheet.frame.at[row, column.heading]
            if isinstance(value, Decimal):
                yield sheet.cell(row, column.heading).address, value
