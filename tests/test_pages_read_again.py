"""Building again: of the pages only those that may have changed are read, and the site is a clean build's."""

import json
import shutil
from pathlib import Path

import pytest
from drawing import SOUND, TOY, YEAR, draw_book, text
from test_incremental import built, contents, replaced, workbook, written

from kscb_book.findings import BuildFailed
from kscb_book.press.stamp import CACHE

pytestmark = pytest.mark.build

PAGES = f"out/{CACHE}/{YEAR}-pages"
NARRATIVE = f"data/{YEAR}/narrative"
TELLING, DRAFTED = f"{NARRATIVE}/telling/told.md", f"{NARRATIVE}/draft/drafted.md"
TOLD = """{num}`lado.referrals` referrals came ({numref}`chart:toy`); they {change}`lado.referrals`.
That {claim}`was higher <lado.referrals > lado.referrals[2028-29]>`. Attendance {reported}`has improved <the police>`.
The Child Death Overview Panel (CDOP) met. CDOP wrote.
"""
DRAFT = "% to be reviewed\n\nReferrals were {claim}`fewer than before <lado.referrals < lado.referrals[2029-30]>`.\n"
GLOSSARY = "abbreviation,name,explanation\nCDOP,Child Death Overview Panel,It reviews deaths.\n"
TELLS = [text("# Telling\n\nA sentence.", "title"), text("## Words\n\n```{narrative} told\n```", "words")]
DRAFTS = [text("# Draft\n\nA sentence.", "title"), text("## Words\n\n```{narrative} drafted\n```", "words")]
LISTS = [text("# Glossary\n\nTerms.\n\n```{terms}\n```", "title")]
EVERY = {"index", "toy", "telling", "draft", "glossary"}


def referrals(number: str):
    return workbook(LADO_referrals=SOUND["LADO referrals"].replace("| 80 ", f"| {number} "))


def chapter(root: Path, name: str, cells: list[dict]) -> None:
    """Write a chapter of words, with the parameter that each has."""
    notebook = json.loads((root / "chapters" / "toy.ipynb").read_text(encoding="utf-8"))
    notebook["cells"] = [cells[0], TOY[1], *cells[1:]]
    (root / "chapters" / f"{name}.ipynb").write_text(json.dumps(notebook, indent=1), encoding="utf-8")


@pytest.fixture(scope="module")
def former(tmp_path_factory) -> Path:
    """A folder with a drawn book of five chapters, ``book``, and the report that was built from it, in ``out``."""
    folder = tmp_path_factory.mktemp("former")
    root = draw_book(folder / "book")
    chapter(root, "telling", TELLS)
    chapter(root, "draft", DRAFTS)
    chapter(root, "glossary", LISTS)
    with (root / "_toc.yml").open("a") as file:
        file.write("".join(f"- file: chapters/{name}\n" for name in ("telling", "draft", "glossary")))
    for path, words in {TELLING: TOLD, DRAFTED: DRAFT, f"data/{YEAR}/glossary.csv": GLOSSARY}.items():
        written(path, words)(root)
    built(root, folder / "out")
    return folder


@pytest.fixture
def work(former, tmp_path) -> Path:
    """A copy of the drawn book and of its report, where it was built."""
    kept = shutil.copytree(former, tmp_path / "kept")
    yield former
    shutil.rmtree(former)
    shutil.copytree(kept, former)


def trees(work: Path) -> dict[str, int]:
    """Return when each page of the report in ``out`` was read."""
    return {path.stem: path.stat().st_mtime_ns for path in (work / PAGES / "doctrees").glob("*.doctree")}


def papers(work: Path) -> dict[str, int]:
    """Return when each PDF of the report in ``out`` was set, by the name that it is kept under."""
    return {path.name: path.stat().st_mtime_ns for path in (work / PAGES / "papers").iterdir()}


def read_again(work: Path) -> set[str]:
    """Build again, and return the pages that were read for it."""
    before = trees(work)
    built(work / "book", work / "out")
    return {page for page, when in trees(work).items() if before.get(page) != when}


def unlike(first: Path, second: Path) -> list[str]:
    """Return the names of files that two reports do not have alike."""
    one, other = contents(first), contents(second)
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


# what is changed, and the pages that are read again; one with words to be reviewed that do not hold always is
CHANGES = {
    "a value that another page prints": (referrals("91"), {"toy", "telling", "draft"}),
    "a value by which words to be reviewed come to hold": (referrals("41"), {"toy", "telling", "draft"}),
    "a chapter's own words": (replaced("chapters/toy.ipynb", "A sentence.", "Another."), {"toy", "draft"}),
    "a block": (replaced(f"{NARRATIVE}/toy/words.md", "There were", "We had"), {"toy", "draft"}),
    "a block of another page": (replaced(TELLING, "met", "sat"), {"telling", "draft"}),
    # the front page tells how many sentences are to be signed
    "words to be reviewed that were mended": (written(DRAFTED, "A sentence.\n"), EVERY),
    "a table more": (
        replaced(
            "chapters/toy.ipynb",
            'show_table(\\"toy\\", r',
            'show_table(\\"first\\", referrals)\\nshow_table(\\"toy\\", r',
        ),
        EVERY,
    ),
    "nothing but the time of a file": (lambda root: (root / "chapters" / "toy.ipynb").touch(), {"draft"}),
    "the glossary": (replaced(f"data/{YEAR}/glossary.csv", "reviews", "studies"), EVERY),
    "the phrases": (written(f"data/{YEAR}/phrases.csv", "phrase,reason\n"), EVERY),
    "the report": (workbook(Report=SOUND["Report"].replace("Anyborough Board", "Elsewhere Board")), EVERY),
    "the settings": (replaced("_config.yml", "numfig: true", "numfig: true\n    html_show_sphinx: true"), EVERY),
    "the order of the chapters": (
        replaced(
            "_toc.yml",
            "- file: chapters/toy\n- file: chapters/telling",
            "- file: chapters/telling\n- file: chapters/toy",
        ),
        EVERY,
    ),
    "a chapter less": (replaced("_toc.yml", "- file: chapters/glossary\n", ""), EVERY - {"glossary"}),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_after_a_change_only_pages_that_may_be_otherwise_are_read(work, tmp_path, change, expected):
    change(work / "book")
    assert read_again(work) == expected
    assert unlike(work / "out" / YEAR, built(work / "book", tmp_path / "clean")) == []


@pytest.mark.sweep
def test_after_changes_one_after_another_the_report_is_that_of_a_clean_build(work, tmp_path):
    for number, change in enumerate((referrals("41"), *[each for each, _ in CHANGES.values()], referrals("80"))):
        change(work / "book")
        again, clean = built(work / "book", work / "out"), built(work / "book", tmp_path / f"clean-{number}")
        assert (number, unlike(again, clean)) == (number, [])


def test_after_two_changes_one_after_the_other_the_report_is_that_of_a_clean_build(work, tmp_path):
    for change in (referrals("91"), replaced(TELLING, "met", "sat")):
        change(work / "book")
        again = built(work / "book", work / "out")
    assert unlike(again, built(work / "book", tmp_path / "clean")) == []


def test_a_pdf_is_set_again_only_where_what_it_is_set_from_has_changed(work):
    before = papers(work)
    written("docs/guide.md", "# A guide\n")(work / "book")
    built(work / "book", work / "out")
    assert papers(work) == before != {}
    replaced(TELLING, "met", "sat")(work / "book")
    built(work / "book", work / "out")
    assert not papers(work).keys() & before.keys()


def test_after_a_change_was_taken_back_the_report_is_as_it_was(work, tmp_path):
    path, before = work / "book" / TELLING, contents(work / "out" / YEAR)
    kept = shutil.copy2(path, tmp_path / "kept.md")
    replaced(TELLING, "met", "sat")(work / "book")
    built(work / "book", work / "out")
    shutil.copy2(kept, path)  # with the time that it had
    assert read_again(work) == {"telling", "draft"}
    assert contents(work / "out" / YEAR) == before


DISTRUSTED = {
    "a tree that was changed": lambda work: (work / PAGES / "doctrees" / "toy.doctree").write_bytes(b"other"),
    "a tree that is lost": lambda work: (work / PAGES / "doctrees" / "toy.doctree").unlink(),
    "a picture more": written(f"{PAGES}/jupyter_execute/more.svg", "<svg/>"),
    "a record cut short": replaced(f"{PAGES}/kept.json", "}", ""),
    "a record of another program": replaced(f"{PAGES}/kept.json", '"for": "', '"for": "other'),
    "no record": lambda work: (work / PAGES / "kept.json").unlink(),
}


@pytest.mark.parametrize("change", DISTRUSTED.values(), ids=DISTRUSTED)
def test_pages_that_are_not_as_they_were_left_are_all_read_again(work, change):
    before = contents(work / "out" / YEAR)
    change(work)
    assert read_again(work) == EVERY
    assert contents(work / "out" / YEAR) == before


FAULT = replaced("chapters/telling.ipynb", "A sentence.", "A [link](#nowhere).")


def test_a_fault_is_told_as_a_clean_build_tells_it(work, tmp_path):
    FAULT(work / "book")
    told = []
    for out in (work / "out", tmp_path / "clean"):
        with pytest.raises(BuildFailed) as failed:
            built(work / "book", out)
        told.append([each for each in failed.value.findings if "kept here" not in each.message])
    assert told[0] == told[1] != []


def test_a_build_that_failed_leaves_the_pages_as_they_were_kept(work):
    before = trees(work)
    FAULT(work / "book")
    with pytest.raises(BuildFailed):
        built(work / "book", work / "out")
    assert trees(work) == before
