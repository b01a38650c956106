"""Whoever changes one cell of the workbook sees it: in print, or in a message that names the place."""

import pytest
from inputs import Bench, Input, inputs_of

KINDS = ("a number", "a symbol", "a heading or label", "a text")

A_HANDFUL = {
    "a number in a table": Input("LADO referrals", "B12", "a number", 64),
    "a number in a sentence": Input("Conferences", "B12", "a number", 1),
    "a number that no page prints": Input("Looked after by month", "B23", "a number", 291),
    "a symbol": Input("Looked after by month", "B12", "a symbol", 290),
    "a heading": Input("Missing", "B11", "a heading or label", "Missing kids"),
    "a category of the supplier": Input("Contributions", "A11", "a heading or label", "Knowsley"),
    "the chair": Input("Report", "B11", "a text", "Somebody else"),
    "the source of a table": Input("Missing", "B6", "a text", "made up"),
}


@pytest.fixture(scope="module")
def bench(real, tmp_path_factory) -> Bench:
    return Bench(real, tmp_path_factory.mktemp("inputs"))


@pytest.mark.parametrize("changed", A_HANDFUL.values(), ids=A_HANDFUL)
def test_a_change_of_one_cell_is_seen(bench, changed):
    assert bench.is_seen(changed)


@pytest.mark.sweep
@pytest.mark.parametrize("kind", KINDS)
def test_a_change_of_any_cell_is_seen(bench, real, kind, record_property):
    changes = [each for each in inputs_of(real.workbook, real.year) if each.kind == kind]
    missed = [each.name for each in changes if not bench.is_seen(each)]
    record_property("mutations", (f"{kind} of the workbook", len(changes), len(changes) - len(missed)))
    assert missed == []
