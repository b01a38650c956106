"""A book that hides small counts: its words, its pages, and that none of its bytes tells what is hidden."""

import csv
import json
from dataclasses import replace

import pytest
from drawing import TOY, YEAR, code, draw_book, text
from test_disclosure_workbook import DISPOSALS, OUTCOMES, REFERRALS, report

from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.press.contents import read_contents

CHAPTER = [
    *TOY[:2],
    code("from kscb_book.chapter import open_year, publish, show_table, total\n\nedition = open_year(year)", "open"),
    code(
        'outcomes = edition.sheet("LADO outcomes").at(year)\npublish("lado.outcomes", outcomes)\n'
        'publish("lado.outcomes_recorded", total(outcomes))',
        "figures",
    ),
    code('show_table("toy", outcomes)', "table"),
    text("## Words\n\n```{narrative} words\n```", "words"),
]
WORDS = "Of the outcomes, {num}`lado.outcomes[unfounded] as word` were unfounded ({numref}`table:toy`).\n"
TWIN = "Of the outcomes, {num}`lado.outcomes[unfounded]` were unfounded ({numref}`table:toy`).\n"


def book(root, status: str = "Draft", twin: str | None = TWIN, disclosure: str = "") -> Places:
    sheets = {"LADO_referrals": REFERRALS, "LADO_outcomes": OUTCOMES, "LADO_disposals": DISPOSALS}
    policy = {} if disclosure else {"Report": report(status=status)}
    draw_book(root, CHAPTER, WORDS, **sheets, **policy)
    if twin:
        (root / "data" / YEAR / "narrative" / "toy" / "words.protected.md").write_text(twin, encoding="utf-8")
    return Places(root, root / "data", YEAR, disclosure)


def test_words_that_print_a_hidden_number_as_a_word_are_told(tmp_path):
    findings = check(book(tmp_path, twin=None)).findings
    assert [(each.file.rpartition("/")[2], each.message) for each in findings] == [
        ("words.md", f"lado.outcomes[unfounded, {YEAR}] is [c]; only a count below ten can be written as a word")
    ]


def test_a_twin_takes_the_place_of_its_block_where_small_counts_are_hidden(tmp_path):
    places = book(tmp_path)
    assert check(places).findings == ()
    _, toy = read_contents(places)
    assert [path.name for path in paths_of(toy, places)] == ["words.protected.md"]


def test_a_twin_is_no_stranger_and_not_used_where_nothing_is_hidden(tmp_path):
    places = book(tmp_path, disclosure="Suppress")
    open_places = Places(places.root, places.data, YEAR)
    assert check(open_places).findings == ()
    _, toy = read_contents(open_places)
    assert [path.name for path in paths_of(toy, open_places)] == ["words.md"]
    assert [path.name for path in paths_of(toy, places)] == ["words.protected.md"]


@pytest.mark.parametrize("output", ["public", "internal"])
def test_a_phrase_that_only_the_words_of_the_other_output_need_is_kept(tmp_path, output):
    places = book(tmp_path, twin=TWIN)
    folder = places.data / YEAR
    (folder / "phrases.csv").write_text("phrase,reason\nunder Part 9,a part of a law\n", encoding="utf-8")
    path = folder / "narrative" / "toy" / ("words.md" if output == "public" else "words.protected.md")
    path.write_text(path.read_text(encoding="utf-8") + "\nIt was done under\nPart 9.\n", encoding="utf-8")
    told = [each.message for each in check(replace(places, internal=output == "internal")).findings]
    assert told == []


def test_records_in_a_block_are_told(tmp_path):
    births = "\n\n".join(f"A child, DOB 0{day}/02/2020, was seen." for day in (1, 2, 3))
    (finding, *_) = [each for each in check(book(tmp_path, twin=births)).findings if "looks like" in each.message]
    assert finding.place == "line 1"
    assert finding.message.startswith("holds what looks like dates of birth (lines 1 to 5)")


@pytest.mark.build
def test_a_book_that_hides_small_counts_is_built_beside_the_other_and_audited(tmp_path):
    places = book(tmp_path, disclosure="Suppress")
    built = build(places, tmp_path / "_build", lambda *told: None)
    assert built.name == f"{YEAR}-suppressed"
    with (built / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = {row["id"]: (row["printed"], row["value"]) for row in csv.DictReader(file)}
    assert printed[f"lado.outcomes[unfounded, {YEAR}]"] == ("[c]", "[c]")
    assert printed[f"lado.outcomes[training, {YEAR}]"] == ("9", "9")
    assert printed[f"lado.outcomes_recorded[{YEAR}]"] == ("[c]", "[c]")
    assert json.loads((built / "manifest.json").read_text(encoding="utf-8"))["disclosure"] == "Suppress"
    page = (built / "html" / "toy.html").read_text(encoding="utf-8")
    assert "[c]" in page and "three" not in page
