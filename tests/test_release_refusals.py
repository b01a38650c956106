"""What speaks against a release is told at once, and nothing is written."""

import pytest
from drawing import YEAR, draw_book
from release_book import EDITION_2, FIRST, final_book, untold
from test_cli import run

from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import BookError, ExitCode, FindingsOpen, InputRefused
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.releases.index import Line, write_index
from kscb_book.releases.layout import Name
from kscb_book.releases.readiness import Reasons, check_next, check_ready
from kscb_book.releases.release import release
from kscb_book.review.signoffs import SignOff, content_of


def refusal(places: Places, releases, reasons: Reasons = FIRST) -> str:
    with pytest.raises(BookError) as refused:
        release(places, releases, reasons, untold)
    assert not list(releases.glob("*/*"))
    return str(refused.value)


def test_a_draft_is_not_released(tmp_path):
    root = draw_book(tmp_path / "book")
    told = refusal(Places(root, root / "data", YEAR), tmp_path / "releases")
    assert "Report  the status of the report is Draft; only a final one is released" in told
    assert "requirements.txt: 1 finding\n  is missing; without it nobody could make the edition again" in told


def test_a_claim_that_fails_stops_a_release(tmp_path):
    words = "Referrals {claim}`fell <lado.referrals < lado.referrals[2029-30]>` to {num}`lado.referrals`.\n"
    told = refusal(final_book(tmp_path / "book", words=words), tmp_path / "releases")
    assert "the claim 'fell' is not true: lado.referrals[2030-31] is 80, lado.referrals[2029-30] is 50" in told


def test_what_nobody_signed_stops_a_release_that_gives_no_reason(tmp_path):
    told = refusal(final_book(tmp_path / "book"), tmp_path / "releases", Reasons())
    assert "none of 1 sentence, 1 table, 1 chart is signed" in told
    assert "give the reason with --unsigned-because" in told


def test_what_is_signed_needs_no_reason(tmp_path):
    places = final_book(tmp_path / "book")
    checked = check(places)
    signed = [SignOff(item.name, "B", "2031-05-01", "", item.fingerprint, item.text, "") for item in checked.items]
    places.review.write_bytes(content_of(signed))
    check_ready(places, check(places), open_workbook(places).report, Reasons())


def test_packages_of_other_versions_than_the_pinned_ones_stop_a_release(tmp_path):
    places = final_book(tmp_path / "book")
    (places.root / "requirements.txt").write_text("pytest==0.0.1\n")
    told = refusal(places, tmp_path / "releases")
    assert "and 0.0.1 is pinned; run make setup, then release again" in told


def lines(*numbers: int) -> list[Line]:
    return [Line(YEAR, str(number), "Final", "As published", *[""] * 6) for number in numbers]


NUMBERS = {
    "a correction without a reason": (2, Reasons(), "edition 2 follows another; say what was corrected and why"),
    "a number left out": (3, Reasons(because="why"), "the last released edition is 1, so this one is 2 and not 3"),
}


@pytest.mark.parametrize(("number", "reasons", "message"), NUMBERS.values(), ids=NUMBERS)
def test_editions_follow_each_other_and_say_why(real, number, reasons, message):
    with pytest.raises(FindingsOpen, match=message):
        check_next(Name(YEAR, number), lines(1), real, reasons)


def test_the_first_edition_may_have_any_number_and_another_year_counts_by_itself(real):
    check_next(Name("2031-32", 2), lines(1), real, Reasons())


def test_a_folder_among_the_data_or_a_file_is_no_place_for_releases(tmp_path):
    places = final_book(tmp_path / "book")
    (tmp_path / "file").write_text("")
    for folder, message in (
        (places.data / "releases", "lies among the data"),
        (tmp_path / "file", "a file lies where"),
    ):
        with pytest.raises(InputRefused, match=message):
            release(places, folder, FIRST, untold)


def test_a_list_of_editions_that_is_spoilt_stops_a_release(tmp_path):
    (tmp_path / "releases").mkdir()
    write_index(lines(1), tmp_path / "releases")
    (tmp_path / "releases" / "index.csv").write_text("spoilt")
    told = refusal(final_book(tmp_path / "book", Report=EDITION_2), tmp_path / "releases")
    assert "is not the list of released editions; put back the one that was committed last" in told


def test_the_commands_tell_their_refusals_in_words_and_by_their_codes(tmp_path):
    root = draw_book(tmp_path / "book")
    code, _, told = run("release", YEAR, cwd=root)
    assert code == ExitCode.FINDINGS_OPEN and "only a final one is released" in told
    code, _, told = run("publish", tmp_path / "site", cwd=root)
    assert code == ExitCode.INPUT_REFUSED and "no edition is released yet" in told
    code, _, told = run("verify", root, cwd=root)
    assert code == ExitCode.INPUT_REFUSED and "is no release; name a folder such as releases/2016-17/v1" in told
