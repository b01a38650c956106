"""The method is what the functions say of themselves."""

import inspect

import pytest
from conftest import REFERENCE_YEAR

from kscb_book.chapter import change, open_year, peak, share, total
from kscb_book.face.about import set_method
from kscb_book.meaning import combinations
from kscb_book.meaning.control import COMBINATIONS, control
from kscb_book.meaning.figures import Figures
from kscb_book.meaning.method import Rule, rule_of, rules
from kscb_book.source.measures import read_measures
from kscb_book.source.symbols import MEANINGS


def defined():
    """Rate: the count divided by ``population``,
    times 10,000.

    To one decimal,
    as printed.

    Returns a figure. Raises nothing.
    """


def plain():
    """Return nothing: this is no definition."""


def silent():
    pass


STATED = {
    defined: Rule(
        "defined", "Rate", "The count divided by population, times 10,000.", ("To one decimal, as printed.",)
    ),
    plain: None,
    silent: None,
    rules: None,
}


@pytest.mark.parametrize(("function", "rule"), STATED.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_what_a_docstring_states(function, rule):
    assert rule_of(function) == rule


def test_every_combination_is_told_and_so_are_symbols_rounding_and_agreement():
    told = {rule.function: rule.name for rule in rules()}
    functions = [each for name, each in vars(combinations).items() if inspect.isfunction(each) and name[0] != "_"]
    combining = {each.__name__ for each in functions if inspect.signature(each).return_annotation is Figures}
    assert {"total", "share", "rate_per_10k", "change", "peak", "low"} <= combining <= set(told)
    assert {"Symbols", "Printing", "Rounding", "Agreement"} <= set(told.values())
    assert len(set(told.values())) == len(told)


def test_every_rule_by_which_a_measure_is_worked_out_is_told():
    told = {rule.function for rule in rules()}
    assert control.__name__ in told
    worked_out = {each.combination for each in read_measures().values() if each.combination}
    assert worked_out <= told | set(COMBINATIONS)


def test_symbols_are_told_in_the_order_of_their_strength():
    (symbols,) = (rule for rule in rules() if rule.name == "Symbols")
    assert ", ".join(f"[{letter}]" for letter in MEANINGS) in symbols.more[0]


def examples_of(*figures):
    return {
        term.name: "".join(piece.text for piece in term.notes[0]) for term in set_method(figures).terms if term.notes
    }


def test_an_example_stands_beneath_the_rule_that_made_it(real, monkeypatch):
    monkeypatch.setenv("KSCB_ROOT", str(real.root))
    edition = open_year(REFERENCE_YEAR)
    referrals = edition.sheet("LADO referrals").series("referrals")
    closed = edition.sheet("LADO referrals").series("no_further_action")
    made = (share(closed, of=referrals).at(REFERENCE_YEAR), change(referrals).at(REFERENCE_YEAR), peak(referrals))
    assert examples_of(*made) == {
        "Percentage": "For example, No further action as a percentage of Referrals, 2016-17: 100 × 44 ÷ 63 gives 70%.",
        "Difference": "For example, Referrals, 2016-17 less 2015-16: 63 − 89 gives −26.",
        "Highest": "For example, the highest of Referrals from 2014-15 to 2016-17 is 89, of 2015-16.",
    }


def test_an_example_that_the_book_publishes_can_be_checked(real, monkeypatch):
    monkeypatch.setenv("KSCB_ROOT", str(real.root))
    disposals = open_year(REFERENCE_YEAR).sheet("LADO disposals")
    (example,) = (term.notes[0] for term in set_method([total(disposals)]).terms if term.notes)
    assert [piece.figure for piece in example if piece.figure] == ["lado.disposals_total[2016-17]"]
