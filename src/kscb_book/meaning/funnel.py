"""Funnel charts: an authority's rate among all, with the limits that chance sets for a place of its size.

Spiegelhalter, Statistics in Medicine 24, 2005, pages 1185 to 1202. Small places lie far apart by chance
alone, so a league table puts them at both ends; a funnel asks only which lie further out than chance takes
a place of their size. Where most do, the places truly differ, and being outside says little of one.
"""

from collections.abc import Callable, Iterable
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
    """One authority: its ONS code and name, what is counted in it, and among how many.

    ``per`` is 10,000 for a rate, of what may come any number of times, and 100 for a share, of what may come once.
    """

    code: str
    name: str
    count: Decimal
    population: Decimal
    per: Decimal = PER

    @property
    def rate(self) -> Decimal:
        """The count per 10,000 of the population, or its share of it in per cent."""
        return self.per * self.count / self.population


@dataclass(frozen=True)
class Funnel:
    """Places, and the rate or share of all of them together, around which the limits lie.

    ``among`` names what the size of a place is the number of.
    """

    places: tuple[Place, ...]
    centre: Decimal
    among: str = "Children aged 0 to 17"

    def limits(self, population: Decimal, sigma: int) -> tuple[Decimal, Decimal]:
        """Return the rates or shares between which chance keeps a place of this population, at 2 or 3 sigma."""
        per = self.places[0].per
        chances = _of_poisson if per == PER else _of_binomial
        of = float(population), float(self.centre / per)
        low, high = (_quantile(chances, float(tail), of) for tail in (TAILS[sigma], 1 - TAILS[sigma]))
        return per * low / population, per * high / population

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


def funnel(places: Iterable[Place], among: str = Funnel.among) -> Funnel:
    """Funnel: the rate of all places together, with exact limits, Poisson or of shares binomial, for each size."""
    places = tuple(places)
    whole = sum(place.population for place in places)
    return Funnel(places, places[0].per * sum(place.count for place in places) / whole, among)


def _quantile(chances: Callable[[int, float, float], float], wanted: float, of: tuple[float, float]) -> Decimal:
    """The exact quantile, made continuous between whole numbers as in Spiegelhalter's appendix."""
    size, share = of
    below, whole = -1, int(2 * size * share) + 10
    while chances(whole, size, share) < wanted:
        whole *= 2
    while whole - below > 1:
        middle = (below + whole) // 2
        below, whole = (below, middle) if chances(middle, size, share) >= wanted else (middle, whole)
    here = chances(whole, size, share)
    before = chances(whole - 1, size, share) if whole else 0.0
    return max(Decimal(0), Decimal(whole - (here - wanted) / (here - before)))


def _of_poisson(count: int, size: float, share: float) -> float:
    from scipy.special import pdtr

    return float(pdtr(count, size * share))


def _of_binomial(count: int, size: float, share: float) -> float:
    from scipy.special import bdtr

    return float(bdtr(count, int(size), share)) if count < size else 1.0
