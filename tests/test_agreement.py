"""Two statements of one number agree where their printed precision allows it; a small difference is a revision's."""

from decimal import Decimal

import pytest

from kscb_book.meaning.agreement import Verdict, stated, verdict

AGREES, PROVISIONAL, CONFLICT = Verdict.AGREES, Verdict.PROVISIONAL, Verdict.CONFLICT

# report, its decimals; official, its decimals, to what it is rounded; is it a count; verdict
TABLE = [
    ("43", 0, "43.4", 1, 0, False, AGREES),
    ("43", 0, "43.5", 1, 0, False, AGREES),  # 43.45 rounds to both
    ("43", 0, "43.6", 1, 0, False, CONFLICT),  # 1.4% apart
    ("42.4", 1, "43", 0, 0, False, CONFLICT),  # the upper end, 42.45, does not reach 42.5
    ("42.5", 1, "43", 0, 0, False, AGREES),
    ("13.9", 1, "13.9", 1, 0, False, AGREES),
    ("13.9", 1, "14.0", 1, 0, False, PROVISIONAL),  # 0.7% apart
    ("13.9", 1, "14.1", 1, 0, False, CONFLICT),  # 1.4% apart
    ("99", 0, "100", 0, 0, False, PROVISIONAL),  # 1% exactly
    ("98.9", 1, "100", 1, 0, False, CONFLICT),
    ("64", 0, "64.6", 1, 0, False, PROVISIONAL),
    ("62", 0, "62.7", 1, 0, False, CONFLICT),
    ("208", 0, "208", 0, 0, True, AGREES),
    ("220", 0, "219", 0, 0, True, PROVISIONAL),
    ("7", 0, "8", 0, 0, True, PROVISIONAL),  # one in the last digit
    ("6", 0, "8", 0, 0, True, CONFLICT),
    ("8", 0, "6", 0, 0, True, CONFLICT),
    ("50312", 0, "50310", 0, 10, True, AGREES),
    ("50318", 0, "50310", 0, 10, True, PROVISIONAL),
    ("80", 0, "90", 0, 10, True, PROVISIONAL),
    ("79", 0, "90", 0, 10, True, CONFLICT),
    ("0", 0, "0", 0, 0, True, AGREES),
    ("0", 0, "0.0", 1, 0, False, AGREES),
    ("1.0", 1, "0.0", 1, 0, False, CONFLICT),
]


@pytest.mark.parametrize(("report", "decimals", "official", "places", "rounded_to", "is_count", "expected"), TABLE)
def test_the_verdict(report, decimals, official, places, rounded_to, is_count, expected):
    held = verdict(stated(Decimal(report), decimals), stated(Decimal(official), places, rounded_to), is_count)
    assert held is expected


INTERVALS = [("43", 0, 0, "42.5", "43.5"), ("13.9", 1, 0, "13.85", "13.95"), ("50310", 0, 10, "50305", "50315")]


@pytest.mark.parametrize(("value", "decimals", "rounded_to", "low", "high"), INTERVALS)
def test_the_interval_that_printed_precision_implies(value, decimals, rounded_to, low, high):
    number = stated(Decimal(value), decimals, rounded_to)
    assert (number.low, number.high) == (Decimal(low), Decimal(high))
