"""The words that a claim may use, and the form of condition that each needs."""

import pytest
from narrative_blocks import block_of, figure_of

from kscb_book.face.register import Register
from kscb_book.press.claims import problems_of_claim
from kscb_book.press.counts import problems_of_counts

FIGURES = {
    "lado.referrals[2014-15]": "30",
    "lado.referrals[2015-16]": "40",
    "lado.referrals[2016-17]": "90",
    "lado.outcomes_recorded[2016-17]": "95",
    "missing.episodes[2015-16]": "90",
    "missing.episodes[2016-17]": "40",
    "looked_after.at_year_end[2015-16]": "291",
    "looked_after.at_year_end[2016-17]": "290",
    "looked_after.rate[2015-16]": "89",
    "looked_after.rate[2016-17]": "89.3",
}
REGISTER = Register([figure_of(id, printed) for id, printed in FIGURES.items()], "2016-17")
NOW, BEFORE = "lado.referrals", "lado.referrals[2015-16]"
EARLIER = "lado.referrals[2014-15..2015-16]"
HELD = {
    "doubled": f"half({NOW}) >= {BEFORE}",
    "twice as many": f"{BEFORE} < half({NOW})",
    "halved": "missing.episodes <= half(missing.episodes[2015-16])",
    "at least as many": f"{NOW} >= {BEFORE}",
    "no more than": f"{BEFORE} <= {NOW}",
    "nearly": f"{NOW} < lado.outcomes_recorded",
    "for the first time": f"{NOW} > missing.episodes and all({EARLIER} < missing.episodes[2015-16])",
    "improved": "missing.episodes < missing.episodes[2015-16]",
    "the increase": f"{NOW} > {BEFORE}",
    "the fall": "missing.episodes < missing.episodes[2015-16]",
}


@pytest.mark.parametrize(("words", "condition"), HELD.items(), ids=HELD)
def test_words_with_a_condition_of_their_form(words, condition):
    assert list(problems_of_claim(f"{words} <{condition}>", REGISTER, FIGURES)) == []


NEED = {
    "doubled": (f"{NOW} > {BEFORE}", "half(...) compared >= with the same measure earlier"),
    "halved": (
        "missing.episodes < missing.episodes[2015-16]",
        "a comparison <= with half(...) of the same measure earlier",
    ),
    "at least": (f"{NOW} > {BEFORE}", "a comparison >="),
    "for the first time": (
        f"{NOW} > {BEFORE}",
        "a comparison joined by and with all(...) or any(...) of a series before it",
    ),
    "improved": (f"{NOW} > {BEFORE}", "a comparison with the same measure earlier, in the way that is better"),
    "worse": (
        "missing.episodes < missing.episodes[2015-16]",
        "a comparison with the same measure earlier, in the way that is worse",
    ),
}


@pytest.mark.parametrize(("words", "condition", "form"), [(key, *value) for key, value in NEED.items()], ids=NEED)
def test_words_with_a_condition_of_another_form(words, condition, form):
    assert list(problems_of_claim(f"{words} <{condition}>", REGISTER, FIGURES)) == [
        f"the words {words!r} need {form}; the condition is {condition}"
    ]


@pytest.mark.parametrize("words", ["stable", "a significant fall", "about the same"])
def test_words_that_have_no_test_may_only_be_reported(words):
    problems = list(problems_of_claim(f"{words} <{NOW} > {BEFORE}>", REGISTER, FIGURES))
    assert f"the words {words!r} have no test; who reported them? Write {{reported}}`...`" in problems


RATE = "{claim}`went up <looked_after.rate > looked_after.rate[2015-16]>`"
COUNT = "{claim}`fell <looked_after.at_year_end < looked_after.at_year_end[2015-16]>`"
CONTRADICTED = (
    "looked_after.rate[2016-17] (89.3) is more than looked_after.rate[2015-16] (89), but "
    "looked_after.at_year_end[2016-17] (290) is less than looked_after.at_year_end[2015-16] (291); "
    "say both: make a claim about the count in this paragraph too"
)
SAID = {
    "about the rate alone": (f"The rate {RATE}.", [CONTRADICTED]),
    "by the book about the rate alone": ("The rate {change}`looked_after.rate`.", [CONTRADICTED]),
    "about both": (f"The rate {RATE}, though the number {COUNT}.", []),
    "about both, the count by the book": (f"The rate {RATE}; the number {{change}}`looked_after.at_year_end`.", []),
    "about the count alone": (f"The number {COUNT}.", []),
    "about a count without a rate": (f"Referrals {{claim}}`rose <{NOW} > {BEFORE}>`.", []),
}


@pytest.mark.parametrize(("text", "problems"), SAID.values(), ids=SAID)
def test_words_of_change_about_a_rate_agree_with_its_count(text, problems):
    uses = block_of(text).uses
    found = [
        each for use in uses for each in problems_of_counts(use, [other for other in uses if other != use], REGISTER)
    ]
    assert found == problems
