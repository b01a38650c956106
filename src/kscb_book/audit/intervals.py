"""Intervals worked out once more, by the printed formulas in plain floating point: Wilson, Byar, exact Poisson."""

from collections.abc import Callable
from math import exp, floor, lgamma, log, sqrt

Z = 1.959963984540054  # of the 95% interval
TAIL = 0.025
HALVINGS = 200


def of_share(part: float, whole: float) -> tuple[float, float]:
    """Return Wilson's interval of a percentage."""
    middle, reach = 2 * part + Z * Z, Z * sqrt(Z * Z + 4 * part * (1 - part / whole))
    scale = 100 / (2 * (whole + Z * Z))
    return (middle - reach) * scale if part else 0.0, (middle + reach) * scale if part < whole else 100.0


def of_count(count: float) -> tuple[float, float]:
    """Return Byar's interval of a count of 10 or more, the exact Poisson interval of one below."""
    if count >= 10:
        low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3
        return low, (count + 1) * (1 - 1 / (9 * (count + 1)) + Z / (3 * sqrt(count + 1))) ** 3
    low = _root(lambda mean: 1 - _at_most(count - 1, mean) - TAIL) if count else 0.0
    return low, _root(lambda mean: TAIL - _at_most(count, mean))


def printed(ends: tuple[float, float], decimals: int, unit: str) -> str:
    """Return the ends as printed, each rounded half up."""
    rounded = (floor(end * 10**decimals + 0.5) / 10**decimals for end in ends)
    return " to ".join(f"{end:,.{decimals}f}{unit}" for end in rounded)


def _at_most(count: float, mean: float) -> float:
    return sum(exp(each * log(mean) - mean - lgamma(each + 1)) for each in range(int(count) + 1))


def _root(rising: Callable[[float], float]) -> float:
    low, high = 1e-12, 100.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return low
