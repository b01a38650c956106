"""The audit works figures out by itself, from workbook and schema, and tells of each that is otherwise."""

from fractions import Fraction

import pytest
from drawing import YEAR, draw_workbook, typed

from kscb_book.audit.cells import read_given
from kscb_book.audit.expected import Engine, NotDerivable
from kscb_book.audit.judge import problems_of_figure
from kscb_book.press.check import check


def engine_of(tmp_path, then=lambda book: None, **drawn) -> Engine:
    return Engine(read_given(draw_workbook(tmp_path / "year.xlsx", then=then, **drawn), YEAR))


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Engine:
    return engine_of(tmp_path_factory.mktemp("audit"))


def formatted(sheet: str, address: str, value: object, number_format: str):
    def put(book):
        book[sheet][address] = value
        book[sheet][address].number_format = number_format

    return put


DERIVED = {
    "read by period": ("lado.referrals[2029-30]", "50", ["'LADO referrals'!B7"]),
    "read by part of the year": ("missing.episodes[Q3 2030-31]", "14", ["Missing!C8"]),
    "read as whole year": ("missing.episodes[2030-31]", "16", ["Missing!C10"]),
    "read by month and year": ("plans.emotional_abuse_share[May 2028-29]", "12%", ["'Emotional abuse'!B7"]),
    "read by category and period": ("lado.outcomes[unfounded, 2028-29]", "1", ["'LADO outcomes'!B7"]),
    "read by the supplier's own category": ("lado.disposals[back_at_work, 2030-31]", "4", ["'LADO disposals'!B7"]),
    "read elsewhere, of the year before": ("plans.rate[england, 2029-30]", "11", ["Comparators!B6"]),
    "a symbol": ("lado.outcomes[continuing, 2028-29]", "[x]", ["'LADO outcomes'!B12"]),
    "a share": ("lado.no_further_action_share[2029-30]", "40%", ["'LADO referrals'!C7", "'LADO referrals'!B7"]),
    "a share of what has no categories": (
        "plans.category_share[neglect, 2030-31]",
        "100.0%",
        ["'Plans by category'!B8", "'Plans by year'!B8"],
    ),
    "a total": ("lado.disposals_total[2030-31]", "7", ["'LADO disposals'!B6", "'LADO disposals'!B7"]),
    "a total with a symbol in it": (
        "lado.outcomes_recorded[2028-29]",
        "[x]",
        [f"'LADO outcomes'!B{row}" for row in range(6, 13)],
    ),
}


@pytest.mark.parametrize(("id", "printed", "cells"), DERIVED.values(), ids=DERIVED)
def test_an_id_gives_cells_and_text(engine, id, printed, cells):
    expected = engine.expected(id)
    assert (expected.printed, list(expected.cells)) == (printed, cells)


def test_a_fact_is_read_by_its_label_with_the_period_beside_it(tmp_path):
    def put(book):
        label = next(cell for cell in book["Facts"]["A"] if cell.value == "Teachers suspended")
        book["Facts"].cell(label.row, 2, 5)
        book["Facts"].cell(label.row, 3, "Q2")
        found.append(f"Facts!B{label.row}")

    found: list[str] = []
    expected = engine_of(tmp_path, then=put).expected("lado.teachers_suspended[Q2 2030-31]")
    assert (expected.printed, list(expected.cells)) == ("5", found)


def test_a_table_may_stand_anywhere_and_have_a_total(tmp_path):
    drawing = "| How it was dealt with | Allegations |\n| Resigned | 3 |\n| Back at work | 4 |\n| Total | 7 |"
    expected = engine_of(tmp_path, at=(9, 3), LADO_disposals=drawing).expected("lado.disposals_total[2030-31]")
    assert (expected.printed, expected.cells) == ("7", ("'LADO disposals'!D10", "'LADO disposals'!D11"))


PRINTED = {
    "text with commas": ("LADO referrals", "B6", "1,874", "General", "lado.referrals[2028-29]", "1,874"),
    "a percentage format": ("Comparators", "C6", 0.479, "0.0%", "plans.repeat_share[england, 2029-30]", "47.9%"),
    "a percentage as text": ("Comparators", "C6", "47.9%", "General", "plans.repeat_share[england, 2029-30]", "47.9%"),
    "a decimal that is shown": ("Comparators", "B6", 13, "0.0", "plans.rate[england, 2029-30]", "13.0"),
    "no more decimals than the measure's": (
        *("Comparators", "B6", 13.25, "General"),
        *("plans.rate[england, 2029-30]", "13.3"),
    ),
    "what rounds to nothing": ("Comparators", "B6", 0.04, "General", "plans.rate[england, 2029-30]", "[low]"),
    "a true zero": ("Comparators", "B6", 0, "General", "plans.rate[england, 2029-30]", "0"),
    "money, negative, in brackets": (
        *("Contribution changes", "B6", "(0.021)", "General"),
        *("finance.contribution_change[one_thing, 2030-31]", "−£0.021m"),
    ),
    "a symbol in capitals": ("LADO referrals", "B6", "[X]", "General", "lado.referrals[2028-29]", "[x]"),
}


@pytest.mark.parametrize(("sheet", "address", "value", "shown", "id", "printed"), PRINTED.values(), ids=PRINTED)
def test_a_number_is_printed_as_it_was_given(tmp_path, sheet, address, value, shown, id, printed):
    engine = engine_of(tmp_path, then=formatted(sheet, address, value, shown))
    assert engine.expected(id).printed == printed


def test_a_share_is_exact(tmp_path):
    expected = engine_of(tmp_path, then=typed("LADO referrals", B6=3, C6=2)).expected(
        "lado.no_further_action_share[2028-29]"
    )
    assert (expected.value, expected.formula, expected.printed) == (Fraction(200, 3), "100 × 2 ÷ 3", "67%")


def test_what_is_divided_by_nothing_does_not_apply(tmp_path):
    engine = engine_of(tmp_path, then=typed("LADO referrals", B6=0, C6=0))
    assert engine.expected("lado.no_further_action_share[2028-29]").printed == "[z]"


NOT_DERIVABLE = {
    "no measure": ("lado.referals[2030-31]", "the schema has no such measure"),
    "no id": ("lado.referrals", "the schema has no such measure"),
    "no period": ("lado.referrals[2011-12]", "no cell of the workbook has its measure, period and category"),
    "no category": ("lado.outcomes[minor, 2030-31]", "no cell of the workbook has its measure, period and category"),
    "nothing to add up": ("lado.outcomes_recorded[2011-12]", "no table holds lado.outcomes of 2011-12 by categories"),
}


@pytest.mark.parametrize(("id", "message"), NOT_DERIVABLE.values(), ids=NOT_DERIVABLE)
def test_an_id_from_which_nothing_follows_is_told(engine, id, message):
    with pytest.raises(NotDerivable, match=message):
        engine.expected(id)


def test_every_figure_of_the_real_year_is_worked_out_the_same(real):
    engine = Engine(read_given(real.workbook, real.year))
    register = check(real).register
    found = {figure.id: (figure.printed, figure.addresses, figure.title, figure.unit) for figure in register}
    expected = {id: engine.expected(id) for id in found}
    assert found == {id: (each.printed, each.cells, each.title, each.unit) for id, each in expected.items()}
    assert len(found) > 300


LINE = {
    "id": "lado.no_further_action_share[2029-30]",
    "printed": "40%",
    "value": "40",
    "unit": "%",
    "measure": "Share needing no further action",
    "period": "2029-30",
    "rule": "100 × 20 ÷ 50: No further action as a percentage of Referrals",
    "cells": "'LADO referrals'!C7; 'LADO referrals'!B7",
}
FROM = "from 'LADO referrals'!C7, 'LADO referrals'!B7"
PLANTED = {
    "nothing": ({}, []),
    "another value": ({"value": "41"}, [f"value: found 41, expected 40 {FROM}"]),
    "a value a little off": ({"value": "40.0000001"}, [f"value: found 40.0000001, expected 40 {FROM}"]),
    "a symbol": ({"value": "[x]"}, [f"value: found [x], expected 40 {FROM}"]),
    "another text": ({"printed": "41%"}, [f"printed: found '41%', expected '40%' {FROM}"]),
    "another name": (
        {"measure": "Referrals"},
        [f"measure: found 'Referrals', expected 'Share needing no further action' {FROM}"],
    ),
    "another year": ({"period": "2030-31"}, [f"period: found '2030-31', expected '2029-30' {FROM}"]),
    "another unit": ({"unit": "number"}, [f"unit: found 'number', expected '%' {FROM}"]),
    "another order of cells": (
        {"cells": "'LADO referrals'!B7; 'LADO referrals'!C7"},
        [
            "cells: found \"'LADO referrals'!B7; 'LADO referrals'!C7\", "
            f"expected \"'LADO referrals'!C7; 'LADO referrals'!B7\" {FROM}"
        ],
    ),
    "another formula": (
        {"rule": "100 × 50 ÷ 20: Referrals"},
        [f"rule: found '100 × 50 ÷ 20: Referrals', expected '100 × 20 ÷ 50' {FROM}"],
    ),
    "an id that nothing gives": (
        {"id": "lado.no_further_action_share[2011-12]"},
        ["no cell of the workbook has its measure, period and category"],
    ),
}


@pytest.mark.parametrize(("planted", "problems"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_told_with_cell_and_both_values(engine, planted, problems):
    assert list(problems_of_figure(LINE | planted, engine)) == problems


def test_a_share_of_more_than_its_whole_has_no_interval(tmp_path):
    expected = engine_of(tmp_path, typed("LADO referrals", C8=90)).expected("lado.no_further_action_share[2030-31]")
    assert (expected.printed, expected.interval) == ("113%", "")
