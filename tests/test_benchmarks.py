"""Benchmark charts: each figure, interval and name at its place, the neighbours' range and the target."""

import pytest
from drawing import YEAR, draw_workbook
from test_known_intervals import PLANS

from kscb_book.face.benchmarks import draw_benchmarks, paint, read_back, set_benchmarks, strokes_of
from kscb_book.face.charts import NotAsGiven
from kscb_book.meaning.edition import open_edition
from kscb_book.source.workbook import read_workbook

ELSEWHERE = """
    | Where | Plans per 10,000 children | Second or later plans (%) | Looked after per 10,000 children | In a stable placement (%) |
    | England                | 43 | 17.9 | 60  | [x] |
    | North West             | 55 | 18.2 | 82  | [x] |
    | Statistical neighbours | 67 | 13.9 | [x] | [x] |
    | Target                 | 70 | 15   | [x] | 70  |
    """  # noqa: E501
RANGE = """
    | Which                           | Plans per 10,000 children | Second or later plans (%) | Looked after per 10,000 children |
    | Lowest of the ten               | 41.5                      | 7.8                       | [x]                              |
    | Median of the ten               | 75.7                      | 13.5                      | [x]                              |
    | Mean of the ten on this list    | 74.4                      | 14.3                      | [x]                              |
    | Highest of the ten              | 128.4                     | 24.2                      | [x]                              |
    | Mean of the ten on another list | 59.1                      | 15.5                      | [x]                              |
    """  # noqa: E501


@pytest.fixture
def benchmarks(tmp_path):
    sheets = {"Plans_by_year": PLANS, "Comparators": ELSEWHERE, "Neighbours_range": RANGE}
    edition = open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx", **sheets), YEAR, "year.xlsx"))

    def of(measure, sheet="Plans by year"):
        own, elsewhere, neighbours = (edition.sheet(name) for name in (sheet, "Comparators", "Neighbours range"))
        return set_benchmarks("a", own.series(measure), elsewhere.series(measure), neighbours.series(measure))

    return of


def test_a_benchmark_chart_says_in_words_what_it_shows(benchmarks):
    assert benchmarks("plans.rate")[0].alt == (
        "Dot chart. Plans per 10,000 children, 2028-29 to 2030-31. Anyborough (2028-29) 62; Anyborough (2029-30) 64 "
        "(95% interval 56 to 73); Anyborough (2030-31) 67.7 (95% interval 59.0 to 77.3); England (2029-30) 43; "
        "North West (2029-30) 55; Statistical neighbours (2029-30) 67; Ten neighbours, lowest to highest (2030-31) "
        "41.5 to 128.4, median 75.7; target (2030-31) 70."
    )


def test_its_table_has_a_column_of_intervals_and_every_benchmark(benchmarks):
    table = benchmarks("plans.rate")[0].table
    rows = [tuple(entry.text for entry in row) for row in table.rows]
    assert table.headings == ("Where", "Plans per 10,000 children", "95% interval")
    assert rows[1:4] == [
        ("Anyborough (2029-30)", "64", "56 to 73"),
        ("Anyborough (2030-31)", "67.7", "59.0 to 77.3"),
        ("England (2029-30)", "43", ""),
    ]
    assert rows[-2:] == [
        ("Highest of the ten (2030-31)", "128.4", ""),
        ("Mean of the ten on another list (2030-31)", "59.1", ""),
    ]
    assert table.rows[2][2].figure == table.rows[2][1].figure == "plans.rate[2030-31]"


def test_without_counts_there_is_no_column_of_intervals(benchmarks):
    assert benchmarks("plans.repeat_share")[0].table.headings == ("Where", "Second or later plans")


def test_what_is_not_known_is_not_drawn_and_says_so(benchmarks):
    chart, marks = benchmarks("looked_after.rate", "Looked after by year")
    assert marks.numbers[-2:] == ("[x]", "[x]") and "lowest to highest" not in chart.alt
    # Three own points with their intervals, England and the North West; no target, no neighbours.
    assert len(list(strokes_of(marks))) == 8
    assert draw_benchmarks(marks) == draw_benchmarks(marks)


@pytest.mark.parametrize("unknown", ["7.8", "13.5", "24.2"], ids=["lowest", "median", "highest"])
def test_a_range_of_which_a_part_is_not_known_is_told_and_drawn_as_far_as_it_is(tmp_path, unknown):
    some = RANGE.replace(f" {unknown} ", " [x] ")
    sheets = {"Plans_by_year": PLANS, "Comparators": ELSEWHERE, "Neighbours_range": some}
    edition = open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx", **sheets), YEAR, "year.xlsx"))
    of = (edition.sheet(name).series("plans.repeat_share") for name in ("Plans by year", "Comparators"))
    chart, marks = set_benchmarks("a", *of, edition.sheet("Neighbours range").series("plans.repeat_share"))
    words = "lowest to highest (2030-31) 7.8% to 24.2%, median 13.5%"
    assert words.replace(f"{unknown}%", "[x]") in chart.alt
    assert draw_benchmarks(marks).startswith("<?xml")


def test_the_same_figures_give_the_same_picture(benchmarks):
    _, marks = benchmarks("plans.rate")
    assert draw_benchmarks(marks) == draw_benchmarks(marks)


def exchanged(axes):
    one, other, *others = [label.get_text() for label in axes.get_yticklabels()]
    axes.set_yticks(axes.get_yticks(), [other, one, *others])


BENT = {
    "a point moved": lambda axes: axes.lines[1].set_xdata([99]),
    "an interval stretched": lambda axes: axes.lines[2].set_xdata([1, 99]),
    "the target moved": lambda axes: axes.lines[0].set_xdata([71, 71]),
    "the range moved": lambda axes: axes.lines[-2].set_xdata([41.5, 100]),
    "a number misprinted": lambda axes: axes.texts[0].set_text("63"),
    "two rows exchanged": exchanged,
}


@pytest.mark.parametrize("bend", BENT.values(), ids=BENT)
def test_a_benchmark_chart_that_is_not_as_given_is_refused(benchmarks, bend):
    from matplotlib.figure import Figure as Canvas

    _, marks = benchmarks("plans.rate")
    axes = Canvas().subplots()
    paint(axes, marks)
    read_back(axes, marks)
    bend(axes)
    with pytest.raises(NotAsGiven):
        read_back(axes, marks)
