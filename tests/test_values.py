"""What a cell may hold: a number as Excel stores it, or a symbol."""

from datetime import time
from decimal import Decimal

import pytest

from kscb_book.source.measures import Measure
from kscb_book.source.symbols import Symbol, strongest
from kscb_book.source.values import Unexpected, read_value


def measure(number: str, signed: bool = False) -> Measure:
    return Measure("test.one", "One", "", "", "flow", number, 0, "neither", "", (), signed)


READ = {
    "a count": (63, "General", "count", Decimal(63)),
    "a count stored as a decimal": (63.0, "General", "count", Decimal(63)),
    "an amount, as typed": (0.149, "0.000", "money", Decimal("0.149")),
    "a percentage typed with its sign": (0.479, "0.0%", "share", Decimal("47.9")),
    "a percentage typed without": (47.9, "0.0", "share", Decimal("47.9")),
    "a rate shown with a decimal that is 0": (13, "0.0", "rate", Decimal("13.0")),
    "a rate given without decimals": (43, "0", "rate", Decimal(43)),
    "an amount shown with fewer decimals than it has": (0.149, "0.00", "money", Decimal("0.149")),
    "a percentage whose sign is only lettering": (47.9, '0.0"%"', "share", Decimal("47.9")),
    "a percentage as text": ("47.90%", "@", "share", Decimal("47.90")),
    "thousands as text": ("1,874", "General", "count", Decimal(1874)),
    "spaces around a number": (" 12 ", "General", "count", Decimal(12)),
    "an amount as text": ("0.149", "@", "money", Decimal("0.149")),
    "what floating point left behind": (0.1 + 0.2, "General", "money", Decimal("0.3")),
    "not available": (" [X] ", "General", "count", Symbol("x")),
    "confidential": ("[c]", "General", "rate", Symbol("c")),
}


@pytest.mark.parametrize(("content", "number_format", "number", "expected"), READ.values(), ids=READ)
def test_a_cell_is_read(content, number_format, number, expected):
    value = read_value(content, number_format, measure(number))
    assert (str(value), type(value)) == (str(expected), type(expected))


NEGATIVE = "which is negative; amounts here are written as positive numbers"
REFUSED = {
    "a share above 100": (100.5, "share", "expected a percentage from 0 to 100, found 100.5"),
    "a share above 100 as text": ("110%", "share", "expected a percentage from 0 to 100, found 110"),
    "a negative rate": (-1, "rate", "expected a rate per 10,000, found -1, which is negative"),
    "a negative amount": (-0.021, "money", f"found -0.021, {NEGATIVE}"),
    "a negative amount in brackets": ("(0.149)", "money", f"found -0.149, {NEGATIVE}"),
    "a negative amount with a minus of print": ("\u22120.149", "money", f"found -0.149, {NEGATIVE}"),
    "infinity": (float("inf"), "count", "expected a whole number, found a number too large to be one"),
    "what is no number at all": (
        float("nan"),
        "rate",
        "expected a rate per 10,000, found a number too large to be one",
    ),
    "a time": (time(9, 30), "count", "expected a whole number, found the time 09:30"),
}


@pytest.mark.parametrize(("content", "number", "message"), REFUSED.values(), ids=REFUSED)
def test_a_number_that_cannot_be_is_refused(content, number, message):
    with pytest.raises(Unexpected) as unexpected:
        read_value(content, "General", measure(number))
    assert str(unexpected.value) == message


def test_a_percentage_where_no_share_belongs_is_refused():
    with pytest.raises(Unexpected, match="expected a whole number, found the percentage 100%"):
        read_value(1, "0%", measure("count"))


def test_a_signed_measure_may_be_negative():
    assert read_value(-0.021, "General", measure("money", signed=True)) == Decimal("-0.021")
    assert read_value("(0.149)", "General", measure("money", signed=True)) == Decimal("-0.149")


def test_the_strongest_symbol_wins():
    assert strongest([Decimal(1), Symbol("x"), Symbol("c"), Symbol("z")]) == Symbol("c")
    assert strongest([Decimal(1)]) is None
