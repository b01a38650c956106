"""Whether two statements of one number agree, given how precisely each was printed. Pure: it knows no files."""

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


def verdict(report: Stated, official: Stated, is_count: bool) -> Verdict:
    """Agreement: a figure and an official statistic agree where one number could have been printed as both.

    A difference of at most 1% of the official value, or in a count of one in the last digit it is given with,
    is what provisional and final figures usually differ by (the project's own rule; the official files do not
    mark which figures were revised).

    Returns what holding the two against each other shows.
    """
    if report.low < official.high and official.low < report.high:
        return Verdict.AGREES
    difference = abs(report.value - official.value)
    last_digit = 2 * max(report.spread, official.spread)
    if difference <= SLIGHT * abs(official.value) or (is_count and difference <= last_digit):
        return Verdict.PROVISIONAL
    return Verdict.CONFLICT
