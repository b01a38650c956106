"""Building again: what would come out as it is, is not executed; the report is a clean build's, byte for byte."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from drawing import DETAILS, SOUND, TOY, YEAR, code, draw_book, draw_workbook

from kscb_book.face.record import DRAWN_FROM, collecting, drawn
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.kept import CHANGED, NEW, TOUCHED, UNFORESEEN, is_foreseeable
from kscb_book.press.stamp import CACHE, is_up_to_date, keep_stamp, stamp_of

BEFORE = "2029-30"
Change = Callable[[Path], object]


def workbook(year: str = YEAR, **drawn) -> Change:
    return lambda root: draw_workbook(root / "data" / year / f"kscb-{year}.xlsx", year=year, **drawn)


def written(path: str, text: str) -> Change:
    def write(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return write


def replaced(path: str, old: str, new: str) -> Change:
    return lambda root: (root / path).write_text((root / path).read_text().replace(old, new))


def copied(source: str, target: str) -> Change:
    def copy(root: Path) -> None:
        (root / target).parent.mkdir(exist_ok=True)
        shutil.copyfile(root / source, root / target)

    return copy


def all_of(*changes: Change) -> Change:
    return lambda root: [change(root) for change in changes]


NARRATIVE = f"data/{YEAR}/narrative/toy/words.md"
CHANGES = {
    "nothing": (lambda root: None, set()),
    "a value": (workbook(LADO_referrals=SOUND["LADO referrals"].replace("| 80 ", "| 91 ")), {"toy"}),
    "a value that no chapter shows": (workbook(LADO_disposals=SOUND["LADO disposals"].replace("| 4 ", "| 5 ")), set()),
    "a label": (workbook(Report=SOUND["Report"].replace("Anyborough Board", "Elsewhere Board")), {"index"}),
    "what is said of a sheet": (workbook(details=DETAILS | {"Source": "another source"}), {"toy"}),
    "the disclosure policy": (workbook(Report=SOUND["Report"].replace("As published", "Suppress    ")), {"index"}),
    "the workbook of the year before": (workbook(BEFORE), {"toy"}),
    "a block": (replaced(NARRATIVE, "There were", "We had"), set()),
    "the phrases": (written(f"data/{YEAR}/phrases.csv", "phrase,reason\n"), set()),
    "the glossary": (written(f"data/{YEAR}/glossary.csv", "abbreviation,name,explanation\n"), set()),
    "the settings": (replaced("_config.yml", "numfig: true", "numfig: true\n    html_show_sphinx: true"), set()),
    "a chapter": (replaced("chapters/toy.ipynb", "A sentence.", "Another sentence."), {"toy"}),
    "a chapter of the year's own": (copied("chapters/toy.ipynb", f"data/{YEAR}/chapters/toy.ipynb"), set()),
    "the contents": (
        all_of(
            copied("chapters/index.ipynb", "chapters/more.ipynb"),
            replaced("_toc.yml", "- file: chapters/toy", "- file: chapters/more\n- file: chapters/toy"),
        ),
        {"more"},
    ),
}


def places_of(root: Path) -> Places:
    return Places(root, root / "data", YEAR)


def built(root: Path, out: Path) -> Path:
    return build(places_of(root), out, lambda *told: None)


def contents(report: Path) -> dict[str, bytes]:
    files = {path.relative_to(report).as_posix(): path for path in report.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if path.name != "build-log.json"}


def reasons(out: Path) -> dict[str, str]:
    told = json.loads((out / CACHE / f"{YEAR}-chapters.json").read_text())
    return {name: each["why"] for name, each in told.items()}


def executed(out: Path) -> set[str]:
    return {name for name, reason in reasons(out).items() if reason.startswith("executed")}


@pytest.fixture(scope="module")
def former(tmp_path_factory) -> Path:
    """A folder with a drawn book, ``book``, and the report that was built from it, in ``out``."""
    folder = tmp_path_factory.mktemp("former")
    built(draw_book(folder / "book"), folder / "out")
    return folder


@pytest.fixture
def work(former, tmp_path) -> Path:
    """A copy of the drawn book and of its report."""
    return shutil.copytree(former, tmp_path / "work")


@pytest.mark.build
@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_after_a_change_the_report_is_that_of_a_clean_build(work, tmp_path, change, expected):
    change(work / "book")
    again, clean = built(work / "book", work / "out"), built(work / "book", tmp_path / "clean")
    first, second = contents(again), contents(clean)
    assert [name for name in sorted({*first, *second}) if first.get(name) != second.get(name)] == []
    assert executed(work / "out") == expected


RECORD = f"out/{CACHE}/{YEAR}-chapters.json"
DISTRUSTED = {
    "another program": (lambda work: rewritten(work / RECORD, "program", "another"), CHANGED["program"]),
    "a record cut short": (replaced(RECORD, "}", ""), NEW),
    "a record of something else": (written(RECORD, "[1]"), NEW),
    "no record": (lambda work: (work / RECORD).unlink(), NEW),
    "an executed chapter that was changed": (replaced(f"out/{YEAR}/chapters/toy.ipynb", "80", "81"), TOUCHED),
    "a chapter that does more": (
        lambda work: draw_book_again(work / "book", [*TOY, code("import os", "more")]),
        UNFORESEEN,
    ),
}


def rewritten(path: Path, key: str, value: str) -> None:
    """Give every chapter's record another value."""
    path.write_text(json.dumps({name: {**told, key: value} for name, told in json.loads(path.read_text()).items()}))


def draw_book_again(root: Path, toy: list[dict]) -> None:
    """Draw the book with other cells in its second chapter."""
    shutil.rmtree(root)
    draw_book(root, toy)


@pytest.mark.build
@pytest.mark.parametrize(("change", "reason"), DISTRUSTED.values(), ids=DISTRUSTED)
def test_what_cannot_be_trusted_is_executed_and_it_is_said_why(work, change, reason):
    change(work)
    built(work / "book", work / "out")
    assert reasons(work / "out")["toy"] == reason


@pytest.mark.parametrize("change", [each for each, _ in list(CHANGES.values())[1:]], ids=list(CHANGES)[1:])
def test_a_report_is_not_up_to_date_after_a_change(tmp_path, change):
    places, out = stamped(tmp_path)
    assert is_up_to_date(places, out)
    change(places.root)
    assert not is_up_to_date(places, out)


@pytest.mark.parametrize(
    "change",
    [
        written(f"{YEAR}/index.html", "other words"),
        written(f"{YEAR}/more.html", "more"),
        written(f"{CACHE}/{YEAR}.json", "{"),
        written(f"{CACHE}/{YEAR}.json", "[]"),
        lambda out: (out / CACHE / f"{YEAR}.json").unlink(),
        lambda out: shutil.rmtree(out / YEAR),
    ],
    ids=["a page", "a page more", "a stamp cut short", "a stamp of something else", "no stamp", "no report"],
)
def test_a_report_that_somebody_changed_is_not_up_to_date(tmp_path, change):
    places, out = stamped(tmp_path)
    change(out)
    assert not is_up_to_date(places, out)


def test_a_report_whose_files_changed_while_it_was_made_is_not_up_to_date(tmp_path):
    places, out = stamped(tmp_path)
    began = stamp_of(places)
    replaced(NARRATIVE, "There were", "We had")(places.root)
    keep_stamp(places, out, began)
    assert not is_up_to_date(places, out)


def test_a_file_of_the_data_is_not_taken_for_one_of_the_book_that_is_called_the_same(tmp_path):
    book, data = draw_book(tmp_path / "book"), tmp_path / "elsewhere"
    shutil.move(book / "data", data)
    written("_toc.yml", "the same name")(data)
    places, out = Places(book, data, YEAR), tmp_path / "out"
    written(f"{YEAR}/index.html", "words")(out)
    keep_stamp(places, out, stamp_of(places))
    assert is_up_to_date(places, out)
    written("_toc.yml", "other contents")(book)
    assert not is_up_to_date(places, out)


def stamped(folder: Path) -> tuple[Places, Path]:
    """Return a drawn book's places and a folder with what stands for its report, stamped."""
    places, out = places_of(draw_book(folder / "book")), folder / "out"
    written(f"{YEAR}/index.html", "words")(out)
    keep_stamp(places, out, stamp_of(places))
    return places, out


def test_what_a_picture_would_be_drawn_from_is_told_to_the_last_digit():
    with collecting() as shown:
        assert drawn(str, Decimal("0.4790000001")) == ""
    assert shown == [{DRAWN_FROM: "str Decimal('0.4790000001')"}]


FORESEEABLE = {
    "a chapter": ("from kscb_book.chapter import open_year\n\nedition = open_year(year)", True),
    "publishing": ("from kscb_book.chapter import publish\n\npublish('a', b)\nb = 1", True),
    "another import": ("import os", False),
    "a part of the package": ("from kscb_book.places import find_places", False),
    "a name that Python brings": ("print(year)", False),
    "a name of its own that holds one": ("year.__class__", False),
    "a value to be displayed": ("a = year\na", False),
    "what is no Python": ("a = (", False),
}


@pytest.mark.parametrize(("source", "expected"), FORESEEABLE.values(), ids=FORESEEABLE)
def test_only_a_chapter_that_does_nothing_but_publish_and_show_is_foreseen(source, expected):
    assert is_foreseeable(['year = "2016-17"', source]) is expected
