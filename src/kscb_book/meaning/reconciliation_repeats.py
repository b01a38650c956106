"""Rules on numbers that are given twice, on those of the wrong year, and on those that are suspiciously alike."""

from collections.abc import Iterator

from kscb_book.meaning.agreement import Verdict, agree, verdict
from kscb_book.meaning.discrepancies import Discrepancy, Side, places_of, side_of, unequal
from kscb_book.meaning.figures import Figure
from kscb_book.source.ledger import Ledger, key_of, moment_of
from kscb_book.source.periods import Period
from kscb_book.source.rules import Reference, Rule
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


def stale(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Stale: a number of one year that is last year's of what it restates, and not this year's."""
    restated = rule.reference("restated")
    for figure in ledger.figures(rule.reference("measure")):
        own, moment = side_of([figure]), moment_of(figure)
        now, before = (_same_thing(ledger, restated, figure, each) for each in (moment, moment.previous))
        if _equal(own, before) and not _equal(own, now):
            yield Discrepancy(rule, figure.label, own, before)


def latest(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Latest: where a number is known for a year, what restates it is not of a year before."""
    restated = _newest(ledger, rule.reference("restated"))
    for key, figure in _newest(ledger, rule.reference("measure")).items():
        newer = restated.get(key)
        if newer and moment_of(newer).order > moment_of(figure).order:
            yield Discrepancy(rule, figure.label, side_of([figure]), side_of([newer]))


def official(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Official: a number and the official one differ by no more than provisional and final figures do."""
    for figure in ledger.figures(rule.reference("measure")):
        own = side_of([figure])
        other = _same_thing(ledger, rule.reference("official"), figure, moment_of(figure))
        is_count = figure.measure.number == "count"
        if own and other and verdict(own.number, other.number, is_count) is Verdict.CONFLICT:
            yield Discrepancy(rule, figure.label, own, other)


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


def _same_thing(ledger: Ledger, reference: Reference, figure: Figure, moment: Period) -> Side | None:
    """Return the side that what ``reference`` names makes at a moment, of the figure's category."""
    wanted = moment, key_of(figure)
    found = [each for each in ledger.figures(reference) if (moment_of(each), key_of(each)) == wanted]
    return side_of(found[:1])


def _equal(one: Side | None, other: Side | None) -> bool:
    return bool(one and other and agree(one.number, other.number))


def _newest(ledger: Ledger, reference: Reference) -> dict[str | None, Figure]:
    """Return the latest number of a whole year, for each category."""
    known = [each for each in ledger.figures(reference) if not isinstance(each.value, Symbol)]
    years = [each for each in known if moment_of(each).part is None]
    return {key_of(each): each for each in sorted(years, key=lambda each: moment_of(each).order)}
