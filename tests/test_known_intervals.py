"""A figure carries its interval where the counts behind it are known, and none where they are not."""

import csv
import json

import pytest
from drawing import YEAR, draw_workbook, sound_sheets

from kscb_book.chapter import publish
from kscb_book.face import record
from kscb_book.face.register import Register
from kscb_book.meaning.combinations import rate_per_10k, share
from kscb_book.meaning.edition import open_edition
from kscb_book.press.outputs import write_figures
from kscb_book.source.workbook import read_workbook

PLANS = """
    | Year    | Plans at 31 March | Plans per 10,000 children | Second or later plans (%) |
    | 2028-29 | [x]               | 62                        | 13.3                      |
    | 2029-30 | 208               | 64                        | 13.9                      |
    | 2030-31 | 220               | 67.7                      | 13                        |
    """


@pytest.fixture
def edition(tmp_path):
    return open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx", Plans_by_year=PLANS), YEAR, "year.xlsx"))


def intervals(figures):
    return [(figure.printed_interval, figure.interval and figure.interval.method) for figure in figures]


def test_a_rate_of_a_known_count_carries_its_interval_with_the_decimals_it_was_given_with(edition):
    rates = edition.sheet("Plans by year").series("rate")
    assert intervals(rates) == [("", None), ("56 to 73", "Byar"), ("59.0 to 77.3", "Byar")]


def test_a_rate_elsewhere_whose_count_is_not_known_carries_none(edition):
    assert not any(figure.interval for figure in edition.sheet("Comparators"))


def test_a_share_of_counts_carries_wilsons_interval(edition):
    referrals = edition.sheet("LADO referrals")
    shares = share(referrals.series("no_further_action"), of=referrals.series("referrals"))
    assert intervals(shares) == [("14% to 40%", "Wilson"), ("28% to 54%", "Wilson"), ("17% to 35%", "Wilson")]


def test_a_rate_worked_out_carries_the_interval_of_its_count(edition):
    referrals = edition.sheet("LADO referrals")
    rates = rate_per_10k(referrals.series("no_further_action"), of=referrals.series("referrals"))
    assert intervals(rates)[0] == ("1,196.9 to 4,597.9", "Byar")


def test_a_count_itself_a_given_share_and_money_carry_none(edition):
    assert not any(figure.interval for figure in edition.sheet("LADO referrals"))
    assert not any(figure.interval for figure in edition.sheet("Plans by year").series("repeat_share"))
    amounts = edition.sheet("Contributions").series("contribution")
    assert not any(figure.interval for figure in share(amounts, of=amounts))


def test_where_one_child_may_count_several_times_there_is_no_interval(edition):
    missing = edition.sheet("Missing")
    episodes = share(missing.series("looked_after_episodes"), of=missing.series("episodes"))
    assert not any(figure.interval for figure in episodes)


def test_a_symbol_a_part_larger_than_its_whole_and_a_whole_of_none_carry_none(tmp_path):
    drawing = sound_sheets()["LADO referrals"].replace("| 40        | 10 ", "| [x] | 10 ")
    drawing = drawing.replace("| 50        | 20 ", "| 10 | 20 ").replace("| 80        | 20 ", "| 0 | 0 ")
    workbook = read_workbook(draw_workbook(tmp_path / "odd.xlsx", LADO_referrals=drawing), YEAR, "odd.xlsx")
    referrals = open_edition(workbook).sheet("LADO referrals")
    shares = share(referrals.series("no_further_action"), of=referrals.series("referrals"))
    assert intervals(shares) == [("", None)] * 3


def test_an_interval_travels_through_its_record_to_the_list_of_figures(edition, tmp_path):
    with record.collecting() as shown:
        publish("plans.rate", edition.sheet("Plans by year").series("rate"))
    (bundle,) = json.loads(json.dumps(shown))
    figures = list(record.figures_in(bundle))
    assert figures[0].interval is None and "interval" not in bundle[record.FIGURES]["figures"][0]
    assert figures[2].interval.in_words == "59.0 to 77.3 (95% interval, Byar)"
    write_figures(Register(figures, YEAR), tmp_path / "figures.csv")
    rows = list(csv.DictReader((tmp_path / "figures.csv").open(encoding="utf-8-sig")))
    assert [row["interval_method"] for row in rows] == ["", "Byar", "Byar"]
    assert (rows[2]["interval_low"], rows[2]["interval_high"]) == ("59.0486377355", "77.2620413109")
