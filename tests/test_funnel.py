"""An authority among all: limits that chance sets for a place of its size, from drawn and from real files."""

import csv
import math
from decimal import Decimal

import pytest
from drawing import YEAR
from official_files import PLANS, POPULATION, draw_official, draw_report, open_data
from test_official import needs_open_data
from typer.testing import CliRunner

from kscb_book.cli import app
from kscb_book.face.charts import NotAsGiven, check_strokes, draw_strokes
from kscb_book.face.funnel import draw_funnel, strokes_of, told_funnel
from kscb_book.findings import InputRefused
from kscb_book.meaning.funnel import Place, funnel
from kscb_book.meaning.printing import round_half_up
from kscb_book.press.comparison import compare

HEAD = "time_period,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,"
ROW = "{year},Local authority,E92000001,England,E12000009,Northern Part,E0000000{number},{name},"
COUNTS = {"Anyborough": 40, "Otherborough": 52, "=Farborough": 10, "Nearborough": "c"}


def drawn(tmp_path, counts=COUNTS):
    rows = [
        ROW.format(year=2031, number=number, name=name) + str(count)
        for number, (name, count) in enumerate(counts.items())
    ]
    sizes = [
        ROW.format(year=2030, number=number, name=name) + "Children aged 0 to 17 years,10000"
        for number, name in enumerate(counts)
    ]
    plans = "\n".join([f"{HEAD}CPP_At31", *rows])
    population = "\n".join([f"{HEAD}age_group,population_estimate", *sizes])
    folder = draw_official(tmp_path / "official", **{PLANS[:2]: plans, POPULATION[:2]: population})
    return draw_report(tmp_path / "book"), folder


def cumulated(count, mean):
    return math.fsum(math.exp(-mean) * mean**each / math.factorial(each) for each in range(count + 1))


@pytest.mark.parametrize(("population", "sigma", "tail"), [(10000, 2, 0.025), (10000, 3, 0.001), (500, 2, 0.025)])
def test_limits_are_exact_poisson_quantiles_made_continuous(population, sigma, tail):
    places = [Place("A", "A", Decimal(40), Decimal(10000)), Place("B", "B", Decimal(60), Decimal(10000))]
    expected = 50 * population / 10000
    for limit, chance in zip(funnel(places).limits(Decimal(population), sigma), (tail, 1 - tail), strict=True):
        events = float(limit) * population / 10000
        whole = math.ceil(events)
        below = cumulated(whole - 1, expected) if whole else 0.0
        # Between two whole numbers the limit divides the step as the wanted chance divides their probabilities.
        here = cumulated(whole, expected)
        assert events == pytest.approx(max(0, whole - (here - chance) / (here - below)), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("count", "position"),
    [
        (50, "inside"),
        (65, "above two sigma"),
        (80, "above three sigma"),
        (34, "below two sigma"),
        (20, "below three sigma"),
    ],
)
def test_a_place_lies_inside_or_outside(count, position):
    others = [Place(str(each), "Other", Decimal(5000), Decimal(10**6)) for each in range(3)]
    own = Place("own", "Own", Decimal(count), Decimal(10000))
    assert funnel([*others, own]).position(own) == position


def test_the_chart_is_told_in_words_and_is_the_same_each_time():
    places = [Place(str(each), f"<{each}>", Decimal(45 + each), Decimal(9000 + each)) for each in range(9)]
    found = funnel(places)
    told = told_funnel("Plans", found, places[0])
    assert told.startswith("Funnel chart. Plans. <0> has 50.0, inside; three sigma for its size are ")
    assert told.endswith("0 of 9 authorities lie outside three sigma, where chance alone would put two in a thousand.")
    svg = draw_funnel("Plans", found, places[0])
    assert svg == draw_funnel("Plans", found, places[0])
    assert '<svg role="img"' in svg and "<title>Plans</title><desc>Funnel chart. Plans. &lt;0&gt; has" in svg


def test_a_place_drawn_elsewhere_is_refused():
    from matplotlib.figure import Figure as Canvas

    places = [Place("a", "A", Decimal(40), Decimal(10000)), Place("b", "B", Decimal(60), Decimal(20000))]
    strokes = list(strokes_of(funnel(places), places[0]))
    axes = Canvas().subplots()
    draw_strokes(axes, strokes)
    check_strokes(axes, strokes)
    axes.lines[-1].set_ydata([99])
    with pytest.raises(NotAsGiven):
        check_strokes(axes, strokes)


def test_a_funnel_is_written_as_a_picture_and_a_table(tmp_path):
    places, folder = drawn(tmp_path)
    picture, table = compare(places, folder, tmp_path / "out")
    assert (picture.name, table.name) == (f"funnel-plans-rate-{YEAR}.svg", f"funnel-plans-rate-{YEAR}.csv")
    rows = list(csv.DictReader(table.open(encoding="utf-8-sig")))
    assert [(row["name"], row["rate"], row["position"]) for row in rows] == [
        ("Anyborough", "40.0", "inside"),
        ("Otherborough", "52.0", "above two sigma"),
        ("'=Farborough", "10.0", "below three sigma"),
    ]


@pytest.mark.parametrize(
    ("counts", "whom"),
    [
        (COUNTS | {"Anyborough": "c"}, "E00000000"),
        ({"Anyborough": "c"}, "E00000000"),
        ({"Anyborough": 40}, "any other authority"),
    ],
)
def test_an_authority_that_cannot_be_compared_is_refused(tmp_path, counts, whom):
    places, folder = drawn(tmp_path, counts)
    with pytest.raises(InputRefused, match=f"no count and population of {whom} for {YEAR}; nothing can be compared"):
        compare(places, folder, tmp_path / "out")


def test_the_command_says_what_it_wrote(tmp_path, monkeypatch):
    places, folder = drawn(tmp_path)
    monkeypatch.setenv("KSCB_ROOT", str(tmp_path / "book"))
    (tmp_path / "book" / "_config.yml").touch()
    told = CliRunner().invoke(app, ["compare", YEAR, "--against", str(folder), "--out", str(tmp_path / "out")])
    assert told.exit_code == 0 and told.stdout.replace("\n", "").endswith(f"funnel-plans-rate-{YEAR}.csv")


@needs_open_data
def test_knowsley_among_the_authorities_of_england(real, tmp_path):
    _, table = compare(real, open_data(), tmp_path)
    rows = {row["code"]: row for row in csv.DictReader(table.open(encoding="utf-8-sig"))}
    knowsley = rows["E08000011"]
    assert (knowsley["count"], knowsley["rate"], knowsley["position"]) == ("219", "67.8", "above three sigma")
    outside = sum("three" in row["position"] for row in rows.values())
    assert len(rows) > 140 and outside > len(rows) / 2


def test_the_limits_of_a_share_are_binomial_and_lie_between_0_and_all():
    half = funnel([Place("a", "A", Decimal(50), Decimal(100), Decimal(100))])
    low, high = (round_half_up(limit, 1) for limit in half.limits(Decimal(100), 2))
    # Of 100 tosses of a coin, 0.0176 of all have at most 39 heads, and 0.0284 at most 40.
    assert (str(low), str(high)) == ("39.7", "59.3")
    most = funnel([Place("a", "A", Decimal(99), Decimal(100), Decimal(100))])
    assert most.limits(Decimal(10), 3)[1] <= 100
