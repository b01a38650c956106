"""Exact numbers: read from what a cell holds, rounded half up once, and printed. Fractions, nothing binary."""

import re
from fractions import Fraction
from math import floor

Number = Fraction | str  # a number, or a symbol such as [x]
NOT_AVAILABLE = "[x]"
STRENGTH = ("[c]", "[x]", "[z]", "[low]", "[k]", "[u]")
MINUS = "\N{MINUS SIGN}"
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
AROUND = {"share": ("", "%"), "money": ("£", "m")}


def number_in(content: object, number_format: str) -> tuple[Number, int]:
    """Return the number or symbol that a cell holds, and the decimals it is given with.

    A number under a percentage format is a hundred times as large as it is stored. A cell of a draft that holds
    nothing is not available.
    """
    if content is None or isinstance(content, str):
        text = (content or "").replace("\xa0", " ").strip()
        return _typed(text or NOT_AVAILABLE)
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format)
    # Excel keeps fifteen digits.
    number = Fraction(f"{content:.15g}") * (100 if "%" in shown else 1)
    decimals = re.search(r"0\.(0+)", shown)
    return number, max(len(decimals[1]) if decimals else 0, _decimals_of(number))


def _typed(text: str) -> tuple[Number, int]:
    if re.fullmatch(r"\[\w+\]", text):
        return text.lower(), 0
    digits = re.sub(r"[^0-9.]", "", text)
    number = Fraction(digits)
    return (-number if re.match(rf"[-{MINUS}(]", text) else number), len(digits.partition(".")[2])


def _decimals_of(number: Fraction) -> int:
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    return places


def printed(number: Number, kind: str, decimals: int) -> str:
    """Return a number of a kind (``count``, ``share``, ``rate``, ``money``, ``quantity``) as it is to be printed."""
    if isinstance(number, str):
        return number
    units = floor(abs(number) * 10**decimals + Fraction(1, 2))
    if kind in ("share", "rate") and units == 0 < number:
        return "[low]"
    whole, part = divmod(units, 10**decimals)
    size = f"{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")
    before, after = AROUND.get(kind, ("", ""))
    return f"{MINUS if number < 0 and units else ''}{before}{size}{after}"


def strongest(numbers: list[Number]) -> str | None:
    """Return the symbol that a result takes from its parts, or None where all are numbers."""
    return next((symbol for symbol in STRENGTH if symbol in numbers), None)


def word_for(number: Number) -> str | None:
    """Return the word that may stand for a count below ten."""
    is_small = isinstance(number, Fraction) and number.denominator == 1 and 0 <= number < len(WORDS)
    return WORDS[int(number)] if is_small else None


def same(stated: str, number: Number) -> bool:
    """Whether a value as published, with at most ten decimals, is this number."""
    if isinstance(number, str) or not re.fullmatch(r"-?\d+(\.\d+)?", stated):
        return stated == number
    return abs(Fraction(stated) - number) <= Fraction(1, 2 * 10**10)
