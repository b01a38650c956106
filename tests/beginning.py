"""What tests of a new year share: a book of one year, the year after, and an analyst who fills in its workbook."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from drawing import TOY, YEAR, draw_book, text
from openpyxl import load_workbook

from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.source.workbook import read_workbook

NEXT = "2031-32"
WORDS = "In 2030-31 there were {num}`lado.referrals[2029-30]` {reported}`more in 2030-31 <the report 2030-31>`.\n"
OTHER = {"authority": "Elsewhere", "ons_code": "E10000001", "board": "Elsewhere Partnership", "short_name": "EP"}


def two_years(folder: Path, **drawn) -> tuple[Places, Places]:
    """Draw a book of one year, and return its places and those of the year after, which is not begun."""
    root = draw_book(folder / "book", **drawn)
    return Places(root, root / "data", YEAR), Places(root, root / "data", NEXT)


def drawn(folder) -> tuple[Places, Places]:
    toy = [*TOY[:-1], text("## Help at Level 3\n\nWhat helps.", "level"), TOY[-1]]
    return two_years(folder, words=WORDS, phrases=("Level 3", "over 5 in 2030-31"), toy=toy)


def faults(places: Places):
    """Return what a reader finds wrong with the year's workbook, were its report final."""
    book = load_workbook(places.workbook)
    status = next(row[1] for row in book["Report"].iter_rows() if row[0].value == "Status of the report")
    status.value = "Final"
    with TemporaryDirectory() as folder, pytest.raises(InputRefused) as refused:
        final = Path(folder) / "final.xlsx"
        book.save(final)
        read_workbook(final, places.year, "book")
    return refused.value.findings


def fill_in(places: Places, **cells) -> None:
    """Type a number or a word into each empty cell, as an analyst does, and what is wanted into ``cells``."""
    book = load_workbook(places.workbook)
    for finding in faults(places):
        sheet, cell = re.fullmatch(r"'?(.+?)'?!([A-Z]+\d+)", finding.place).groups()
        book[sheet][cell] = 7 if "; expected" in finding.message else "[x]"
    for sheet, values in cells.items():
        for cell, value in values.items():
            book[sheet.replace("_", " ")][cell] = value
    book.save(places.workbook)
