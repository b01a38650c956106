"""Whether two statements of one number agree, given how precisely each was printed. Pure: it knows no files."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

SLIGHT = Decimal("0.01")  # of the official value


class Verdict(Enum):
    """What comes of holding a figure of the report against the official one."""

    AGREES = "agrees"
    PROVISIONAL = "provisional"
    CONFLICT = "conflict"
    NO_OFFICIAL_FIGURE = "no official figure"
    NOT_REPORTED = "no figure in the report"


@dataclass(frozen=True)
class Stated:
    """A number as it was printed, and how far from it the unrounded number may lie.

    43 means 42.5 to 43.5, and 13.9 means 13.85 to 13.95: the rounding of printed numbers, half up, so the
    lower end belongs to the interval and the upper does not.
    """

    value: Decimal
    spread: Decimal

    @property
    def low(self) -> Decimal:
        """The least that rounds to the value."""
        return self.value - self.spread

    @property
    def high(self) -> Decimal:
        """The least above it that no longer does."""
        return self.value + self.spread


def stated(value: Decimal, decimals: int, rounded_to: int = 0) -> Stated:
    """Return ``value`` as printed with ``decimals``, or as rounded to 10 or the like."""
    return Stated(value, (Decimal(rounded_to) or Decimal(1).scaleb(-decimals)) / 2)


def exactly(value: Decimal) -> Stated:
    """Return a number that no rounding has touched, such as a count."""
    return Stated(value, Decimal(0))


def added(parts: Iterable[Stated]) -> Stated:
    """Return the sum of rounded numbers: what each may be off by adds up too."""
    parts = tuple(parts)
    return Stated(sum((part.value for part in parts), Decimal(0)), sum((part.spread for part in parts), Decimal(0)))


def less(one: Stated, other: Stated) -> Stated:
    """Return the difference of two rounded numbers."""
    return Stated(one.value - other.value, one.spread + other.spread)


def ratio(part: Stated, whole: Stated, per: int) -> Stated | None:
    """Return ``per`` times the part divided by the whole, or None where the whole may be 0.

    Its value is the middle of what the two may come to. Neither is negative.
    """
    if whole.low <= 0:
        return None
    low, high = per * max(part.low, Decimal(0)) / whole.high, per * part.high / whole.low
    return Stated((low + high) / 2, (high - low) / 2)


def agree(one: Stated, other: Stated) -> bool:
    """Whether one number could have been printed as both."""
    if not one.spread or not other.spread:
        return one.low <= other.high and other.low <= one.high
    return one.low < other.high and other.low < one.high


def exceeds(one: Stated, other: Stated) -> bool:
    """Whether the first is larger, however the two were rounded."""
    return one.low > other.high or (one.low == other.high and bool(other.spread))


def verdict(report: Stated, official: Stated, is_count: bool) -> Verdict:
    """Agreement: a figure and an official statistic agree where one number could have been printed as both.

    A difference of at most 1% of the official value, or in a count of one in the last digit it is given with,
    is what provisional and final figures usually differ by (the project's own rule; the official files do not
    mark which figures were revised).

    Returns what holding the two against each other shows.
    """
    if agree(report, official):
        return Verdict.AGREES
    difference = abs(report.value - official.value)
    last_digit = 2 * max(report.spread, official.spread)
    if difference <= SLIGHT * abs(official.value) or (is_count and difference <= last_digit):
        return Verdict.PROVISIONAL
    return Verdict.CONFLICT
