"""Rules on parts and wholes. Each yields what breaks it; where a number is not known it is silent."""

from collections.abc import Iterator

from kscb_book.meaning.agreement import exactly
from kscb_book.meaning.discrepancies import Discrepancy, Side, side_of, too_large, unequal
from kscb_book.meaning.figures import Figure
from kscb_book.source.ledger import Ledger, key_of, moment_of
from kscb_book.source.periods import MONTHS, Period
from kscb_book.source.rules import Rule


def sums(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Sum: the parts, some of them taken away, make the whole."""
    references = [rule.reference("whole"), *rule.references("parts")]
    for whole, *parts in ledger.together(references):
        signed = list(zip(references[1:], parts, strict=True))
        given = [figure for reference, figures in signed if reference.sign > 0 for figure in figures]
        taken = [figure for reference, figures in signed if reference.sign < 0 for figure in figures]
        first, second = side_of(given, taken), side_of(whole)
        if rule.terms.get("as_printed"):
            first, second = _as_printed(first), _as_printed(second)
        yield from unequal(rule, second.label if second else "", first, second)


def _as_printed(side: Side | None) -> Side | None:
    return side and Side(side.label, exactly(side.number.value), side.printed, side.figures)


def periods(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Periods: the quarters or months of a count add up to the year, and months to their quarter."""
    for whole, parts in _divided(rule, ledger):
        yield from unequal(rule, whole.label, side_of(parts), side_of([whole]))


def distinct(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Distinct people: no part of the year has more than the year, and the year no more than its parts together."""
    for whole, parts in _divided(rule, ledger):
        for part in parts:
            yield from too_large(rule, part.label, side_of([part]), side_of([whole]))
        yield from too_large(rule, whole.label, side_of([whole]), side_of(parts))


def part(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Part: it is no larger than the whole it is part of, for each period and category."""
    for figure in ledger.figures(rule.reference("part")):
        whole = ledger.at(rule.reference("whole"), moment_of(figure))
        alike = [each for each in whole if key_of(each) == key_of(figure)] or whole
        yield from too_large(rule, figure.label, side_of([figure]), side_of(alike))


def hundred(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Shares of one whole add up to 100%."""
    for reference in rule.references("measures"):
        for moment in dict.fromkeys(map(moment_of, ledger.figures(reference))):
            shares = [figure for figure in ledger.at(reference, moment) if figure.category]
            if shares:
                whole = Side("The whole", exactly(100), "100%", ())
                yield from unequal(rule, f"{shares[0].measure.name}, {moment.label}", side_of(shares), whole)


def flow(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Flow: those there at the month's end are those of the month before, those who came, less those who left."""
    stock, before = rule.reference("stock"), rule.reference("before")
    for figure in ledger.figures(stock):
        period, category = figure.period, key_of(figure)
        if period.part not in MONTHS:
            continue
        first = period.part == MONTHS[0]
        earlier = ledger.exact(before, Period(period.year).previous, category) if first else None
        earlier = earlier or ledger.exact(stock, period.month_before, category)
        started = ledger.exact(rule.reference("started"), period, category)
        ended = ledger.exact(rule.reference("ended"), period, category)
        if earlier and started and ended:
            yield from unequal(rule, figure.label, side_of([earlier, started], [ended]), side_of([figure]))


def change(rule: Rule, ledger: Ledger) -> Iterator[Discrepancy]:
    """Change: this year's number less last year's is the change that is stated."""
    value = rule.reference("value")
    for figure in ledger.figures(rule.reference("change")):
        now, before = (ledger.at(value, period) for period in (figure.period, figure.period.previous))
        if figure.category:
            now, before = ([each for each in year if each.category == figure.category] for year in (now, before))
        if now and before:
            yield from unequal(rule, figure.label, side_of(now, before), side_of([figure]))


def _divided(rule: Rule, ledger: Ledger) -> Iterator[tuple[Figure, list[Figure]]]:
    """Return each figure that is divided into parts of its period, with all of those parts."""
    for reference in rule.references("measures"):
        for whole in ledger.figures(reference):
            for names in whole.period.divisions:
                parts = [ledger.exact(reference, Period(whole.period.year, name), key_of(whole)) for name in names]
                if all(parts):
                    yield whole, parts
