"""The two outputs of a book whose policy hides small counts: the public one, and the internal one with all of them."""

import csv
import json

import pytest
from drawing import YEAR
from pdf_reading import PdfReader
from test_disclosure_book import book

from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import InputRefused
from kscb_book.places import find_places
from kscb_book.press.blocks import paths_of
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.press.contents import read_contents
from kscb_book.press.papers import pdf_of

INTERNAL = "Internal: holds small counts, not to be published"


@pytest.fixture
def root(tmp_path, monkeypatch):
    places = book(tmp_path)
    monkeypatch.setenv("KSCB_ROOT", str(places.root))
    return places.root


def of_outcomes(places) -> list[str]:
    register = check(places).register
    return [figure.printed for figure in register if figure.id.startswith("lado.outcomes[")]


@pytest.mark.parametrize(
    ("disclosure", "internal", "named", "folder"),
    [
        (None, None, YEAR, YEAR),
        ("suppress", None, YEAR, f"{YEAR}-suppressed"),
        (None, True, f"{YEAR}-internal", f"{YEAR}-internal"),
        ("suppress", True, f"{YEAR}-internal", f"{YEAR}-internal"),
    ],
)
def test_each_output_has_a_folder_and_file_names_of_its_own(root, disclosure, internal, named, folder):
    places = find_places(YEAR, disclosure, internal)
    assert (places.named, places.built) == (named, folder)


def test_the_environment_says_which_output_is_meant_where_the_caller_does_not(root, monkeypatch):
    monkeypatch.setenv("KSCB_OUTPUT", "internal")
    assert find_places(YEAR).internal and not find_places(YEAR, internal=False).internal


def test_another_output_is_refused(root, monkeypatch):
    monkeypatch.setenv("KSCB_OUTPUT", "secret")
    with pytest.raises(InputRefused, match="output: 1 finding\n  expected public or internal, found 'secret'"):
        find_places(YEAR)


def test_the_internal_output_shows_what_the_public_one_hides(root):
    assert "[c]" in of_outcomes(find_places(YEAR))
    assert "[c]" not in of_outcomes(find_places(YEAR, internal=True))


def test_the_internal_output_takes_the_words_that_state_counts(root):
    places = find_places(YEAR, internal=True)
    _, toy = read_contents(places)
    assert [path.name for path in paths_of(toy, places)] == ["words.md"]


def test_the_internal_output_of_counts_that_are_published_in_full_is_not_marked(tmp_path, monkeypatch):
    places = book(tmp_path, disclosure="Suppress")
    monkeypatch.setenv("KSCB_ROOT", str(places.root))
    assert open_workbook(find_places(YEAR, internal=True)).report.marking == "Draft"
    assert open_workbook(find_places(YEAR, "suppress", True)).report.marking == f"Draft · {INTERNAL}"


@pytest.mark.build
def test_each_page_of_the_internal_output_says_what_it_is(root, tmp_path):
    places = find_places(YEAR, internal=True)
    built = build(places, tmp_path / "_build", lambda *told: None)
    assert built.name == f"{YEAR}-internal"
    pages = sorted((built / "html").rglob("*.html"))
    strangers = [
        page.name for page in pages if "holds small counts, not to be published" not in page.read_text("utf-8")
    ]
    assert len(pages) > 3 and strangers == []
    assert pdf_of(built, places.named).name == f"kscb-annual-report-{YEAR}-internal.pdf"
    pdf = PdfReader(pdf_of(built, places.named))
    over = [pdf.artifacts(number) for number in range(1, len(pdf.marked))]
    assert over and all(INTERNAL in text for text in over)
    assert INTERNAL in pdf.root.text.replace("Draft · ", "")
    with (built / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"]: row["printed"] for row in csv.DictReader(file)}[f"lado.outcomes[unfounded, {YEAR}]"] == "3"
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["disclosure"] == "In full, not to be published"
