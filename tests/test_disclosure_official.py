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

pytestmark = pytest.mark.skipif(not (open_data() / NAME).is_file(), reason="the official file is not here")


def rows_with_hidden_numbers() -> Iterator[dict[str, str]]:
    with (open_data() / NAME).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["geographic_level"] == "Local authority" and HIDDEN in (row[each] for each in (TOTAL, *PARTS)):
                yield row


def system_of(row: dict[str, str]) -> System:
    numbers = [count(name, None if row[name] == HIDDEN else int(row[name])) for name in (TOTAL, *PARTS)]
    relations = [adds_up(TOTAL, *PARTS)]
    for part in (each for each in PARTS if row[f"{each}_percent"] != HIDDEN):
        name, value, reach = f"{part}_percent", Decimal(row[f"{part}_percent"]), Decimal("0.05")
        numbers.append(Variable(name, value, spread=reach, whole=False))
        terms = {part: Decimal(100)}
        relations.append(Relation(terms | {TOTAL: reach - value}, Decimal(0), None, (name,)))
        relations.append(Relation(terms | {TOTAL: JUST - reach - value}, None, Decimal(0), (name,)))
    return System({each.name: each for each in numbers}, tuple(relations))


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
