"""The numbers that the source prints, keyed by someone who did not key the workbook, against the register."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import REFERENCE_YEAR

from kscb_book.meaning.printing import round_half_up
from kscb_book.press.check import check

KEYED = Path(__file__).with_name("published_2016_17.csv")

# Figures that the book prints and the source does not, each with its reason.
NOT_IN_THE_SOURCE = {
    "borough.schools_total[2016-17]": "worked out, to show that the kinds do not add up to the number stated",
    "child_deaths.by_cause_total[2016-17]": "worked out, to show that the causes add up to all deaths",
    "case_reviews.children_total[2016-17]": "worked out, to show that the reviews add up to the children stated",
    "case_reviews.recommendations_total[2016-17]": "worked out; the source gives those of each review alone",
    "training.online_completed_share[2016-17]": "worked out; the source gives the two numbers alone",
    "lado.no_further_action_share[2014-15]": "worked out; the source gives the share of 2016-17 alone",
    "lado.no_further_action_share[2015-16]": "worked out; the source gives the share of 2016-17 alone",
    "lado.outcomes_recorded[2016-17]": "worked out, to show that outcomes do not add up to referrals",
    "missing.looked_after_share[2016-17]": "worked out; the source calls it a small proportion",
    "missing.looked_after_episodes_share[2016-17]": "worked out; the source calls it a small proportion",
    "plans.by_category_total[2016-17]": "worked out, to show that the categories add up to all plans",
    "plans.at_month_end[Mar 2016-17]": "the end of March is 31 March, for which the source gives the number",
    "looked_after.at_month_end[Mar 2016-17]": "the end of March is 31 March, for which the source gives the number",
    "finance.expenditure_changes_total[2016-17]": "worked out, to show that it is not the change stated",
    **{
        f"plans.emotional_abuse_{limit}[2014-15]": "worked out from the months that the source gives"
        for limit in ("lower_limit", "centre", "upper_limit")
    },
    **{
        f"official.{each}": "from official statistics, as the sheet Official figures says"
        for each in (
            *("children[2016-17]", "plans[2016-17]", "plan_rate[2014-15]"),
            *("repeat_plans[2016-17]", "repeat_share[2016-17]", "referrals[2016-17]"),
        )
    },
    **{
        f"{measure}[neighbours_{place}, 2016-17]": "from official statistics, as the sheet Neighbours range says"
        for measure in ("plans.rate", "plans.repeat_share")
        for place in ("lowest", "median", "mean", "highest", "other_list")
    },
}


@pytest.fixture(scope="module")
def register(real):
    return check(real).register


@pytest.fixture(scope="module")
def keyed():
    with KEYED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agrees(printed: str, keyed: str) -> bool:
    """Whether the book prints what the source does, or more exactly: 13.0% where the source's prose says 13%."""
    if printed == keyed:
        return True
    ours, theirs = (re.fullmatch(r"(\D*)([\d,]+(?:\.(\d+))?)(\D*)", text) for text in (printed, keyed))
    if not (ours and theirs) or (ours[1], ours[4]) != (theirs[1], theirs[4]):
        return False
    fewer = len(theirs[3] or "")
    rounded = round_half_up(Decimal(ours[2].replace(",", "")), fewer)
    return len(ours[3] or "") > fewer and rounded == Decimal(theirs[2].replace(",", ""))


def test_every_number_of_the_source_is_in_the_book_as_printed(register, keyed):
    printed = {figure.id: figure.printed for figure in register}
    wrong = [row for row in keyed if not agrees(printed.get(row["id"], ""), row["printed"])]
    assert [(row["id"], row["line"], row["printed"], printed.get(row["id"])) for row in wrong] == []


def test_every_number_of_the_book_is_in_the_source_or_says_why_not(register, keyed):
    known = {row["id"] for row in keyed} | set(NOT_IN_THE_SOURCE)
    lost = "[x]"  # what stood in a chart whose values are lost
    assert [figure.id for figure in register if figure.id not in known and figure.printed != lost] == []
    assert {figure.id for figure in register} >= set(NOT_IN_THE_SOURCE)


def test_the_keyed_numbers_cover_each_section_that_prints_any(keyed):
    assert Counter(row["section"] for row in keyed) == {
        **{"1": 1, "3": 35, "5": 25, "6": 119, "7": 1, "8": 10, "9": 15, "10": 4},
        **{"11": 36, "12": 54, "13": 6, "15": 3, "A": 3, "B": 11},
    }
    assert REFERENCE_YEAR == "2016-17" and all(row["line"].isdigit() for row in keyed)
