"""The rules of the schema: each says what must hold, of measures that exist, in the terms of its kind."""

from collections import Counter

import pytest
from figure_drawing import draw_figures

from kscb_book.meaning.reconciliation import KINDS, reconcile
from kscb_book.source.measures import read_measures
from kscb_book.source.rules import Reference, read_reference, read_rules

TERMS = {
    "sum": {"parts", "whole"},
    "periods": {"measures"},
    "distinct": {"measures"},
    "part": {"part", "whole"},
    "hundred": {"measures"},
    "share": {"share", "part", "whole"},
    "rate": {"rate", "count", "population"},
    "population": {"rates"},
    "same": {"measure", "restated"},
    "repeated": set(),
    "last year": {"least_count", "numbers", "least_decimals", "but"},
    "stale": {"measure", "restated"},
    "latest": {"measure", "restated"},
    "official": {"measure", "official"},
    "flow": {"stock", "before", "started", "ended"},
    "change": {"value", "change"},
}
MAY = {"sum": {"as_printed"}, "population": {"populations"}}
NOT_REFERENCES = {"as_printed", "least_count", "least_decimals", "numbers", "but"}


def references_of(rule):
    for term, told in rule.terms.items():
        for each in told if isinstance(told, list) else [told]:
            if term not in NOT_REFERENCES:
                yield from each.values() if isinstance(each, dict) else [each]


def test_every_kind_has_its_terms():
    assert set(TERMS) == set(KINDS)


def test_no_two_rules_share_a_name():
    assert [name for name, count in Counter(rule.name for rule in read_rules()).items() if count > 1] == []


@pytest.mark.parametrize("rule", read_rules(), ids=lambda rule: rule.name)
def test_a_rule_is_a_sentence_with_a_severity_and_the_terms_of_its_kind(rule):
    assert rule.sentence.endswith(".") and rule.severity in ("error", "question")
    assert TERMS[rule.kind] <= set(rule.terms) <= TERMS[rule.kind] | MAY.get(rule.kind, set())
    assert not rule.terms.get("as_printed") or rule.severity == "question"


@pytest.mark.parametrize("rule", read_rules(), ids=lambda rule: rule.name)
def test_a_rule_speaks_of_measures_that_exist(rule):
    assert {read_reference(text).measure for text in references_of(rule)} <= set(read_measures())


def test_a_reference_names_a_measure_or_a_category_of_it_or_takes_it_away():
    assert read_reference("lado.outcomes[unfounded]") == Reference("lado.outcomes", "unfounded")
    assert read_reference("-finance.expenditure") == Reference("finance.expenditure", sign=-1)
    with pytest.raises(ValueError, match="'lado outcomes' names no figures"):
        read_reference("lado outcomes")


def test_nothing_disagrees_where_there_is_nothing():
    assert reconcile([]) == reconcile(draw_figures("count.referrals[2030-31] 63")) == ()
