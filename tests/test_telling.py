"""Words that state something tell why they may: what was tested, what was compared, who reported it."""

import pytest

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.press.telling import told_of_change, told_of_claim, told_of_reported
from kscb_book.source.cells import Cell


def figure(id, printed, name, cell):
    measure, _, labels = id.partition("[")
    *category, period = labels.rstrip("]").split(", ")
    where = Cell("Sheet", "row", "column", cell)
    label = category[0].capitalize() if category else None
    return Published(id, printed, printed.strip("%"), "number", measure, name, "", period, label, "", (where,), ())


MONTHS = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
REGISTER = Register(
    [
        *(
            figure(f"a.count[{year}]", printed, "Referrals", f"A{printed}")
            for year, printed in {"2014-15": "71", "2015-16": "89", "2016-17": "63"}.items()
        ),
        figure("a.kind[one, 2016-17]", "6", "Outcomes", "B1"),
        figure("a.kind[two, 2016-17]", "0", "Outcomes", "B2"),
        *(
            figure(f"a.month[{month} {year}]", str(number), "Plans", f"{month}!{year}")
            for year in ("2015-16", "2016-17")
            for number, month in enumerate(MONTHS, 10)
        ),
        figure("a.unknown[2016-17]", "[x]", "Interviews", "C1"),
    ],
    "2016-17",
)

CLAIMS = {
    "fell <a.count < a.count[2015-16]>": "Referrals in 2016-17 (63) is less than Referrals in 2015-16 (89)",
    "lowest <a.count == low(a.count[2014-15..2016-17])>": (
        "Referrals in 2016-17 (63) is the same as the lowest of Referrals from 2014-15 to 2016-17 (71, 89, 63)"
    ),
    "highest <peak(a.count[2014-15..2016-17]) >= a.count>": (
        "The highest of Referrals from 2014-15 to 2016-17 (71, 89, 63) is not less than Referrals in 2016-17 (63)"
    ),
    "most <a.count > half(a.count[2015-16]) and a.count > 0>": (
        "Referrals in 2016-17 (63) is more than half of Referrals in 2015-16 (89), "
        "and Referrals in 2016-17 (63) is more than 0"
    ),
    "all <all(a.kind[*] <= a.count)>": (
        "Each of Outcomes in 2016-17 (6, 0) is not more than Referrals in 2016-17 (63)"
    ),
    "some <any(a.kind[*] != 0) or not a.kind[one] > 0>": (
        "At least one of Outcomes in 2016-17 (6, 0) is not the same as 0, "
        "or it is not so that Outcomes: One in 2016-17 (6) is more than 0"
    ),
    "only <count(a.kind[*] > 0) < a.kind[one]>": (
        "The number, 1, of Outcomes in 2016-17 (6, 0) that are more than 0 is less than Outcomes: One in 2016-17 (6)"
    ),
    "more <a.month[Aug] > a.month[Apr]>": "Plans in August 2016 (14) is more than Plans in April 2016 (10)",
}


@pytest.mark.parametrize(("content", "sentence"), CLAIMS.items(), ids=CLAIMS)
def test_a_condition_is_put_into_plain_words_with_its_values(content, sentence):
    assert told_of_claim(content, REGISTER)[0] == ("What was tested", (sentence,))


def test_a_claim_names_each_cell_once():
    content = "fell <a.count < a.count[2015-16] and a.count > 0>"
    assert told_of_claim(content, REGISTER)[1] == ("Workbook cells", ("A63", "A89"))
    assert told_of_claim("more <a.count > 0>", REGISTER)[1] == ("Workbook cell", ("A63",))


def test_a_long_series_is_cut_short():
    (_, (sentence,)), (_, cells) = told_of_claim("all <all(a.month[Apr 2015-16..Mar 2016-17] > 0)>", REGISTER)
    assert sentence == (
        "Each of Plans from April 2015 to March 2017 (10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ..., 21) "
        "is more than 0"
    )
    assert len(cells) == 13 and cells[-1] == "and 12 more"


def test_a_change_names_what_was_compared():
    assert told_of_change("a.count since 2014-15", REGISTER) == [
        ("What was compared", ("Referrals in 2016-17 (63)", "Referrals in 2014-15 (71)")),
        (
            "What came of it",
            (
                "63 in 2016-17 after 71 in 2014-15: "
                "chance alone would make two such counts differ so much about 55 in 100 times.",
            ),
        ),
        ("Workbook cells", ("A63", "A71")),
    ]


REPORTED = {
    "stayed high <the police; a.unknown>": "Interviews: the workbook holds too few numbers",
    "stayed high <the police>": "The workbook holds no numbers for it",
}


@pytest.mark.parametrize(("content", "why"), REPORTED.items(), ids=REPORTED)
def test_reported_words_name_who_reported_them_and_why_they_were_not_tested(content, why):
    assert told_of_reported(content, REGISTER) == [
        ("Who reported it", ("the police",)),
        ("Why it was not tested", (why,)),
    ]
