"""From what a cell holds to a number or a symbol, with a message in plain words where neither fits."""

import re
from decimal import Decimal

from kscb_book.source.measures import Measure
from kscb_book.source.symbols import Symbol, symbol_in
from kscb_book.source.texts import as_found, text_of

EXPECTED = {
    "count": "a whole number",
    "share": "a percentage from 0 to 100",
    "rate": "a rate per 10,000",
    "money": "an amount in million pounds",
    "quantity": "a number",
}
TOO_LARGE = Decimal(10) ** 12
ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?")
TYPED = re.compile(
    r"(?P<minus>[-\u2212])?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<decimals>\.[0-9]+)?\s?(?P<percent>%)?"
)
NOT_OF_THE_NUMBER = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Unexpected(ValueError):
    """What a cell holds is not what its column needs; the text says both."""


class Empty(Unexpected):
    """A cell holds nothing; the text says what its column needs."""


def read_value(content: object, number_format: str, measure: Measure) -> Decimal | Symbol:
    """Return the number or the symbol that a cell of ``measure`` holds.

    A share typed as a percentage (stored by Excel as 0.479) is returned in per cent (47.9). The number
    keeps the decimals it is shown with. A number typed as text is read where it can mean only one thing.
    Raises Unexpected, of which Empty is one.
    """
    if text_of(content) == "":
        raise Empty(f"is empty; expected {EXPECTED[measure.number]}, or [x] where it is not available")
    if isinstance(content, str):
        return symbol_in(content) or _judged(_typed(content, measure), measure)
    if isinstance(content, bool) or not isinstance(content, (int, float)):
        raise _unexpected(as_found(content), measure)
    # Excel itself keeps fifteen digits; what a file holds beyond them nobody typed.
    number = Decimal(f"{content:.15g}")
    if is_percentage(number_format) and number.is_finite():
        number *= 100
        if measure.number != "share":
            raise _unexpected(f"the percentage {number:f}%", measure)
    return _judged(_as_shown(number, number_format), measure)


def _as_shown(number: Decimal, number_format: str) -> Decimal:
    # Excel stores 13 for a 13.0 that is shown with one decimal; that decimal was meant.
    shown = re.search(r"0\.(0+)", NOT_OF_THE_NUMBER.sub("", number_format))
    if not number.is_finite() or abs(number) >= TOO_LARGE:
        return number
    places = max(len(shown[1]) if shown else 0, -number.normalize().as_tuple().exponent)
    return number.quantize(Decimal(1).scaleb(-max(places, 0)))


def is_percentage(number_format: str) -> bool:
    """Whether Excel shows a number in this format a hundred times as large, with a per cent sign."""
    return "%" in NOT_OF_THE_NUMBER.sub("", number_format)


def note_on(content: object, value: Decimal | Symbol, measure: Measure) -> str | None:
    """Return what to say of a number that was typed as text, or None."""
    if not isinstance(content, str) or isinstance(value, Symbol):
        return None
    return f"read as {value:,}{'%' if measure.number == 'share' else ''} from text; type it as a number"


def _typed(content: str, measure: Measure) -> Decimal:
    text = text_of(content)
    if ERROR.fullmatch(text):
        raise Unexpected(f"holds the Excel error {text}; expected {EXPECTED[measure.number]}")
    # Accountants write a negative number in brackets.
    in_brackets = text.startswith("(") and text.endswith(")")
    found = TYPED.fullmatch(text[1:-1] if in_brackets else text)
    if not found or (found["percent"] and measure.number != "share"):
        raise _unexpected(as_found(content), measure)
    number = Decimal(found["digits"].replace(",", "") + (found["decimals"] or ""))
    return -number if in_brackets or found["minus"] else number


def _judged(number: Decimal, measure: Measure) -> Decimal:
    if not number.is_finite() or abs(number) >= TOO_LARGE:
        raise _unexpected("a number too large to be one", measure)
    if measure.number == "count" and number != number.to_integral_value():
        raise _unexpected(str(number), measure)
    if number < 0 and not measure.signed:
        raise _negative(number, measure)
    if measure.number == "share" and abs(number) > 100:
        raise _unexpected(str(number), measure)
    return number


def _negative(number: Decimal, measure: Measure) -> Unexpected:
    if measure.number == "money":
        return Unexpected(f"found {number}, which is negative; amounts here are written as positive numbers")
    return _unexpected(f"{number}, which is negative", measure)


def _unexpected(found: str, measure: Measure) -> Unexpected:
    return Unexpected(f"expected {EXPECTED[measure.number]}, found {found}")
