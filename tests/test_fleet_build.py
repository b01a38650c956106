"""A small fleet, built: every number that of the files, nothing built twice, one failure not the end of the others."""

import csv
import os
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import active_children
from pathlib import Path
from threading import Thread

import pytest
from bs4 import BeautifulSoup
from fleet_files import CODES, differences, draw_country
from typer.testing import CliRunner

from kscb_book.cli import app
from kscb_book.fleet.local import Local
from kscb_book.fleet.official import read_all
from kscb_book.fleet.plan import plan
from kscb_book.fleet.running import DIED, run

pytestmark = pytest.mark.build
YEARS = ("2029-30", "2030-31")
# One number of this authority cannot be read; it is no neighbour of the others that are asked for.
ALONE = "Placeton L"


@pytest.fixture(scope="module")
def official(tmp_path_factory) -> Path:
    return draw_country(tmp_path_factory.mktemp("official"), **{ALONE: "many"})


def asked(official: Path, out: Path) -> list[str]:
    wanted = "Anyborough,Otherborough, City of,Placeton L"
    return ["fleet", "--from", str(official), "--years", "2029-30..2030-31", "--authorities", wanted, "--out", str(out)]


@pytest.fixture(scope="module")
def fleet(official, tmp_path_factory):
    out = tmp_path_factory.mktemp("fleets") / "fleet"
    result = CliRunner().invoke(app, asked(official, out))
    return out, result


def ledger_of(out: Path) -> list[dict[str, str]]:
    with (out / "fleet.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def page_at(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("name", ["Anyborough", "Otherborough, City of"])
@pytest.mark.parametrize("year", YEARS)
def test_every_number_is_that_of_the_files(fleet, official, name, year):
    out, _ = fleet
    slug = re.sub(r"\W+", "-", name.lower())
    assert differences(official, out / slug / year, CODES[name], year) == []


def test_a_book_that_fails_is_told_and_the_others_are_made(fleet):
    out, result = fleet
    told = "expected a number, or a symbol such as c or x, found 'many'"
    assert result.exit_code == 3
    assert "6 books: 4 made, 2 failed." in result.output
    assert result.output.count(told) == 2
    states = {(row["authority"], row["year"]): (row["state"], told in row["reason"]) for row in ledger_of(out)}
    assert states == {
        (name, year): ("failed", True) if name == ALONE else ("made", False)
        for name in ("Anyborough", "Otherborough, City of", ALONE)
        for year in YEARS
    }


def test_what_is_hidden_in_the_files_stays_hidden_and_is_told_in_words(fleet):
    out, _ = fleet
    text = page_at(out / "otherborough-city-of" / "2030-31" / "html" / "01-plans.html").get_text(" ")
    assert "is given as [c] , confidential: it would tell of too few people" in " ".join(text.split())
    rows = page_at(out / "comparison" / "2030-31" / "index.html").select("#plans-rate tr")
    (row,) = (row for row in rows if "Otherborough" in row.get_text())
    assert [cell.get_text() for cell in row.select("td")][1:5] == ["[c]", "", "", ""]


def test_a_share_stands_at_a_glance_beside_england_though_the_own_one_is_worked_out_from_counts(fleet):
    out, _ = fleet
    page = page_at(out / "anyborough" / "2030-31" / "html" / "index.html")
    (row,) = (row for row in page.select("main table tr") if "Second or later plans" in row.get_text())
    assert re.search(r"England\s+\d+\.\d%", row.get_text(" "))


def test_what_a_profile_does_not_say_is_listed_with_the_reason(fleet):
    out, result = fleet
    with (out / "left-out.csv").open(encoding="utf-8-sig", newline="") as file:
        left_out = list(csv.DictReader(file))
    told = "The rate of plans is above that of England: … beside …."
    (row,) = (row for row in left_out if (row["year"], row["sentence"]) == ("2030-31", told))
    assert (row["authority"], row["block"]) == ("Otherborough, City of", "01-plans/plans")
    assert row["reason"] == "plans.rate[2030-31] is [c], confidential: it would tell of too few people"
    assert {row["for_want_of_a_number"] for row in left_out} == {"yes"}
    assert (
        f"{len(left_out)} sentences were not printed, as the numbers do not bear them: see left-out.csv."
        in result.output
    )
    counted = {(row["authority"], row["year"]): row["left_out"] for row in ledger_of(out) if row["state"] == "made"}
    assert sum(map(int, counted.values())) == len(left_out)


def test_the_words_set_an_authority_beside_its_year_before_and_england(fleet):
    out, _ = fleet
    page = page_at(out / "anyborough" / "2030-31" / "html" / "01-plans.html")
    text = " ".join(page.select_one("main").get_text().split())
    assert "Between 2029-30 and 2030-31, the number of plans " in text
    assert "The rate of plans is above that of England: " in text
    # One of its ten has a hidden number, so that there is none for the ten.
    assert "of its ten statistical neighbours" not in text


def test_each_cell_of_the_workbook_names_its_row_and_column(fleet):
    out, _ = fleet
    page = page_at(out / "anyborough" / "2030-31" / "html" / "about-the-data.html")
    text = " ".join(page.get_text(" ").split())
    assert re.search(r"Plans!B12 Anyborough, 2030-31 d5_cpps\S+, line \d+ CPP_At31 250", text)
    assert (out / "anyborough" / "2030-31" / "kscb-2030-31.xlsx").is_file()


def test_the_front_page_leads_to_every_book(fleet):
    out, _ = fleet
    links = [link["href"] for link in page_at(out / "index.html").select("main a")]
    assert len(links) == 2 + 3 * 4
    assert [link for link in links if not (out / link).is_file()] == []
    assert "not made" in page_at(out / "index.html").get_text()


def test_pages_of_a_comparison_lead_somewhere_and_tell_their_charts_in_words(fleet):
    out, _ = fleet
    folder = out / "comparison" / "2030-31"
    for path in folder.glob("*.html"):
        page = page_at(path)
        links = [link["href"] for link in page.select("main a") if not link["href"].startswith("#")]
        assert [link for link in links if not (folder / link).is_file()] == [], path.name
        assert all(picture["alt"].startswith("Funnel chart.") for picture in page.select("img"))
        assert all((folder / picture["src"]).is_file() for picture in page.select("img"))


def test_nothing_is_made_twice(fleet, official):
    out, result = fleet
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.name in ("manifest.json", "index.html")}
    again = CliRunner().invoke(app, asked(official, out))
    assert "6 books: 4 kept as they were, 2 failed." in again.output
    assert result.output.splitlines()[1] in again.output.splitlines()
    front = out / "index.html"
    assert [path for path, time in before.items() if path != front and path.stat().st_mtime_ns != time] == []


def test_a_folder_that_is_no_fleet_is_left_alone(official, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    result = CliRunner().invoke(app, asked(official, tmp_path))
    assert "holds something that is not a fleet, and is left alone" in str(result.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@dataclass(frozen=True)
class Dying(Local):
    """Processes of which one is killed while it works, each time that some are opened or only the first."""

    times: list[int] = field(default_factory=lambda: [10**6])

    @contextmanager
    def opened(self):
        with super().opened() as pool:
            if self.times[0]:
                self.times[0] -= 1
                Thread(target=kill_one, daemon=True).start()
            yield pool


def kill_one() -> None:
    while not (working := active_children()):
        time.sleep(0.01)
    working[0].kill()


@dataclass(frozen=True)
class Counted(Local):
    """Processes that are counted as they are seen at work."""

    seen: set[int] = field(default_factory=set)

    @contextmanager
    def opened(self):
        with super().opened() as pool:
            self.seen.add(pool.submit(os.getpid).result())
            yield pool


def test_a_process_ends_after_so_many_books_so_that_memory_does_not_grow_with_them(fleet, official):
    out, _ = fleet
    books, workers = plan(read_all(official), "2029-30..2030-31", "Anyborough"), Counted(1, books_each=1)
    assert [each.outcome for each in run(books, (str(official), str(out)), workers)] == ["kept", "kept"]
    assert len(workers.seen) == 2
    assert not [each for each in active_children() if each.pid in workers.seen]


def test_a_process_that_dies_costs_no_book(fleet, official):
    out, _ = fleet
    books = plan(read_all(official), "2029-30..2030-31", "Anyborough")
    made = list(run(books, (str(official), str(out)), Dying(1, times=[1])))
    assert sorted((each.book.year, each.outcome) for each in made) == [(year, "kept") for year in YEARS]


def test_a_book_whose_process_dies_again_and_again_is_reported(fleet, official):
    out, _ = fleet
    books = plan(read_all(official), "2030-31", "Anyborough")
    (made,) = run(books, (str(official), str(out)), Dying(1))
    assert (made.outcome, made.reason) == ("failed", DIED)
