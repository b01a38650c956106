"""Reconciliation: the rules of ``schema/reconciliation`` held against the figures of one workbook."""

from collections.abc import Iterable

from kscb_book.meaning.discrepancies import Discrepancy
from kscb_book.meaning.figures import Figure
from kscb_book.meaning.reconciliation_ratios import population, rate, share
from kscb_book.meaning.reconciliation_repeats import last_year, latest, official, repeated, same, stale
from kscb_book.meaning.reconciliation_sums import change, distinct, flow, hundred, part, periods, sums
from kscb_book.source.ledger import Ledger
from kscb_book.source.rules import Rule, read_rules

KINDS = {
    "sum": sums,
    "periods": periods,
    "distinct": distinct,
    "part": part,
    "hundred": hundred,
    "share": share,
    "rate": rate,
    "population": population,
    "same": same,
    "repeated": repeated,
    "last year": last_year,
    "stale": stale,
    "latest": latest,
    "official": official,
    "flow": flow,
    "change": change,
}


def reconcile(figures: Iterable[Figure], rules: Iterable[Rule] | None = None) -> tuple[Discrepancy, ...]:
    """Return every way in which the figures break the rules, in the order of the rules and of the workbook.

    Numbers agree where the intervals that their printed precision implies overlap; a symbol agrees with all.
    """
    ledger = Ledger(figures)
    rules = read_rules() if rules is None else rules
    return tuple(found for rule in rules for found in KINDS[rule.kind](rule, ledger))
