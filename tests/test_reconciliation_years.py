"""Rules on numbers of the wrong year, and on those that official statistics contradict."""

import pytest
from figure_drawing import rule, told

STALE = rule("stale", measure="stock.snapshot", restated="stock.plans")
LATEST = rule("latest", measure="stock.snapshot", restated="stock.plans")
OFFICIAL = rule("official", measure="count.referrals", official="count.published")
YEARS = "stock.plans[2029-30] 208\nstock.plans[2030-31] 220\n"

# rule; sound figures; the line that is planted instead of another; what is said
CASES = {
    "last year's number under this year's label": (
        STALE,
        f"{YEARS}stock.snapshot[2030-31] 220",
        ("stock.snapshot[2030-31] 220", "stock.snapshot[2030-31] 208"),
        ["Snapshot, 2030-31: Snapshot, 2030-31 208 | Plans, 2029-30 208"],
    ),
    "last year's number where this year's is not known": (
        STALE,
        "stock.plans[2029-30] 208\nstock.snapshot[2030-31] 220",
        ("stock.snapshot[2030-31] 220", "stock.snapshot[2030-31] 208"),
        ["Snapshot, 2030-31: Snapshot, 2030-31 208 | Plans, 2029-30 208"],
    ),
    "last year's number of one category": (
        STALE,
        "stock.plans[girls, 2029-30] 90\nstock.plans[boys, 2029-30] 95\nstock.snapshot[girls, 2030-31] 95",
        ("stock.snapshot[girls, 2030-31] 95", "stock.snapshot[girls, 2030-31] 90"),
        ["Snapshot: Girls, 2030-31: Snapshot: Girls, 2030-31 90 | Plans: Girls, 2029-30 90"],
    ),
    "a number of a year before the latest": (
        LATEST,
        f"{YEARS}stock.snapshot[2029-30] 208\nstock.snapshot[2030-31] 220",
        ("\nstock.snapshot[2030-31] 220", ""),
        ["Snapshot, 2029-30: Snapshot, 2029-30 208 | Plans, 2030-31 220"],
    ),
    "an official number that is another": (
        OFFICIAL,
        "count.referrals[2030-31] 2471\ncount.published[2030-31] 2490",
        ("count.referrals[2030-31] 2471", "count.referrals[2030-31] 3259"),
        ["Referrals, 2030-31: Referrals, 2030-31 3,259 | Published, 2030-31 2,490"],
    ),
}


@pytest.mark.parametrize(("made", "sound", "planted", "expected"), CASES.values(), ids=CASES)
def test_a_rule_catches_a_planted_fault_and_is_silent_on_a_sound_sheet(made, sound, planted, expected):
    assert told(sound, made) == []
    faulty = sound.replace(*planted)
    assert faulty != sound and told(faulty, made) == expected


@pytest.mark.parametrize(("made", "sound", "planted", "expected"), CASES.values(), ids=CASES)
def test_what_is_not_known_is_not_compared(made, sound, planted, expected):
    lines = sound.replace(*planted).splitlines()
    for line in lines:
        unknown = [each if each != line else f"{each.rsplit(maxsplit=1)[0]} [x]" for each in lines]
        assert set(told("\n".join(unknown), made)) <= set(expected)
    assert told("\n".join(f"{line.rsplit(maxsplit=1)[0]} [c]" for line in lines), made) == []


def test_a_number_that_did_not_change_from_last_year_is_not_stale():
    same = YEARS.replace("220", "208")
    assert told(f"{same}stock.snapshot[2030-31] 208", STALE) == []


def test_a_month_is_no_later_than_the_year_before_it():
    assert told(f"{YEARS.replace('2030-31', 'Apr 2030-31')}stock.snapshot[2029-30] 208", LATEST) == []


@pytest.mark.parametrize(("published", "conflicts"), [("220", False), ("218", False), ("217", True), ("[x]", False)])
def test_provisional_and_final_figures_may_differ_slightly(published, conflicts):
    drawing = f"count.referrals[2030-31] 220\ncount.published[2030-31] {published}"
    assert len(told(drawing, OFFICIAL)) == conflicts
