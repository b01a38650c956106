"""What may be said of a series over time: whether it left the limits that its first points set, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from kscb_book.meaning.control import POINTS, limits_of, signals_of
from kscb_book.meaning.policy import Change
from kscb_book.meaning.printing import round_half_up
from kscb_book.source.periods import Period


@dataclass(frozen=True)
class Told:
    """Words of change, and what they rest on."""

    words: str
    why: str


def trend(points: Sequence[tuple[Period, Decimal | None]]) -> Told:
    """Return how a series in order of time changed, in words; None stands where a value is not known.

    Raises ValueError where no more points are known than set the limits.
    """
    values = [value for _, value in points]
    places = [place for place, value in enumerate(values) if value is not None]
    if len(places) <= POINTS:
        raise ValueError(f"the series has {len(places)} known points; more than {POINTS} are needed to tell a change")
    limits = limits_of(values)
    later = [signal for signal in signals_of(values, limits) if signal.place > places[POINTS - 1]]
    why = (
        f"limits {round_half_up(limits.lower, 1)} to {round_half_up(limits.upper, 1)}, set by the first {POINTS} points"
    )
    if not later:
        return Told(Change.UNCLEAR.value, why)
    if later[-1].place < places[-1]:
        return Told(f"changed for a time, first clearly in {points[later[0].place][0].in_words}", why)
    # The signals that all point the way the last one does.
    last = list(takewhile(lambda signal: signal.is_above == later[-1].is_above, reversed(later)))
    word = Change.ROSE if later[-1].is_above else Change.FELL
    return Told(f"{word.value}, first clearly in {points[last[-1].place][0].in_words}", why)
