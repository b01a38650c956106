"""A review is told in lines of 80 columns, and in a workbook whose rows lead to cells, pages and files."""

import io

import pytest
from drawing import YEAR
from openpyxl import load_workbook
from reviewing import (
    ALL,
    CHANGE,
    FIRST,
    JANE,
    OTHER_TABLE,
    REPORTED,
    SECOND,
    TABLE,
    draw_reviewed,
    names,
    review,
    rewrite,
    sign_all,
)

from kscb_book.desk.progress_words import WIDTH
from kscb_book.desk.review_words import told_note, told_review, told_standing
from kscb_book.desk.review_workbook import keep_review, review_workbook
from kscb_book.desk.signing import meant_by, sign
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.reviewed import published_signoffs
from kscb_book.review.signoffs import read_signoffs
from kscb_book.review.standing import reviewed


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Places:
    """A book all of which was signed but a table; then two sentences were changed, and one left out."""
    places = draw_reviewed(tmp_path_factory.mktemp("told") / "book")
    found = review(places)
    sign([each for each in found.standings if each.item.name != TABLE], JANE, places)
    words = places.narrative / "toy" / "words.md"
    rewrite(words, ("There were", "There have been"), ("> lado.referrals[2029-30]>", "> lado.referrals[2028-29]>"))
    rewrite(words, (" Attendance {reported}`has improved <the police>`.", ""))
    return places


@pytest.fixture(scope="module")
def found(places):
    return review(places)


@pytest.fixture(scope="module")
def book(places, found):
    return load_workbook(io.BytesIO(review_workbook(found, places, places.root / "_build")))


def told(found, name):
    return told_standing(meant_by(name, found)[0]).splitlines()


def test_how_far_each_chapter_has_come_and_how_to_go_on(found):
    assert told_review(found, YEAR).splitlines() == [
        "2030-31: not independently reviewed: 3 of 6 sentences, tables and charts signed",
        "  by Jane Smith.",
        "  toy  [#########.........]  3 of 6 items, 2 lapsed",
        f"1 sign-off is of what the report no longer says: {REPORTED}.",
        'To see what is to be signed:  kscb-book review 2030-31 "toy"',
        'To sign it:  kscb-book sign-off 2030-31 "toy" --reviewer "NAME"',
        'In place of a chapter may stand the name of an item, or a part of it and *; "*"',
        "  means all.",
    ]


def test_a_check_notes_what_is_not_signed(found):
    assert told_note(found, YEAR).splitlines() == [
        "Not signed: 3 of 6 sentences, tables and charts, 2 of them signed before and",
        "  changed since (kscb-book review 2030-31).",
    ]


def test_where_all_is_signed_a_check_notes_nothing_and_nothing_is_to_be_done():
    done = reviewed((), (), "Jane Smith", "As published")
    assert told_note(done, YEAR) == ""
    assert told_review(done, YEAR) == "2030-31: not independently reviewed: 0 of 0 sentences, tables and charts signed."


def test_an_item_is_told_with_its_text_its_numbers_their_rules_and_cells(found):
    assert told(found, SECOND) == [
        "toy/words, sentence 3: signed by Jane Smith on 2031-05-01",
        "  In 2029-30 there were 50 referrals.",
        "  - 50: Referrals, 2029-30",
        "      taken from the workbook as it stands; 'LADO referrals'!B7 (2029-30,",
        "      Referrals)",
        f"  Written in data/{YEAR}/narrative/toy/words.md, line 3",
    ]


def test_a_lapsed_item_is_told_with_what_it_was_and_what_it_is(found):
    assert told(found, FIRST)[0] == "toy/words, sentence 1: lapsed"
    assert told(found, FIRST)[-3:] == [
        "  Signed by Jane Smith on 2031-05-01, and changed since:",
        "    was There were 80 referrals (chart toy).",
        "    is  There have been 80 referrals (chart toy).",
    ]
    assert any("was claim: rose <lado.referrals > lado.referrals[2029-30]>" in line for line in told(found, CHANGE))
    assert any("is  claim: rose <lado.referrals > lado.referrals[2028-29]>" in line for line in told(found, CHANGE))


def test_a_table_is_told_row_by_row(found):
    assert told(found, TABLE)[:6] == [
        "toy, table toy: not signed",
        "  Referrals to the local authority designated officer, 2028-29 to 2030-31",
        "  Year | Referrals",
        "  2028-29 | 40",
        "  2029-30 | 50",
        "  2030-31 | 80",
    ]


def test_no_line_is_wider_than_the_terminal(real):
    checked = check(real)
    found = reviewed(checked.items, (), "[x]", "As published")
    lines = [line for each in found.standings for line in told_standing(each).splitlines()]
    lines += told_review(found, real.year).splitlines()
    wide = [line for line in lines if len(line) > WIDTH]
    # A condition, an address or the name of a file is copied, and so never broken.
    assert all(len(line.split()) == 1 or len(max(line.split(), key=len)) > WIDTH - 20 for line in wide), wide


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def link(cell):
    return (cell.hyperlink.target, cell.hyperlink.location) if cell.hyperlink else None


def test_the_workbook_has_a_row_for_each_item_and_one_for_each_number_and_cell(found, book):
    items, numbers = rows_of(book["Items"]), rows_of(book["Numbers"])
    assert [row[1] for row in items] == names(found.standings) == [name for name in ALL if name != REPORTED]
    assert [row[0] for row in items] == [
        "signed by Jane Smith on 2031-05-01",
        "not signed",
        "lapsed",
        "signed by Jane Smith on 2031-05-01",
        "lapsed",
        "signed by Jane Smith on 2031-05-01",
    ]
    assert items[2][5] == "was: There were 80 referrals (chart toy).\nis: There have been 80 referrals (chart toy)."
    rule = "taken from the workbook as it stands"
    assert [row for row in numbers if row[0] == FIRST] == [
        [FIRST, "80", "80", "Referrals", YEAR, rule, "'LADO referrals'!B8", YEAR, "Referrals"]
    ]


def test_its_rows_lead_to_the_words_and_to_the_cells(places, book):
    words = next(row for row in book["Items"].iter_rows(min_row=2) if row[1].value == FIRST)
    assert link(words[2]) == (f"../data/{YEAR}/narrative/toy/words.md", None) and link(words[3]) is None
    number = next(row for row in book["Numbers"].iter_rows(min_row=2) if row[0].value == FIRST)
    assert link(number[6]) == (f"../data/{YEAR}/{places.workbook.name}", "'LADO referrals'!B8")


def test_its_rows_lead_to_the_pages_of_a_report_that_is_built(places, found):
    page = places.root / "_build" / YEAR / "html" / "toy.html"
    page.parent.mkdir(parents=True)
    page.touch()
    book = load_workbook(io.BytesIO(review_workbook(found, places, places.root / "_build")))
    assert link(book["Items"]["D2"]) == (f"{YEAR}/html/toy.html", None)


def test_no_text_of_it_is_a_formula(tmp_path):
    places = draw_reviewed(tmp_path / "book", words="=HYPERLINK(A) is {num}`lado.referrals` referrals.\n")
    book = load_workbook(io.BytesIO(review_workbook(review(places), places, places.root / "_build")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=HYPERLINK")} == {"s"}


def test_it_is_written_beside_the_report_and_one_that_cannot_be_replaced_is_told(places, found, tmp_path):
    path = tmp_path / "out" / f"review-{YEAR}.xlsx"
    assert keep_review(found, places, path.parent) == f"All of it, with links to the cells and files: {path}"
    assert path.read_bytes() == review_workbook(found, places, path.parent)
    path.write_text("my notes")
    assert "could not be brought up to date" in keep_review(found, places, path.parent)
    assert path.read_text() == "my notes"


def test_what_is_published_of_the_file_is_what_holds_as_the_report_prints_it(tmp_path):
    places = draw_reviewed(tmp_path / "book")
    sign_all(places)
    rewrite(places.review, ("There were 80 referrals (chart toy).", "There were 3 referrals of Anna."))
    rewrite(places.narrative / "toy" / "words.md", ("In 2029-30 there were", "In 2029-30 there had been"))
    path = tmp_path / "published.csv"
    path.write_bytes(published_signoffs(places, check(places)))
    kept, faults = read_signoffs(path, "published.csv")
    assert (sorted(each.item for each in kept), faults) == (sorted(set(ALL) - {SECOND}), ())
    assert next(each.text for each in kept if each.item == FIRST) == "There were 80 referrals (chart toy)."
    assert OTHER_TABLE in [each.item for each in kept]
