"""A review as a workbook to read beside the report: each item, and each of its numbers with a link to its cell."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kscb_book.desk.links_out import LinksOut
from kscb_book.desk.review_words import state_of, told_changes
from kscb_book.desk.sheets_out import NewSheet, NewWorkbook
from kscb_book.desk.writing import write_again
from kscb_book.findings import BuildFailed, Finding, InputRefused
from kscb_book.places import Places
from kscb_book.review.standing import Review, Standing

MOST_ROWS = 10_000  # Excel opens no sheet with more than 65,530 links
ZIP = b"PK"
ITEMS = ("State", "Item", "Where it is written", "On the page", "What is printed", "What has changed since")
NUMBERS = ("Item", "Printed", "Unrounded", "What it is", "Period", "How it was got", "Cell", "Row", "Column")

Text = tuple[str, Finding | None]


def keep_review(review: Review, places: Places, out: Path) -> str:
    """Write the review workbook into the folder ``out``, and say where it is, or why it is not up to date."""
    path = out / f"review-{places.built}.xlsx"
    shown = places.shown(path)
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_again(path, review_workbook(review, places, out), ZIP)
    except (OSError, BuildFailed, InputRefused):
        return f"{shown} could not be brought up to date; close it where it is open, and try again."
    return f"All of it, with links to the cells and files: {shown}"


def review_workbook(review: Review, places: Places, out: Path) -> bytes:
    """Return the file of the review workbook that is to stand in the folder ``out``."""
    book, links = NewWorkbook(f"Review of {places.year}"), LinksOut(places, out)
    items, numbers = book.sheet("Items"), book.sheet("Numbers")
    _lay_out(items, ITEMS, [_item(each, places, out) for each in review.standings], links)
    items.widths(24, 38, 32, 20, 90, 60)
    _lay_out(numbers, NUMBERS, [row for each in review.standings for row in _numbers(each, places)], links)
    numbers.widths(38, 14, 18, 44, 14, 60, 28, 32, 32)
    return book.content()


def _item(standing: Standing, places: Places, out: Path) -> tuple[Text, ...]:
    item = standing.item
    changes = [f"{word}: {text}" for signoff in standing.lapsed for word, text in told_changes(item, signoff)]
    page = out / places.built / "html" / f"{item.chapter}.html"
    return (
        (state_of(standing), None),
        (item.name, None),
        (item.place, Finding(item.file, "", "")),
        (item.chapter, Finding(places.shown(page), "", "")),
        (item.text.replace(" / ", "\n"), None),
        ("\n".join(changes), None),
    )


def _numbers(standing: Standing, places: Places) -> Iterator[tuple[Text, ...]]:
    for figure in standing.item.figures:
        about = (standing.item.name, figure.marked, figure.value, figure.title, figure.period, figure.rule)
        for cell in figure.cells:
            # Only the year's own workbook is known to lie where a link may lead.
            found = None if cell.workbook else Finding(places.shown(places.workbook), cell.address, "")
            yield (*((text, None) for text in about), (cell.place, found), (cell.row, None), (cell.column, None))


def _lay_out(page: NewSheet, headings: Sequence[str], rows: Sequence[tuple[Text, ...]], links: LinksOut) -> None:
    for column, heading in enumerate(headings, 1):
        page.text(1, column, heading, "heading")
    for place, row in enumerate(rows[:MOST_ROWS], 2):
        for column, (text, found) in enumerate(row, 1):
            page.text(place, column, text, "wrapped")
            if found and (target := links.to(found)):
                page.link_out(place, column, text, target)
    if rows:
        page.table(range(1, 2 + len(rows[:MOST_ROWS])), len(headings))
    if len(rows) > MOST_ROWS:
        page.text(MOST_ROWS + 3, 1, f"... and {len(rows) - MOST_ROWS:,} more.")
