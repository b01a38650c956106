"""Rules on numbers that are given twice, and on those that are suspiciously alike."""

from collections.abc import Iterator

from kscb_book.meaning.discrepancies import Discrepancy, places_of, side_of, unequal
from kscb_book.meaning.figures import Figure
from kscb_book.meaning.ledger import Ledger, key_of, moment_of
from kscb_book.source.rules import Rule
from kscb_book.source.symbols import Symbol


def same(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Same: a number and what restates it, of one moment and category, agree."""
    for figure in ledger.figures(rule.reference("measure")):
        for other in ledger.figures(rule.reference("restated")):
            if (moment_of(other), key_of(other)) == (moment_of(figure), key_of(figure)):
                yield from unequal(rule, figure.label, side_of([figure]), side_of([other]))


def repeated(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Repeated: a measure that stands in two places for one moment and category is the same number in both."""
    first: dict[tuple, Figure] = {}
    for figure in ledger.all:
        other = first.setdefault((figure.measure.id, moment_of(figure), key_of(figure)), figure)
        yield from unequal(rule, figure.label, side_of([other]), side_of([figure]))


def last_year(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Last year: a number that is that of a year before to the last digit may be the old one, carried on."""
    known = {(figure.measure.id, *figure.key): figure for figure in ledger.all}
    for figure in ledger.all:
        before = known.get((figure.measure.id, figure.period.previous, figure.category))
        if before and before.value == figure.value and _unlikely(figure, rule):
            yield Discrepancy(rule, figure.label, side_of([figure]), side_of([before]))


def _unlikely(figure: Figure, rule: Rule) -> bool:
    if isinstance(figure.value, Symbol) or key_of(figure) in rule.terms["but"]:
        return False
    if figure.measure.number == "count":
        return figure.value >= rule.terms["least_count"]
    return figure.measure.number in rule.terms["numbers"] and places_of(figure) >= rule.terms["least_decimals"]
