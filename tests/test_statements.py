"""Words that state something of data are tested, attributed or allowed; with another use they are not told."""

import pytest
from narrative_blocks import block_of

from kscb_book.press.statements import ADVICE, patterns, problems_of_statements
from kscb_book.source.phrases import Phrase
from kscb_book.source.sections import read_whole

PATTERNS = read_whole("statements")["statements"]


def told(text, *phrases):
    return [(line, problem) for line, problem in problems_of_statements(block_of(text), phrases)]


@pytest.mark.parametrize(
    ("entry", "pattern"), list(zip(PATTERNS, patterns(), strict=True)), ids=lambda each: str(each)[:40]
)
def test_every_pattern_finds_its_example(entry, pattern):
    assert pattern.search(entry["example"])


@pytest.mark.parametrize("entry", [each for each in PATTERNS if "but" in each], ids=lambda entry: entry["but"])
def test_the_same_words_with_another_use_are_not_told(entry):
    assert told(entry["but"]) == []


def of(words, line=1):
    return (line, f"{words!r} states something of numbers: {ADVICE}")


TOLD = {
    "a comparison": ("Homes were the subject of\nfewer referrals.", [of("fewer", 2)]),
    "a word before a printed number": ("Of these, at least {num}`a` came.", [of("at least {num}")]),
    "a word before a typed number": ("Over 13,000 calls were answered.", [of("Over 13,000")]),
    "none before what is counted": ("There were no deaths, and no number is known.", [of("no deaths")]),
    "in a list": ("- It fell.\n- It rose.", [of("fell"), of("rose", 2)]),
    "in a table": ("| a |\n|---|\n| most cases |", [of("most cases", 3)]),
    "in a footnote": ("Words[^1].\n\n[^1]: It was the first: never before.", [of("never before", 3)]),
    "once, where two patterns meet": ("There were many more episodes than children.", [of("many more episodes than")]),
    "in reported speech without its role": ("The board says that visits improved.", [of("improved")]),
    "tested": ("Referrals {claim}`fell <a < b>`.", []),
    "attributed": ("Referrals {reported}`have fallen <the police>`.", []),
    "written by the book": ("Referrals {change}`a`.", []),
    "beside a role, but outside it": ("Many referrals {claim}`fell <a < b>`.", [of("Many referrals")]),
}


@pytest.mark.parametrize(("text", "problems"), TOLD.values(), ids=TOLD)
def test_words_that_state_something_are_told(text, problems):
    assert told(text) == problems


def test_an_allowed_phrase_covers_what_stands_whole_in_it():
    phrase = Phrase("become better for the child", "an aim", 2)
    assert told("Life should become better for the child.", phrase) == []
    assert told("Life has become better.", phrase) == [of("become better")]
