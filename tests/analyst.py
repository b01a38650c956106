"""An analyst at work: types a year's numbers into its workbook, and puts last year's words right."""

import re
from collections.abc import Iterable
from pathlib import Path

from openpyxl import load_workbook

from kscb_book.desk.progress import progress_of
from kscb_book.meaning.edition import open_edition
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.narrative import number_and_form
from kscb_book.press.reconciled import reconciled
from kscb_book.source.periods import year_before
from kscb_book.source.workbook import read_workbook

WHOLE = ""
MARK = "% to be reviewed\n"
NUMBER = re.compile(r"\{num\}`([^`]+) as [Ww]ord`")


def type_in(places: Places, before: Places) -> tuple[int, int]:
    """Type a number or text into every empty cell; return how many numbers, and how many that are not last year's.

    Counts and amounts are twice last year's, so that what adds up still does; shares of plans are a little lower.
    """
    last = read_workbook(before.workbook, before.year, "last year's")
    figures = {figure.cells[0].address: figure for sheet in open_edition(last).sheets.values() for figure in sheet}
    given, book = load_workbook(before.workbook), load_workbook(places.workbook)
    numbers = changed = 0
    for cell in read_workbook(places.workbook, places.year, "this year's").to_fill:
        sheet = last.sheets[cell.sheet]
        labels = {sheet.frame.at[row, sheet.layout.row_heading]: row for row in sheet.frame.index}
        address = sheet.cell(labels[_a_year_earlier(cell.row)], _a_year_earlier(cell.column)).address
        old, new = (each[cell.sheet][of.rpartition("!")[2]] for each, of in ((given, address), (book, cell.address)))
        new.value, new.number_format = _new(old, figures.get(address)), old.number_format
        numbers += isinstance(new.value, (int, float))
        changed += isinstance(new.value, (int, float)) and new.value != old.value
    book.save(places.workbook)
    return numbers, changed


def _a_year_earlier(text: str) -> str:
    return re.sub(r"\d{4}-\d{2}", lambda found: year_before(found[0], 1), text)


def _new(old, figure) -> object:
    if not isinstance(old.value, (int, float)) or figure is None:
        return old.value
    if figure.measure.number in ("count", "money"):
        return round(old.value * 2, 6)
    if figure.measure.number == "share" and figure.measure.id.startswith("plans."):
        return round(old.value - (0.005 if "%" in old.number_format else 0.5), 4)
    return old.value


def review(places: Places, edits: dict[str, Iterable[tuple[str, str]]]) -> None:
    """Take every mark of a block to be reviewed away, and make the edits of each block by its name."""
    for path in sorted(places.narrative.rglob("*.md")):
        text = path.read_text(encoding="utf-8").removeprefix(MARK)
        for old, new in edits.get(f"{path.parent.name}/{path.stem}", ()):
            assert old in text, (path.name, old)
            text = new if old == WHOLE else text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def print_in_digits(places: Places) -> None:
    """Print in digits every number that has become too large for a word."""
    register = check(places).register
    for path in sorted(places.narrative.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(NUMBER.sub(lambda found: _in_digits(found, register), text), encoding="utf-8")


def _in_digits(found: re.Match, register) -> str:
    value = register.find(number_and_form(found[1])[0]).value
    return f"{{num}}`{found[1]}`" if value.isdigit() and int(value) >= 10 else found[0]


def paste(places: Places) -> int:
    """Put the line that check gives in the place of each claim that no longer holds; return how many there were."""
    claims = [each for each in progress_of(places, check(places)).claims if each.untrue.paste]
    for claim in claims:
        path = places.root / claim.file
        text = path.read_text(encoding="utf-8")
        assert claim.written in text, claim.written
        path.write_text(text.replace(claim.written, claim.untrue.paste, 1), encoding="utf-8")
    return len(claims)


def accept(places: Places) -> int:
    """Paste the rows for what does not agree into the sheet Known issues, with a reason; return how many there were."""
    rows = [row.split("\t") for row in reconciled(places).rows]
    book = load_workbook(places.workbook)
    page = book["Known issues"]
    (top,) = (cell.row for cell in page["A"] if cell.value == "Rule")
    for place, row in enumerate(rows, top + 1):
        for column, text in enumerate([*row, "As it was given to the board.", "An Analyst", "2 July 2018"], 1):
            page.cell(place, column).value = text
    (table,) = page.tables.values()  # Excel draws the table down over what is pasted below it
    table.ref = f"A{top}:{page.cell(top + max(len(rows), 1), 7).coordinate}"
    table.autoFilter.ref = table.ref
    book.save(places.workbook)
    return len(rows)


def choose(places: Places, item: str, value: str) -> None:
    """Choose a value for an item of the sheet Report."""
    book = load_workbook(places.workbook)
    (row,) = (cell.row for cell in book["Report"]["A"] if cell.value == item)
    book["Report"].cell(row, 2).value = value
    book.save(places.workbook)


def words_of(folder: Path) -> dict[str, str]:
    """Return the text of each page of a site by its name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
