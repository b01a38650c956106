"""Numbers of earlier years are held against the edition that was published of them."""

import pytest
from beginning import NEXT, fill_in, two_years
from drawing import YEAR, draw_workbook, typed
from test_cli import run

from kscb_book.desk.comparators import comparator_findings
from kscb_book.desk.new_year import begin_year
from kscb_book.places import Places

ASKED = "was it revised? Then set the status above the table to Revised"


@pytest.fixture
def places(tmp_path) -> Places:
    before, places = two_years(tmp_path, then=typed("Report", B14="Final"))
    begin_year(places, before)
    return places


def told(places) -> list[tuple[str, str]]:
    return [(each.place, each.message) for each in comparator_findings(places)]


def test_numbers_taken_over_give_no_question(places):
    fill_in(places)
    assert told(places) == []


def test_another_number_is_asked_about(places):
    fill_in(places, LADO_referrals={"B11": 81})
    message = f"Referrals, 2030-31: is 81 here, and 80 in last year's edition ('LADO referrals'!B8); {ASKED}"
    assert told(places) == [("'LADO referrals'!B11", message)]


def test_a_symbol_where_a_number_was_is_asked_about(places):
    fill_in(places, LADO_outcomes={"C11": "[x]"})
    message = f"Outcomes: Unfounded, 2030-31: is [x] here, and 3 in last year's edition ('LADO outcomes'!D7); {ASKED}"
    assert told(places) == [("'LADO outcomes'!C11", message)]


def test_a_number_that_was_not_known_may_be_known_now(tmp_path):
    not_known = typed("LADO referrals", B8="[x]")
    before, places = two_years(tmp_path, then=lambda book: (typed("Report", B14="Final")(book), not_known(book)))
    begin_year(places, before)
    fill_in(places, LADO_referrals={"B11": 81})
    assert told(places) == []


def test_a_number_marked_as_revised_may_differ(places):
    fill_in(places, LADO_referrals={"B11": 81, "B5": "Revised"})
    assert told(places) == []


def test_a_number_of_the_year_itself_is_not_compared(places):
    fill_in(places, LADO_referrals={"B12": 999})
    assert told(places) == []


def test_a_draft_of_last_year_is_no_edition(tmp_path):
    before, places = two_years(tmp_path)
    begin_year(places, before)
    fill_in(places, LADO_referrals={"B11": 81})
    assert told(places) == []


def test_a_year_without_one_before_has_nothing_to_compare(tmp_path):
    before, _ = two_years(tmp_path)
    assert told(before) == []


def test_a_workbook_of_last_year_that_cannot_be_read_is_told(places):
    fill_in(places)
    draw_workbook(places.data / YEAR / f"kscb-{YEAR}.xlsx", then=typed("Report", B14="Final"), Missing=None)
    message = "cannot be read, so no comparator was held against it: sheet not found"
    assert told(places) == [("Missing", message)]


def test_check_asks_and_does_not_refuse(places):
    fill_in(places, LADO_referrals={"B11": 81})
    words = places.narrative / "toy" / "words.md"
    words.write_text("There were {num}`lado.referrals` referrals.\n")
    code, out, err = run("check", NEXT, cwd=places.root)
    assert (code, err) == (0, "") and "Referrals, 2030-31: is 81 here" in out
