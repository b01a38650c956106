"""How a number is printed: rounded once, half up, with its unit."""

from decimal import ROUND_HALF_UP, Decimal

from kscb_book.source.measures import Measure
from kscb_book.source.symbols import Symbol

MINUS = "\N{MINUS SIGN}"
# Enough to hold every count and amount exactly, and few enough that the last digit never wobbles.
SIGNIFICANT_DECIMALS = Decimal("1e-10")
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def printed(value: Decimal | Symbol, measure: Measure, decimals: int | None = None) -> str:
    """Printing: a number has the decimals of its measure, or fewer where it was given with fewer.

    43 per 10,000 is not 43.0. A share or rate above 0 that rounds to 0 is printed [low]; 0 is a true zero
    (symbols of the Government Analysis Function).

    Returns ``value`` as printed: ``1,874``, ``70%``, ``49.2``, ``£0.268m``, ``[x]``.
    """
    if isinstance(value, Symbol):
        return str(value)
    places = measure.decimals if decimals is None else decimals
    rounded = round_half_up(value, places)
    if measure.number in ("share", "rate") and rounded == 0 < value:
        return str(Symbol("low"))
    size = f"{abs(rounded):,.{places}f}"
    sign = MINUS if rounded < 0 else ""
    return sign + {"share": f"{size}%", "money": f"£{size}m"}.get(measure.number, size)


def printed_range(low: Decimal, high: Decimal, measure: Measure, decimals: int | None = None) -> str:
    """Return the ends of an interval as printed: ``59.0 to 77.3``, ``58% to 80%``; an end may be a plain 0."""
    places = measure.decimals if decimals is None else decimals
    unit = "%" if measure.number == "share" else ""
    return " to ".join(f"{round_half_up(end, places):,.{places}f}{unit}" for end in (low, high))


def canonical(value: Decimal | Symbol) -> str:
    """Return the unrounded number as text, the same on every machine: ``69.8412698413``, or the symbol."""
    if isinstance(value, Symbol):
        return str(value)
    text = format(value.quantize(SIGNIFICANT_DECIMALS), "f").rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def decimals_of(value: Decimal) -> int:
    """Return with how many decimals a number was given."""
    return max(0, -value.as_tuple().exponent)


def in_words(value: Decimal | Symbol) -> str | None:
    """Return a whole number below ten as a word, or None where the number is not one."""
    if isinstance(value, Symbol) or value != value.to_integral_value() or not 0 <= value < len(WORDS):
        return None
    return WORDS[int(value)]


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounding: half up, once, when a number is printed; what is worked out from it uses the number unrounded."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
