"""No byte of a public edition depends on what it hides: other hidden numbers give the same files."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from disclosure_variants import Variant, together, variants
from drawing import YEAR
from public_book import draw_public_book, type_in

from kscb_book.disclosure.opened import open_protected
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.press.contents import read_contents
from kscb_book.press.digests import hash_of, workbook_hashes
from kscb_book.press.inputs import made_from

TIMES = "build-log.json"  # the one file that says how long a build took


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Places:
    return draw_public_book(tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="module")
def every_variant(book) -> list[Variant]:
    type_in(book, {})
    return list(variants(book))


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != TIMES)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def built(places: Places, numbers: dict[str, int], out: Path) -> dict[str, bytes]:
    type_in(places, numbers)
    return bytes_of(build(places, out, lambda *told: None))


def told(places: Places) -> tuple:
    """All that a check knows of what the edition will show."""
    checked = check(places)
    assert checked.findings == ()
    figures = [(each.id, each.printed, each.value, each.rule, each.notes, each.marks) for each in checked.register]
    return figures, checked.printed, made_from(places, read_contents(places), "")["inputs"]


def test_the_book_hides_counts_in_tables_facts_months_and_the_year_before(book, every_variant):
    sheets = {address.rpartition("!")[0].strip("'") for address in open_protected(book).addresses}
    assert sheets == {
        *("Care proceedings", "Child deaths by sex", "Facts"),
        *("LADO referrals", "LADO outcomes", "LADO disposals"),
    }
    assert len(every_variant) > 30


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.sweep), 5])
def test_the_cells_that_are_hidden_are_the_same_whatever_stands_in_them(book, every_variant, step):
    type_in(book, {})
    hidden = open_protected(book).addresses
    for variant in every_variant[::step]:
        type_in(book, variant.numbers)
        assert open_protected(book).addresses == hidden, variant.changed


def test_the_register_and_the_manifest_know_nothing_of_hidden_numbers(book, every_variant):
    type_in(book, {})
    before, numbers = told(book), together(every_variant)
    type_in(book, numbers)
    assert len(numbers) >= 8
    assert told(book) == before


def test_the_manifest_names_the_words_that_are_read_and_not_those_that_tell_more(book):
    inputs = made_from(book, read_contents(book), "")["inputs"]
    assert [name.rpartition("/")[2] for name in inputs if name.endswith(".md")] == ["words.protected.md"]
    assert inputs[f"data/{YEAR}/kscb-{YEAR}.xlsx"].startswith("what is published of it: ")
    internal = made_from(replace(book, internal=True), read_contents(book), "")["inputs"]
    assert internal[f"data/{YEAR}/kscb-{YEAR}.xlsx"] == hash_of(book.workbook)
    assert f"data/{YEAR}/narrative/toy/words.md" in internal


def manifest_of(places: Places) -> dict[str, str]:
    return made_from(places, read_contents(places), "")["inputs"]


@pytest.mark.parametrize(
    ("path", "before", "hidden"),
    [
        pytest.param("chapters/toy.ipynb", '"outputs": []', '"outputs": [{}]', id="an output that a chapter keeps"),
        pytest.param("narrative/toy/words.protected.md", "Of the", "% it was {}\nOf the", id="a comment"),
        pytest.param("phrases.csv", "phrase", "phrase,reason\nAll {} resigned,so it was\n", id="a phrase"),
    ],
)
def test_the_manifest_knows_nothing_of_what_else_may_tell_a_hidden_number(book, path, before, hidden, tmp_path):
    shutil.copytree(book.root, tmp_path / "book")
    places = replace(book, root=tmp_path / "book", data=tmp_path / "book" / "data")
    file = (places.root if path.startswith("chapters") else places.workbook.parent) / path
    drawn = file.read_text(encoding="utf-8") if file.is_file() else before
    told = []
    for number in (3, 4):
        file.write_text(drawn.replace(before, hidden.format(number)), encoding="utf-8")
        told.append((manifest_of(places), manifest_of(replace(places, internal=True))))
    (public, internal), (public_after, internal_after) = told
    assert before in drawn
    assert public_after == public
    assert internal_after != internal


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("chapters/toy.ipynb", "publish_table", "publish_chart"),
        (f"data/{YEAR}/narrative/toy/words.protected.md", "Of the outcomes", "Of these"),
    ],
)
def test_a_published_word_that_changes_changes_the_manifest(book, path, before, after, tmp_path):
    shutil.copytree(book.root, tmp_path / "book")
    places = replace(book, root=tmp_path / "book", data=tmp_path / "book" / "data")
    manifest, file = manifest_of(places), places.root / path
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert manifest_of(places)[path] != manifest[path]


def test_a_published_number_that_changes_changes_the_manifest(book):
    type_in(book, {})
    before = workbook_hashes(book)
    type_in(book, {"'LADO disposals'!B8": 13})
    assert workbook_hashes(book) != before


@pytest.mark.build
def test_no_byte_of_a_public_edition_depends_on_what_it_hides(book, every_variant, tmp_path):
    before = built(book, {}, tmp_path / "one")
    after = built(book, together(every_variant), tmp_path / "other")
    assert [name for name in before if before[name] != after.get(name)] == []
    assert before.keys() == after.keys()
    hidden = open_protected(book).addresses
    lines = [line for line in csv.DictReader(before["figures.csv"].decode("utf-8-sig").splitlines())]
    shown = [line for line in lines if hidden & {*line["cells"].split("; ")} and line["printed"] != "[c]"]
    assert shown == []


@pytest.mark.sweep
def test_no_byte_depends_on_any_hidden_number(book, every_variant, tmp_path):
    before = built(book, {}, tmp_path)
    for variant in every_variant:
        assert built(book, variant.numbers, tmp_path) == before, variant.changed
