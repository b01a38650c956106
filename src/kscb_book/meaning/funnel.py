"""Funnel charts: an authority's rate among all, with the limits that chance sets for a place of its size.

Spiegelhalter, Statistics in Medicine 24, 2005, pages 1185 to 1202. Small places lie far apart by chance
alone, so a league table puts them at both ends; a funnel asks only which lie further out than chance takes
a place of their size. Where most do, the places truly differ, and being outside says little of one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.meaning.combinations import PER

# Two and three sigma of a normal distribution, as Spiegelhalter rounds them: 95% and 99.8% lie between.
TAILS = {2: Decimal("0.025"), 3: Decimal("0.001")}
POSITIONS = {
    (False, 3): "below three sigma",
    (False, 2): "below two sigma",
    (True, 2): "above two sigma",
    (True, 3): "above three sigma",
}
INSIDE = "inside"


@dataclass(frozen=True)
class Place:
    """One authority: its ONS code and name, what is counted in it, and among how many children."""

    code: str
    name: str
    count: Decimal
    population: Decimal

    @property
    def rate(self) -> Decimal:
        """The count per 10,000 of the population."""
        return PER * self.count / self.population


@dataclass(frozen=True)
class Funnel:
    """Places, and the rate per 10,000 of all of them together, around which the limits lie."""

    places: tuple[Place, ...]
    centre: Decimal

    def limits(self, population: Decimal, sigma: int) -> tuple[Decimal, Decimal]:
        """Return the rates between which chance keeps a place of this population, at 2 or 3 sigma."""
        expected = float(self.centre * population / PER)
        low, high = (_quantile(chance, expected) for chance in (TAILS[sigma], 1 - TAILS[sigma]))
        return PER * low / population, PER * high / population

    def position(self, place: Place) -> str:
        """Return where a place lies: inside, or above or below two or three sigma."""
        for sigma in (3, 2):
            low, high = self.limits(place.population, sigma)
            if not low <= place.rate <= high:
                return POSITIONS[place.rate > high, sigma]
        return INSIDE

    @property
    def outside(self) -> int:
        """How many places lie outside three sigma; chance alone puts two in a thousand there."""
        return sum("three" in self.position(place) for place in self.places)


def funnel(places: Iterable[Place]) -> Funnel:
    """Funnel: the rate of all places together, with exact Poisson limits for each size of place."""
    places = tuple(places)
    return Funnel(places, PER * sum(place.count for place in places) / sum(place.population for place in places))


def _quantile(chance: Decimal, expected: float) -> Decimal:
    """The exact Poisson quantile, made continuous between whole numbers as in Spiegelhalter's appendix."""
    from scipy.special import pdtr, pdtrik

    wanted = float(chance)
    whole = max(0, int(pdtrik(wanted, expected)))
    while pdtr(whole, expected) < wanted:
        whole += 1
    here = float(pdtr(whole, expected))
    before = float(pdtr(whole - 1, expected)) if whole else 0.0
    return max(Decimal(0), Decimal(whole - (here - wanted) / (here - before)))
