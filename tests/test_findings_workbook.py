"""All that is open in a year stands in a workbook too, each row with a link to the cell or the file it is about."""

import io
from dataclasses import replace

import pytest
from drawing import YEAR, draw_book
from openpyxl import load_workbook

from kscb_book.desk.findings_workbook import MOST_ROWS, findings_path, findings_workbook, keep_findings
from kscb_book.desk.progress import Part, Progress, Turned
from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.claims import Untrue

BOOK = f"data/{YEAR}/kscb-{YEAR}.xlsx"
BLOCK = f"data/{YEAR}/narrative/toy/words.md"
CHAPTER = "chapters/toy.ipynb"
FILL = Finding(BOOK, "'LADO referrals'!B8", "2030-31, Referrals")
REVIEW = Finding(BLOCK, "line 1", "last year's words")
UNTRUE = Untrue("fell", ("a is 8", "b is 5"), "{claim}`rose <a > b>`", "the claim is not true")
FELL = Turned(BLOCK, 4, "{claim}`fell <a < b>`", UNTRUE)
ALL = Progress(
    (Part("LADO referrals", 5, 6),),
    (Part("toy", 0, 1),),
    to_fill=(FILL,),
    to_review=(REVIEW,),
    to_reword=(FELL.as_finding,),
    claims=(FELL,),
    findings=(Finding(CHAPTER, "", "the chapter fails"), Finding(BOOK, "Known issues", "mend the numbers")),
    errors=(Finding(BOOK, "Missing!D17", "these two disagree"),),
    questions=(Finding(BOOK, "Missing!D18", "is this right?"),),
)
NOTHING = Progress((Part("LADO referrals", 6, 6),), (Part("toy", 1, 1),))


@pytest.fixture
def places(tmp_path):
    root = draw_book(tmp_path / "book")
    return Places(root, root / "data", YEAR)


def sheets_of(progress, places, out=None):
    return load_workbook(io.BytesIO(findings_workbook(progress, places, out or places.root / "_build")))


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def link(cell):
    return (cell.hyperlink.target, cell.hyperlink.location) if cell.hyperlink else None


def test_what_is_to_do_what_was_found_and_claims_have_a_sheet_each(places):
    book = sheets_of(ALL, places)
    assert {sheet.title: rows_of(sheet) for sheet in book} == {
        "To do": [
            ["Kind", "File", "Place", "What it is"],
            ["Fill in", BOOK, "'LADO referrals'!B8", "2030-31, Referrals"],
            ["Review", BLOCK, "line 1", "last year's words"],
            ["Put right", BLOCK, "line 4", "the claim is not true"],
        ],
        "Findings": [
            ["Kind", "File", "Place", "What it is"],
            ["Finding", CHAPTER, "toy.ipynb", "the chapter fails"],
            ["Finding", BOOK, "Known issues", "mend the numbers"],
            ["Error", BOOK, "Missing!D17", "these two disagree"],
            ["Question", BOOK, "Missing!D18", "is this right?"],
        ],
        "Claims": [
            ["File", "Place", "What is written", "What the data say", "To paste instead"],
            [BLOCK, "line 4", "{claim}`fell <a < b>`", "a is 8, b is 5", "{claim}`rose <a > b>`"],
        ],
    }


def test_each_row_leads_to_its_cell_or_its_file(places):
    book = sheets_of(ALL, places)
    assert [link(row[2]) for row in book["To do"].iter_rows(min_row=2)] == [
        (f"../{BOOK}", "'LADO referrals'!B8"),
        (f"../{BLOCK}", None),
        (f"../{BLOCK}", None),
    ]
    assert [link(row[2]) for row in book["Findings"].iter_rows(min_row=2)] == [
        (f"../{CHAPTER}", None),
        (f"../{BOOK}", "'Known issues'!A1"),
        (f"../{BOOK}", "Missing!D17"),
        (f"../{BOOK}", "Missing!D18"),
    ]
    assert link(book["Claims"]["B2"]) == (f"../{BLOCK}", None)


def test_data_that_lie_elsewhere_are_named_by_the_way_to_them(places, tmp_path):
    elsewhere = tmp_path / "One Drive" / "data"
    elsewhere.parent.mkdir()
    (places.root / "data").rename(elsewhere)
    moved = replace(places, data=elsewhere)
    fill = replace(FILL, file=moved.shown(moved.workbook))
    row = sheets_of(replace(NOTHING, to_fill=(fill,)), moved)["To do"][2]
    assert row[1].value == f"../One Drive/{BOOK}"
    assert link(row[2]) == (f"../../One%20Drive/{BOOK}", "'LADO referrals'!B8")


def test_a_finding_in_no_file_has_no_link(places):
    row = sheets_of(replace(NOTHING, findings=(Finding("year", "", "no such year"),)), places)["Findings"][2]
    assert ([cell.value for cell in row], link(row[2])) == (["Finding", "year", "year", "no such year"], None)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://example.org")'])
def test_text_is_never_a_formula(places, text):
    claim = Turned(BLOCK, 4, text, Untrue("fell", (text,), text, text))
    found = Finding(BLOCK, text, text)
    book = sheets_of(replace(NOTHING, findings=(found,), claims=(claim,)), places)
    cells = [*book["Findings"][2][2:], *book["Claims"][2][2:]]
    assert {(cell.value, cell.data_type) for cell in cells} == {(text, "s")}


def test_what_no_workbook_can_hold_is_replaced(places):
    found = Finding(BLOCK, "line 1", "a\x00b\x1bc\ud800d\uffffe")
    assert sheets_of(replace(NOTHING, findings=(found,)), places)["Findings"]["D2"].value == "a�b�c�d�e"


def test_headings_stay_in_sight_with_a_filter_and_long_text_is_wrapped(places):
    for sheet in sheets_of(ALL, places):
        assert sheet.freeze_panes == "B2"
        assert [table.autoFilter.ref for table in sheet.tables.values()] == [sheet.dimensions]
        assert all(cell.alignment.wrap_text for cell in sheet[2])
        assert sheet.column_dimensions["A"].width >= 12


def test_a_sheet_with_nothing_says_so(places):
    claims = sheets_of(replace(ALL, claims=()), places)["Claims"]
    assert claims["A2"].value == "Nothing is open here." and not claims.tables


def test_more_than_excel_opens_with_links_are_counted(places):
    many = replace(NOTHING, questions=(FILL,) * (MOST_ROWS + 2))
    findings = sheets_of(many, places)["Findings"]
    assert findings.cell(MOST_ROWS + 1, 1).value == "Question" and findings.cell(MOST_ROWS + 2, 1).value is None
    assert findings.cell(MOST_ROWS + 3, 1).value == "... and 2 more."


def test_the_same_findings_give_the_same_bytes(places, tmp_path):
    other = draw_book(tmp_path / "another" / "book")
    one = findings_workbook(ALL, places, places.root / "_build")
    assert one == findings_workbook(ALL, Places(other, other / "data", YEAR), other / "_build")


def test_it_is_written_where_something_is_open_and_removed_where_nothing_is(places):
    out = places.root / "_build"
    path = findings_path(places, out)
    assert keep_findings(NOTHING, places, out) == "" and not out.exists()
    told = keep_findings(ALL, places, out)
    assert told == f"All of it, with links to the cells and files: _build/findings-{YEAR}.xlsx"
    assert path.read_bytes() == findings_workbook(ALL, places, out) and [each.name for each in out.iterdir()] == [
        path.name
    ]
    keep_findings(replace(ALL, claims=()), places, out)
    assert path.read_bytes() == findings_workbook(replace(ALL, claims=()), places, out)
    assert keep_findings(NOTHING, places, out) == "" and not path.exists()


@pytest.mark.parametrize("progress", [ALL, NOTHING], ids=["to write", "to remove"])
def test_one_that_cannot_be_replaced_is_told_and_left(places, progress):
    out = places.root / "_build"
    path = findings_path(places, out)
    path.mkdir(parents=True)
    told = f"_build/{path.name} could not be brought up to date; close it where it is open, and check again."
    assert keep_findings(progress, places, out) == told and path.is_dir()


def test_a_file_of_another_kind_in_its_place_is_left_alone(places):
    path = findings_path(places, places.root / "_build")
    path.parent.mkdir()
    path.write_text("my notes")
    assert "could not be brought up to date" in keep_findings(ALL, places, path.parent)
    assert "could not be brought up to date" in keep_findings(NOTHING, places, path.parent)
    assert path.read_text() == "my notes"


@pytest.mark.parametrize("internal", [False, True])
def test_where_numbers_are_hidden_its_first_sheet_says_that_it_is_internal(places, internal):
    hiding = replace(places, disclosure="Suppress", internal=internal)
    first, *others = sheets_of(ALL, hiding)
    assert (first.title, [each.title for each in others]) == ("Internal", ["To do", "Findings", "Claims"])
    assert rows_of(first)[0] == ["Internal: not to be published, nor to be sent on."]


def test_each_output_has_a_findings_workbook_of_its_own(places):
    outputs = [places, replace(places, disclosure="Suppress"), replace(places, internal=True)]
    names = [findings_path(each, places.root).name for each in outputs]
    assert names == [f"findings-{YEAR}.xlsx", f"findings-{YEAR}-suppressed.xlsx", f"findings-{YEAR}-internal.xlsx"]
