"""Rules on shares, rates and the populations behind them. Where a number is not known they are silent."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from kscb_book.meaning.agreement import Stated, ratio
from kscb_book.meaning.combinations import PER
from kscb_book.meaning.discrepancies import Discrepancy, Side, places_of, side_of, unequal, worked_out
from kscb_book.meaning.figures import Figure
from kscb_book.source.ledger import Ledger, key_of, moment_of
from kscb_book.source.periods import Period
from kscb_book.source.rules import Reference, Rule, read_reference


def share(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Share: it is 100 times the part divided by the whole."""
    yield from _ratios(rule, ledger, ("share", "part", "whole"), 100)


def rate(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Rate: it is 10,000 times the count divided by the population."""
    yield from _ratios(rule, ledger, ("rate", "count", "population"), PER)


def population(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Population: counts and rates of one day imply one population, and it is the one that is stated."""
    references = [tuple(map(read_reference, (pair["rate"], pair["count"]))) for pair in rule.terms.get("rates", ())]
    stated = rule.references("populations")
    known = [figure for first, *_ in [*references, *zip(stated)] for figure in ledger.figures(first)]
    for moment in dict.fromkeys(moment_of(figure) for figure in known if not figure.category):
        told = [_implied(ledger, pair, moment) for pair in references]
        told += [side_of(_own(ledger, reference, moment)) for reference in stated]
        for one, other in combinations([side for side in told if side], 2):
            yield from unequal(rule, f"{_name(one)} and {_name(other)}, {moment.label}", one, other)


def _implied(ledger: Ledger, pair: Sequence[Reference], moment: Period) -> Side | None:
    rates, counts = (_own(ledger, reference, moment) for reference in pair)
    rate, count = side_of(rates), side_of(counts)
    number = rate and count and ratio(count.number, rate.number, PER)
    if not number:
        return None
    # A rate is the count divided by the population, so the count divided by the rate is the population.
    label = f"Population behind {rates[0].label} ({count.printed} at {rate.printed} per {PER:,})"
    return worked_out(label, number, counts[0].measure, 0, (*rates, *counts))


def _own(ledger: Ledger, reference: Reference, moment: Period) -> list[Figure]:
    return [figure for figure in ledger.at(reference, moment) if not figure.category]


def _name(side: Side) -> str:
    return side.figures[0].measure.name


def _ratios(rule: Rule, ledger: Ledger, terms: tuple[str, str, str], per: int) -> Iterator[Discrepancy]:
    stated, of, whole = map(rule.reference, terms)
    for figure in ledger.figures(stated):
        part = _alike(ledger.at(of, moment_of(figure)), figure)
        wholes = ledger.at(whole, moment_of(figure))
        wholes = wholes if whole.measure == of.measure else _alike(wholes, figure) or wholes
        yield from unequal(rule, figure.label, side_of([figure]), _worked_out(part, wholes, figure, per))


def _alike(figures: Sequence[Figure], figure: Figure) -> list[Figure]:
    same = [each for each in figures if key_of(each) == key_of(figure)]
    return same or ([] if figure.category else list(figures))


def _worked_out(part: Sequence[Figure], wholes: Sequence[Figure], figure: Figure, per: int) -> Side | None:
    above, below = side_of(part), side_of(wholes)
    number: Stated | None = above and below and ratio(above.number, below.number, per)
    if not number:
        return None
    label = f"{per:,} × {above.printed} ÷ {below.printed} ({above.label}; {below.label})"
    return worked_out(label, number, figure.measure, places_of(figure), (*above.figures, *below.figures))
