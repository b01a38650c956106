"""Real files: what an import fills is what the csv module alone, and plain arithmetic, find in them."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from statistics import mean, median

import pytest
from import_files import address_of, blank_workbook
from official_files import open_data
from openpyxl import load_workbook
from test_official import needs_open_data

from kscb_book.desk.official_import import import_official
from kscb_book.findings import InputRefused

D5, D3 = "d5_cpps_at31march_by_duration_2013_to_2025.csv", "d3_cpps_subsequent_plan_2013_to_2025.csv"
C1 = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
CLA, ONS = "cla_number_and_rate_per_10k_children.csv", "ons_mid-year_population_estimates_2012_to_2024.csv"
ON_31_MARCH = "Children looked after on 31 March each year"
LISTS = {
    "2021": ("New_Statistical_Neighbour_Groupings_April_2021.csv", range(5, 25, 2)),
    "2025": ("sn_model_2025_wide.csv", range(4, 24, 2)),
}
SYMBOLS = {"c": "[c]", "x": "[x]", "z": "[z]", "u": "[u]", "k": "[low]", "low": "[low]"}


@cache
def rows_of(name):
    with (open_data() / name).open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def value(name, heading, end, place):
    """Return a number, a symbol, or None where there is no row; a place is an old code, a region or "England"."""
    for row in rows_of(name):
        known = row["old_la_code"] or row["region_code"] or row["country_name"]
        if (row["time_period"], known) == (str(end), place) and row.get("population_type", ON_31_MARCH) == ON_31_MARCH:
            return SYMBOLS.get(row[heading]) or Decimal(row[heading])
    return None


def plan_rate(end, place):
    plans, children = value(D5, "CPP_At31", end, place), value(ONS, "population_estimate", end - 1, place)
    found = [each for each in (plans, children) if not isinstance(each, Decimal)]
    return (None if None in found else min(found)) if found else 10000 * plans / children


def share(end, place):
    return value(D3, "CPP_subsequent_percent", end, place)


def cared_for(end, place):
    return value(CLA, "rate_per_10000", end, place)


RATES = {
    "Plans per 10,000 children": (plan_rate, 1),
    "Second or later plans (%)": (share, 1),
    "Looked after per 10,000 children": (cared_for, 0),
}


def rounded(number, decimals):
    if not isinstance(number, Decimal):
        return number
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def neighbours(edition, code):
    name, places = LISTS[edition]
    with (open_data() / name).open(encoding="utf-8-sig", newline="") as file:
        own = [row for row in csv.reader(file) if row[0] == code]
    return [row[place] for row in own for place in places]


def of_ten(statistic, heading, end, ten):
    reckon, decimals = RATES[heading]
    values = [reckon(end, code) for code in ten]
    is_known = values and all(isinstance(each, Decimal) for each in values)
    return rounded(statistic(values), decimals) if is_known else None


def expected(year, code, region):
    """Yield each cell of the year's workbook, and what should stand there."""
    end = int(year[:4]) + 1
    for years in range(3):
        label = f"{end - years - 1}-{(end - years) % 100:02d}"
        yield ("Plans by year", label, "Plans at 31 March"), value(D5, "CPP_At31", end - years, code)
        for heading in list(RATES)[:2]:
            reckon, decimals = RATES[heading]
            yield ("Plans by year", label, heading), rounded(reckon(end - years, code), decimals)
        yield (
            ("Looked after by year", label, "Looked after at 31 March"),
            value(CLA, "children_count", end - years, code),
        )
        yield ("Looked after by year", label, list(RATES)[2]), cared_for(end - years, code)
    latest, earlier = ("2025", "2021") if end >= 2025 else ("2021", "2025")
    ten, others = neighbours(latest, code), neighbours(earlier, code)
    for heading, (reckon, decimals) in RATES.items():
        yield ("Comparators", "England", heading), rounded(reckon(end - 1, "England"), decimals)
        yield ("Comparators", "Statistical neighbours", heading), of_ten(mean, heading, end - 1, ten)
        yield ("Neighbours range", "Lowest of the ten", heading), of_ten(min, heading, end, ten)
        yield ("Neighbours range", "Median of the ten", heading), of_ten(median, heading, end, ten)
        yield ("Neighbours range", "Mean of the ten on this list", heading), of_ten(mean, heading, end, ten)
        yield ("Neighbours range", "Highest of the ten", heading), of_ten(max, heading, end, ten)
        yield ("Neighbours range", "Mean of the ten on another list", heading), of_ten(mean, heading, end, others)
        yield ("Comparators", "Region", heading), rounded(reckon(end - 1, region), decimals)
    for label, name, heading in [
        ("Plans at 31 March", D5, "CPP_At31"),
        ("Second or later plans", D3, "CPP_subsequent"),
        ("Second or later plans (%)", D3, "CPP_subsequent_percent"),
        ("Referrals to children's social care", C1, "referral_count"),
    ]:
        yield ("Official figures", label, "Value"), value(name, heading, end, code)
    yield ("Official figures", "Children aged 0 to 17", "Value"), value(ONS, "population_estimate", end - 1, code)
    yield ("Plans by month", "Mar", "Plans at month end"), value(D5, "CPP_At31", end, code)
    yield ("Looked after by month", "Mar", "Looked after at month end"), value(CLA, "children_count", end, code)


AUTHORITIES = {
    "Knowsley, the first year": ("E08000011", "340", "E12000002", "2012-13"),
    "Knowsley, the year of the report": ("E08000011", "340", "E12000002", "2016-17"),
    "Knowsley, the first with looked-after children": ("E08000011", "340", "E12000002", "2020-21"),
    "Knowsley, the last year": ("E08000011", "340", "E12000002", "2024-25"),
    "Kent, a county": ("E10000016", "886", "E12000008", "2022-23"),
    "Bristol, a unitary authority": ("E06000023", "801", "E12000009", "2019-20"),
    "Rutland, with suppressed counts": ("E06000017", "857", "E12000004", "2013-14"),
    "City of London, mostly suppressed": ("E09000001", "201", "E13000001", "2024-25"),
    "Isles of Scilly, where little applies": ("E06000053", "420", "E12000009", "2023-24"),
    "North Yorkshire, under the code it has today": ("E06000065", "815", "E12000003", "2021-22"),
    "North Yorkshire, under the code it had": ("E10000023", "815", "E12000003", "2024-25"),
    "Cumbria, the last year before it was divided": ("E10000006", "909", "E12000002", "2022-23"),
}


@needs_open_data
@pytest.mark.parametrize(("ons_code", "code", "region", "year"), AUTHORITIES.values(), ids=AUTHORITIES)
def test_every_figure_is_that_of_the_files(tmp_path, ons_code, code, region, year):
    places = blank_workbook(tmp_path, year, ons_code)
    done = import_official(places, open_data())
    book = load_workbook(done.path)
    wrong = {}
    for (sheet, label, heading), wanted in expected(year, code, region):
        found = book[sheet][address_of(year, sheet, label, heading)].value
        if (Decimal(str(found)) if isinstance(found, (int, float)) else found) != wanted:
            wrong[sheet, label, heading] = found, wanted
    assert not wrong


@needs_open_data
def test_symbols_of_the_files_are_really_met(tmp_path):
    met = {
        wanted
        for ons_code, code, region, year in AUTHORITIES.values()
        for _, wanted in expected(year, code, region)
        if isinstance(wanted, str)
    }
    assert {"[c]", "[z]"} <= met


GONE = {
    "Northamptonshire": ("E10000021", "2021-22", "until 2020-21 only; which authority took its place?"),
    "Cumbria": ("E10000006", "2024-25", "until 2022-23 only; which authority took its place?"),
    "Cumberland": ("E06000063", "2016-17", "from 20"),
    "Cardiff": ("W06000015", "2016-17", "no official file holds an authority with the ONS code W06000015"),
}


@needs_open_data
@pytest.mark.parametrize(("ons_code", "year", "message"), GONE.values(), ids=GONE)
def test_an_authority_that_is_not_there_in_the_year(tmp_path, ons_code, year, message):
    with pytest.raises(InputRefused) as refusal:
        import_official(blank_workbook(tmp_path, year, ons_code), open_data())
    assert message in str(refusal.value)
