"""What must hold among numbers, as the rules of ``schema/reconciliation`` say it: just this an attacker works with.

Rules that only raise a suspicion (last year's number, a stale one) tie no numbers together. Nor do totals, shares
and rates that chapters work out: one hidden part hides the result, so what is printed of them adds nothing to the
numbers they are made of.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from kscb_book.disclosure.given import Given
from kscb_book.disclosure.system import JUST, Relation
from kscb_book.source.ledger import Ledger, key_of, moment_of
from kscb_book.source.periods import MONTHS, Period
from kscb_book.source.rules import Rule, read_reference

HUNDRED, PER = Decimal(100), Decimal(10_000)
SLIGHT = Decimal("0.01")  # what provisional and final official figures usually differ by
Name = Callable[[Given], str]


class Relations:
    """The relations of one edition's numbers; ``name`` gives the variable of each."""

    def __init__(self, ledger: Ledger, name: Name):
        self.ledger, self.name = ledger, name
        self.kinds = {
            "sum": self._sums,
            "periods": self._periods,
            "distinct": self._distinct,
            "part": self._parts,
            "hundred": self._hundred,
            "share": self._shares,
            "rate": self._rates,
            "population": self._populations,
            "same": self._same,
            "official": self._official,
            "flow": self._flow,
            "change": self._change,
        }

    def of(self, rule: Rule) -> Iterator[Relation]:
        """Yield every relation that a rule makes between numbers; none where it only raises a suspicion."""
        if rule.kind in self.kinds:
            yield from self.kinds[rule.kind](rule)

    def behind(self) -> Iterator[tuple[str, str]]:
        """Yield each count with the rate, share or average of it that the schema knows by its measure alone."""
        for given in self.ledger.all:
            of = given.measure.count or given.measure.average_of
            for count in self._alike(self.ledger.at(read_reference(of), moment_of(given)), given) if of else ():
                yield self.name(count), self.name(given)

    def divided(self, rule: Rule) -> Iterator[tuple[str, str]]:
        """Yield each count with the share or rate that a rule divides it for, or by it."""
        if rule.kind in ("share", "rate"):
            for stated, parts, wholes in self._ratios(rule):
                yield from ((self.name(each), self.name(stated)) for each in (*parts, *wholes))

    def _equal(self, rule: Rule, given: Sequence[Given], less: Sequence[Given], value=Decimal(0)) -> Relation:
        return Relation(self._terms((given, 1), (less, -1)), value, value, rule=rule.name)

    def _at_most(self, rule: Rule, part: Sequence[Given], whole: Sequence[Given]) -> Relation:
        return Relation(self._terms((part, 1), (whole, -1)), None, Decimal(0), rule=rule.name)

    def _terms(self, *sides: tuple[Sequence[Given], int | Decimal]) -> dict[str, Decimal]:
        terms: dict[str, Decimal] = {}
        for givens, factor in sides:
            for given in givens:
                terms[self.name(given)] = terms.get(self.name(given), Decimal(0)) + Decimal(factor)
        return {name: factor for name, factor in terms.items() if factor}

    def _sums(self, rule: Rule) -> Iterator[Relation]:
        references = [rule.reference("whole"), *rule.references("parts")]
        for whole, *parts in self.ledger.together(references):
            signed = list(zip(references[1:], parts, strict=True))
            added = [given for reference, givens in signed if reference.sign > 0 for given in givens]
            taken = [given for reference, givens in signed if reference.sign < 0 for given in givens]
            yield self._equal(rule, added, [*taken, *whole])

    def _periods(self, rule: Rule) -> Iterator[Relation]:
        for whole, parts in self._divided(rule):
            yield self._equal(rule, parts, [whole])

    def _distinct(self, rule: Rule) -> Iterator[Relation]:
        for whole, parts in self._divided(rule):
            yield from (self._at_most(rule, [part], [whole]) for part in parts)
            yield self._at_most(rule, [whole], parts)

    def _divided(self, rule: Rule) -> Iterator[tuple[Given, list[Given]]]:
        for reference in rule.references("measures"):
            for whole in self.ledger.figures(reference):
                for names in whole.period.divisions:
                    periods = [Period(whole.period.year, name) for name in names]
                    parts = [self.ledger.exact(reference, period, key_of(whole)) for period in periods]
                    if all(parts):
                        yield whole, parts

    def _parts(self, rule: Rule) -> Iterator[Relation]:
        for part in self.ledger.figures(rule.reference("part")):
            whole = self.ledger.at(rule.reference("whole"), moment_of(part))
            alike = [each for each in whole if key_of(each) == key_of(part)] or whole
            if alike:
                yield self._at_most(rule, [part], alike)

    def _hundred(self, rule: Rule) -> Iterator[Relation]:
        for reference in rule.references("measures"):
            for moment in dict.fromkeys(map(moment_of, self.ledger.figures(reference))):
                shares = [each for each in self.ledger.at(reference, moment) if each.category]
                if shares:
                    yield self._equal(rule, shares, [], HUNDRED)

    def _shares(self, rule: Rule) -> Iterator[Relation]:
        for stated, parts, wholes in self._ratios(rule):
            yield from self._ratio(rule, stated, (parts, wholes), HUNDRED)

    def _rates(self, rule: Rule) -> Iterator[Relation]:
        for stated, parts, wholes in self._ratios(rule):
            yield from self._ratio(rule, stated, (parts, wholes), PER)

    def _ratios(self, rule: Rule) -> Iterator[tuple[Given, list[Given], list[Given]]]:
        names = ("share", "part", "whole") if rule.kind == "share" else ("rate", "count", "population")
        stated, part, whole = map(rule.reference, names)
        for given in self.ledger.figures(stated):
            parts = self._alike(self.ledger.at(part, moment_of(given)), given)
            wholes = self.ledger.at(whole, moment_of(given))
            if whole.measure != part.measure:
                wholes = self._alike(wholes, given) or wholes
            if parts and wholes:
                yield given, parts, wholes

    def _ratio(self, rule: Rule, stated: Given, sides: tuple, per: Decimal) -> Iterator[Relation]:
        """Yield what a ratio tells of its part and whole, while it is printed, and they of it while the whole is."""
        parts, wholes = sides
        if stated.number is not None:
            low, high = stated.number - stated.spread, stated.number + stated.spread - JUST
            given = (self.name(stated),)
            yield Relation(self._terms((parts, per), (wholes, -low)), Decimal(0), None, given, rule.name)
            yield Relation(self._terms((parts, per), (wholes, -high)), None, Decimal(0), given, rule.name)
        whole = wholes[0]
        if len(wholes) == 1 and whole.number is not None and not whole.spread:
            terms = self._terms(([stated], whole.number), (parts, -per))
            yield Relation(terms, Decimal(0), Decimal(0), (self.name(whole),), rule.name)

    def _populations(self, rule: Rule) -> Iterator[Relation]:
        pairs = [tuple(map(read_reference, (pair["rate"], pair["count"]))) for pair in rule.terms.get("rates", ())]
        stated = rule.references("populations")
        known = [given for first, *_ in [*pairs, *zip(stated)] for given in self.ledger.figures(first)]
        for moment in dict.fromkeys(moment_of(each) for each in known if not each.category):
            behind = population_of(rule.name, moment)
            for rates, counts in ([self._own(each, moment) for each in pair] for pair in pairs):
                if rates and counts and rates[0].number is not None:
                    yield from self._of_population(rule, rates[0], counts, behind)
            for population in (self._own(each, moment) for each in stated):
                if population:
                    terms = self._terms((population, 1)) | {behind: Decimal(-1)}
                    yield Relation(terms, Decimal(0), Decimal(0), rule=rule.name)

    def _of_population(self, rule: Rule, rate: Given, counts: list[Given], behind: str) -> Iterator[Relation]:
        given, terms = (self.name(rate),), self._terms((counts, PER))
        low, high = rate.number - rate.spread, rate.number + rate.spread - JUST
        yield Relation(terms | {behind: -low}, Decimal(0), None, given, rule.name)
        yield Relation(terms | {behind: -high}, None, Decimal(0), given, rule.name)

    def _own(self, reference, moment: Period) -> list[Given]:
        return [each for each in self.ledger.at(reference, moment) if not each.category]

    def _same(self, rule: Rule) -> Iterator[Relation]:
        for one in self.ledger.figures(rule.reference("measure")):
            for other in self.ledger.figures(rule.reference("restated")):
                if (moment_of(other), key_of(other)) == (moment_of(one), key_of(one)):
                    yield self._equal(rule, [one], [other])

    def _official(self, rule: Rule) -> Iterator[Relation]:
        for one in self.ledger.figures(rule.reference("measure")):
            for other in self.ledger.figures(rule.reference("official")):
                if (moment_of(other), key_of(other)) == (moment_of(one), key_of(one)) and other.number is not None:
                    usual = max(SLIGHT * other.number, Decimal(one.measure.number == "count"))
                    yield Relation(self._terms(([one], 1), ([other], -1)), -usual, usual, rule=rule.name)

    def _flow(self, rule: Rule) -> Iterator[Relation]:
        stock, before = rule.reference("stock"), rule.reference("before")
        for given in self.ledger.figures(stock):
            if given.period.part not in MONTHS:
                continue
            key, period = key_of(given), given.period
            first = self.ledger.exact(before, Period(period.year).previous, key) if period.part == MONTHS[0] else None
            first = first or self.ledger.exact(stock, period.month_before, key)
            started, ended = (self.ledger.exact(rule.reference(each), period, key) for each in ("started", "ended"))
            if first and started and ended:
                yield self._equal(rule, [first, started], [ended, given])

    def _change(self, rule: Rule) -> Iterator[Relation]:
        for given in self.ledger.figures(rule.reference("change")):
            years = (given.period, given.period.previous)
            now, before = (self.ledger.at(rule.reference("value"), period) for period in years)
            if given.category:
                now, before = ([each for each in year if key_of(each) == key_of(given)] for year in (now, before))
            if now and before:
                yield self._equal(rule, now, [*before, given])

    def _alike(self, givens: Sequence[Given], given: Given) -> list[Given]:
        same = [each for each in givens if key_of(each) == key_of(given)]
        return same or ([] if given.category else list(givens))


def population_of(rule: str, moment: Period) -> str:
    """Return the name of the population that rates of one moment imply, which no cell need give."""
    return f"{rule}, {moment.label}"
