"""Charts and small pictures of five years: everything in them fits, and says what it did for three."""

from dataclasses import replace

import pytest
from drawing import YEAR, draw_workbook

from kscb_book.chapter import show_years, total
from kscb_book.face import bars, lines
from kscb_book.face.charts import picture
from kscb_book.face.record import DRAWN_FROM, collecting
from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.glance import glance
from kscb_book.source.earlier import Former
from kscb_book.source.workbook import read_workbook


def read(folder, year, **drawn):
    path = draw_workbook(folder / f"kscb-{year}.xlsx", year=year, **drawn)
    return read_workbook(path, year, path.name)


@pytest.fixture
def edition(tmp_path):
    formers = tuple(Former(f"kscb-{year}.xlsx", read(tmp_path, year)) for year in ("2029-30", "2027-28"))
    return open_edition(read(tmp_path, YEAR), formers)


def bars_of_outcomes(edition):
    return bars, bars.set_bars("outcomes", [edition.sheet("LADO outcomes")])[1]


def lines_of_months(edition):
    return lines, lines.set_lines("months", edition.sheet("Emotional abuse"), edition.sheet("Neighbours"))[1]


@pytest.mark.parametrize("chart_of", [bars_of_outcomes, lines_of_months])
def test_every_name_in_the_key_of_five_years_fits_the_picture(edition, chart_of):
    charts, drawn = chart_of(edition)
    with picture(6) as shown:
        charts.paint(shown.axes, drawn)
        charts.read_back(shown.axes, drawn)
        canvas = shown.axes.figure
        canvas.draw_without_rendering()
        names = [*canvas.legends, *shown.axes.texts]
        assert names and all(each.get_window_extent().x1 <= canvas.bbox.x1 for each in names)


def test_bars_whose_numbers_would_meet_side_by_side_lie_down(edition):
    referrals = edition.sheet("LADO referrals")
    _, upright = bars.set_bars("upright", [referrals.series("referrals"), referrals.series("no_further_action")])
    wide = [replace(group, figures=tuple(map(with_wide_number, group.figures))) for group in upright.groups]
    assert (upright.lying, replace(upright, groups=tuple(wide)).lying) == (False, True)


def with_wide_number(figure):
    return replace(figure, value=figure.value + 1_000_000)


def exhibits(shown):
    """Return what is shown, without what pictures are drawn from."""
    return [bundle for bundle in shown if DRAWN_FROM not in bundle]


def test_years_are_shown_where_several_are_known_and_nothing_where_one_is(edition):
    every, one = total(edition.years("Contributions")), total(edition.sheet("Contributions"))
    with collecting() as shown:
        show_years("totals", every.series("contributions_total"))
        told = exhibits(shown)
        show_years("totals", one.series("contributions_total"))
    assert (len(told), exhibits(shown)) == (2, told)


def test_years_are_named_by_what_they_are_of(edition):
    contributions = total(edition.years("Contributions")).series("contributions_total")
    expenditure = total(edition.years("Expenditure")).series("expenditure_total")
    with collecting() as shown:
        show_years("totals", contributions, expenditure)
    table = exhibits(shown)[1]["application/vnd.kscb.table+json"]
    assert table["caption"] == "All contributions and all expenditure, 2029-30 to 2030-31"
    assert table["headings"] == ["Year", "All contributions", "All expenditure"]


def test_a_small_picture_reaches_back_and_a_year_before_that_is_known_needs_no_change_given(edition):
    by_measure = {each.now.measure.id: each for each in glance(edition)}
    assert len(by_measure["plans.at_year_end"].series) == 5
    contributions = by_measure["finance.contributions_total"]
    assert contributions.before.period.label == "2029-30"
    assert contributions.difference is None


def test_a_change_stands_in_for_the_year_before_where_no_edition_gives_it(tmp_path):
    contributions = {each.now.measure.id: each for each in glance(open_edition(read(tmp_path, YEAR)))}
    assert contributions["finance.contributions_total"].before is None
    assert contributions["finance.contributions_total"].difference
