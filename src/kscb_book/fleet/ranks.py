"""The place of an authority in the order of all: a range, as far as chance allows to tell.

Another counts as higher or lower only where the two intervals of 95% do not meet. That is stricter than to test the
two at 5% (Goldstein and Healy, Journal of the Royal Statistical Society A 158, 1995, pages 175 to 177), as it should
be where each is held against some 150 others.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from kscb_book.meaning.intervals import Interval


@dataclass(frozen=True)
class Rank:
    """The first and the last place that an authority may have among ``of``; the highest number has the first."""

    first: int
    last: int
    of: int

    @property
    def printed(self) -> str:
        """The range in words: ``3 to 12 of 151``."""
        places = f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"
        return f"{places} of {self.of}"


def ranks_of(intervals: Mapping[str, Interval]) -> dict[str, Rank]:
    """Return the place of each authority by its code."""
    lows, highs = (sorted(ends) for ends in zip(*((each.low, each.high) for each in intervals.values()), strict=True))
    count = len(intervals)
    return {
        code: Rank(1 + count - bisect_right(lows, each.high), count - bisect_left(highs, each.low), count)
        for code, each in intervals.items()
    }
