"""What tests of a new year share: a book of one year, the year after, and an analyst who fills in its workbook."""

from pathlib import Path

from drawing import TOY, YEAR, draw_book, text
from openpyxl import load_workbook

from kscb_book.places import Places
from kscb_book.source.schema import read_schema
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


def blanks(places: Places):
    """Return the cells of the year's workbook that are still to be filled in."""
    return read_workbook(places.workbook, places.year, "book").to_fill


def fill_in(places: Places, **cells) -> None:
    """Type a number or a word into each empty cell, as an analyst does, and what is wanted into ``cells``."""
    book, words = load_workbook(places.workbook), _words(places)
    for cell in blanks(places):
        is_number = cell.row and (cell.sheet, cell.column) not in words
        book[cell.sheet][cell.address.rpartition("!")[2]] = 7 if is_number else "[x]"
    for sheet, values in cells.items():
        for cell, value in values.items():
            book[sheet.replace("_", " ")][cell] = value
    book.save(places.workbook)


def fill_half(places: Places) -> None:
    """Type a number or a symbol into every other empty cell."""
    book, words = load_workbook(places.workbook), _words(places)
    for cell in blanks(places)[::2]:
        is_number = cell.row and (cell.sheet, cell.column) not in words
        book[cell.sheet][cell.address.rpartition("!")[2]] = 7 if is_number else "[x]"
    book.save(places.workbook)


def _words(places: Places) -> set[tuple[str, str]]:
    """Return the sheets and headings of the columns that hold words."""
    layouts = read_schema(places.year).layouts
    return {(layout.sheet, column.heading) for layout in layouts for column in layout.columns if column.text}
