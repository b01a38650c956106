"""The limits of a control chart, worked out once more: mean of the first twelve points, and their moving range."""

from collections.abc import Sequence
from fractions import Fraction

from kscb_book.audit.numbers import MINUS, NOT_AVAILABLE, Number, printed, strongest

POINTS = 12
FACTOR = Fraction(266, 100)
SIDES = {"lower_limit": -1, "centre": 0, "upper_limit": 1}


def first_points(values: Sequence[Number]) -> list[int]:
    """Return the places of the points that set the limits: the first twelve that are known.

    All of them, known or not, where no two that are known follow each other.
    """
    known = [place for place, value in enumerate(values) if isinstance(value, Fraction)][:POINTS]
    return known if _ranges(values, known) else list(range(len(values)))


def limit_of(rule: str, values: Sequence[Number], kind: str, decimals: int) -> tuple[Number, str]:
    """Return the limit or centre that these values set, in order of time, and the formula as it is printed.

    ``kind`` and ``decimals`` are those of its measure.
    """
    places = first_points(values)
    ranges = _ranges(values, places)
    if not ranges:
        return strongest(values) or NOT_AVAILABLE, "not yet known, as no two known points follow each other"
    known = [values[place] for place in places]
    side, mean = SIDES[rule], sum(known, Fraction(0)) / len(known)
    middle = sum(ranges, Fraction(0)) / len(ranges)
    told = f"the mean of the first {len(known)} points"
    if not side:
        return mean, told
    shown = [printed(number, "quantity", decimals + 2).replace(",", "") for number in (mean, middle)]
    value = mean + side * FACTOR * middle
    highest = [Fraction(100)] if kind == "share" else []
    return max(min([value, *highest]), Fraction(0)), f"{shown[0]} {MINUS if side < 0 else '+'} 2.66 × {shown[1]}"


def _ranges(values: Sequence[Number], places: Sequence[int]) -> list[Fraction]:
    pairs = [(values[each - 1], values[each]) for each in places if each - 1 in places]
    return [abs(now - before) for before, now in pairs if isinstance(before, Fraction) and isinstance(now, Fraction)]
