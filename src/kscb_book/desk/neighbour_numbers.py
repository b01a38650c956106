"""What official files give for the ten statistical neighbours together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from kscb_book.meaning.agreement import stated
from kscb_book.meaning.printing import round_half_up
from kscb_book.press.official_numbers import Official, OfficialNumbers, Place
from kscb_book.source.comparisons import Comparison
from kscb_book.source.neighbours import Neighbours

NEIGHBOUR = "neighbour"
STATISTICS = {
    "lowest": min,
    "median": median,
    "mean": lambda values: sum(values, Decimal(0)) / len(values),
    "highest": max,
}


@dataclass(frozen=True)
class Ten:
    """The ten neighbours of an authority, and what is said of them: "mean", "median", "lowest" or "highest"."""

    neighbours: Neighbours
    statistic: str

    @property
    def name(self) -> str:
        """What it is, with the list, as it is printed."""
        return f"{self.statistic} of the ten neighbours, list of {self.neighbours.name}"


def official_of_ten(comparison: Comparison, year: int, ten: Ten, numbers: OfficialNumbers) -> Official:
    """Statistical neighbours: the lowest, the highest, the median or the mean of the ten authorities of a list.

    A rate is worked out for each of the ten, and rounded half up once, after the ten were taken together.
    Where one of them has no figure there is none for the ten.

    Returns the number with the sources of all ten.
    """
    named = zip(ten.neighbours.codes, ten.neighbours.labels, strict=True)
    places = [Place(NEIGHBOUR, code, label) for code, label in named]
    found = [numbers.of(comparison, year, place) for place in places]
    if missing := [(place, each) for place, each in zip(places, found, strict=True) if each.exact is None]:
        return Official(comparison.decimals, reason=_reason(missing, len(found)))
    exact = STATISTICS[ten.statistic]([each.exact for each in found])
    sources = tuple(source for each in found for source in each.sources)
    printed = stated(round_half_up(exact, comparison.decimals), comparison.decimals)
    return Official(comparison.decimals, printed, exact, sources)


def _reason(missing: Sequence[tuple[Place, Official]], count: int) -> str:
    reasons = {each.reason for _, each in missing}
    if len(missing) == count and len(reasons) == 1:
        return reasons.pop()
    told = "; ".join(f"{place.name}: {each.reason}" for place, each in missing)
    return f"{len(missing)} of the {count} neighbours {'has' if len(missing) == 1 else 'have'} no figure ({told})"
