"""Intervals: how far from a number chance alone may have put it, from the counts behind it.

A board's counts are complete, yet the next child or the next referral might as well not have come: the
counts are taken as one outcome of a process that could have given a few more or fewer (Public Health
England, Technical Guide: Confidence Intervals, 2018, whose methods these are).
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from statistics import NormalDist

LEVEL = Decimal("0.95")
# From this count on, Byar's interval is within 0.2% of the exact one (Public Health England, as above).
BYAR_FROM = 10
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Interval:
    """A range in the unit of its number, the level it holds with (0.95), and the method it was got by."""

    low: Decimal
    high: Decimal
    level: Decimal
    method: str


def count_interval(count: Decimal, level: Decimal = LEVEL) -> Interval:
    """Interval of a count: Byar's for 10 or more, the exact Poisson interval below.

    Byar: Breslow and Day, Statistical Methods in Cancer Research II, 1987, page 69. Exact, through
    chi-square: Garwood, Biometrika 28, 1936. The events must be independent of each other: a child counted
    each time it goes missing makes the true interval wider.
    """
    if count >= BYAR_FROM:
        return Interval(_byar(count, -_z(level)), _byar(count + 1, _z(level)), level, "Byar")
    return Interval(*_exact(count, level), level, "exact Poisson")


def scaled(interval: Interval, by: Decimal) -> Interval:
    """Return the interval of a multiple: of a rate, from that of its count."""
    return Interval(interval.low * by, interval.high * by, interval.level, interval.method)


def share_interval(part: Decimal, whole: Decimal, level: Decimal = LEVEL) -> Interval:
    """Interval of a percentage: Wilson's score interval, of ``part`` among ``whole``, which is above 0.

    Wilson, Journal of the American Statistical Association 22, 1927; Newcombe, Statistics in Medicine 17,
    1998, pages 857 to 872, method 3.
    """
    square = _z(level) ** 2
    middle = 2 * part + square
    reach = _z(level) * (square + 4 * part * (whole - part) / whole).sqrt()
    low, high = ((middle + sign * reach) / (2 * (whole + square)) for sign in (-1, 1))
    # At none and at all, one end is 0 or 1 by the formula; the last digit of a root must not move it.
    return Interval(HUNDRED * (low if part else 0), HUNDRED * (high if part < whole else 1), level, "Wilson")


def difference_interval(later: tuple[Decimal, Interval], earlier: tuple[Decimal, Interval]) -> Interval:
    """Interval of a difference: the intervals of two independent numbers, squared and added.

    Newcombe, Statistics in Medicine 17, 1998, pages 873 to 890, method 10, for percentages; Zou and Donner,
    Statistics in Medicine 27, 2008, for rates. Where it holds 0, no difference is shown; that two intervals
    overlap does not say so.
    """
    (now, at), (before, then) = later, earlier
    down = ((now - at.low) ** 2 + (then.high - before) ** 2).sqrt()
    up = ((at.high - now) ** 2 + (before - then.low) ** 2).sqrt()
    return Interval(now - before - down, now - before + up, at.level, "square and add")


def chance_of_counts(one: Decimal, other: Decimal) -> Decimal:
    """Probability that two counts of the same expectation differ by as much as these, either way.

    The exact conditional test: given their sum, each is binomial with one half (Przyborowski and Wilenski,
    Biometrika 31, 1940); twice the smaller tail. The counts must be of periods of one length and
    independent. Stocks on two days share those who stayed, which makes their difference smaller than that
    of independent counts: the test then says too seldom that they differ, never too often.
    """
    from scipy.special import bdtr

    smaller, both = int(min(one, other)), int(one + other)
    return min(Decimal(1), 2 * Decimal(float(bdtr(smaller, both, 0.5)))) if both else Decimal(1)


@cache
def _z(level: Decimal) -> Decimal:
    return Decimal(NormalDist().inv_cdf(float(1 + level) / 2))


def _byar(count: Decimal, z: Decimal) -> Decimal:
    return count * (1 - 1 / (9 * count) + z / (3 * count.sqrt())) ** 3


def _exact(count: Decimal, level: Decimal) -> tuple[Decimal, Decimal]:
    from scipy.special import gammaincinv

    # Half a chi-square quantile of 2n degrees of freedom is a gamma quantile of shape n.
    tail = float(1 - level) / 2
    low = Decimal(float(gammaincinv(float(count), tail))) if count else Decimal(0)
    return low, Decimal(float(gammaincinv(float(count) + 1, 1 - tail)))
