"""What a profile says, and what it leaves out: no sentence that the numbers do not bear, and none in silence."""

import pytest
from profile_words import chosen

from kscb_book.fleet.left_out import LeftOut, told_of

OWN, ENGLAND = "plans.rate[2030-31]", "plans.rate[england, 2030-31]"
BESIDE = "{num}`plans.rate` beside {num}`plans.rate[england]`"
ABOVE = f"The rate of plans is {{claim}}`above that of England <plans.rate > plans.rate[england]>`: {BESIDE}."
BELOW = f"The rate of plans is {{claim}}`below that of England <plans.rate < plans.rate[england]>`: {BESIDE}."
HIDDEN = "The rate of plans is given as {num}`plans.rate`, $symbol."
RATE = "The rate of plans is {num}`plans.rate`."

# What is printed of an authority, the sentences to choose from, and what is chosen.
PRINTED = [
    ("41.2", [ABOVE, BELOW], ABOVE),
    ("38.7", [ABOVE, BELOW], BELOW),
    ("41.2", [RATE, HIDDEN], RATE),
    ("[c]", [RATE, HIDDEN], HIDDEN.replace("$symbol", "confidential: it would tell of too few people")),
    # That nothing is hidden needs no words.
    ("41.2", [HIDDEN], ""),
]
# What is printed of an authority, the sentences none of which is printed, why, and whether only for want of a number.
LEFT_OUT = [
    ("[x]", [ABOVE, BELOW], "plans.rate[2030-31] is [x], not available", True),
    ("40.0", [ABOVE], "the claim 'above that of England' is not true: plans.rate[2030-31] is 40.0", False),
    # Two faults of whoever wrote the sentence, and not of the numbers.
    ("40.0", [f"{RATE} {{numref}}`table:plans-rate`."], "no table or chart is called 'table:plans-rate'", False),
    ("[c]", [RATE, HIDDEN.replace("rate of plans", "number")], "plans.rate[2030-31] is [c], confidential", False),
]


@pytest.fixture(scope="module")
def answers():
    return chosen([({OWN: own, ENGLAND: "40.0"}, [sentences]) for own, sentences, *_ in (*PRINTED, *LEFT_OUT)])


@pytest.mark.parametrize("place", range(len(PRINTED)))
def test_the_first_sentence_that_the_numbers_bear_is_printed(answers, place):
    *_, text = PRINTED[place]
    assert answers[place] == (f"{text}\n", [])


@pytest.mark.parametrize("place", range(len(LEFT_OUT)))
def test_what_is_left_out_is_told_with_the_reason(answers, place):
    *_, reason, lacks_numbers = LEFT_OUT[place]
    text, (left_out,) = answers[len(PRINTED) + place]
    assert (text, left_out["block"], left_out["lacks_numbers"]) == ("\n", "01-plans/plans", lacks_numbers)
    assert reason in left_out["reason"]


def test_a_sentence_that_is_left_out_is_told_as_it_would_have_been_read(answers):
    _, (left_out,) = answers[len(PRINTED)]
    assert left_out["words"] == "The rate of plans is above that of England: … beside …."


@pytest.mark.parametrize(
    "lacks_numbers, told",
    [
        ([], ""),
        ([True], "1 sentence was not printed, as the numbers do not bear it: see left-out.csv."),
        (
            [True, False, True],
            "3 sentences were not printed, as the numbers do not bear them; 1 of them not for want of a number, and "
            "worth a look: see left-out.csv.",
        ),
    ],
)
def test_a_run_tells_how_many_sentences_were_left_out(lacks_numbers, told):
    left_out = [LeftOut("01-plans/plans", "Words.", "reason", each) for each in lacks_numbers]
    assert told_of(left_out, "left-out.csv") == told
