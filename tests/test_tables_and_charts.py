"""Tables and charts are values that record what they show; a chart that shows anything else is refused."""

import json

import pytest
from drawing import YEAR, draw_workbook

from kscb_book.chapter import NotPublishable, publish, publish_table, share, show_bars, show_table, total
from kscb_book.face import record
from kscb_book.face.bars import draw_bars, set_bars
from kscb_book.face.lines import draw_lines, set_lines
from kscb_book.face.tables import Entry, as_html, set_table
from kscb_book.meaning.edition import open_edition
from kscb_book.source.workbook import read_workbook


@pytest.fixture
def edition(tmp_path):
    return open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx"), YEAR, "year.xlsx"))


def drawn(table):
    return [table.headings, *(tuple(entry.text for entry in row) for row in table.rows)]


def test_measures_stand_in_columns_and_periods_in_rows(edition):
    table = set_table("referrals", [edition.sheet("LADO referrals")])
    assert drawn(table) == [
        ("Year", "Referrals", "No further action"),
        ("2028-29", "40", "10"),
        ("2029-30", "50", "20"),
        ("2030-31", "80", "20"),
    ]
    assert table.caption == "Referrals to the local authority designated officer, 2028-29 to 2030-31"
    assert table.rows[0][1] == Entry("40", "lado.referrals[2028-29]")
    assert table.sources == ("A made-up supplier: made up for a test",)


def test_a_breakdown_over_years_has_a_column_a_year_and_explains_its_symbols(edition):
    table = set_table("outcomes", [edition.sheet("LADO outcomes")])
    assert drawn(table)[0] == ("Outcome", "2028-29", "2029-30", "2030-31")
    assert drawn(table)[-1] == ("Investigation continuing", "[x]", "0", "4")
    assert table.notes == ("[x] not available",)


def test_a_total_is_the_last_row_of_its_table(edition):
    disposals = edition.sheet("LADO disposals")
    assert drawn(set_table("disposals", [disposals, total(disposals)])) == [
        ("How it was dealt with", "Substantiated allegations"),
        ("Resigned", "3"),
        ("Back at work", "4"),
        ("Total", "7"),
    ]


def test_months_of_several_years_have_a_column_a_year(edition):
    table = set_table("shares", [edition.sheet("Emotional abuse")])
    assert drawn(table)[:2] == [("Month", "2028-29", "2029-30", "2030-31"), ("Apr", "11%", "12%", "13%")]
    assert table.caption == "Plans for emotional abuse, 2028-29 to 2030-31"


def test_what_is_ours_is_named_beside_what_is_elsewhere(edition):
    rates = [edition.sheet("Plans by year").series("rate"), edition.sheet("Comparators").series("plans.rate")]
    assert [row[0] for row in drawn(set_table("rates", rates))[1:]] == [
        *(f"Anyborough ({year})" for year in ("2028-29", "2029-30", "2030-31")),
        "England (2029-30)",
        "Region (2029-30)",
        "Statistical neighbours (2029-30)",
        "Target (2030-31)",
    ]


def test_quarters_of_one_year_leave_the_year_out(edition):
    assert [row[0] for row in drawn(set_table("missing", [edition.sheet("Missing")]))[1:]] == [
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        YEAR,
    ]


def test_a_provisional_number_carries_its_mark(tmp_path):
    details = {"Supplier": "Police", "Source": "a file", "Status": "Provisional"}
    workbook = read_workbook(draw_workbook(tmp_path / "year.xlsx", details=details), YEAR, "year.xlsx")
    table = set_table("referrals", [open_edition(workbook).sheet("LADO referrals").series("referrals")])
    assert drawn(table)[-1] == ("2030-31", "80 [p]") and table.notes == ("[p] provisional",)


def test_a_symbol_is_not_provisional_nor_is_what_rests_on_one(tmp_path):
    details = {"Supplier": "Police", "Source": "a file", "Status": "Provisional"}
    referrals = """
        | Year    | Referrals | No further action |
        | 2028-29 | 40        | 10                |
        | 2029-30 | 50        | 20                |
        | 2030-31 | 80        | [x]               |
        """
    drawn_book = draw_workbook(tmp_path / "year.xlsx", details=details, LADO_referrals=referrals)
    sheet = open_edition(read_workbook(drawn_book, YEAR, "year.xlsx")).sheet("LADO referrals")
    shares = share(sheet.series("no_further_action"), of=sheet.series("referrals"))
    assert drawn(set_table("closed", [sheet.series("no_further_action"), shares]))[-1] == ("2030-31", "[x]", "[x]")


def test_what_a_workbook_says_is_escaped(tmp_path):
    drawing = "| How it was dealt with | Allegations |\n| <script>alert(1)</script> | 3 |"
    workbook = read_workbook(draw_workbook(tmp_path / "year.xlsx", LADO_disposals=drawing), YEAR, "year.xlsx")
    html = as_html(set_table("disposals", [open_edition(workbook).sheet("LADO disposals")]))
    assert "<script" not in html and "&lt;script&gt;" in html


def test_a_chart_says_in_words_what_it_shows(edition):
    chart, _ = set_bars("referrals", [edition.sheet("LADO referrals")])
    assert chart.alt == (
        "Bar chart. Referrals to the local authority designated officer, 2028-29 to 2030-31. "
        "Referrals: 2028-29 40, 2029-30 50, 2030-31 80. No further action: 2028-29 10, 2029-30 20, 2030-31 20."
    )


@pytest.mark.parametrize("sheet", ["LADO referrals", "LADO outcomes"])
def test_the_same_figures_give_the_same_picture(edition, sheet):
    _, bars = set_bars("a", [edition.sheet(sheet)])
    first, second = draw_bars(bars), draw_bars(bars)
    assert first == second and first.lstrip().startswith("<?xml") and "<text" not in first


def test_a_chart_has_one_axis(edition):
    with pytest.raises(ValueError, match="a chart has one axis; count and rate cannot share it"):
        set_bars(
            "plans",
            [edition.sheet("Plans by year").series("at_year_end"), edition.sheet("Plans by year").series("rate")],
        )


def line_of(edition):
    return set_lines("shares", edition.sheet("Emotional abuse"), edition.sheet("Neighbours"))


def test_a_line_runs_from_month_to_month_over_the_years(edition):
    chart, line = line_of(edition)
    labels = [figure.period.label for figure in line.points]
    assert labels[:2] == ["Apr 2028-29", "May 2028-29"] and labels[12] == "Apr 2029-30" and len(labels) == 36
    assert chart.table.rows[-1][0].text == "Statistical neighbours, latest known"
    assert "the first, lowest, highest and last: 11% in April 2028; 24% in March 2031." in chart.alt


def test_a_benchmark_holds_until_the_next_is_known(tmp_path):
    drawing = """
        | Year    | Statistical neighbours (%) |
        | 2027-28 | 30                         |
        | 2028-29 | [x]                        |
        | 2029-30 | 35                         |
        | 2030-31 | [x]                        |
        """
    workbook = read_workbook(draw_workbook(tmp_path / "year.xlsx", Neighbours=drawing), YEAR, "year.xlsx")
    chart, line = line_of(open_edition(workbook))
    assert [(start, end, figure.printed) for start, end, figure in line.stretches()] == [
        (0, 11, "30%"),
        (12, 35, "35%"),
    ]
    assert [entry.text for entry in chart.table.rows[-1][1:]] == ["30%", "35%", "35%"]
    assert draw_lines(line) == draw_lines(line)


def test_a_line_does_not_cross_a_gap(tmp_path):
    from drawing import sound_sheets

    drawing = sound_sheets()["Emotional abuse"].replace("| May | 12 |", "| May | [x] |")
    workbook = read_workbook(draw_workbook(tmp_path / "year.xlsx", Emotional_abuse=drawing), YEAR, "year.xlsx")
    _, line = line_of(open_edition(workbook))
    assert [(places[0], places[-1]) for places, _ in line.runs()] == [(0, 0), (2, 35)]
    assert draw_lines(line)


def test_a_figure_travels_through_its_record(edition):
    with record.collecting() as shown:
        publish("lado.referrals", edition.sheet("LADO referrals").series("referrals"))
    (bundle,) = json.loads(json.dumps(shown))
    figure = list(record.figures_in(bundle))[2]
    assert (figure.id, figure.printed, figure.value, figure.period) == (
        "lado.referrals[2030-31]",
        "80",
        "80",
        "2030-31",
    )
    assert figure.cells == (edition.sheet("LADO referrals").series("referrals").members[2].cells)
    assert figure.cells[0].address == "'LADO referrals'!B8"
    for column in (
        "lado.referrals[2030-31]",
        "Referrals",
        "taken from the workbook as it stands",
        "&#x27;LADO referrals&#x27;!B8",
    ):
        assert column in bundle["text/html"]


def test_a_chart_and_a_table_travel_through_their_records(edition):
    referrals = edition.sheet("LADO referrals")
    with record.collecting() as shown:
        show_table("one", referrals)
        show_bars("two", referrals)
    shown = [bundle for bundle in shown if record.DRAWN_FROM not in bundle]
    assert record.table_in(shown[0][record.TABLE]) == set_table("one", [referrals])
    assert record.chart_in(shown[1][record.CHART]) == set_bars("two", [referrals])[0]
    assert [list(record.targets_in(bundle)) for bundle in shown] == [["table:one"], ["chart:two"]]


def test_a_count_cannot_be_published_under_another_name(edition):
    referrals = edition.sheet("LADO referrals")
    with pytest.raises(
        NotPublishable, match="published as 'lado.no_further_action', but the figures are lado.referrals"
    ):
        publish("lado.no_further_action", referrals.series("referrals"))
    with pytest.raises(NotPublishable, match="published under 'missing', but the table holds lado.referrals"):
        publish_table("missing", referrals)


def test_a_combination_that_no_measure_declares_cannot_be_published(edition):
    from kscb_book.chapter import change

    with pytest.raises(NotPublishable, match=r"the figures are change\(lado.referrals\)"):
        publish("lado.referrals", change(edition.sheet("LADO referrals").series("referrals")))
