"""What does not agree: two sides of one thing, each a number as printed with the figures it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kscb_book.meaning.agreement import Stated, added, agree, exactly, exceeds, stated
from kscb_book.meaning.figures import Figure
from kscb_book.meaning.printing import printed, round_half_up
from kscb_book.source.measures import Measure
from kscb_book.source.rules import Rule
from kscb_book.source.symbols import Symbol

MOST_NAMED = 3


@dataclass(frozen=True)
class Side:
    """One side of a comparison: what it is in words, the number as printed, and the figures it rests on.

    ``number`` also says how far rounding may have taken it from the truth.
    """

    label: str
    number: Stated
    printed: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Discrepancy:
    """A rule that the numbers break, in what, and the two sides that do not agree."""

    rule: Rule
    what: str
    first: Side
    second: Side

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure that it concerns, once."""
        return tuple(dict.fromkeys((*self.first.figures, *self.second.figures)))


def unequal(rule: Rule, what: str, first: Side | None, second: Side | None) -> Iterator[Discrepancy]:
    """Yield the discrepancy where the two sides, however they were rounded, are not one number."""
    if first and second and not agree(first.number, second.number):
        yield Discrepancy(rule, what, first, second)


def too_large(rule: Rule, what: str, first: Side | None, second: Side | None) -> Iterator[Discrepancy]:
    """Yield the discrepancy where the first side, however the two were rounded, exceeds the second."""
    if first and second and exceeds(first.number, second.number):
        yield Discrepancy(rule, what, first, second)


def places_of(figure: Figure) -> int:
    """Return with how many decimals a figure is printed."""
    return figure.measure.decimals if figure.decimals is None else figure.decimals


def stated_of(figure: Figure) -> Stated:
    """Return the number of a figure as it is printed; a count is exact, all else is rounded."""
    if figure.measure.number == "count":
        return exactly(figure.value)
    return stated(round_half_up(figure.value, places_of(figure)), places_of(figure))


def side_of(figures: Sequence[Figure], taken: Sequence[Figure] = ()) -> Side | None:
    """Return the side that figures make when added up, less those that are taken away.

    None where there is no figure, or one of them is a symbol: what is not known is not compared.
    """
    parts = (*figures, *taken)
    if not figures or any(isinstance(part.value, Symbol) for part in parts):
        return None
    away = [stated_of(part) for part in taken]
    number = added([*map(stated_of, figures), *(Stated(-each.value, each.spread) for each in away)])
    label = parts[0].label if len(parts) == 1 else _label(figures, taken)
    places = max(map(places_of, parts))
    return Side(label, number, printed(number.value, figures[0].measure, places), parts)


def worked_out(label: str, number: Stated, measure: Measure, places: int, figures: Iterable[Figure]) -> Side:
    """Return the side that a number worked out from figures makes, printed as ``measure``."""
    return Side(label, number, printed(number.value, measure, places), tuple(figures))


def _label(figures: Sequence[Figure], taken: Sequence[Figure]) -> str:
    if len((*figures, *taken)) <= MOST_NAMED and len({each.measure for each in figures}) == len(figures):
        given, away = (" and ".join(each.label for each in side) for side in (figures, taken))
        return f"{given} less {away}" if away else given
    names = " and ".join(dict.fromkeys(each.measure.name for each in figures))
    less = " and ".join(dict.fromkeys(each.measure.name for each in taken))
    periods = list(dict.fromkeys(each.period.label for each in (*figures, *taken)))
    over = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    return f"{names}{f' less {less}' if less else ''}, {over}, added up"
