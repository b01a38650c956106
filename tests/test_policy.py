"""Words of change are printed, and may be claimed, only where the numbers bear them."""

from decimal import Decimal

import pytest
from test_claims import figure

from kscb_book.face.record import PublishedInterval
from kscb_book.face.register import Register
from kscb_book.meaning.conditions import Faulty
from kscb_book.meaning.intervals import count_interval, scaled, share_interval
from kscb_book.meaning.policy import Number, judge
from kscb_book.press.changes import change_of, told_change
from kscb_book.press.claims import problems_of_claim


def count(value, **more):
    return Number(Decimal(value), "count", **more)


def share(part, whole):
    part, whole = Decimal(part), Decimal(whole)
    return Number(100 * part / whole, "share", Decimal("0.05"), share_interval(part, whole))


def rate(value, of=None):
    value = Decimal(value)
    interval = scaled(count_interval(Decimal(of)), value / of) if of else None
    return Number(value, "rate", Decimal("0.05"), interval)


def money(value):
    return Number(Decimal(value), "money", Decimal("0.0005"))


NO_COUNTS = "the counts behind it are not known, so chance cannot be reckoned"
MAY_BE_CHANCE = "chance alone may explain the difference: its 95% interval holds 0"
NOT_CHANCE = "chance alone hardly explains the difference: its 95% interval leaves out 0"
SAME_AS_PRINTED = "as printed, the two may be the same number"
JUDGED = {
    "the designated officer's referrals of 2016-17": (
        (count(63), count(89)),
        ("fell", "chance alone would make two such counts differ so much about 4 in 100 times"),
    ),
    "plans at year end": (
        (count(220), count(208)),
        ("did not clearly change", "chance alone would make two such counts differ so much about 59 in 100 times"),
    ),
    "one after none": (
        (count(1), count(0)),
        ("did not clearly change", "chance alone would make two such counts differ so much about 100 in 100 times"),
    ),
    "a count that stayed": ((count(9), count(9)), ("did not change", "the two numbers are the same")),
    "episodes of children who go missing again and again": (
        (count(404, repeats=True), count(335, repeats=True)),
        ("came out higher", "one person may count several times, so chance cannot be reckoned"),
    ),
    "a share of sixty": ((share(44, 63), share(54, 89)), ("did not clearly change", MAY_BE_CHANCE)),
    "a share that more than doubled": ((share(54, 89), share(16, 71)), ("rose", NOT_CHANCE)),
    "two intervals that overlap and differ all the same": (
        (share(60, 100), share(45, 100)),
        ("rose", NOT_CHANCE),
    ),
    "a rate with its count": ((rate("67.7", 220), rate("64", 208)), ("did not clearly change", MAY_BE_CHANCE)),
    "a rate that fell by half": ((rate("30", 100), rate("60", 200)), ("fell", NOT_CHANCE)),
    "a rate whose count is known for one year only": ((rate("67.7", 220), rate("62")), ("came out higher", NO_COUNTS)),
    "a share without counts": (
        (Number(Decimal(13), "share", Decimal("0.5")), Number(Decimal("14.4"), "share", Decimal("0.05"))),
        ("came out lower", NO_COUNTS),
    ),
    "whole numbers that may be one number": (
        (rate("89.3"), Number(Decimal(89), "rate", Decimal("0.5"))),
        ("did not clearly change", SAME_AS_PRINTED),
    ),
    "money": ((money("0.201"), money("0.166")), ("rose", "it is not a matter of chance")),
    "money that may be the same": ((money("0.2014"), money("0.201")), ("did not clearly change", SAME_AS_PRINTED)),
}


@pytest.mark.parametrize(("numbers", "told"), JUDGED.values(), ids=JUDGED)
def test_two_numbers_bear(numbers, told):
    judged = judge(*numbers)
    assert (judged.change.value, judged.why) == told


def shared(id, printed, part, whole):
    found = share_interval(Decimal(part), Decimal(whole))
    interval = PublishedInterval("", str(found.low), str(found.high), "95%", found.method)
    return figure(id, printed, "%", interval)


@pytest.fixture
def register():
    counts = {"one": (40, 10), "Two": (8, 10), "three": (5, 6), "gone": (4, "[x]")}
    figures = []
    for name, (now, before) in counts.items():
        figures += [figure(f"a.kind[{name}, 2016-17]", str(now)), figure(f"a.kind[{name}, 2015-16]", str(before))]
    figures += [figure("a.count[2016-17]", "63"), figure("a.count[2015-16]", "89"), figure("a.count[2014-15]", "71")]
    figures += [figure("a.part[2016-17]", "44"), figure("a.part[2015-16]", "54")]
    figures += [shared("a.share[2016-17]", "70%", 44, 63), shared("a.share[2015-16]", "61%", 54, 89)]
    figures += [figure("a.difference[2016-17]", "12"), figure("a.saved[2016-17]", "£0.024m", "£ million")]
    return Register(figures, "2016-17")


CHANGES = {
    "a.count": "fell",
    "a.count since 2014-15": "did not clearly change",
    "a.share": "did not clearly change",
    "a.count, a.part": "one of the two clearly changed: a.count fell",
    "a.part, a.share": "neither of the two clearly changed",
    "a.part, a.share, a.kind[three]": "none of the three clearly changed",
    "a.kind[*]": "one of the three clearly changed: one rose",
    "a.kind[one], a.count": "two of the two clearly changed: one rose and a.count fell",
}


@pytest.mark.parametrize(("content", "words"), CHANGES.items(), ids=CHANGES)
def test_a_change_is_put_into_words_that_the_numbers_bear(register, content, words):
    assert change_of(content, register) == words


def test_a_change_tells_what_it_rests_on(register):
    assert told_change("a.count", register).why == (
        "63 in 2016-17 after 89 in 2015-16: chance alone would make two such counts differ so much about 4 in 100 times"
    )


REFUSED = {
    "a.count since yesterday": "'yesterday' is not a period such as 2016-17 or Q1",
    "a.kind[gone]": "a.kind[gone, 2015-16] is [x]; what is not known cannot be claimed",
    "a.count, a.kind[gone]": "a.kind[gone, 2015-16] is [x]; what is not known cannot be claimed",
    "a.kind[*] since 2014-15": "no figure 'a.kind[one, 2014-15]' is published; the nearest is a.kind[one, 2016-17]",
}


@pytest.mark.parametrize(("content", "message"), REFUSED.items(), ids=REFUSED)
def test_a_change_that_is_refused(register, content, message):
    with pytest.raises(Faulty) as faulty:
        change_of(content, register)
    assert str(faulty.value) == message


PRINTED = ("a.count[2016-17]", "a.part[2016-17]", "a.share[2016-17]", "a.difference[2016-17]", "a.saved[2016-17]")
CLAIMS = {
    "fell <a.count < a.count[2015-16]>": [],
    "was lower <a.part < a.part[2015-16]>": [],
    "went up <a.saved > 0>": [],
    "fell <a.part < a.part[2015-16]>": [
        "the words 'fell' need a clear change; a.part[2016-17] is 44 after 54, and chance alone would make two such "
        "counts differ so much about 36 in 100 times; write {change}`a.part`, or a mere comparison such as was lower"
    ],
    "rose <a.share > a.share[2015-16]>": [
        f"the words 'rose' need a clear change; a.share[2016-17] is 70% after 61%, and {MAY_BE_CHANCE}; "
        "write {change}`a.share`, or a mere comparison such as was higher"
    ],
    "has since fallen <a.count[2014-15] > a.count>": [
        "the words 'has since fallen' need a clear change; a.count[2016-17] is 63 after 71, and chance alone "
        "would make two such counts differ so much about 55 in 100 times; write {change}`a.count since 2014-15`, or a "
        "mere comparison such as was lower"
    ],
    "increased <a.difference > 0>": [
        "the words 'increased' need a clear change, and the difference a.difference[2016-17] does not tell whether it "
        "is one; compare the two numbers it is the difference of"
    ],
    "rose <a.part > a.part[2015-16]>": [
        "the claim 'rose' is not true: a.part[2016-17] is 44, a.part[2015-16] is 54; "
        "write instead {change}`a.part`, or a mere comparison such as was lower or was higher"
    ],
}


@pytest.mark.parametrize(("content", "problems"), CLAIMS.items(), ids=CLAIMS)
def test_a_claim_of_change_needs_numbers_that_bear_it(register, content, problems):
    assert list(problems_of_claim(content, register, PRINTED)) == problems
