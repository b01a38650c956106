"""Words whose truth depends on data: read, tested, worded by the lexicon, and able to be false."""

import pytest
from drawing import WORDS, YEAR, draw_book

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.findings import as_text
from kscb_book.meaning.conditions import Faulty, holds, read_condition
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.claims import change_of, problems_of_claim, problems_of_reported
from kscb_book.press.known import Known
from kscb_book.source.cells import Cell


def figure(id, printed, unit="number", interval=None):
    measure, _, labels = id.partition("[")
    *category, period = labels.rstrip("]").split(", ")
    value = printed.strip("%£m") if not printed.startswith("[") else printed
    cell = Cell("Sheet", "row", "column", "Sheet!A1")
    label = category[0] if category else None
    return Published(
        id, printed, value, unit, measure, measure, "", period, label, "rule", (cell,), (), interval=interval
    )


@pytest.fixture
def register():
    figures = [figure(f"a.count[{year}]", printed) for year, printed in zip(YEARS, ("71", "89", "63"), strict=True)]
    figures += [figure(f"a.part[{year}]", printed) for year, printed in zip(YEARS, ("16", "54", "44"), strict=True)]
    figures += [
        figure("a.kind[one, 2016-17]", "6"),
        figure("a.kind[two, 2016-17]", "0"),
        figure("a.unknown[2016-17]", "[x]"),
    ]
    figures += [figure(f"a.month[{month} 2016-17]", printed) for month, printed in MONTHS.items()]
    figures += [figure("a.rate[2015-16]", "89", "per 10,000"), figure("a.rate[2016-17]", "89.3", "per 10,000")]
    return Register(figures, "2016-17")


YEARS = ("2014-15", "2015-16", "2016-17")
MONTHS = {"Apr": "5", "May": "9", "Jun": "2"}

TRUE = (
    "a.count < a.count[2015-16]",
    "a.count == low(a.count[2014-15..2016-17])",
    "peak(a.count[2014-15..2016-17]) == a.count[2015-16]",
    "a.part > half(a.count)",
    "all(a.month[Apr..Jun] > 0) and not any(a.month[Apr..Jun] > a.kind[one]) or a.count > 0",
    "count(a.month[Apr..Jun] > 0) > a.month[Jun]",
    "count(a.kind[*] > 0) < a.month[Jun]",
    "(a.count != a.part)",
)
FALSE = (
    "a.count > a.count[2015-16]",
    "not a.count < a.count[2015-16]",
    "a.part <= half(a.count)",
    "all(a.kind[*] > 0)",
)


@pytest.mark.parametrize("text", TRUE)
def test_a_condition_that_holds(register, text):
    assert holds(read_condition(text), Known(register))


@pytest.mark.parametrize("text", FALSE)
def test_a_condition_that_does_not_hold(register, text):
    assert not holds(read_condition(text), Known(register))


FAULTY = {
    "a.count > 12": "the number 12 is typed in a condition; name the figure of the workbook that holds it",
    "a.count <": "a figure is expected, found the end",
    "a.count = a.part": "a comparison such as < or == is expected after 'a.count', found '='",
    "a.count": "a comparison such as < or == is expected after 'a.count', found the end",
    "peak(a.count) > 0": "a series such as a.count[2014-15..2016-17] is expected, found 'a.count'",
    "__import__('os').system('x') > 0": "a comparison such as < or == is expected after '__import__', found '('",
    "a.count < a.part a.part": "'a.part' is not expected in the condition 'a.count < a.part a.part'",
    "(" * 50 + "a.count > 0" + ")" * 50: "the condition has too many brackets",
    "a.cuont > 0": "no figure 'a.cuont' is published; the nearest is a.count[2016-17]",
    "a.unknown > 0": "a.unknown[2016-17] is [x]; what is not known cannot be claimed",
    "peak(a.count[2016-17..2016-17]) > 0": "the series 'a.count[2016-17..2016-17]' has fewer than two figures",
}


@pytest.mark.parametrize(("text", "message"), FAULTY.items(), ids=lambda each: each[:30])
def test_a_condition_that_is_refused(register, text, message):
    with pytest.raises(Faulty) as faulty:
        holds(read_condition(text), Known(register))
    assert str(faulty.value) == message


PRINTED = ("a.count[2016-17]",)
CLAIMS = {
    "fell <a.count < a.count[2015-16]>": [],
    "the lowest of three years <a.count == low(a.count[2014-15..2016-17])>": [],
    "most <a.part > half(a.count)>": [],
    "rose <a.count > a.count[2015-16]>": [
        "the claim 'rose' is not true: a.count[2016-17] is 63, a.count[2015-16] is 89; "
        "write instead {claim}`fell <a.count < a.count[2015-16]>`"
    ],
    "fell <a.count > a.count[2015-16]>": [
        "the words 'fell' need a comparison < with the same measure earlier; "
        "the condition is a.count > a.count[2015-16]",
        "the claim 'fell' is not true: a.count[2016-17] is 63, a.count[2015-16] is 89; "
        "write instead {claim}`rose <a.count < a.count[2015-16]>`",
    ],
    "the highest <a.count < a.count[2015-16]>": [
        "the words 'the highest' need peak(...); the condition is a.count < a.count[2015-16]"
    ],
    "fewer <a.part < a.part[2015-16]>": [
        "the claim 'fewer' is about no figure that its paragraph prints; print one with {num}"
    ],
    "higher <a.count > 0 or a.count <= 0>": [
        "the claim 'higher' can never be false; its condition says nothing of the data"
    ],
    "never the same, but higher <a.part > 0 and a.count != a.count[2015-16]>": [
        "the words 'never the same, but higher' need a comparison ==; "
        "the condition is a.part > 0 and a.count != a.count[2015-16]"
    ],
    "good <a.count < a.count[2015-16]>": [
        "the claim 'good' holds no word that the lexicon knows, such as fell, rose, highest or most"
    ],
    "fell by 26 <a.count < a.count[2015-16]>": [
        "the claim 'fell by 26' holds a number; print it with {num} beside the claim"
    ],
    "fell": ["a claim is written {claim}`words <condition>`"],
    "all <all(a.month[Apr..Jun] > a.count)>": [
        "the claim 'all' is not true: a.month[Apr 2016-17] is 5, a.month[May 2016-17] is 9, a.month[Jun 2016-17] is 2, "
        "a.count[2016-17] is 63; write what the data say, or delete these words"
    ],
}


@pytest.mark.parametrize(("content", "problems"), CLAIMS.items(), ids=CLAIMS)
def test_a_claim_is_judged(register, content, problems):
    assert list(problems_of_claim(content, register, PRINTED)) == problems


CHANGES = {
    "a.count": "fell",
    "a.part[2015-16]": "rose",
    "a.rate": "did not clearly change",
}


@pytest.mark.parametrize(("content", "words"), CHANGES.items(), ids=CHANGES)
def test_a_change_is_put_into_words(register, content, words):
    assert change_of(content, register) == words


def test_a_change_to_the_same_number_is_none(register):
    same = Register([figure("a.count[2015-16]", "63"), figure("a.count[2016-17]", "63")], "2016-17")
    assert change_of("a.count", same) == "did not change"
    with pytest.raises(Faulty, match=r"no figure 'a.count\[2013-14\]' is published"):
        change_of("a.count[2014-15]", register)


REPORTED = {
    "has fallen <the police>": [],
    "has fallen <the police; a.unknown>": [],
    "has fallen": ["reported words are written {reported}`words <who reported them>`"],
    "has fallen < >": ["reported words are written {reported}`words <who reported them>`"],
    "has fallen <the police; a.count>": [
        "the words 'has fallen' can be tested, as the workbook holds a.count[2014-15] and more; make them a claim"
    ],
    "has fallen <the police; a.cuont>": ["no figure of the measure 'a.cuont' is published"],
}


@pytest.mark.parametrize(("content", "problems"), REPORTED.items(), ids=REPORTED)
def test_reported_words_need_a_source_and_no_better_evidence(register, content, problems):
    assert list(problems_of_reported(content, register)) == problems


TURNED = """
    | Year    | Referrals | No further action |
    | 2028-29 | 40        | 10                |
    | 2029-30 | 150       | 20                |
    | 2030-31 | 80        | 20                |
    """
ROSE = "Referrals {claim}`rose <lado.referrals > lado.referrals[2029-30]>`, to {num}`lado.referrals`.\n"


def test_when_a_cell_turns_the_claim_stops_the_book_with_a_line_to_paste(tmp_path):
    sound = draw_book(tmp_path / "sound", words=WORDS + ROSE)
    assert as_text(check(Places(sound, sound / "data", YEAR)).findings) == ""
    turned = draw_book(tmp_path / "turned", words=WORDS + ROSE, LADO_referrals=TURNED)
    assert as_text(check(Places(turned, turned / "data", YEAR)).findings).splitlines() == [
        f"data/{YEAR}/narrative/toy/words.md: 1 finding",
        "  line 2  the claim 'rose' is not true: lado.referrals[2030-31] is 80, lado.referrals[2029-30] is 150; "
        "write instead {claim}`fell <lado.referrals < lado.referrals[2029-30]>`",
    ]


def test_a_figure_in_another_paragraph_does_not_stand_beside_a_claim(tmp_path):
    words = WORDS + "\nThey {claim}`rose <lado.referrals > lado.referrals[2029-30]>`.\n"
    root = draw_book(tmp_path / "book", words=words)
    assert "is about no figure that its paragraph prints" in as_text(check(Places(root, root / "data", YEAR)).findings)
