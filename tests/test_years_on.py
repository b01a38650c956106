"""Years in a narrative move on by one; what was said of a year, and the names of laws, stay."""

import pytest

from kscb_book.desk.years_on import moved_on

MOVED = {
    "a year": ("In 2016-17 there were", "In 2017-18 there were"),
    "a year with a stroke": ("the plan for 2016/17", "the plan for 2017/18"),
    "a year at the end of a century": ("1998-99", "1999-00"),
    "years in words": ("from 2014 to 2016", "from 2015 to 2017"),
    "a day": ("On 31 March 2017, they", "On 31 March 2018, they"),
    "a month": ("in December 2016.", "in December 2017."),
    "a year in an id": ("{num}`lado.referrals[2015-16]`", "{num}`lado.referrals[2016-17]`"),
    "a month in an id": ("{num}`plans.share[Jun 2015-16]`", "{num}`plans.share[Jun 2016-17]`"),
    "a range in a claim": (
        "{claim}`low <x == low(x[2014-15..2016-17])>`",
        "{claim}`low <x == low(x[2015-16..2017-18])>`",
    ),
    "what was reported, and what stands after it": (
        "{reported}`fell in 2016-17 <the report 2016-17>` in May 2016",
        "{reported}`fell in 2016-17 <the report 2016-17>` in May 2017",
    ),
}
STAYS = {
    "the name of a law": "the Children and Social Work Bill 2017",
    "the year of a book": "*Working Together to Safeguard Children* (2015)",
    "a year alone": "in the summer of 2015",
    "two numbers that are no year": "pages 2016-19",
    "a telephone number": "0151-2016-17",
    "an address": "[the data](https://example.org/2016-17/May)",
    "what was reported over two lines": "{reported}`highest\nin May 2016 <the report>`",
}


@pytest.mark.parametrize("case", MOVED)
def test_what_moves_on(case):
    before, after = MOVED[case]
    assert moved_on(before) == after


@pytest.mark.parametrize("case", STAYS)
def test_what_stays(case):
    assert moved_on(STAYS[case]) == STAYS[case]
