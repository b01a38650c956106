"""How far a year has come is told in lines of 80 columns, the sheets and chapters that are done left out."""

import pytest

from kscb_book.desk.progress import Part, Progress, Turned
from kscb_book.desk.progress_words import WIDTH, told_progress
from kscb_book.findings import Finding
from kscb_book.press.claims import Untrue

BOOK = "data/2030-31/kscb-2030-31.xlsx"
BLOCK = "data/2030-31/narrative/toy/words.md"
EMPTY = Finding(BOOK, "'LADO referrals'!B8", "2030-31, Referrals")
UNREVIEWED = Finding(BLOCK, "line 1", "last year's words")
PARTS = (Part("LADO referrals", 4, 6), Part("LADO outcomes", 21, 21)), (Part("toy", 0, 1), Part("11-lado", 3, 4))
FELL = Turned(
    BLOCK,
    4,
    "{claim}`fell <lado.referrals < lado.referrals[2029-30]>`",
    Untrue(
        "fell",
        ("lado.referrals[2030-31] is 80", "lado.referrals[2029-30] is 50"),
        "{claim}`rose <lado.referrals > lado.referrals[2029-30]>`",
        "the claim 'fell' is not true",
    ),
)


def progress(*turned, **changed):
    found = {"to_fill": (EMPTY,), "to_review": (UNREVIEWED,), "to_reword": tuple(each.as_finding for each in turned)}
    return Progress(*PARTS, claims=turned, **found | changed)


def test_each_sheet_and_chapter_that_is_not_done_has_a_line_in_the_order_of_the_workbook():
    assert told_progress(progress(), "2030-31").splitlines() == [
        "Still to do for 2030-31: 25 of 27 cells filled in, 3 of 5 blocks reviewed.",
        "Sheets to fill in:",
        "  LADO referrals  [############......]  4 of 6 cells",
        "Chapters to review:",
        "  toy             [..................]  0 of 1 block",
        "  11-lado         [#############.....]  3 of 4 blocks",
    ]


def test_where_all_is_done_nothing_is_told():
    done = Progress((Part("LADO referrals", 6, 6),), (Part("toy", 1, 1),), findings=(EMPTY,), questions=(EMPTY,))
    assert told_progress(done, "2030-31") == ""


def test_a_claim_that_turned_has_its_line_what_the_data_say_and_the_role_to_paste():
    told = told_progress(progress(FELL), "2030-31").splitlines()
    start = told.index("Claims that no longer hold, in blocks not yet reviewed: 1")
    assert told[start + 1 :] == [
        f"  {BLOCK}:4",
        "    'fell': lado.referrals[2030-31] is 80, lado.referrals[2029-30] is 50",
        "    {claim}`rose <lado.referrals > lado.referrals[2029-30]>`",
    ]


def test_a_claim_without_words_to_paste_says_so():
    lone = Turned(BLOCK, 4, "{claim}`most <...>`", Untrue("most", ("a is 8",), "", "the claim 'most' is not true"))
    assert "    no words to paste; write what the data say, or delete these" in told_progress(progress(lone), "2030-31")


def test_of_many_claims_the_first_ten_are_told():
    many = [Turned(BLOCK, line, "", Untrue("fell", (), "", f"the claim of line {line}")) for line in range(1, 13)]
    told = told_progress(progress(*many), "2030-31")
    assert f"{BLOCK}:10\n" in told and f"{BLOCK}:11" not in told and told.endswith("  ... and 2 more")


def test_of_what_the_data_say_the_first_three_figures_are_told():
    months = tuple(f"a[{month}] is 8" for month in ("Apr", "May", "Jun", "Jul", "Aug"))
    told = told_progress(progress(Turned(BLOCK, 4, "", Untrue("rose", months, "", "not true"))), "2030-31")
    assert "    'rose': a[Apr] is 8, a[May] is 8, a[Jun] is 8, and 2 more\n" in told


def test_other_words_are_counted_and_a_claim_is_not_counted_twice():
    typo = Finding(BLOCK, "line 5", "no figure 'lado.referals' is published")
    told = told_progress(progress(FELL, to_reword=(FELL.as_finding, typo)), "2030-31")
    assert told.endswith("Other words to put right while reviewing: 1")


def test_a_claim_of_a_reviewed_block_is_a_finding_and_not_told_again():
    told = told_progress(progress(FELL, to_reword=(), findings=(FELL.as_finding,)), "2030-31")
    assert "Claims" not in told


@pytest.mark.parametrize("name", ["A", "A sheet of thirty-one letters xx", "appendix-a-" + "training-" * 9])
def test_no_line_of_a_sheet_or_chapter_is_wider_than_the_terminal(name):
    parts = (Part(name, 1_234, 99_999),), (Part(name, 1_234, 99_999),)
    told = told_progress(Progress(*parts, to_fill=(EMPTY,)), "2030-31")
    assert max(len(line) for line in told.splitlines()) <= WIDTH
