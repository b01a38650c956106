"""The attack on what is officially published: plans by how long they have lasted, with suppression to be seen in it."""

import csv
from collections.abc import Iterator
from decimal import Decimal

import pytest
from disclosure_drawing import adds_up, count
from official_files import open_data

from kscb_book.disclosure.attack import Range, ranges_by_name
from kscb_book.disclosure.system import JUST, LEAST, MOST, Relation, System, Variable

NAME = "d5_cpps_at31march_by_duration_2013_to_2025.csv"
TOTAL = "CPP_At31"
PARTS = (
    *("3_months_or_less", "more_than_3_months_6_months", "more_than_6_months_less_than_1_year"),
    *("1_year_less_than_2_years", "2_years_or_more"),
)
HIDDEN = "c"
LEVELS = "Local authority", "Regional"
TENTH = Decimal("0.05")  # how far a percentage may be from the truth
ROUNDED_TO = 10  # the numbers of regions are; their percentages are of the numbers before that

pytestmark = pytest.mark.skipif(not (open_data() / NAME).is_file(), reason="the official file is not here")


def rows_with_hidden_numbers() -> Iterator[dict[str, str]]:
    with (open_data() / NAME).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["geographic_level"] == "Local authority" and HIDDEN in (row[each] for each in (TOTAL, *PARTS)):
                yield row


def system_of(row: dict[str, str]) -> System:
    numbers, relations = numbers_of(row, "")
    return System({each.name: each for each in numbers}, tuple(relations))


def numbers_of(row: dict[str, str], owner: str) -> tuple[list[Variable], list[Relation]]:
    """Return the numbers of an authority, each with its ``owner`` before its name, and what ties them."""
    numbers = [count(owner + name, int(row[name]) if row[name].isdigit() else None) for name in (TOTAL, *PARTS)]
    relations = [adds_up(owner + TOTAL, *(owner + part for part in PARTS))]
    for part in (each for each in PARTS if row[f"{each}_percent"][:1].isdigit()):
        name, value = f"{owner}{part}_percent", Decimal(row[f"{part}_percent"])
        numbers.append(Variable(name, value, spread=TENTH, whole=False))
        relations += percentage(owner + part, owner + TOTAL, name, value)
    return numbers, relations


def percentage(part: str, whole: str, name: str, value: Decimal) -> list[Relation]:
    terms = {part: Decimal(100)}
    return [
        Relation(terms | {whole: TENTH - value}, Decimal(0), None, (name,)),
        Relation(terms | {whole: JUST - TENTH - value}, None, Decimal(0), (name,)),
    ]


def with_region(rows: list[dict[str, str]], region: dict[str, str]) -> System:
    """Return the numbers of all authorities of a region in a year, and what the region's own tell of their sums."""
    numbers, relations = [], []
    for row in rows:
        more = numbers_of(row, f"{row['new_la_code']} ")
        numbers, relations = [*numbers, *more[0]], [*relations, *more[1]]
    for name in (TOTAL, *PARTS):
        numbers.append(Variable(name, None))
        relations.append(adds_up(name, *(f"{row['new_la_code']} {name}" for row in rows)))
        if region[name].isdigit():
            ends = (int(region[name]) + sign * Decimal(ROUNDED_TO) / 2 for sign in (-1, 1))
            relations.append(Relation({name: Decimal(1)}, *ends))
    for part in (each for each in PARTS if region[f"{each}_percent"][:1].isdigit()):
        name, value = f"{part}_percent", Decimal(region[f"{part}_percent"])
        numbers.append(Variable(name, value, spread=TENTH, whole=False))
        relations += percentage(part, TOTAL, name, value)
    return System({each.name: each for each in numbers}, tuple(relations))


def regions_with_hidden_numbers() -> Iterator[tuple[list[dict[str, str]], dict[str, str]]]:
    with (open_data() / NAME).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["geographic_level"] in LEVELS]
    for region in (row for row in rows if row["geographic_level"] == "Regional"):
        same = [row for row in rows if all(row[key] == region[key] for key in ("time_period", "region_code"))]
        own = [row for row in same if row is not region]
        if any(row[name] == HIDDEN for row in own for name in (TOTAL, *PARTS)):
            yield own, region


def attacked() -> tuple[list[Range], list[str]]:
    ranges, contradictory = [], []
    for row in rows_with_hidden_numbers():
        hidden = [each for each in (TOTAL, *PARTS) if row[each] == HIDDEN]
        try:
            ranges += ranges_by_name(system_of(row), hidden).values()
        except ValueError:
            contradictory.append(f"{row['la_name']} {row['time_period']}")
    return ranges, contradictory


def test_no_hidden_number_is_told_exactly_and_few_are_told_better_than_the_rule():
    ranges, contradictory = attacked()
    # 69 of Shropshire's 240 plans are 28.75%, which was printed as 28.7.
    assert contradictory == ["Shropshire 2017"]
    assert len(ranges) == 1485
    assert [each for each in ranges if each.low == each.high] == []
    assert len([each for each in ranges if each.low > LEAST or each.high < MOST]) == 42


@pytest.mark.sweep
def test_the_totals_of_regions_tell_what_no_row_tells_by_itself():
    ranges, contradictory = [], []
    for rows, region in regions_with_hidden_numbers():
        system = with_region(rows, region)
        hidden = [f"{row['new_la_code']} {name}" for row in rows for name in (TOTAL, *PARTS) if row[name] == HIDDEN]
        try:
            ranges += ranges_by_name(system, hidden).values()
        except ValueError:
            contradictory.append(f"{region['region_name']} {region['time_period']}")
    assert contradictory == ["West Midlands 2017", "North East 2013", "South West 2013"]
    assert len(ranges) == 1452
    # A percentage with one decimal of a region tells the sum of its authorities to the person, or nearly.
    assert len([each for each in ranges if each.low == each.high]) == 30
    assert len([each for each in ranges if each.low > LEAST or each.high < MOST]) == 802
