"""All authorities side by side: order, intervals, funnels, what is hidden, and who stands beside whom."""

import csv
import re
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fleet_files import CODES, PLANS, POPULATION, draw_country

from kscb_book.fleet.compared import Compared, Entry
from kscb_book.fleet.comparison_page import Shown, own_page
from kscb_book.source.measures import read_measures
from kscb_book.source.symbols import Symbol

YEAR = "2030-31"
OWN = "Anyborough"
SAID = ("low", "high", "place_in_the_order", "beside_england", "in_the_funnel")


@pytest.fixture(scope="module")
def compared(tmp_path_factory) -> tuple[Path, Path]:
    """The official files, and the comparison of a year with a page of each authority, made in a process of its own."""
    official, out = draw_country(tmp_path_factory.mktemp("official")), tmp_path_factory.mktemp("out")
    compare(official, out)
    return official, out / "comparison" / YEAR


def compare(official: Path, out: Path) -> None:
    told = YEAR, tuple(CODES.values()), str(official), str(out)
    code = f"from kscb_book.fleet.comparing import compare; assert compare{told!r} == ''"
    subprocess.run([sys.executable, "-c", code], check=True)


def table_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def numbers_in(official: Path, name: str, column: str, end: int) -> dict[str, str]:
    with (official / name).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["time_period"] == str(end) and row["la_name"]]
    return {row["la_name"]: row[column] for row in rows}


def page_at(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def names_in(page: BeautifulSoup, section: str) -> list[str]:
    return [row.th.get_text() for row in page.select(f"#{section} tbody tr")]


def test_each_rate_is_the_number_of_the_files_per_10_000_children(compared):
    official, folder = compared
    plans, children = (
        numbers_in(official, PLANS, "CPP_At31", 2031),
        numbers_in(official, POPULATION, "population_estimate", 2030),
    )
    rates = {
        name: str((Decimal(10_000) * int(count) / int(children[name])).quantize(Decimal("0.1"), ROUND_HALF_UP))
        for name, count in plans.items()
        if count != "c"
    }
    assert {row["authority"]: row["number"] for row in table_of(folder, "plans-rate")} == rates | {
        "Otherborough, City of": "[c]"
    }


def test_the_highest_comes_first_and_what_is_hidden_last(compared):
    _, folder = compared
    numbers = [row["number"] for row in table_of(folder, "plans-rate")]
    assert numbers[-1] == "[c]"
    assert [Decimal(each) for each in numbers[:-1]] == sorted(map(Decimal, numbers[:-1]), reverse=True)


def test_of_a_hidden_number_nothing_else_is_said(compared):
    _, folder = compared
    hidden, said = table_of(folder, "plans-rate")[-1], SAID
    assert (hidden["counted"], {hidden[name] for name in said}) == ("[c]", {""})
    notes = page_at(folder / "index.html").select_one("#plans-rate .kscb-note").get_text()
    assert notes == "[c] confidential: it would tell of too few people."


def test_an_authority_is_apart_from_england_only_where_its_interval_leaves_england_out(compared):
    _, folder = compared
    page = page_at(folder / "index.html")
    (england,) = (row for row in page.select("#plans-rate tbody tr") if row.th.get_text() == "England")
    rate = Decimal(england.select("td")[1].get_text())
    said = {row["authority"]: row for row in table_of(folder, "plans-rate") if row["low"]}
    assert len({row["beside_england"] for row in said.values()}) > 1
    for row in said.values():
        low, high = Decimal(row["low"]), Decimal(row["high"])
        apart = "higher than England" if low > rate else "lower than England" if high < rate else None
        assert row["beside_england"] == (apart or "cannot be told apart from England")


def test_a_place_in_the_order_is_a_range_of_those_that_cannot_be_told_apart(compared):
    _, folder = compared
    known = [row for row in table_of(folder, "plans-rate") if row["low"]]
    for row in known:
        higher = sum(Decimal(other["low"]) > Decimal(row["high"]) for other in known)
        lower = sum(Decimal(other["high"]) < Decimal(row["low"]) for other in known)
        first, last = 1 + higher, len(known) - lower
        places = f"{first} to {last}" if first < last else str(first)
        assert row["place_in_the_order"] == f"{places} of {len(known)}"


def test_where_most_lie_far_out_the_page_says_that_this_tells_little_of_one(compared):
    _, folder = compared
    far_out = [row for row in table_of(folder, "plans-rate") if "three sigma" in row["in_the_funnel"]]
    words = page_at(folder / "index.html").select_one("#plans-rate").get_text()
    assert f"Here {len(far_out)} of 13 authorities lie outside the outer lines" in words


def test_of_referrals_no_range_of_chance_is_told(compared):
    _, folder = compared
    section = page_at(folder / "index.html").select_one("#referrals-rate")
    assert "One child may count several times" in section.get_text()
    assert section.select("img") == []
    assert {row[name] for row in table_of(folder, "referrals-rate") for name in SAID} == {""}


@pytest.mark.parametrize(
    "section, told",
    [
        ("plans-rate", "Neither a high nor a low number is better by itself"),
        ("plans-repeat-share", "A lower number is taken to be better for children."),
        ("children-in-need-rate", "Neither a high nor a low number is better by itself"),
        ("looked-after-rate", "Neither a high nor a low number is better by itself"),
    ],
)
def test_which_way_is_better_is_told_in_words(compared, section, told):
    _, folder = compared
    words = page_at(folder / "index.html").select_one(f"#{section}").get_text()
    assert told in words
    assert not re.search(r"\b(best|worst|good|poor)\b", words)


def test_a_page_of_one_sets_it_beside_its_ten_its_region_and_england(compared):
    _, folder = compared
    page = page_at(folder / "anyborough.html")
    ten = [name for name in CODES if name != OWN][:10]
    assert sorted(names_in(page, "plans-rate")) == sorted(["England", "Northern Part", OWN, *ten])
    (own,) = page.select("#plans-rate .fleet-own")
    assert own.th.get_text() == OWN
    assert OWN in page.select_one("#plans-rate img")["alt"]


@pytest.mark.parametrize("own, is_told", [("1", False), ("2", True)])
def test_a_symbol_is_explained_only_on_pages_that_show_it(own, is_told):
    values = {"": Decimal(40), "1": Decimal(41), "2": Symbol("c")}
    england, *entries = (Entry(code, f"Place {code}", "", value, None, None, None) for code, value in values.items())
    compared = Compared(read_measures()["plans.rate"], YEAR, tuple(entries), (england,), None, {}, {})
    shown = Shown(YEAR, (compared,), {code: code for code in values}, own)
    assert ("it would tell of too few people" in own_page(shown, "Place", "no others")) is is_told


def test_a_page_asks_nothing_of_others_and_runs_nothing_inside(compared):
    _, folder = compared
    for path in folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert not re.search(r"https?://|<style|style=|<script>|onclick", text), path.name


def test_the_same_files_give_the_same_bytes(compared, tmp_path):
    official, folder = compared
    compare(official, tmp_path)
    again = tmp_path / "comparison" / YEAR
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {path.name: path.read_bytes() for path in again.iterdir()} == files
