"""The place in an order is a range: of those from whom chance does not set an authority apart."""

from decimal import Decimal

import pytest

from kscb_book.fleet.ranks import ranks_of
from kscb_book.meaning.intervals import Interval


def interval(text: str) -> Interval:
    low, high = map(Decimal, text.split("-"))
    return Interval(low, high, Decimal("0.95"), "drawn")


@pytest.mark.parametrize(
    "intervals, places",
    [
        # Each apart from the others.
        ({"A": "30-40", "B": "10-20", "C": "50-60"}, {"A": "2 of 3", "B": "3 of 3", "C": "1 of 3"}),
        # None apart from another.
        ({"A": "30-40", "B": "35-45"}, {"A": "1 to 2 of 2", "B": "1 to 2 of 2"}),
        # Those that touch cannot be told apart.
        ({"A": "30-40", "B": "40-50"}, {"A": "1 to 2 of 2", "B": "1 to 2 of 2"}),
        # A small place in the middle of two that are apart.
        ({"A": "10-90", "B": "60-70", "C": "30-40"}, {"A": "1 to 3 of 3", "B": "1 to 2 of 3", "C": "2 to 3 of 3"}),
    ],
)
def test_another_counts_as_higher_or_lower_only_where_the_intervals_do_not_meet(intervals, places):
    ranks = ranks_of({code: interval(text) for code, text in intervals.items()})
    assert {code: rank.printed for code, rank in ranks.items()} == places
