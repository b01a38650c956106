"""How differences are told: in the terminal, as a table for Excel, as a page."""

import csv
import hashlib
import io
import re
from base64 import b64encode

import pytest
from bs4 import BeautifulSoup
from drawing import SOUND, YEAR, code, draw_book, draw_workbook
from typer.testing import CliRunner

from kscb_book.cli import app
from kscb_book.desk.difference_page import page_of, write_page
from kscb_book.desk.difference_table import write_table
from kscb_book.desk.differences import compare
from kscb_book.desk.editions import read_edition
from kscb_book.findings import InputRefused

CELLS = [
    code('year = "2030-31"', "parameters", "parameters"),
    code("from kscb_book.chapter import open_year, publish_table\n\nedition = open_year(year)", "open"),
    code('publish_table("lado.disposals", edition.sheet("LADO disposals"))', "disposals"),
]
DISPOSALS = "| How it was dealt with | Allegations |\n| {} | {} |\n| Resigned | 3 |"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def found(tmp_path, monkeypatch):
    """A label that is a script, a name that begins like a formula, a number that fell, a block that reads otherwise."""
    root = draw_book(
        tmp_path / "book", toy=CELLS, words="Old <b>words</b>.\n", LADO_disposals=DISPOSALS.format(HOSTILE, 90)
    )
    monkeypatch.chdir(root)
    folder = root / "second"
    report = SOUND["Report"].replace("Anyborough Board", "+cmd <b>Any</b>")
    draw_workbook(folder / f"kscb-{YEAR}.xlsx", LADO_disposals=DISPOSALS.format(HOSTILE, 40), Report=report)
    (folder / "narrative" / "toy").mkdir(parents=True)
    (folder / "narrative" / "toy" / "words.md").write_text("New <b>words</b>.\n", encoding="utf-8")
    return compare(read_edition(YEAR), read_edition("second"))


def test_no_cell_of_the_table_is_taken_for_a_formula(found, tmp_path):
    write_table(found, tmp_path / "differences.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "differences.csv").read_text(encoding="utf-8-sig"))))
    assert [row["what"] for row in rows] == ["figure", "cell", "block"]
    figure = rows[0]
    assert (figure["value_first"], figure["value_second"], figure["change"]) == ("90", "40", "-50")
    assert figure["cells"] == "'LADO disposals'!B6: 90 > 40" and figure["clear"] == "fell"
    assert rows[1]["value_second"] == "'+cmd <b>Any</b>"
    assert not [text for row in rows for text in row.values() if re.match(r"[=+@\t\r]|-(?!\d)", text)]


def test_the_page_runs_nothing_and_shows_hostile_words_as_words(found):
    page = page_of(found)
    read = BeautifulSoup(page, "html.parser")
    assert not read.find_all(["script", "b", "img", "link"]) and not re.search(r"\sstyle=|\son\w+=", page)
    policy = read.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    digest = b64encode(hashlib.sha256(read.style.string.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert HOSTILE in read.get_text() and "+cmd <b>Any</b>" in read.get_text()


def test_the_page_says_of_each_heading_what_it_heads(found):
    read = BeautifulSoup(page_of(found), "html.parser")
    assert [heading.get_text() for heading in read.find_all("h2")] == [
        "Figures that differ",
        "Other cells of the workbook",
        "Narrative",
    ]
    assert {each["scope"] for each in read.select("thead th")} == {"col"}
    assert {each["scope"] for each in read.select("tbody th")} == {"row"}
    assert (read.find("del").get_text(), read.find("ins").get_text()) == ("taken out: Old ", "put in: New ")


def test_the_same_differences_give_the_same_bytes_and_name_no_place_on_the_machine(found, tmp_path):
    for name in ("one", "two"):
        write_page(found, tmp_path / f"{name}.html")
        write_table(found, tmp_path / f"{name}.csv")
    for kind in ("html", "csv"):
        first, second = ((tmp_path / f"{name}.{kind}").read_bytes() for name in ("one", "two"))
        assert first == second and str(tmp_path).encode() not in first


def test_a_list_takes_the_place_of_an_earlier_one_and_of_nothing_else(found, tmp_path):
    table, page = tmp_path / "differences.csv", tmp_path / "differences.html"
    for _ in range(2):
        write_table(found, table)
        write_page(found, page)
    table.write_text("phrase,reason\n")
    page.write_text("<html>")
    for write, path in ((write_table, table), (write_page, page)):
        before = path.read_bytes()
        with pytest.raises(InputRefused, match="holds something else, and is left alone"):
            write(found, path)
        assert path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "differences.csv", "differences.html"]


def test_the_command_says_what_differs_and_ends_well(found):
    same, differing = (CliRunner().invoke(app, ["diff", YEAR, each]) for each in (YEAR, "second"))
    assert (same.exit_code, differing.exit_code) == (0, 0)
    assert same.stdout == "None of the 2 figures differs, no cell of the workbook nor any block of the narrative.\n"
    *lines, last = differing.stdout.splitlines()
    assert len(lines) == 3 and lines[0].split("\t")[1] == "90 -> 40 (\N{MINUS SIGN}50)"
    assert last == "1 of 2 figures differ; 1 other cell of the workbook; 1 block."


def test_the_command_writes_both_lists(found, tmp_path):
    options = ["--csv", str(tmp_path / "all.csv"), "--html", str(tmp_path / "all.html")]
    assert CliRunner().invoke(app, ["diff", YEAR, "second", *options]).exit_code == 0
    assert (tmp_path / "all.csv").is_file() and (tmp_path / "all.html").is_file()
