"""The appendix of the PDF: where each number in the text comes from, for readers of paper."""

import csv

import pytest
from bs4 import BeautifulSoup
from drawing import draw_book
from pdf_reading import APPENDIX, PdfReader, press

from kscb_book.press.contents import read_contents
from kscb_book.press.papers import pdf_of
from kscb_book.source.cells import Cell, ranges

pytestmark = pytest.mark.build


def rows_of(table):
    return [[cell.text for cell in row.children] for row in table.all("TR")]


def in_text(page):
    """Return the figures that the text of a page of the site prints, in order, each once."""
    main = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").main
    numbers = [each for each in main.select(".kscb-number") if not each.find_parent(["table", "figure"])]
    return list(dict.fromkeys(each["data-figure"] for each in numbers))


def heading_of(page):
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").main.h1.get_text().rstrip("#¶").strip()


def test_it_tells_of_each_number_that_the_text_prints_in_order(built, real):
    with (built / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        known = {row["id"]: row for row in csv.DictReader(file)}
    columns = ("printed", "measure", "period", "rule")
    told = [
        [[*(known[id][column] for column in columns), in_ranges(known[id]["cells"])] for id in ids]
        for chapter in read_contents(real)
        if (ids := in_text(built / "html" / f"{chapter.name}.html"))
    ]
    tables = PdfReader(pdf_of(built, "2016-17")).parts[1].all("Table")
    assert [as_words(rows_of(table)[1:]) for table in tables] == [as_words(rows) for rows in told]
    assert len(tables) >= 3 and sum(map(len, told)) > 60


def in_ranges(cells):
    """Return the cells that ``figures.csv`` names, those beneath each other as one range."""
    addresses = cells.replace("''", "'").split("; ")
    return "; ".join(ranges(Cell("", "", "", address) for address in addresses))


def as_words(rows):
    """Take out white space, as a line may end at a hyphen, and the apostrophe by which a spreadsheet knows text."""
    return [["".join(text.split()).lstrip("'") for text in row] for row in rows]


def test_a_row_is_headed_by_the_number_and_what_it_is(built):
    for table in PdfReader(pdf_of(built, "2016-17")).parts[1].all("Table"):
        assert rows_of(table)[0] == ["Printed", "What it is", "Period", "How it was got", "Workbook cells"]
        for row in table.all("TBody")[0].children:
            assert [cell.tag for cell in row.children] == ["TH", "TH", "TD", "TD", "TD"]


def test_it_stands_last_with_a_section_for_each_chapter_and_a_line_in_the_contents(built, real):
    pdf = PdfReader(pdf_of(built, "2016-17"))
    headings = [(each.tag, each.text) for each in pdf.parts[1].all("H1", "H2", "H3")]
    pages = [built / "html" / f"{chapter.name}.html" for chapter in read_contents(real)]
    chapters = [heading_of(page) for page in pages if in_text(page)]
    assert headings == [("H1", APPENDIX), *(("H2", chapter) for chapter in chapters)]
    assert {"6. Performance", "11. Local authority designated officer", "12. Finance"} < set(chapters)
    assert sum(line.text.startswith(APPENDIX) for line in pdf.root.all("TOCI")) == 1


def test_a_number_in_tables_and_charts_alone_is_not_told_again(tmp_path):
    words = "There were {num}`lado.referrals` referrals.\n\nThe book lists {num}`lado.referrals` referrals.\n"
    pdf = press(draw_book(tmp_path / "book", words=words))
    assert [rows_of(table)[1:] for table in pdf.parts[1].all("Table")] == [
        [["80", "Referrals", "2030-31", "taken from the workbook as it stands", "'LADO referrals'!B8"]]
    ]


def test_a_book_whose_text_prints_no_number_has_none(tmp_path):
    pdf = press(draw_book(tmp_path / "book", words="Nothing is counted here.\n"))
    assert APPENDIX not in pdf.root.text


def test_numbers_in_a_list_a_quotation_and_a_footnote_are_text(tmp_path):
    words = (
        "- {num}`lado.referrals[2028-29]` referrals in 2028-29\n\n"
        "> {num}`lado.referrals[2029-30]` referrals in 2029-30\n\nWords[^a].\n\n"
        "[^a]: There were {num}`lado.referrals` referrals.\n"
    )
    pdf = press(draw_book(tmp_path / "book", words=words))
    assert [row[0] for row in rows_of(pdf.parts[1].all("Table")[0])] == ["Printed", "40", "50", "80"]
