"""A sentence names what it prints, and prints what it names: the measure, the period and the category."""

import pytest
from narrative_blocks import block_of, figure_of

from kscb_book.face.register import Register
from kscb_book.press.sentences import problems_of_sentences
from kscb_book.source.phrases import Phrase

FIGURES = [
    figure_of("lado.referrals[2014-15]", "71"),
    figure_of("lado.referrals[2015-16]", "89"),
    figure_of("lado.referrals[2016-17]", "63"),
    figure_of("lado.no_further_action[2015-16]", "54"),
    figure_of("lado.no_further_action[2016-17]", "44"),
    figure_of("lado.no_further_action_share[2015-16]", "61%"),
    figure_of("lado.no_further_action_share[2016-17]", "70%"),
    figure_of("lado.disposals[resigned, 2016-17]", "1", "Resigned"),
    figure_of("lado.disposals[convicted, 2016-17]", "2", "Convicted"),
    figure_of("lado.disposals[resigned_and_convicted, 2016-17]", "3", "Resigned and convicted"),
    figure_of("missing.children[Q1 2016-17]", "127"),
    figure_of("missing.children[2016-17]", "403"),
    figure_of("missing.looked_after_children[2016-17]", "79"),
    figure_of("plans.rate[2015-16]", "64"),
    figure_of("plans.rate[2016-17]", "67.7"),
    figure_of("plans.rate[england, 2015-16]", "43", "England"),
    figure_of("plans.rate[region, 2015-16]", "55", "North West"),
    figure_of("plans.rate[target, 2016-17]", "70", "Target"),
    figure_of("plans.repeat_share[england, 2015-16]", "17.9%", "England"),
    figure_of("plans.repeat_share[region, 2015-16]", "18.2%", "North West"),
    figure_of("plans.at_year_end[2015-16]", "208"),
    figure_of("plans.at_year_end[2016-17]", "220"),
    figure_of("finance.contribution_changes_total[2016-17]", "£0.020m"),
    figure_of("case_reviews.published[2016-17]", "2"),
]
REGISTER = Register(FIGURES, "2016-17")
THIS, BEFORE = "{num}`lado.referrals`", "{num}`lado.referrals[2015-16]`"
CLOSED, SHARE = "{num}`lado.no_further_action`", "{num}`lado.no_further_action_share`"
RESIGNED, CONVICTED = "{num}`lado.disposals[resigned] as Word`", "{num}`lado.disposals[convicted] as word`"
BOTH = "{num}`lado.disposals[resigned_and_convicted] as Word`"
ENGLAND, NORTH_WEST = "{num}`plans.rate[england, 2015-16]`", "{num}`plans.rate[region, 2015-16]`"


def told(text, *phrases):
    return [f"line {line}  {problem}" for line, problem in problems_of_sentences(block_of(text), REGISTER, phrases)]


SOUND = {
    "the book's year need not be named": f"There were {THIS} referrals.",
    "each period is named": f"There were {THIS} referrals in 2016-17 and {BEFORE} in 2015-16.",
    "the year before, and the year it is reckoned from": f"Referrals came to {THIS}, after {BEFORE} the year before.",
    "the sentence before gives the noun": f"There were {THIS} referrals. In 2015-16 it was {BEFORE}.",
    "or the count of which this is the share": f"The officer closed {CLOSED} of the {THIS} referrals with no further "
    f"action. That is {SHARE} of them.",
    "an abbreviation does not end a sentence": f"Some referrals, e.g. from Mr. Smith's school, were among the {THIS}.",
    "a category is named by its words": f"{RESIGNED} employee has resigned.",
    "a category is told from one that holds its words": f"{BOTH} employees resigned and were convicted.",
    "categories in their order": f"In 2015-16 the rate of plans was {ENGLAND} in England and "
    f"{NORTH_WEST} in the North West.",
    "a quarter": "In the first quarter, {num}`missing.children[Q1]` children were missing.",
    "a day": "On 31 March 2016, {num}`plans.at_year_end[2015-16]` children had a plan.",
    "a change names the year it is a change from": "In all, contributions were "
    "{num}`finance.contribution_changes_total` higher than in 2015-16.",
    "what is only reported is not printed": f"There were {THIS} referrals, "
    "{reported}`fewer than in 2014-15 <the police>`.",
    "a sentence without figures may name anything": "England had other rates in 2013, 2014-15 and August.",
    "a measure that the law has named anew": "The partnership published {num}`case_reviews.published` child "
    "safeguarding practice reviews.",
    "an unknown figure is told elsewhere": "There were {num}`lado.refferals` of them.",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_a_sound_sentence(text):
    assert told(text) == []


NO_NOUN = "this sentence prints lado.referrals[2016-17] (63) and holds none of the words referral or referrals"
TOLD = {
    "no noun": (f"There were {THIS} of them.", f"line 1  {NO_NOUN}"),
    "no noun in a list": (f"These referrals:\n\n- {THIS} of them", f"line 3  {NO_NOUN}"),
    "no noun in a table": (f"| Referrals |\n|---|\n| {THIS} |", f"line 3  {NO_NOUN}"),
    "no noun in a footnote": (f"Referrals[^1].\n\n[^1]: They were {THIS}.", f"line 3  {NO_NOUN}"),
    "a noun of another paragraph": (f"There were {BEFORE} referrals in 2015-16.\n\nThen {THIS}.", f"line 3  {NO_NOUN}"),
    "a share without a word for shares": (
        f"With no further action ended {SHARE}.",
        "line 1  this sentence prints lado.no_further_action_share[2016-17] (70%) and holds none of the words share, "
        "shares, percentage, proportion, per cent or {num}`...` of",
    ),
    "a count that reads as a share": (
        f"The officer closed {CLOSED} of them with no further action.",
        "line 1  this sentence prints lado.no_further_action[2016-17] (44) as if it were lado.no_further_action_share; "
        "print that, or print the whole as well: {num}`...` of the {num}`...`",
    ),
    "another measure is meant": (
        "Of the missing children, {num}`missing.children` were looked after.",
        "line 1  this sentence names missing.looked_after_children (children, looked after, missing) and prints no "
        "figure of it; print one, or leave these words out",
    ),
    "another year is printed": (
        "For 31 March 2017 the rate of plans was\n{num}`plans.rate[2015-16]`.",
        "line 2  this sentence prints plans.rate[2015-16] (64) and names March 2017 only; name 2015-16, or print the "
        "figure of March 2017",
    ),
    "another year is printed, and none is named": (
        f"There were {BEFORE} referrals.",
        "line 1  this sentence prints lado.referrals[2015-16] (89) and names no period, which means 2016-17; "
        "name 2015-16, or print the figure of 2016-17",
    ),
    "a period without its figure": (
        f"There were {THIS} referrals in 2016-17, which are not those of 2014-15.",
        "line 1  this sentence names 2014-15 and prints no figure of it but lado.referrals[2016-17] (63); print one, "
        "or tell of that time in another sentence",
    ),
    "a period without the figure of one measure": (
        "The officer closed {num}`lado.no_further_action` of the {num}`lado.referrals` referrals of 2016-17 with no "
        "further action; in 2015-16 there were {num}`lado.referrals[2015-16]` referrals.",
        "line 1  this sentence names 2015-16 and prints lado.no_further_action for 2016-17 only; print it for both, "
        "or make two sentences",
    ),
    "a year that may be two": (
        f"There were {THIS} referrals in 2017.",
        "line 1  '2017' may be two years; write the year as 2016-17, or a day such as 31 March 2017",
    ),
    "periods in another order": (
        f"In 2016-17 and 2015-16 there were {BEFORE} and {THIS} referrals.",
        "line 1  this sentence prints lado.referrals[2015-16] (89) before lado.referrals[2016-17] (63), but names "
        "2016-17 first; print figures in the order in which their periods are named",
    ),
    "a figure twice": (
        f"There were {THIS} referrals, {THIS} in all.",
        "line 1  this sentence prints lado.referrals[2016-17] (63) twice; is another figure meant?",
    ),
    "a category that is not named": (
        f"{RESIGNED} employee left.",
        "line 1  this sentence prints lado.disposals[resigned, 2016-17] (1) and does not name 'Resigned'; name it, or "
        "print another figure",
    ),
    "a category that another fits better": (
        f"{RESIGNED} employee resigned and was convicted.",
        "line 1  this sentence prints lado.disposals[resigned, 2016-17] (1) and does not name 'Resigned'; name it, or "
        "print another figure",
    ),
    "a category that is not printed": (
        "The rate of plans in 2015-16 was {num}`plans.rate[2015-16]` in England.",
        "line 1  this sentence names 'England' and does not print plans.rate[england, 2015-16] (43); print it, or tell "
        "of it in another sentence",
    ),
    "categories in another order": (
        f"In 2015-16, England and the North West had rates of {NORTH_WEST} and {ENGLAND} plans.",
        "line 1  this sentence prints plans.rate[region, 2015-16] (55) before plans.rate[england, 2015-16] (43), but "
        "names 'England' first; print figures in the order in which their categories are named",
    ),
    "a category of one measure only": (
        f"In 2015-16, the rate of plans was {ENGLAND} in England and {NORTH_WEST} in the North West, and the share of "
        "second or later plans {num}`plans.repeat_share[england, 2015-16]`.",
        "line 1  this sentence prints plans.repeat_share for some of its categories and not for 'North West'; print "
        "plans.repeat_share[region, 2015-16] (18.2%) too, or make two sentences",
    ),
}


@pytest.mark.parametrize(("text", "problem"), TOLD.values(), ids=TOLD)
def test_a_sentence_that_names_and_prints_different_things(text, problem):
    assert told(text) == [problem]


def test_an_allowed_phrase_names_nothing():
    phrase = Phrase("printed again in 2014-15", "a label of the chart", 2)
    assert told(f"There were {THIS} referrals in 2016-17, printed again in 2014-15.", phrase) == []
