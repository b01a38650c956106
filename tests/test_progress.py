"""Check is the analyst's companion: it says how far a year has come, and ends well while a draft is being written."""

import pytest
from drawing import FINAL, SOUND, TOY, YEAR, draw_book
from openpyxl import load_workbook
from test_cli import run

from kscb_book.desk.progress import Part, progress_of
from kscb_book.findings import ExitCode, Finding
from kscb_book.places import Places
from kscb_book.press.check import check

BOOK = f"data/{YEAR}/kscb-{YEAR}.xlsx"
BLOCK = f"data/{YEAR}/narrative/toy/words.md"
HALF = {
    "LADO_referrals": SOUND["LADO referrals"].replace("| 80        | 20 ", "|           |    "),
    "LADO_disposals": "| How it was dealt with | Allegations |\n| Resigned | |\n| Retired | 4 |",
}
FELL = "Referrals: {num}`lado.referrals`. They {claim}`fell <lado.referrals < lado.referrals[2029-30]>`.\n"
FELL += "{num}`lado.referals`\n"
ROSE = "{claim}`rose <lado.referrals > lado.referrals[2029-30]>`"


def progress(root):
    places = Places(root, root / "data", YEAR)
    return progress_of(places, check(places))


def test_sheets_are_counted_by_their_cells_in_the_order_of_the_workbook(tmp_path):
    found = progress(draw_book(tmp_path / "book", **HALF))
    assert [each for each in found.sheets if not each.is_done] == [
        Part("LADO referrals", 4, 6),
        Part("LADO disposals", 1, 2),
    ]
    assert found.to_fill == (
        Finding(BOOK, "'LADO referrals'!B8", "2030-31, Referrals"),
        Finding(BOOK, "'LADO referrals'!C8", "2030-31, No further action"),
        Finding(BOOK, "'LADO disposals'!B6", "Resigned, Allegations"),
    )


def test_sheets_that_are_not_full_come_in_the_order_of_the_workbook_as_it_was_arranged(tmp_path):
    root = draw_book(tmp_path / "book", then=lambda book: book.move_sheet("LADO disposals", -3), **HALF)
    assert [each.name for each in progress(root).sheets[:2]] == ["LADO disposals", "LADO referrals"]


def test_chapters_are_counted_by_their_blocks(tmp_path):
    found = progress(draw_book(tmp_path / "book", words="% to be reviewed\nSome words.\n"))
    assert found.chapters == (Part("toy", 0, 1),)
    assert [(each.file, each.place) for each in found.to_review] == [(BLOCK, "line 1")]


def test_a_claim_that_turned_is_found_with_the_role_to_paste(tmp_path):
    found = progress(draw_book(tmp_path / "book", words=f"% to be reviewed\n{FELL}"))
    (claim,) = found.turned
    assert (claim.file, claim.line, claim.untrue.paste) == (BLOCK, 2, ROSE)
    assert claim.written == "{claim}`fell <lado.referrals < lado.referrals[2029-30]>`"
    assert claim.untrue.data == ("lado.referrals[2030-31] is 80", "lado.referrals[2029-30] is 50")
    assert [each.place for each in found.other_words] == ["line 3"]


@pytest.mark.parametrize("words", ["{claim}`fell`", "{claim}`fell <nothing < lado.referrals>`", f"They {ROSE}."])
def test_a_claim_that_holds_or_cannot_be_tested_is_not_one_that_turned(tmp_path, words):
    assert progress(draw_book(tmp_path / "book", words=f"% to be reviewed\n{words}\n")).claims == ()


def test_a_claim_over_a_cell_that_is_still_empty_is_not_one_that_turned(tmp_path):
    found = progress(draw_book(tmp_path / "book", words=f"% to be reviewed\n{FELL}", **HALF))
    assert found.claims == () and found.other_words == found.to_reword != ()


def test_a_sound_year_is_open_only_in_its_questions(tmp_path):
    found = progress(draw_book(tmp_path / "book"))
    assert found.to_do == found.findings == () and found.is_open == bool(found.errors or found.questions)


def test_a_draft_with_things_to_do_ends_well_and_tells_them(tmp_path):
    root = draw_book(tmp_path / "book", words=f"% to be reviewed\n{FELL}", LADO_disposals=HALF["LADO_disposals"])
    code, out, err = run("check", YEAR, cwd=root)
    assert (code, err) == (ExitCode.DONE, "")
    assert out.startswith(f"{YEAR}: 2 chapters, ") and out.splitlines()[0].endswith(", see below.")
    assert "  LADO disposals  [#########.........]  1 of 2 cells\n" in out
    assert "  toy             [..................]  0 of 1 block\n" in out
    assert f"  {BLOCK}:2\n    'fell': lado.referrals[2030-31] is 80, " in out and f"\n    {ROSE}\n" in out
    assert out.endswith(f"All of it, with links to the cells and files: _build/findings-{YEAR}.xlsx\n")
    to_do = load_workbook(root / "_build" / f"findings-{YEAR}.xlsx")["To do"]
    assert [row[0] for row in to_do.iter_rows(min_row=2, values_only=True)] == ["Fill in", "Review", *["Put right"] * 2]


def test_findings_are_told_before_what_is_to_do_and_end_with_their_code(tmp_path):
    root = draw_book(tmp_path / "book", words=FELL, LADO_disposals=HALF["LADO_disposals"])
    code, out, err = run("check", YEAR, cwd=root)
    assert code == ExitCode.FINDINGS_OPEN and err.startswith(f"{BLOCK}: 2 findings\n")
    assert err.endswith(f"links to the cells and files: _build/findings-{YEAR}.xlsx\n")
    assert out.startswith(f"Still to do for {YEAR}: ") and "Claims" not in out
    claims = load_workbook(root / "_build" / f"findings-{YEAR}.xlsx")["Claims"]
    assert claims["E2"].value == ROSE


def test_a_final_report_with_words_to_be_reviewed_ends_with_findings(tmp_path):
    root = draw_book(tmp_path / "book", words="% to be reviewed\nSome words.\n", Report=FINAL)
    code, out, _ = run("check", YEAR, cwd=root)
    assert code == ExitCode.FINDINGS_OPEN and "  toy  [..................]  0 of 1 block\n" in out


def test_the_findings_workbook_can_stand_elsewhere(tmp_path):
    root = draw_book(tmp_path / "book", words=FELL)
    run("check", YEAR, "--out", tmp_path / "out", cwd=root)
    assert [each.name for each in (tmp_path / "out").iterdir()] == [f"findings-{YEAR}.xlsx"]
    assert not (root / "_build").exists()


def test_a_chapter_that_fails_hides_nothing_of_what_is_to_do(tmp_path):
    broken = [*TOY[:3], TOY[3] | {"source": "publish(nothing)"}, *TOY[4:]]
    root = draw_book(tmp_path / "book", toy=broken, words=f"% to be reviewed\n{FELL}", **HALF)
    code, out, err = run("check", YEAR, cwd=root)
    assert code == ExitCode.FINDINGS_OPEN and "chapters/toy.ipynb: " in err
    assert "LADO referrals  [" in out and "0 of 1 block" in out
