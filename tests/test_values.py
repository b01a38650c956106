"""What a cell may hold: a number as Excel stores it, or a symbol."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kscb_book.source.measures import Measure
from kscb_book.source.symbols import Symbol, strongest
from kscb_book.source.values import Unexpected, read_value


def measure(number: str) -> Measure:
    return Measure("test.one", "One", "", "", "flow", number, 0, "neither", "", ())


READ = {
    "a count": (63, "General", "count", Decimal(63)),
    "a count stored as a decimal": (63.0, "General", "count", Decimal(63)),
    "an amount, as typed": (0.149, "0.000", "money", Decimal("0.149")),
    "a percentage typed with its sign": (0.479, "0.0%", "share", Decimal("47.9")),
    "a percentage typed without": (47.9, "0.0", "share", Decimal("47.9")),
    "a rate shown with a decimal that is 0": (13, "0.0", "rate", Decimal("13.0")),
    "a rate given without decimals": (43, "0", "rate", Decimal(43)),
    "an amount shown with fewer decimals than it has": (0.149, "0.00", "money", Decimal("0.149")),
    "not available": (" [X] ", "General", "count", Symbol("x")),
    "confidential": ("[c]", "General", "rate", Symbol("c")),
}


@pytest.mark.parametrize(("content", "number_format", "number", "expected"), READ.values(), ids=READ)
def test_a_cell_is_read(content, number_format, number, expected):
    value = read_value(content, number_format, measure(number))
    assert (str(value), type(value)) == (str(expected), type(expected))


def test_an_amount_may_be_negative_only_where_its_measure_says_so():
    signed = replace(measure("money"), signed=True)
    assert read_value(-0.003, "0.000", signed) == Decimal("-0.003")
    with pytest.raises(Unexpected, match="found -0.003, which is negative"):
        read_value(-0.003, "0.000", measure("money"))


REFUSED = {"a share above 100": (100.5, "share"), "a negative rate": (-1, "rate"), "infinity": (float("inf"), "count")}


@pytest.mark.parametrize(("content", "number"), REFUSED.values(), ids=REFUSED)
def test_a_number_that_cannot_be_is_refused(content, number):
    with pytest.raises(Unexpected, match="expected"):
        read_value(content, "General", measure(number))


def test_the_strongest_symbol_wins():
    assert strongest([Decimal(1), Symbol("x"), Symbol("c"), Symbol("z")]) == Symbol("c")
    assert strongest([Decimal(1)]) is None
