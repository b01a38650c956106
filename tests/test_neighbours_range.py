"""The neighbours' range in the workbook is what the official files of 2016-17 give for its two lists."""

import csv
from decimal import Decimal
from statistics import mean, median

import pytest
from conftest import REFERENCE_YEAR
from official_files import open_data
from test_official import needs_open_data

from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.printing import round_half_up
from kscb_book.source.workbook import read_workbook

KNOWSLEY = "340"
LISTS = {
    "New_Statistical_Neighbour_Groupings_April_2021.csv": range(5, 25, 2),
    "sn_model_2025_wide.csv": range(4, 24, 2),
}


def rows_of(name):
    with (open_data() / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def column(name, heading, year):
    headings, *rows = rows_of(name)
    at = {each: headings.index(each) for each in ("time_period", "old_la_code", heading)}
    return {row[at["old_la_code"]]: row[at[heading]] for row in rows if row[at["time_period"]] == year}


def neighbours(name):
    (own,) = [row for row in rows_of(name) if row[0] == KNOWSLEY]
    return [own[place] for place in LISTS[name]]


@pytest.fixture(scope="module")
def official():
    plans = column("d5_cpps_at31march_by_duration_2013_to_2025.csv", "CPP_At31", "2017")
    children = column("ons_mid-year_population_estimates_2012_to_2024.csv", "population_estimate", "2016")
    shares = column("d3_cpps_subsequent_plan_2013_to_2025.csv", "CPP_subsequent_percent", "2017")
    return {
        "plans.rate": lambda code: 10000 * Decimal(plans[code]) / Decimal(children[code]),
        "plans.repeat_share": lambda code: Decimal(shares[code]),
    }


@needs_open_data
@pytest.mark.parametrize("measure", ["plans.rate", "plans.repeat_share"])
def test_the_range_is_that_of_the_official_files(real, official, measure):
    workbook = read_workbook(real.workbook, REFERENCE_YEAR, "year.xlsx")
    stated = open_edition(workbook).sheet("Neighbours range").series(measure)
    first, other = (list(map(official[measure], neighbours(name))) for name in LISTS)
    assert len(first) == len(other) == 10
    expected = [min(first), median(first), mean(first), max(first), mean(other)]
    assert [figure.value for figure in stated] == [round_half_up(value, 1) for value in expected]
