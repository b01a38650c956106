"""What is signed is a sentence, a table or a chart: its name, its text as printed, and what it rests on."""

import pytest
from drawing import YEAR
from reviewing import ALL, CHANGE, CHART, FIRST, OTHER_TABLE, REPORTED, SECOND, TABLE, draw_reviewed, review

from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.reviewed import unsigned
from kscb_book.review.items import counted


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Places:
    return draw_reviewed(tmp_path_factory.mktemp("items") / "book")


@pytest.fixture(scope="module")
def items(places):
    return {each.item.name: each.item for each in review(places).standings}


def test_items_are_what_prints_or_states_something_in_the_order_of_the_page(items):
    assert list(items) == ALL and counted(items.values()) == "4 sentences, 2 tables, 1 chart"


def test_all_of_a_year_that_nobody_has_signed_is_unsigned(places):
    assert [item.name for item in unsigned(places, check(places))] == ALL


TEXTS = {
    FIRST: "There were 80 referrals (chart toy).",
    SECOND: "In 2029-30 there were 50 referrals.",
    CHANGE: "In 2030-31, referrals rose to 80, after 50 in 2029-30.",
    REPORTED: "Attendance has improved.",
    OTHER_TABLE: "How substantiated allegations were dealt with, 2030-31 / How it was dealt with | Substantiated "
    "allegations / Resigned | 3 / Back at work | 4 / Source: A made-up supplier: made up for a test",
}


@pytest.mark.parametrize(("name", "text"), TEXTS.items(), ids=TEXTS)
def test_the_text_is_what_the_reader_sees(items, name, text):
    assert items[name].text == text


def test_a_chart_is_signed_with_its_data_and_its_text_alternative(items):
    assert items[CHART].text.startswith(items[TABLE].text) and items[CHART].text.endswith("2029-30 50, 2030-31 80.")


PRINTED = {
    FIRST: (["lado.referrals[2030-31]"], ["lado.referrals[2030-31]"]),
    CHANGE: (["lado.referrals[2030-31]", "lado.referrals[2029-30]"],) * 2,
    REPORTED: ([], []),
    TABLE: ([f"lado.referrals[{year}]" for year in ("2028-29", "2029-30", "2030-31")],) * 2,
}


@pytest.mark.parametrize(("name", "found"), PRINTED.items(), ids=PRINTED)
def test_an_item_knows_the_figures_it_rests_on_and_those_it_prints(items, name, found):
    figures, printed = found
    assert [figure.id for figure in items[name].figures] == figures and items[name].printed == set(printed)


def test_the_basis_names_conditions_sources_rules_and_cells(items):
    assert items[REPORTED].basis == ("reported: has improved <the police>",)
    assert items[CHANGE].basis == (
        "claim: rose <lado.referrals > lado.referrals[2029-30]>",
        "lado.referrals[2030-31] = 80: taken from the workbook as it stands; LADO referrals, 2030-31, Referrals",
        "lado.referrals[2029-30] = 50: taken from the workbook as it stands; LADO referrals, 2029-30, Referrals",
    )


def test_an_item_says_where_it_is_written(items):
    words = f"data/{YEAR}/narrative/toy/words.md"
    assert [(items[name].file, items[name].place) for name in (FIRST, CHANGE, TABLE)] == [
        (words, "line 1"),
        (words, "line 3"),
        ("chapters/toy.ipynb", "cell 6"),
    ]


PATTERNS = {
    "toy": ALL,
    "TOY/Words": [FIRST, SECOND, CHANGE, REPORTED],
    "toy/words, sentence 3": [SECOND],
    "*sentence [13]": [FIRST, SECOND],
    "toy, *": [CHART, TABLE, OTHER_TABLE],
    "*table*": [TABLE, OTHER_TABLE],
    "*": ALL,
    "words": [],
    "to": [],
}


@pytest.mark.parametrize(("pattern", "found"), PATTERNS.items(), ids=PATTERNS)
def test_a_pattern_names_items_a_block_or_a_chapter(items, pattern, found):
    assert [name for name, item in items.items() if item.is_meant_by(pattern)] == found


def test_what_cannot_be_read_yet_is_an_item_that_waits(tmp_path):
    words = "% to be reviewed\nThere were {num}`lado.refferals` referrals."
    places = draw_reviewed(tmp_path / "book", words=words)
    item = next(each for each in check(places).items if each.kind == "sentence")
    assert (item.text, item.waiting, item.figures) == ("There were ?? referrals.", True, ())


def test_the_real_year_has_an_item_for_each_table_and_chart_and_no_two_of_one_name(real):
    checked = check(real)
    found = [item.name for item in checked.items]
    assert len(found) == len(set(found)) > 400
    kinds = [item.kind for item in checked.items]
    assert kinds.count("chart") == 11 and kinds.count("table") >= 30
    assert all(item.text and "??" not in item.text for item in checked.items)
