"""The report of 2016-17 is released, corrected to a second edition, and both are made again in a fresh environment."""

import shutil
from pathlib import Path

import pytest
from conftest import REFERENCE_YEAR
from openpyxl import load_workbook
from release_book import untold

from kscb_book.places import Places
from kscb_book.releases.books import lay_out, whole_book
from kscb_book.releases.readiness import Reasons
from kscb_book.releases.release import release
from kscb_book.releases.verification import altered_in, make_again, sides_of

pytestmark = pytest.mark.build
UNSIGNED = "A test has nobody who could sign."
EDITION, CORRECTED = "B13", "B11"  # on the sheets Report and Family First


@pytest.fixture(scope="module")
def releases(real, tmp_path_factory) -> Path:
    """The folder of both editions; in the second there is one case manager more than in the first."""
    folder = tmp_path_factory.mktemp("real")
    release(real, folder / "releases", Reasons(unsigned=UNSIGNED), untold)
    lay_out(whole_book(real), folder / "book")
    places = Places(folder / "book", folder / "book" / "data", REFERENCE_YEAR)
    book = load_workbook(places.workbook)
    book["Report"][EDITION] = 2
    book["Family First"][CORRECTED] = book["Family First"][CORRECTED].value + 1
    book.save(places.workbook)
    reasons = Reasons(because="A case manager had not been counted.", unsigned=UNSIGNED)
    release(places, folder / "releases", reasons, untold)
    return folder / "releases"


def test_the_second_edition_tells_what_changed(releases):
    page = (releases / REFERENCE_YEAR / "v2" / "public" / "html" / "changes.html").read_text(encoding="utf-8")
    assert "The reason given: A case manager had not been counted." in page
    assert "Figures that differ" in page and f"Family First'!{CORRECTED} 22.5 -&gt; 23.5" in page
    assert "Other cells of the workbook" not in page


@pytest.mark.parametrize("edition", ["v1", "v2"])
def test_an_edition_made_again_is_the_same_to_the_byte(releases, edition):
    sides = sides_of(releases / REFERENCE_YEAR / edition)
    assert altered_in(sides) == []
    findings, notes, compared = make_again(sides, download=False, progress=untold)
    assert (findings, notes) == ([], [])
    assert compared.figures > 500 and compared.tables > 30 and compared.pages > 20 and compared.papers == 2


def one_byte(side: Path) -> Path:
    path = side / f"kscb-annual-report-{REFERENCE_YEAR}.pdf"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return path


def one_cell(side: Path) -> Path:
    path = side / "book" / "data" / REFERENCE_YEAR / f"kscb-{REFERENCE_YEAR}.xlsx"
    book = load_workbook(path)
    book["Family First"][CORRECTED] = 24.5
    book.save(path)
    return path


def one_sentence(side: Path) -> Path:
    path = next((side / "book" / "data" / REFERENCE_YEAR / "narrative" / "11-lado").glob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\nAll is well.\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("alter", [one_byte, one_cell, one_sentence])
def test_what_is_altered_is_caught(releases, tmp_path, alter):
    side = tmp_path / "v1" / "public"
    shutil.copytree(releases / REFERENCE_YEAR / "v1" / "public", side)
    path = alter(side)
    found = [(each.file, each.message) for each in altered_in(sides_of(side))]
    assert found == [(f"v1/public/{path.relative_to(side).as_posix()}", "has been changed since it was released")]
