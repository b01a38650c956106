"""What of the workbook no page prints, numbers and words: somebody typed each of them, and should know."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal

from kscb_book.face.register import Register, UnknownFigure
from kscb_book.findings import Finding
from kscb_book.press.narrative import Use, number_and_form
from kscb_book.source.symbols import symbol_in
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


def notes_on_unshown(workbook: Workbook, rows: Iterable[tuple[str, ...]], shown: str) -> Iterator[Finding]:
    """Yield a note on each text of a column of words that no row of a table shows beside its label.

    ``rows`` are the texts of all rows that pages show; where single facts stand is told elsewhere.
    """
    seen = {(label, text) for row in rows for label in row for text in row}
    for sheet in (each for each in workbook.sheets.values() if each.layout.kind != "facts"):
        for row, heading in _worded(sheet):
            label, text = (sheet.frame.at[row, each] for each in (sheet.layout.row_heading, heading))
            if not symbol_in(text) and (label, text) not in seen:
                yield Finding(shown, sheet.cell(row, heading).address, f"says {text!r}, and no page shows it")


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


def _worded(sheet: Sheet) -> Iterator[tuple[int, str]]:
    headings = [column.heading for column in sheet.layout.columns if column.text]
    return ((row, heading) for row in sheet.frame.index for heading in headings)
