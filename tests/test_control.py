"""Control charts: limits as published elsewhere, signals by their rules, and a picture that shows both."""

from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import REFERENCE_YEAR
from drawing import YEAR, draw_workbook
from test_claims import figure

from kscb_book.face.charts import NotAsGiven
from kscb_book.face.control import draw_control, set_control
from kscb_book.face.register import Register
from kscb_book.meaning.conditions import Faulty
from kscb_book.meaning.control import control, limits_of, signals_of, stretches_of
from kscb_book.meaning.edition import open_edition
from kscb_book.press.changes import change_of
from kscb_book.source.periods import MONTHS
from kscb_book.source.workbook import read_workbook


def values(text):
    return [None if each == "x" else Decimal(each) for each in text.split()]


def test_limits_are_those_of_the_nist_handbook():
    # NIST/SEMATECH e-Handbook 6.3.2.2, flow rate: it takes 3 / 1.128 where 2.66 is used here, so four figures agree.
    limits = limits_of(values("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"))
    assert limits.are_trial and limits.points == 10
    assert float(limits.centre) == pytest.approx(50.81, abs=1e-9)
    assert [float(limits.lower), float(limits.upper)] == pytest.approx([45.8159, 55.8041], abs=1e-3)


def test_only_the_first_twelve_points_set_limits():
    first = "32.6 32.6 31 27 29 29.8 30.6 32.4 32.9 34.1 34.5 30.8"
    limits = limits_of(values(first + " 99 1 99"))
    known = [Fraction(text) for text in first.split()]
    moving = [abs(one - other) for one, other in zip(known[1:], known[:-1], strict=True)]
    centre, reach = sum(known) / 12, Fraction("2.66") * sum(moving) / 11
    assert [float(limits.lower), float(limits.centre), float(limits.upper)] == pytest.approx(
        [float(centre - reach), float(centre), float(centre + reach)], rel=1e-12
    )
    assert not limits.are_trial


def test_a_moving_range_does_not_cross_a_gap():
    assert limits_of(values("1 2 x 9 8")) == limits_of(values("9 8 x 2 1"))
    assert limits_of(values("1 2 x 9 8")).reach == Decimal("2.66")
    with pytest.raises(ValueError, match="at least two known points that follow each other"):
        limits_of(values("1 x 2 x"))


STEADY = "9 11 9 11 9 11 9 11 9 11 9 11"  # centre 10, limits 10 and 5.32 on either side
SIGNALS = {
    "nothing": (STEADY + " 15.3 4.7", []),
    "a point above": (STEADY + " 15.33", [(12, True, True)]),
    "a point below": (STEADY + " 4.6", [(12, False, True)]),
    "six in a row on one side, after one that was": (STEADY + " 11 11 11 11 11", []),
    "seven in a row on one side": (STEADY + " 11 11 11 11 11 11 11 9", [(17, True, False), (18, True, False)]),
    "a run that a point on the centre breaks": (STEADY + " 11 11 11 10 11 11 11 11", []),
    "a run that a gap breaks": (STEADY + " 11 11 11 x 11 11 11 11", []),
    "a point outside among those that set the limits": (
        "10 10 10 10 10 10 20 10 10 10 10 10",
        [(6, True, True)],
    ),
}


@pytest.mark.parametrize(("drawn", "signals"), SIGNALS.values(), ids=SIGNALS)
def test_signals(drawn, signals):
    found = signals_of(values(drawn), limits_of(values(drawn)))
    assert [(each.place, each.is_above, each.is_outside) for each in found] == signals


@pytest.fixture
def emotional_abuse(real):
    workbook = read_workbook(real.workbook, REFERENCE_YEAR, "year.xlsx")
    return control(open_edition(workbook).sheet("Emotional abuse"))


def test_the_shares_of_emotional_abuse_leave_their_limits_in_june_2015(emotional_abuse):
    assert [(limit.id, limit.printed) for limit in emotional_abuse.limits] == [
        ("plans.emotional_abuse_lower_limit[2014-15]", "27.4%"),
        ("plans.emotional_abuse_centre[2014-15]", "31.4%"),
        ("plans.emotional_abuse_upper_limit[2014-15]", "35.5%"),
    ]
    assert float(emotional_abuse.upper.value) == pytest.approx(35.5042, abs=5e-5)
    assert float(emotional_abuse.lower.value) == pytest.approx(27.3791, abs=5e-5)
    points = emotional_abuse.series.members
    assert [
        (points[first.place].period.in_words, points[last.place].period.in_words)
        for first, last in stretches_of(emotional_abuse.signals)
    ] == [("July 2014", "July 2014"), ("June 2015", "March 2017")]


def test_a_limit_rests_on_the_cells_of_the_points_that_set_it(emotional_abuse):
    assert [cell.address for cell in emotional_abuse.upper.cells] == [
        f"'Emotional abuse'!B{row}" for row in range(11, 23)
    ]
    assert emotional_abuse.upper.rule == (
        "31.442 + 2.66 × 1.527: the mean of the first 12 points, plus 2.66 times their mean moving range"
    )
    assert emotional_abuse.centre.rule == "the mean of the first 12 points"


def test_a_control_chart_says_in_words_what_changed(emotional_abuse):
    assert set_control("a", emotional_abuse).alt == (
        "Control chart. Plans for emotional abuse, 2014-15 to 2016-17, with control limits. Limits set by the points "
        "from April 2014 to "
        "March 2015: 27.4% to 35.5%, with the centre at 31.4%. Signals: below the lower limit in July 2014 (27.0%); "
        "above the upper limit from June 2015 (37.6%) to March 2017 (50.0%). The first signal after the limits were "
        "set: June 2015, 37.6%. The table has every value."
    )


def test_the_table_of_a_control_chart_has_its_limits(emotional_abuse):
    rows = [[entry.text for entry in row] for row in set_control("a", emotional_abuse).table.rows]
    assert rows[0] == ["Apr", "32.6%", "32.8%", "47.9%"]
    assert [row[:2] for row in rows[-3:]] == [["Upper limit", "35.5%"], ["Centre", "31.4%"], ["Lower limit", "27.4%"]]


FEW = """
    | Month | 2028-29 (%) | 2029-30 (%) | 2030-31 (%) |
    | Apr   | 1           | [x]         | [x]         |
    | May   | 9           | [x]         | [x]         |
    | Jun   | 1           | [x]         | [x]         |
    """ + "\n".join(f"| {month} | [x] | [x] | [x] |" for month in MONTHS[3:])


def test_fewer_than_twelve_points_give_trial_limits_that_no_share_goes_beyond(tmp_path):
    path = draw_workbook(tmp_path / "year.xlsx", Emotional_abuse=FEW)
    few = control(open_edition(read_workbook(path, YEAR, "year.xlsx")).sheet("Emotional abuse"))
    assert few.are_trial and few.lower.printed == "0.0%"
    assert few.lower.rule.endswith("times their mean moving range, cut at 0, beyond which no number is possible")
    alt = set_control("a", few).alt
    assert "Trial limits, to be set again once there are twelve points, set by the points from April 2028" in alt
    assert "No point signals a change." in alt
    assert "Trial" in few.upper.rule.title() and draw_control(few) == draw_control(few)


BENT = {
    "a point moved": lambda axes: axes.lines[3].set_ydata([99, *axes.lines[3].get_ydata()[1:]]),
    "a limit moved": lambda axes: axes.lines[0].set_ydata([36, 36]),
    "a signal left out": lambda axes: axes.lines[-1].set_data(
        axes.lines[-1].get_data()[0][1:], axes.lines[-1].get_data()[1][1:]
    ),
    "a number misprinted": lambda axes: axes.texts[-1].set_text("51.0%"),
    "two limits exchanged": lambda axes: (
        axes.texts[0].set_text("Centre 31.4%"),
        axes.texts[1].set_text("Upper limit 35.5%"),
    ),
}


@pytest.mark.parametrize("bend", BENT.values(), ids=BENT)
def test_a_control_chart_that_is_not_as_given_is_refused(emotional_abuse, bend):
    from matplotlib.figure import Figure as Canvas

    from kscb_book.face import control as module

    axes = Canvas().subplots()
    module.paint(axes, emotional_abuse)
    module.read_back(axes, emotional_abuse)
    bend(axes)
    with pytest.raises(NotAsGiven):
        module.read_back(axes, emotional_abuse)


def monthly(*texts):
    years = ("2014-15", "2015-16", "2016-17")
    return Register(
        [
            figure(f"a.month[{MONTHS[place % 12]} {years[place // 12]}]", text.replace("x", "[x]"))
            for place, text in enumerate(" ".join(texts).split())
        ],
        "2016-17",
    )


WHOLE = "a.month[Apr 2014-15..Mar 2016-17]"
TOLD = {
    "within its limits": ("12 8 12", "did not clearly change"),
    "above them and still so": ("9 16 9 16 16", "rose, first clearly in May 2015"),
    "below them in the end": ("16 9 4", "fell, first clearly in June 2015"),
    "above them for a time": ("16 9 9", "changed for a time, first clearly in April 2015"),
    "with a month not known": ("x 16", "rose, first clearly in May 2015"),
}


@pytest.mark.parametrize(("after", "words"), TOLD.values(), ids=TOLD)
def test_the_change_of_a_series_is_told_once(after, words):
    assert change_of(WHOLE, monthly(STEADY, after)) == words


def test_a_series_too_short_to_tell_is_refused():
    with pytest.raises(Faulty, match="the series has 12 known points; more than 12 are needed to tell a change"):
        change_of(WHOLE, monthly(STEADY, "x"))
