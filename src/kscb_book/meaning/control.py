"""Control charts (XmR): whether a series over time still varies as it did at first, or has changed.

Limits come from the first 12 points; fewer give trial limits (NHS England, Making Data Count). A signal is
a point outside the limits, or the seventh and each further point in a row on one side of the centre (the
run that Making Data Count uses; Western Electric took eight). Its rules for trends and for two points of
three near a limit are left out: a trend rule adds false alarms and hardly finds more (Davis and Woodall,
Journal of Quality Technology 20, 1988). Where each point counts mostly the same people as the one before,
as with plans at month end, points follow each other closely and the limits are narrower than they should
be: one point just outside says little, a long stretch outside much.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kscb_book.meaning.combinations import declared, united
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.meaning.printing import round_half_up
from kscb_book.source.measures import Measure
from kscb_book.source.periods import Period
from kscb_book.source.symbols import Symbol

# The combinations that the measures of limits declare.
COMBINATIONS = ("lower_limit", "centre", "upper_limit")
POINTS = 12
RUN = 7
NOT_YET = "not yet known, as no two known points follow each other"
NOT_KNOWN = Symbol("x")
# 3 / 1.128: three sigma, where the mean moving range of two normal points is 1.128 sigma (Wheeler,
# Understanding Variation, 1993).
FACTOR = Decimal("2.66")


@dataclass(frozen=True)
class Limits:
    """What the first points set: the centre, how far the limits lie from it, and how many points there were."""

    centre: Decimal
    reach: Decimal
    points: int

    @property
    def lower(self) -> Decimal:
        """The lower limit; it may lie below what is possible."""
        return self.centre - self.reach

    @property
    def upper(self) -> Decimal:
        """The upper limit; it may lie above what is possible."""
        return self.centre + self.reach

    @property
    def are_trial(self) -> bool:
        """Whether they come from fewer points than limits should."""
        return self.points < POINTS


@dataclass(frozen=True)
class Signal:
    """A point that chance alone hardly gives: its place, on which side, and whether outside a limit or in a run."""

    place: int
    is_above: bool
    is_outside: bool


@dataclass(frozen=True)
class Control:
    """A series with its limits: figures in order of time, what they set, and where they signal.

    ``lower``, ``centre`` and ``upper`` are figures that rest on the cells of the first points; ``baseline``
    is the place of the last point that set them.
    """

    series: Figures
    lower: Figure
    centre: Figure
    upper: Figure
    signals: tuple[Signal, ...]
    baseline: int
    are_trial: bool

    @property
    def limits(self) -> Figures:
        """The limits and the centre, to be published."""
        return self.series.like((self.lower, self.centre, self.upper))


def control(series: Figures) -> Control:
    """Control chart: the mean of the first 12 points, and 2.66 times their mean moving range on either side.

    A moving range is how far two points that follow each other lie apart. Where no two known points do, the limits
    are symbols.
    """
    points = series.like(sorted(series, key=lambda figure: figure.period.order))
    values = [None if isinstance(figure.value, Symbol) else figure.value for figure in points]
    try:
        limits = limits_of(values)
    except ValueError:
        return _without_limits(points)
    first = [place for place, value in enumerate(values) if value is not None][: limits.points]
    basis = [points.members[place] for place in first]
    lower, centre, upper = (_limit(basis, limits, side) for side in (-1, 0, 1))
    return Control(points, lower, centre, upper, signals_of(values, limits), first[-1], limits.are_trial)


def _without_limits(points: Figures) -> Control:
    measure, period = points.members[0].measure, points.members[-1].period
    made = [declared(name, [measure], measure) for name in COMBINATIONS]
    limits = (united(list(points), lambda values: NOT_KNOWN, each, NOT_YET, category=None) for each in made)
    lower, centre, upper = (replace(each, period=period) for each in limits)
    return Control(points, lower, centre, upper, (), len(points) - 1, True)


def limits_of(values: Sequence[Decimal | None]) -> Limits:
    """Return the limits that the first known values set; None stands where a value is not known.

    Raises ValueError where no two of them follow each other.
    """
    first = [place for place, value in enumerate(values) if value is not None][:POINTS]
    known = [values[place] for place in first]
    ranges = [abs(values[one] - values[other]) for one, other in pairwise(first) if other == one + 1]
    if not ranges:
        raise ValueError("a control chart needs at least two known points that follow each other")
    return Limits(sum(known) / len(known), FACTOR * sum(ranges) / len(ranges), len(known))


def signals_of(values: Sequence[Decimal | None], limits: Limits) -> tuple[Signal, ...]:
    """Return the signals among the values, in order."""
    found = []
    run = 0
    for place, value in enumerate(values):
        side = 0 if value is None else (value > limits.centre) - (value < limits.centre)
        run = run + side if side * run > 0 else side
        is_outside = value is not None and not limits.lower <= value <= limits.upper
        if is_outside or abs(run) >= RUN:
            found.append(Signal(place, side > 0, is_outside))
    return tuple(found)


def stretches_of(signals: Sequence[Signal]) -> Iterator[tuple[Signal, Signal]]:
    """Return the first and last of signals of one kind that follow each other without a gap."""
    first = last = None
    for signal in signals:
        if last is None or signal != replace(last, place=last.place + 1):
            if first:
                yield first, last
            first = signal
        last = signal
    if first:
        yield first, last


def _limit(basis: list[Figure], limits: Limits, side: int) -> Figure:
    measure = basis[0].measure
    name = COMBINATIONS[side + 1]
    made = declared(name, [measure], measure)
    reckoned = limits.centre + side * limits.reach
    value = _possible(reckoned, measure)
    rule = _rule(limits, side, made) + (f", cut at {value}, beyond which no number is possible" * (value != reckoned))
    figure = united(basis, lambda values: value, made, rule, category=None)
    years = {each.period.year for each in basis}
    return replace(figure, period=Period(basis[0].period.year) if len(years) == 1 else basis[-1].period)


def _possible(value: Decimal, measure: Measure) -> Decimal:
    if measure.number == "share":
        value = min(value, Decimal(100))
    return value if measure.signed else max(value, Decimal(0))


def _rule(limits: Limits, side: int, measure: Measure) -> str:
    trial = "trial limits: " if limits.are_trial else ""
    mean = f"the mean of the first {limits.points} points"
    if not side:
        return f"{trial}{mean}"
    centre, reach = (round_half_up(each, measure.decimals + 2) for each in (limits.centre, limits.reach / FACTOR))
    sign, word = ("+", "plus") if side > 0 else ("−", "less")
    return f"{centre} {sign} {FACTOR} × {reach}: {trial}{mean}, {word} {FACTOR} times their mean moving range"
