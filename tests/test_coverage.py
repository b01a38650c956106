"""Every heading of the printed report has a block that covers it: two lists, kept by two hands, against the book."""

import csv
from pathlib import Path

import pytest
from conftest import ROOT

from kscb_book.press.blocks import blocks_of
from kscb_book.press.contents import read_contents

HERE = Path(__file__).parent
SOURCE = ROOT.parent / "shared" / "source" / "knowsley-2016-17.txt"
MISREAD = {"M.A.D.E": "M.A.D.F", "Key finding 1": "Key finding I"}  # by the source's scanner


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


HEADINGS, COVERAGE = rows_of("headings_2016_17.csv"), rows_of("coverage_2016_17.csv")


@pytest.fixture(scope="module")
def blocks(real):
    return {f"{chapter.name}/{block}" for chapter in read_contents(real) for block in blocks_of(chapter)}


def test_every_heading_of_the_source_is_covered_in_the_sections_so_far(real):
    chapters = [chapter.name for chapter in read_contents(real)]
    due = [row for row in HEADINGS if any(name.startswith(row["section"]) for name in chapters)]
    covered = {row["line"] for row in COVERAGE}
    assert [row for row in due if row["line"] not in covered] == []


def test_what_covers_a_heading_is_a_block_of_the_book(blocks):
    # The glossary is a list of its own and no block.
    assert [row for row in COVERAGE if row["block"] not in blocks | {"glossary"}] == []


def test_the_headings_stand_in_the_source_where_the_list_says():
    if not SOURCE.is_file():
        pytest.skip("the source report is not beside this checkout")
    lines = SOURCE.read_text(encoding="utf-8").split("\n")
    wrong = [row for row in HEADINGS if MISREAD.get(row["heading"], row["heading"]) not in lines[int(row["line"]) - 1]]
    assert wrong == []
