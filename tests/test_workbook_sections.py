"""The 2016-17 workbook holds each number of the source once, and says where in the source it stands."""

from collections import Counter

import pytest

from kscb_book.meaning.edition import open_edition
from kscb_book.source.measures import read_measures
from kscb_book.source.schema import read_schema
from kscb_book.source.workbook import read_workbook


@pytest.fixture(scope="module")
def workbook(real):
    return read_workbook(real.workbook, real.year, real.workbook.name)


@pytest.fixture(scope="module")
def figures(workbook):
    return [figure for sheet in open_edition(workbook).sheets.values() for figure in sheet]


def measures_of(layout):
    return [each.measure for each in (*layout.columns, *layout.rows) if each.measure]


@pytest.mark.parametrize("sheet", ["Facts", "Snapshot"])
def test_each_single_number_says_where_in_the_source_it_stands(workbook, sheet):
    places = workbook.sheets[sheet].frame["Where in the source"]
    assert [place for place in places if not place.startswith(("Section ", "Appendix ", "Snapshot"))] == []


def test_no_number_stands_in_two_cells(figures):
    assert [id for id, times in Counter(figure.id for figure in figures).items() if times > 1] == []


def test_a_single_fact_stands_in_no_table_as_well(real):
    *tables, facts = read_schema(real.year).layouts
    assert facts.sheet == "Facts"
    assert set(measures_of(facts)) & {measure for table in tables for measure in measures_of(table)} == set()


def test_each_measure_is_worked_out_or_has_its_place_in_the_workbook(real):
    placed = {measure for layout in read_schema(real.year).layouts for measure in measures_of(layout)}
    assert {id for id, measure in read_measures().items() if not measure.combination} == placed


# What the source prints twice, and differently or of another period: neither is corrected.
TOLD_TWICE = {
    "children": {"borough.children_stated[2016-17]": "32,788", "snapshot.children[2016-17]": "32,486"},
    "plans": {"plans.at_year_end[2015-16]": "208", "snapshot.plans[2016-17]": "208"},
    "looked-after children": {"looked_after.at_year_end[2015-16]": "291", "snapshot.looked_after[2015-16]": "291"},
    "missing episodes": {"missing.episodes[2016-17]": "1,347", "snapshot.missing_from_home_and_care[2016-17]": "845"},
    "missing from care": {
        "missing.looked_after_episodes[2016-17]": "350",
        "snapshot.missing_from_care[2016-17]": "304",
    },
    "domestic abuse": {
        "domestic_abuse.incidents_stated[2015-16]": "1,874",
        "snapshot.domestic_abuse[2016-17]": "1,874",
    },
    "delegates": {"training.delegates[2016-17]": "1,756", "training.delegates_stated[2016-17]": "2,400"},
    "poverty": {"borough.poverty_share[2016-17]": "30%", "snapshot.low_income_share[2016-17]": "31.5%"},
}


@pytest.mark.parametrize("told", TOLD_TWICE.values(), ids=TOLD_TWICE)
def test_what_the_source_tells_twice_is_kept_twice(figures, told):
    assert {figure.id: figure.printed for figure in figures if figure.id in told} == told


def test_a_row_without_a_category_is_of_the_borough_itself(figures):
    shares = [figure for figure in figures if figure.measure.id == "borough.not_in_education_share"]
    assert [(figure.id, figure.printed) for figure in shares] == [
        ("borough.not_in_education_share[2016-17]", "7%"),
        ("borough.not_in_education_share[england, 2016-17]", "5.8%"),
    ]
