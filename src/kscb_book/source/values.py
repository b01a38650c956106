"""From what a cell holds to a number or a symbol, with a message in plain words where neither fits."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from kscb_book.source.measures import Measure
from kscb_book.source.symbols import Symbol, symbol_in

EXPECTED = {
    "count": "a whole number",
    "share": "a percentage from 0 to 100",
    "rate": "a rate per 10,000",
    "money": "an amount in million pounds",
}


class Unexpected(ValueError):
    """What a cell holds is not what its column needs; the text says both."""


def read_value(content: object, number_format: str, measure: Measure) -> Decimal | Symbol:
    """Return the number or the symbol that a cell of ``measure`` holds.

    A share typed as a percentage (stored by Excel as 0.479) is returned in per cent (47.9). The number
    keeps the decimals it is shown with.
    Raises Unexpected.
    """
    if content is None or (isinstance(content, str) and not content.strip()):
        raise Unexpected(f"is empty; expected {EXPECTED[measure.number]}, or [x] where it is not available")
    if isinstance(content, str) and (symbol := symbol_in(content)):
        return symbol
    if isinstance(content, bool) or not isinstance(content, (int, float)):
        raise _unexpected(content, measure)
    number = Decimal(repr(content))
    if measure.number == "share" and "%" in number_format:
        number *= 100
    return _judged(_as_shown(number, number_format), measure)


def _as_shown(number: Decimal, number_format: str) -> Decimal:
    # Excel stores 13 for a 13.0 that is shown with one decimal; that decimal was meant.
    shown = re.search(r"0\.(0+)", number_format)
    if not number.is_finite():
        return number
    places = max(len(shown[1]) if shown else 0, -number.normalize().as_tuple().exponent)
    return number.quantize(Decimal(1).scaleb(-max(places, 0)))


def _judged(number: Decimal, measure: Measure) -> Decimal:
    whole = number == number.to_integral_value()
    if not number.is_finite() or (measure.number == "count" and not whole):
        raise _unexpected(number, measure)
    if number < 0 and not measure.signed:
        raise Unexpected(f"expected {EXPECTED[measure.number]}, found {number}, which is negative")
    if measure.number == "share" and number > 100:
        raise _unexpected(number, measure)
    return number


def _unexpected(content: object, measure: Measure) -> Unexpected:
    return Unexpected(f"expected {EXPECTED[measure.number]}, found {as_found(content)}")


def as_found(content: object) -> str:
    """Say what a cell holds in the words of Excel's own screen."""
    if content is None:
        return "nothing"
    if isinstance(content, bool):
        return str(content).upper()
    if isinstance(content, (datetime, date)):
        return f"the date {content:%d %B %Y}"
    if isinstance(content, time):
        return f"the time {content:%H:%M}"
    return repr(content) if isinstance(content, str) else str(content)
