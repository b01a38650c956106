"""A chart is believed only when what stands in the picture, bars, points and every text, is what was given."""

from dataclasses import replace

import pytest
from drawing import YEAR, draw_workbook

from kscb_book.face import bars as bar_charts
from kscb_book.face import lines as line_charts
from kscb_book.face.charts import NotAsGiven, picture
from kscb_book.meaning.edition import open_edition
from kscb_book.source.workbook import read_workbook


@pytest.fixture
def edition(tmp_path):
    return open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx"), YEAR, "year.xlsx"))


def assert_refused(charts, shape, tamper, message, height=3):
    """A chart that was painted as given is found so, and refused once it has been tampered with."""
    with picture(height) as drawn:
        charts.paint(drawn.axes, shape)
        charts.read_back(drawn.axes, shape)
        tamper(drawn.axes)
        with pytest.raises(NotAsGiven, match=message):
            charts.read_back(drawn.axes, shape)


def move(one, other):
    place = one.get_x()
    one.set_x(other.get_x())
    other.set_x(place)


def exchange(one, other):
    first, second = one.get_text(), other.get_text()
    one.set_text(second)
    other.set_text(first)


def exchange_labels(axis):
    labels = [label.get_text() for label in axis.get_ticklabels()]
    axis.set_ticks(axis.get_ticklocs(), [labels[1], labels[0], *labels[2:]])


def recolour(axes):
    axes.figure.legends[0].legend_handles[0].set_color("#801650")


TAMPERED = {
    "a bar too high": (
        lambda axes: axes.containers[0][0].set_height(41),
        "a bar of the chart does not have the height of its figure",
    ),
    "two bars exchanged": (
        lambda axes: move(*axes.containers[0][:2]),
        "a bar of the chart does not have the height of its figure",
    ),
    "a bar taken away": (
        lambda axes: axes.containers[0][0].set_height(float("nan")),
        "a bar of the chart does not have the height of its figure",
    ),
    "a number misprinted": (
        lambda axes: axes.texts[0].set_text("41"),
        "a number beside a bar is not that of its figure",
    ),
    "two numbers exchanged": (
        lambda axes: exchange(*axes.texts[:2]),
        "a number beside a bar is not that of its figure",
    ),
    "two labels exchanged": (
        lambda axes: exchange_labels(axes.xaxis),
        "a label of the axis is not that of its bars",
    ),
    "two names exchanged": (
        lambda axes: exchange(*axes.texts[-2:]),
        "a name above a bar is not that of its group",
    ),
    "a name above another bar": (
        lambda axes: setattr(axes.texts[-1], "xy", axes.texts[-2].xy),
        "a name above a bar is not that of its group",
    ),
}


@pytest.mark.parametrize(("tamper", "message"), TAMPERED.values(), ids=TAMPERED)
def test_bars_that_are_not_as_given_are_refused(edition, tamper, message):
    _, bars = bar_charts.set_bars("a", [edition.sheet("LADO referrals")])
    assert_refused(bar_charts, bars, tamper, message)


KEY_TAMPERED = {
    "two names exchanged": (
        lambda axes: exchange(*axes.figure.legends[0].get_texts()),
        "a name in the legend is not that of the bars in its colour",
    ),
    "another colour": (recolour, "a name in the legend is not that of the bars in its colour"),
    "no legend": (
        lambda axes: axes.figure.legends[0].remove(),
        "a name in the legend is not that of the bars in its colour",
    ),
}


@pytest.mark.parametrize(("tamper", "message"), KEY_TAMPERED.values(), ids=KEY_TAMPERED)
def test_a_key_that_is_not_as_given_is_refused(edition, tamper, message):
    _, bars = bar_charts.set_bars("a", [edition.sheet("LADO referrals")])
    groups = tuple(replace(group, name=f"{group.name} unconditionally") for group in bars.groups)
    assert_refused(bar_charts, replace(bars, groups=groups), tamper, message)


def test_labels_of_lying_bars_are_read_back_too(edition):
    _, bars = bar_charts.set_bars("a", [edition.sheet("LADO outcomes")])
    message = "a label of the axis is not that of its bars"
    assert_refused(bar_charts, bars, lambda axes: exchange_labels(axes.yaxis), message, height=5)


BENT = {
    "a point moved": (
        lambda axes: axes.lines[0].set_ydata([99, *axes.lines[0].get_ydata()[1:]]),
        "a point of the line does not stand at its figure",
    ),
    "a month skipped": (
        lambda axes: axes.lines[0].set_xdata([1, *axes.lines[0].get_xdata()[1:]]),
        "a point of the line does not stand at its figure",
    ),
    "the benchmark moved": (
        lambda axes: axes.lines[-1].set_ydata([1, 1]),
        "the benchmark does not stand at its figure",
    ),
    "a number misprinted": (
        lambda axes: axes.texts[0].set_text("99%"),
        "a number or a name beside the line is not that of its figure",
    ),
    "a number too many": (
        lambda axes: axes.annotate("12%", (3, 12)),
        "a number or a name beside the line is not that of its figure",
    ),
    "two months exchanged": (
        lambda axes: exchange_labels(axes.xaxis),
        "a label of the axis is not the month of its point",
    ),
    "two heights exchanged": (
        lambda axes: exchange_labels(axes.yaxis),
        "a label of the axis is not the number of its place",
    ),
    "two names exchanged": (
        lambda axes: exchange(*axes.texts[-2:]),
        "a number or a name beside the line is not that of its figure",
    ),
    "a benchmark misprinted": (
        lambda axes: axes.texts[-1].set_text("Statistical\nneighbours\n99% (2030-31)"),
        "a number or a name beside the line is not that of its figure",
    ),
}


@pytest.mark.parametrize(("bend", "message"), BENT.values(), ids=BENT)
def test_a_line_that_is_not_as_given_is_refused(edition, bend, message):
    _, line = line_charts.set_lines("shares", edition.sheet("Emotional abuse"), edition.sheet("Neighbours"))
    assert_refused(line_charts, line, bend, message)
