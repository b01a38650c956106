"""Which words of change two numbers of one measure can bear.

**Counts** of people or events rose or fell where chance alone would make two counts differ so much less
than 5 times in 100, the expected number being the same. **Rates and shares** rose or fell where the 95%
interval of their difference, got from the counts behind both, leaves out 0; that two intervals overlap
decides nothing. Otherwise they did not clearly change, whatever the rounding says. Where two numbers, as
printed, may be one number (89 and 89.3), they did not clearly change either. **Amounts of money** and
measured quantities are not drawn by chance: they rose or fell as the books say. Where chance cannot be
reckoned, because the counts behind a rate or share are not known or because one person counts several
times, the later number came out higher or lower, which is arithmetic and no more. One in twenty numbers
that did not truly change will seem to have changed, so a group is told in one sentence.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kscb_book.meaning.intervals import LEVEL, Interval, chance_of_counts, difference_interval

NOT_BY_CHANCE = ("money", "quantity")


class Change(Enum):
    """What may be said of a number after an earlier one of the same measure."""

    ROSE = "rose"
    FELL = "fell"
    SAME = "did not change"
    UNCLEAR = "did not clearly change"
    HIGHER = "came out higher"
    LOWER = "came out lower"

    @property
    def is_clear(self) -> bool:
        """Whether the numbers bear a word of change."""
        return self in (Change.ROSE, Change.FELL)


@dataclass(frozen=True)
class Number:
    """A number as the policy sees it.

    ``kind`` is that of its measure (count, share, rate, money, quantity); ``reach`` how far the unrounded
    number may lie from the printed one; ``repeats`` whether one person may count several times.
    """

    value: Decimal
    kind: str
    reach: Decimal = Decimal(0)
    interval: Interval | None = None
    repeats: bool = False


def reach_of(kind: str, decimals: int) -> Decimal:
    """Return how far an unrounded number may lie from one printed with these decimals; a count is exact."""
    return Decimal(0) if kind == "count" else Decimal(5).scaleb(-1 - decimals)


@dataclass(frozen=True)
class Judged:
    """What may be said, and why, in words that follow a colon."""

    change: Change
    why: str


def judge(later: Number, earlier: Number) -> Judged:
    """Return what may be said of ``later`` after ``earlier``, two numbers of one measure."""
    if later.value == earlier.value:
        return Judged(Change.SAME, "the two numbers are the same")
    rose = later.value > earlier.value
    clear = Change.ROSE if rose else Change.FELL
    arithmetic = Change.HIGHER if rose else Change.LOWER
    if abs(later.value - earlier.value) < later.reach + earlier.reach:
        return Judged(Change.UNCLEAR, "as printed, the two may be the same number")
    if later.kind in NOT_BY_CHANCE:
        return Judged(clear, "it is not a matter of chance")
    if later.repeats:
        return Judged(arithmetic, "one person may count several times, so chance cannot be reckoned")
    if later.kind == "count":
        return _of_counts(later.value, earlier.value, clear)
    if not later.interval or not earlier.interval:
        return Judged(arithmetic, "the counts behind it are not known, so chance cannot be reckoned")
    return _of_intervals(later, earlier, clear)


def _of_counts(later: Decimal, earlier: Decimal, clear: Change) -> Judged:
    chance = chance_of_counts(later, earlier)
    share = max(1, round(100 * chance))
    often = f"chance alone would make two such counts differ so much about {share} in 100 times"
    return Judged(clear if chance < 1 - LEVEL else Change.UNCLEAR, often)


def _of_intervals(later: Number, earlier: Number, clear: Change) -> Judged:
    found = difference_interval((later.value, later.interval), (earlier.value, earlier.interval))
    if found.low <= 0 <= found.high:
        return Judged(Change.UNCLEAR, "chance alone may explain the difference: its 95% interval holds 0")
    return Judged(clear, "chance alone hardly explains the difference: its 95% interval leaves out 0")
