"""A book of three drawn years: what it prints of earlier editions says so everywhere, and is audited."""

import csv
import hashlib
import json
import re

import pytest
from drawing import TOY, YEAR, accepting, code, draw_book, draw_workbook

from kscb_book.audit.built import read_print
from kscb_book.audit.pages import read_page
from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.press.audited import audit_again
from kscb_book.press.book import build
from kscb_book.press.papers import pdf_of

pytestmark = pytest.mark.build

FORMER = ("2027-28", "2029-30")
CHAPTER = [
    *TOY[:2],
    code(
        "from kscb_book.chapter import open_year, publish, show_bars, show_table\n\nedition = open_year(year)", "open"
    ),
    *TOY[3:],
]
WORDS = (
    "In 2030-31 there were {num}`lado.referrals` referrals ({numref}`chart:toy`, {numref}`table:toy`), and "
    "{num}`lado.referrals[2027-28]` in 2027-28. They were "
    "{claim}`the most for five years <lado.referrals == peak(lado.referrals[2026-27..2030-31])>`.\n"
)
OTHER_CELL = "kscb-2027-28.xlsx, 'LADO referrals'!B8"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    root = draw_book(tmp_path_factory.mktemp("years"), toy=CHAPTER, words=WORDS)
    places = Places(root, root / "data", YEAR)
    for year in FORMER:
        row = f"Outcomes and referrals\tReferrals, {year}\t34\t80"
        draw_workbook(places.of(year).workbook, year=year, Known_issues=accepting([row]))
    build(places, root / "_build", lambda *told: None)
    return places


def test_a_cell_of_another_workbook_says_so_everywhere(book):
    folder = book.root / "_build" / YEAR
    with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {line["id"]: line["cells"] for line in csv.DictReader(file)}
    assert cells["lado.referrals[2027-28]"] == OTHER_CELL
    assert cells["lado.referrals[2028-29]"] == "'LADO referrals'!B6"

    page = (folder / "html" / "toy.html").read_text(encoding="utf-8")
    told = json.loads(re.search(r'(?s)id="kscb-figures"[^>]*>(.*?)</script>', page)[1])
    assert [cell["address"] for cell in told["lado.referrals[2027-28]"]["cells"]] == [OTHER_CELL]

    every = read_page("figures", (folder / "html" / "figures.html").read_text(encoding="utf-8"))
    printed = read_print(pdf_of(folder, YEAR)).text
    assert sum(row[2].endswith(OTHER_CELL) for row in every.rows) == 1
    assert printed.count(OTHER_CELL) == 1


def test_the_earlier_workbooks_are_inputs(book):
    inputs = json.loads((book.root / "_build" / YEAR / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    for year in (YEAR, *FORMER):
        content = book.of(year).workbook.read_bytes()
        assert inputs[f"data/{year}/kscb-{year}.xlsx"] == hashlib.sha256(content).hexdigest()


def test_the_audit_finds_nothing_and_is_refused_once_an_earlier_workbook_has_changed(book):
    folder = book.root / "_build" / YEAR
    assert audit_again(book, ["index", "toy"], folder).findings == ()

    draw_workbook(book.of("2027-28").workbook, year="2027-28", LADO_disposals=None)
    with pytest.raises(
        InputRefused, match=r"kscb-2027-28.xlsx: 1 finding\s+is not the workbook that the report was made from"
    ):
        audit_again(book, ["index", "toy"], folder)
