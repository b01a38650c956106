"""What does not agree is told beside a draft, stops a final report, and is accepted by pasting a row."""

import pytest
from drawing import FINAL, SOUND, YEAR, accepting, draw_book, draw_workbook
from test_cli import run

from kscb_book.findings import ExitCode, as_text
from kscb_book.places import Places
from kscb_book.press.reconciled import reconciled

WORKBOOK = f"data/{YEAR}/kscb-{YEAR}.xlsx"
SENTENCE = "Every referral has one outcome, so there are as many outcomes as referrals."
DISAGREES = (
    f"{SENTENCE} Outcomes, 2030-31, added up: 34 ('LADO outcomes'!D6 to D12, 7 cells). "
    "Referrals, 2030-31: 80 ('LADO referrals'!B8)."
)
ASKED = "A number that is last year's to the last digit may be the old one, carried forward."


@pytest.fixture
def root(tmp_path):
    return draw_book(tmp_path / "book")


def redrawn(root, **sheets):
    draw_workbook(root / WORKBOOK, **sheets)
    return reconciled(Places(root, root / "data", YEAR))


def test_a_draft_is_told_and_its_report_is_built(root):
    numbers = redrawn(root)
    assert numbers.findings == () and not numbers.final
    assert DISAGREES in numbers.told and numbers.told.startswith(WORKBOOK)
    assert numbers.told.endswith("add the reason, your name and the date.")


def test_a_final_report_is_stopped(root):
    numbers = redrawn(root, Report=FINAL)
    *errors, hint = numbers.findings
    assert DISAGREES in [error.message for error in errors] and all(error.file == WORKBOOK for error in errors)
    assert (hint.place, hint.message.partition(":")[0]) == ("Known issues", "mend the numbers, or accept what is known")
    code, out, err = run("check", YEAR, cwd=root)
    assert (code, out) == (ExitCode.FINDINGS_OPEN, "") and DISAGREES in err
    code, out, err = run("build", YEAR, cwd=root)
    assert code == ExitCode.FINDINGS_OPEN and DISAGREES in err and not (root / "_build" / YEAR).exists()


def test_questions_are_asked_of_a_final_report_and_do_not_stop_it(root):
    same = SOUND["LADO referrals"].replace("| 50 ", "| 80 ")
    rows = redrawn(root, LADO_referrals=same).rows
    errors = [row for row in rows if not row.startswith("Equal to last year's")]
    numbers = redrawn(root, LADO_referrals=same, Report=FINAL, Known_issues=accepting(errors))
    assert numbers.findings == numbers.errors == ()
    assert [finding.message for finding in numbers.questions if "Referrals" in finding.message] == [
        f"{ASKED} Referrals, 2030-31: 80 ('LADO referrals'!B8). Referrals, 2029-30: 80 ('LADO referrals'!B7)."
    ]
    assert "Errors stop" not in numbers.told
    silenced = redrawn(root, LADO_referrals=same, Report=FINAL, Known_issues=accepting(rows))
    assert silenced.questions == () and silenced.told == ""


def test_the_rows_that_check_writes_accept_everything(root):
    rows = redrawn(root).rows
    assert "Outcomes and referrals\tReferrals, 2030-31\t34\t80" in rows
    assert run("check", YEAR, "--rows", cwd=root) == (0, "\n".join(rows) + "\n", "")
    numbers = redrawn(root, Report=FINAL, Known_issues=accepting(rows))
    assert (as_text(numbers.findings), numbers.told, numbers.rows, numbers.known) == ("", "", (), len(rows))
    code, out, err = run("check", YEAR, cwd=root)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith(f"{len(rows)} known issues, nothing to report.")
    assert run("check", YEAR, "--rows", cwd=root) == (0, "", "")


def test_a_row_that_fits_no_more_stops_a_draft_too(root):
    rows = redrawn(root).rows
    mended = SOUND["LADO referrals"].replace("| 50 ", "| 31 ").replace("| 80 ", "| 34 ")
    numbers = redrawn(root, Known_issues=accepting(rows), LADO_referrals=mended)
    assert "the numbers of 'Referrals, 2030-31' agree now; delete the row" in as_text(numbers.findings)
    assert run("check", YEAR, cwd=root)[0] == ExitCode.FINDINGS_OPEN


def test_the_real_year_has_its_known_issues_and_no_other(real):
    numbers = reconciled(real)
    assert (numbers.findings, numbers.told, numbers.known) == ((), "", 19)
