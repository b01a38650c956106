"""Every sheet of the reference year: a chapter that a change of it makes come out otherwise is one to be executed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REFERENCE_YEAR, ROOT
from openpyxl import load_workbook

from kscb_book.findings import InputRefused
from kscb_book.places import Places, in_environment
from kscb_book.press.chapters import execute
from kscb_book.press.contents import read_contents
from kscb_book.press.kept import reasons_of
from kscb_book.press.plain import rehearse
from kscb_book.press.workers import workers
from kscb_book.source.schema import read_schema

pytestmark = pytest.mark.sweep

SHEETS = [layout.sheet for layout in read_schema(REFERENCE_YEAR).layouts]


def foreseen(places: Places) -> dict[str, str]:
    """Return of each chapter a hash of what it shows without a kernel."""
    with in_environment(places):
        rehearsals = [rehearse(chapter, places) for chapter in read_contents(places)]
    assert not any(each.findings for each in rehearsals)
    made_of = reasons_of(rehearsals, places, places.root / "none", fresh=True).made_of
    return {name: digests["shows"] for name, digests in made_of.items()}


def executed(places: Places, folder: Path) -> dict[str, str]:
    """Return each chapter as a kernel leaves it."""
    folder.mkdir()
    with workers(places) as working:
        execute(read_contents(places), working, folder, {"year": places.year}, lambda chapter: None)
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture(scope="module")
def before(real, tmp_path_factory) -> tuple[dict[str, str], dict[str, str]]:
    """What the chapters of the reference year show without a kernel, and what kernels leave."""
    return foreseen(real), executed(real, tmp_path_factory.mktemp("before") / "executed")


def changed(folder: Path, sheet: str) -> Iterator[Places]:
    """Yield the places of books in which one number of a sheet is one more, for each of its numbers in turn."""
    original = load_workbook(ROOT / "data" / REFERENCE_YEAR / f"kscb-{REFERENCE_YEAR}.xlsx")[sheet]
    cells = [cell.coordinate for row in original.iter_rows() for cell in row if type(cell.value) in (int, float)]
    for cell in cells:
        data = folder / cell
        shutil.copytree(ROOT / "data" / REFERENCE_YEAR, data / REFERENCE_YEAR)
        path = data / REFERENCE_YEAR / f"kscb-{REFERENCE_YEAR}.xlsx"
        workbook = load_workbook(path)
        workbook[sheet][cell].value += 1
        workbook.save(path)
        yield Places(ROOT, data, REFERENCE_YEAR)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_chapter_that_comes_out_otherwise_would_be_executed(before, tmp_path, sheet):
    shown_before, made_before = before
    for places in changed(tmp_path / "data", sheet):
        try:
            shown = foreseen(places)
        except InputRefused:
            continue  # not a number that this cell may hold
        made = executed(places, tmp_path / "executed")
        assert {name for name in made if made[name] != made_before[name]} <= {
            name for name in shown if shown[name] != shown_before[name]
        }
        return
    pytest.skip("the sheet holds no number that may be one more")
