"""A new year is begun from the one before: a workbook to fill in, and words to review."""

import pytest
from beginning import NEXT, OTHER, blanks, drawn, fill_in, two_years
from drawing import typed
from openpyxl import load_workbook
from test_cli import run

from kscb_book.desk.new_year import begin_for_another, begin_year
from kscb_book.places import Places
from kscb_book.source.measures import read_measures
from kscb_book.source.symbols import Symbol
from kscb_book.source.workbook import read_workbook


@pytest.fixture
def before(tmp_path) -> Places:
    return drawn(tmp_path)[0]


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Places:
    """A year that has been begun, only to be looked at."""
    before, places = drawn(tmp_path_factory.mktemp("begun"))
    begin_year(places, before)
    return places


@pytest.fixture
def places(before) -> Places:
    return Places(before.root, before.data, NEXT)


def workbook_of(places):
    return load_workbook(places.workbook)


def values(places, sheet, first="A9"):
    page = workbook_of(places)[sheet]
    return [[cell.value for cell in row] for row in page[f"{first}:{page.dimensions.partition(':')[2]}"]]


def test_nothing_is_wrong_with_a_new_workbook_but_its_empty_cells(begun):
    assert len(blanks(begun)) > 300


def test_a_new_workbook_reads_once_it_is_filled_in(before, places):
    begin_year(places, before)
    fill_in(places)
    workbook = read_workbook(places.workbook, NEXT, "book")
    report = workbook.report
    assert (report.authority, report.year, report.edition, report.status) == ("Anyborough", NEXT, "1", "Draft")
    assert workbook.issues == () and workbook.notes == ()


def test_last_years_numbers_stand_where_earlier_years_are_asked_for(begun):
    assert values(begun, "LADO referrals") == [
        ["Year", "Referrals", "No further action"],
        ["2029-30", 50, 20],
        ["2030-31", 80, 20],
        ["2031-32", None, None],
    ]


def test_months_of_earlier_years_and_symbols_are_taken_over(begun):
    assert values(begun, "LADO outcomes")[-1] == ["Investigation continuing", 0, 4, None]
    assert values(begun, "Emotional abuse")[1] == ["Apr", 12, 13, None]


def test_a_symbol_is_taken_over_as_one(tmp_path):
    before, places = two_years(tmp_path, then=typed("LADO referrals", B7="[x]", C8="[c]"))
    begin_year(places, before)
    fill_in(places)
    frame = read_workbook(places.workbook, NEXT, "book").sheets["LADO referrals"].frame
    assert list(frame["Referrals"])[0] == Symbol("x") and list(frame["No further action"])[1] == Symbol("c")


def test_the_suppliers_own_rows_are_kept_and_their_numbers_are_not(begun):
    assert values(begun, "LADO disposals") == [
        ["How it was dealt with", "Allegations"],
        ["Resigned", None],
        ["Back at work", None],
    ]


def test_single_facts_have_last_years_value_beside(begun):
    headings, first, *_ = values(begun, "Facts")
    assert headings == ["Fact", "Value", "Period", "Where in the source", "Last year: Value"]
    assert first == ["Annual reports presented by the independent chair", None, NEXT, None, 11]


def test_cells_for_typing_are_shaded_limited_and_explained(begun):
    page = workbook_of(begun)["LADO referrals"]
    assert (page["B12"].fill.fgColor.rgb, page["B11"].fill.fill_type) == ("00EAF1F7", None)
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {
        "B5": '"Final,Provisional,Revised"',
        "B10:B12": "IF(ISNUMBER(B10),AND(B10>=0,B10=INT(B10)),COUNTIF(Symbols,B10)>0)",
        "C10:C12": "IF(ISNUMBER(C10),AND(C10>=0,C10=INT(C10)),COUNTIF(Symbols,C10)>0)",
    }
    assert page["B9"].comment.text == read_measures()["lado.referrals"].definition
    assert page.tables["tblLadoReferrals"].ref == "A9:C12"


def test_a_share_is_limited_to_a_hundred_per_cent(begun):
    rules = [rule.formula1 for rule in workbook_of(begun)["Emotional abuse"].data_validations.dataValidation]
    assert "IF(ISNUMBER(D10),AND(D10>=0,ABS(D10)<=100),COUNTIF(Symbols,D10)>0)" in rules


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    def type_as_text(book):
        # As behind an apostrophe in Excel.
        book["LADO disposals"]["A6"] = "=1+1"
        book["LADO disposals"]["A6"].data_type = "s"

    before, places = two_years(tmp_path, then=type_as_text)
    begin_year(places, before)
    cell = workbook_of(places)["LADO disposals"]["A10"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_same_year_begun_twice_has_the_same_bytes(before, places):
    folder = begin_year(places, before)
    first = {path.name: path.read_bytes() for path in folder.rglob("*.*")}
    folder.rename(folder.with_name("first"))
    begin_year(places, before)
    assert {path.name: path.read_bytes() for path in folder.rglob("*.*")} == first


def test_last_years_words_are_marked_and_their_years_moved_on(begun):
    moved = "In 2031-32 there were {num}`lado.referrals[2030-31]` {reported}`more in 2030-31 <the report 2030-31>`.\n"
    assert (begun.narrative / "toy" / "words.md").read_text(encoding="utf-8") == f"% to be reviewed\n{moved}"
    assert '"over 5 in 2031-32",for a test' in begun.phrases.read_text(encoding="utf-8")


def test_what_a_year_has_of_its_own_is_kept(before, places):
    before.own_contents.write_text((before.root / "_toc.yml").read_text())
    before.own_chapters.mkdir()
    toy = (before.chapters / "toy.ipynb").rename(before.own_chapters / "toy.ipynb")
    begin_year(places, before)
    assert (places.own_chapters / "toy.ipynb").read_bytes() == toy.read_bytes() and places.own_contents.is_file()


def test_a_year_may_be_begun_from_an_earlier_one(before):
    places = Places(before.root, before.data, "2032-33")
    begin_year(places, before)
    assert values(places, "LADO referrals")[1:] == [
        ["2030-31", 80, 20],
        ["2031-32", None, None],
        ["2032-33", None, None],
    ]
    assert "In 2032-33 there were {num}`lado.referrals[2031-32]`" in (places.narrative / "toy" / "words.md").read_text()
    assert values(places, "Facts")[1][2] == "2032-33"


def test_the_command_says_what_to_do_next(before):
    code, out, err = run("new-year", NEXT, cwd=before.root)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{NEXT} is begun: data/{NEXT}",
        f"Fill in the blue cells of kscb-{NEXT}.xlsx and review the narrative.",
        f"Then run: kscb-book check {NEXT}",
    ]


def test_another_authority_begins_with_nothing_of_the_first(before, places):
    folder = begin_for_another(places, before, OTHER)
    assert values(places, "LADO disposals") == [["How it was dealt with", "Allegations"], [None, None]]
    assert values(places, "LADO referrals")[1:] == [[year, None, None] for year in ("2029-30", "2030-31", "2031-32")]
    assert (places.narrative / "toy" / "words.md").read_text() == "% to be reviewed\nStill to be written: *Words*.\n"
    assert places.phrases.read_text() == "phrase,reason\nLevel 3,for a test\n"
    texts = [cell.value for page in workbook_of(places) for row in page.iter_rows() for cell in row if cell.value]
    assert "Elsewhere Partnership" in texts and not [text for text in texts if "Anyborough" in str(text)]
    assert sorted(path.name for path in folder.iterdir()) == [f"kscb-{NEXT}.xlsx", "narrative", "phrases.csv"]
