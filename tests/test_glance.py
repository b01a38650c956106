"""At a glance: the year's few figures, with the words that the numbers bear, and small pictures that are read back."""

import json
from dataclasses import replace

import pytest
from drawing import YEAR, draw_workbook

from kscb_book.audit.cells import read_given
from kscb_book.audit.expected import Engine
from kscb_book.audit.glance import Compared, problems_of_compared
from kscb_book.chapter import show_glance
from kscb_book.face import record
from kscb_book.face.charts import NotAsGiven, picture
from kscb_book.face.glance import GLANCE, glance_in, printed_at_a_glance, text_of
from kscb_book.face.glimpses import set_glance
from kscb_book.face.sparkline import draw_sparkline, paint, read_back
from kscb_book.face.tables import Entry
from kscb_book.meaning.edition import open_edition
from kscb_book.source.sections import read_whole
from kscb_book.source.workbook import read_workbook


@pytest.fixture
def opened(tmp_path):
    def drawn(**sheets):
        return open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx", **sheets), YEAR, "year.xlsx"))

    return drawn


def row_of(edition, name):
    return next(row for row in set_glance(edition, drawn=False).rows if row.name.startswith(name))


def said(row):
    return [f"{each.lead}{each.words}{text_of(each.after)}" for each in row.change]


def test_a_figure_stands_beside_the_year_before_and_what_it_is_compared_with(opened):
    row = row_of(opened(), "Plans per 10,000")
    assert (row.chapter, row.now) == ("06-performance", Entry("14", "plans.rate[2030-31]"))
    assert row.before == Entry("13", "plans.rate[2029-30]")
    assert [text_of(line) for line in row.benchmarks] == ["Target 14", "England 11 (2029-30)"]
    assert [piece.figure for piece in row.benchmarks[1]] == [None, "plans.rate[england, 2029-30]", None]


def test_it_has_a_row_for_each_figure_that_the_schema_lists_but_those_that_only_open_a_chapter(opened):
    rows, listed = set_glance(opened(), drawn=False).rows, read_whole("glance")["rows"]
    measures = [row.now.figure.partition("[")[0] for row in rows]
    assert measures == [each["measure"] for each in listed if not each.get("opens_only")]
    assert "adoptions.children" not in measures


def test_what_the_year_before_was_is_not_available_where_the_workbook_does_not_hold_it(opened):
    edition = opened()
    row = row_of(edition, "Missing children")
    assert (row.before, row.change) == (Entry("[x]"), ())
    assert set_glance(edition, drawn=False).notes[0] == "[x] not available"


DELEGATES = """
| Year    | Delegates | Applied for online training | Completed online training |
| 2029-30 | {}        | 1                           | 1                         |
| 2030-31 | {}        | 1                           | 1                         |
"""
TOLD = {
    "clearly more, and more is better": ((100, 200), ["rose, for the better"]),
    "clearly fewer, and more is better": ((200, 100), ["fell, for the worse"]),
    "more by chance": ((100, 101), ["did not clearly change"]),
    "as many": ((100, 100), ["did not change"]),
    "not known before": (("[x]", 100), []),
    "not known now": ((100, "[x]"), []),
}


@pytest.mark.parametrize(("delegates", "words"), TOLD.values(), ids=TOLD)
def test_the_words_of_change_are_those_that_the_numbers_bear(opened, delegates, words):
    row = row_of(opened(Training_by_year=DELEGATES.format(*delegates)), "Delegates")
    assert (row.better, said(row)) == ("higher is better", words)


def test_words_of_change_say_what_was_compared_and_why_they_may(opened):
    (words,) = row_of(opened(), "Referrals to").change
    assert words.compared == "80 in 2030-31 after 50 in 2029-30"
    assert words.why == "chance alone would make two such counts differ so much about 1 in 100 times"


CHANGES = """
| Agency        | Change on the year before (£ million) |
| One thing     | {}                                    |
"""


@pytest.mark.parametrize(
    ("change", "words"), {0.02: "rose (£0.020m)", -0.02: "fell (−£0.020m)", 0: "did not change (£0.000m)"}.items()
)
def test_money_changed_as_the_workbook_says_where_it_gives_the_change_alone(opened, change, words):
    row = row_of(opened(Contribution_changes=CHANGES.format(change)), "All contributions")
    assert (row.before, said(row)) == (Entry("[x]"), [words])


def test_of_months_the_last_stands_for_the_year_and_the_whole_series_is_told(opened):
    row = row_of(opened(), "Plans for emotional abuse")
    assert (row.name, row.now.figure) == (
        "Plans for emotional abuse (March)",
        "plans.emotional_abuse_share[Mar 2030-31]",
    )
    assert row.before.figure == "plans.emotional_abuse_share[Mar 2029-30]"
    assert said(row) == ["came out higher", "month by month: rose, first clearly in November 2030"]


NEIGHBOURS = """
| Year    | Statistical neighbours (%) |
| 2027-28 | {}                         |
| 2028-29 | {}                         |
| 2029-30 | [x]                        |
| 2030-31 | [x]                        |
"""


def test_a_benchmark_is_the_last_that_is_known_and_left_out_where_none_is(opened):
    known = row_of(opened(Neighbours=NEIGHBOURS.format(9, 8)), "Plans for emotional abuse")
    assert [text_of(line) for line in known.benchmarks] == ["Statistical neighbours 8% (2028-29)"]
    assert row_of(opened(Neighbours=NEIGHBOURS.format("[x]", "[x]")), "Plans for emotional abuse").benchmarks == ()


REFERRALS = """
| Year    | Referrals | No further action |
| 2028-29 | {}        | 10                |
| 2029-30 | 50        | 20                |
| 2030-31 | 80        | 20                |
"""


def test_a_small_picture_is_there_for_three_known_points_and_not_for_fewer(opened):
    shown = row_of(opened(), "Referrals to").picture
    assert shown.alt == "Line chart. Referrals: 40 in 2028-29; 50 in 2029-30; 80 in 2030-31."
    assert shown.figures == tuple(f"lado.referrals[{year}]" for year in ("2028-29", "2029-30", "2030-31"))
    assert row_of(opened(LADO_referrals=REFERRALS.format("[x]")), "Referrals to").picture is None


def test_of_many_points_the_outer_ones_and_the_ends_are_told(opened):
    alt = row_of(opened(), "Plans for emotional abuse").picture.alt
    assert alt == (
        "Line chart. Plans for emotional abuse, the first, lowest, highest and last: "
        "11% in April 2028; 24% in March 2031."
    )


def points_of(edition):
    return tuple(edition.sheet("LADO referrals").series("referrals"))


TAMPERED = {
    "a point moved": (lambda axes: axes.lines[1].set_ydata([40, 50, 81]), "does not stand at its figure"),
    "the last point elsewhere": (lambda axes: axes.lines[2].set_ydata([50]), "does not stand at its figure"),
    "the foot cut off": (lambda axes: axes.set_ylim(30, 90), "does not begin at zero"),
}


@pytest.mark.parametrize(("tamper", "message"), TAMPERED.values(), ids=TAMPERED)
def test_a_small_picture_that_is_not_as_given_is_refused(opened, tamper, message):
    points = points_of(opened())
    with picture(0.4, 1.2) as drawn:
        paint(drawn.axes, points)
        read_back(drawn.axes, points)
        tamper(drawn.axes)
        with pytest.raises(NotAsGiven, match=message):
            read_back(drawn.axes, points)


def test_a_small_picture_is_the_same_bytes_each_time_and_holds_no_words(opened):
    points = points_of(opened())
    svg = draw_sparkline(points)
    assert svg == draw_sparkline(points) and "<text" not in svg and svg.count("<use") == 1


def test_the_record_gives_back_what_was_shown_and_names_its_figures(opened):
    edition = opened()
    with record.collecting() as shown:
        show_glance(edition)
    (bundle,) = (each for each in json.loads(json.dumps(shown)) if GLANCE in each)
    assert glance_in(bundle[GLANCE]) == set_glance(edition, drawn=False)
    assert {"plans.rate[target, 2030-31]", "finance.contribution_changes_total[2030-31]"} <= set(
        printed_at_a_glance(bundle)
    )


AUDITED = {
    "right": ({}, []),
    "the other way": ({"words": "fell"}, ["is told to have changed so: 'fell'; the numbers do not say that"]),
    "not the year before": (
        {"before": "lado.referrals[2028-29]"},
        ["stands beside lado.referrals[2028-29], expected lado.referrals[2029-30]"],
    ),
    "nothing to compare with": (
        {"before": None},
        ["is told to have changed so: 'rose'; the numbers do not say that"],
    ),
    "not clearly": ({"words": "did not clearly change"}, []),
}


@pytest.mark.parametrize(("changed", "problems"), AUDITED.values(), ids=AUDITED)
def test_the_audit_wants_the_right_year_before_and_the_right_way(tmp_path, changed, problems):
    engine = Engine(read_given(draw_workbook(tmp_path / "year.xlsx"), YEAR))
    compared = Compared("lado.referrals[2030-31]", "lado.referrals[2029-30]", None, "rose")
    assert list(problems_of_compared(replace(compared, **changed), engine)) == problems
