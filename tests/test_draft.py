"""A draft is read while it is half filled in; what is not yet there is counted, and never guessed."""

import pytest
from drawing import FINAL, SOUND, YEAR, as_table, draw_book, draw_workbook

from kscb_book.findings import Finding, InputRefused, as_text
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.source.symbols import Symbol
from kscb_book.source.workbook import read_workbook

HALF = {
    "LADO_referrals": SOUND["LADO referrals"].replace("| 80        | 20 ", "|           |    "),
    "LADO_disposals": "| How it was dealt with | Allegations |\n| Resigned | |\n| Retired | 4 |",
}
BLOCK = f"data/{YEAR}/narrative/toy/words.md"
UNTRUE = "Referrals {claim}`fell <lado.referrals < lado.referrals[2029-30]>` to {num}`lado.referrals`.\n"
WRONG = (
    "the claim 'fell' is not true: lado.referrals[2030-31] is 80, lado.referrals[2029-30] is 50; "
    "write instead {claim}`rose <lado.referrals > lado.referrals[2029-30]>`"
)


def read(path, **sheets):
    return read_workbook(draw_workbook(path / "year.xlsx", **sheets), YEAR, "year.xlsx")


def test_an_empty_cell_of_a_draft_is_not_available_and_is_still_to_fill(tmp_path):
    workbook = read(tmp_path, **HALF)
    referrals = workbook.sheets["LADO referrals"].frame
    assert referrals.at[8, "Referrals"] == referrals.at[8, "No further action"] == Symbol("x")
    assert [(cell.address, cell.row, cell.column) for cell in workbook.to_fill] == [
        ("'LADO referrals'!B8", "2030-31", "Referrals"),
        ("'LADO referrals'!C8", "2030-31", "No further action"),
        ("'LADO disposals'!B6", "Resigned", "Allegations"),
    ]


def test_an_empty_cell_of_a_final_report_is_a_fault(tmp_path):
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, Report=FINAL, **HALF)
    assert as_text(refused.value.findings).splitlines() == [
        "year.xlsx: 3 findings",
        "  'LADO referrals'!B8  2030-31, Referrals: "
        "is empty; expected a whole number, or [x] where it is not available",
        "  'LADO referrals'!C8  2030-31, No further action: "
        "is empty; expected a whole number, or [x] where it is not available",
        "  'LADO disposals'!B6  Resigned, Allegations: "
        "is empty; expected a whole number, or [x] where it is not available",
    ]


def test_a_symbol_that_was_typed_is_not_still_to_fill(tmp_path):
    assert read(tmp_path, LADO_referrals=SOUND["LADO referrals"].replace("| 80 ", "| [x]")).to_fill == ()


def test_a_row_that_a_draft_leaves_blank_is_still_to_fill_and_no_row(tmp_path):
    workbook = read(tmp_path, then=as_table("LADO disposals", "A5:B8"))
    assert [(cell.address, cell.row) for cell in workbook.to_fill] == [("'LADO disposals'!A8", "")]
    assert list(workbook.sheets["LADO disposals"].frame.index) == [6, 7]


def test_an_item_of_the_report_is_never_empty(tmp_path):
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, Report=SOUND["Report"].replace("| Anyborough          |", "|  |"))
    assert "Report!B6  Local authority: is empty" in as_text(refused.value.findings)


def test_a_sound_year_has_nothing_to_fill_and_nothing_to_do(tmp_path):
    root = draw_book(tmp_path / "book")
    assert check(Places(root, root / "data", YEAR)).todo == read(tmp_path).to_fill == ()


def checked(root):
    return check(Places(root, root / "data", YEAR))


def test_what_is_wrong_with_words_to_be_reviewed_is_to_do_in_a_draft(tmp_path):
    result = checked(draw_book(tmp_path / "book", words=f"% to be reviewed\n{UNTRUE}"))
    assert (result.findings, result.todo) == ((), (Finding(BLOCK, "line 2", WRONG),))


@pytest.mark.parametrize("mark", ["", "\n% to be reviewed\n", "% To be reviewed\n", "% to be reviewed soon\n"])
def test_what_is_wrong_with_all_other_words_is_an_error(tmp_path, mark):
    result = checked(draw_book(tmp_path / "book", words=mark + UNTRUE))
    assert result.todo == () and Finding(BLOCK, f"line {mark.count(chr(10)) + 1}", WRONG) in result.findings


def test_what_is_not_safe_is_an_error_also_in_words_to_be_reviewed(tmp_path):
    result = checked(draw_book(tmp_path / "book", words="% to be reviewed\n<b>Words</b>\n"))
    assert [each.place for each in result.findings] == ["line 2"] and "raw HTML" in result.findings[0].message


def test_a_final_report_has_no_words_to_be_reviewed(tmp_path):
    root = draw_book(tmp_path / "book", words="% to be reviewed\nSome words.\n", Report=FINAL)
    assert [(each.file, each.place, each.message) for each in checked(root).findings if each.file == BLOCK] == [
        (
            BLOCK,
            "line 1",
            "the block is still to be reviewed, and the report is final; "
            "read it against the data, then delete this line",
        )
    ]


def test_a_block_of_nothing_but_the_mark_is_empty(tmp_path):
    result = checked(draw_book(tmp_path / "book", words="% to be reviewed\n"))
    assert [each.message for each in result.findings] == ["the block is empty"]
