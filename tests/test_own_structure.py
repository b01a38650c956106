"""A year's own structure: its table of contents and its chapters, without a change to the book."""

import json

import pytest
from drawing import TOY, YEAR, draw_book, text

from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.press.contents import read_contents
from kscb_book.press.inputs import made_from

HEAD = "format: jb-book\nroot: chapters/index\nchapters:\n"
TOC = f"data/{YEAR}/toc.yml"


@pytest.fixture
def places(tmp_path) -> Places:
    root = draw_book(tmp_path / "book")
    return Places(root, root / "data", YEAR)


def chapter(places, name, *cells, folder=None):
    path = (folder or places.own_chapters) / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": list(cells), "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def refused(places) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as error:
        read_contents(places)
    return [(each.file, each.message) for each in error.value.findings]


def test_a_year_without_a_structure_of_its_own_has_that_of_the_book(places):
    assert [each.path for each in read_contents(places)] == [
        places.chapters / f"{name}.ipynb" for name in ("index", "toy")
    ]


def test_the_years_own_contents_stand_in_place_of_the_books(places):
    chapter(places, "partners", text("# Partners", "title"), folder=places.chapters)
    places.own_contents.write_text(f"{HEAD}- file: chapters/partners\n- file: chapters/toy\n")
    assert [each.name for each in read_contents(places)] == ["index", "partners", "toy"]


def test_the_years_own_chapter_stands_in_place_of_the_books(places):
    own = chapter(places, "toy", *TOY)
    assert [each.path for each in read_contents(places)] == [places.chapters / "index.ipynb", own]


def test_a_chapter_that_only_this_year_has(places):
    own = chapter(places, "pandemic", text("# The pandemic", "title"))
    places.own_contents.write_text(f"{HEAD}- file: chapters/toy\n- file: chapters/pandemic\n")
    assert read_contents(places)[-1].path == own


def test_another_year_does_not_see_them(places):
    chapter(places, "toy", *TOY)
    places.own_contents.write_text(HEAD)
    other = Places(places.root, places.data, "2031-32")
    assert [each.path.parent for each in read_contents(other)] == [places.chapters, places.chapters]


def test_a_year_is_checked_with_its_own_chapters(places):
    chapter(places, "toy", *TOY[:-1])
    (finding,) = check(places).findings
    assert finding.message == f"no cell of data/{YEAR}/chapters/toy.ipynb brings this block in"


def test_the_manifest_tells_what_a_year_has_of_its_own(places):
    chapter(places, "toy", *TOY)
    places.own_contents.write_text(f"{HEAD}- file: chapters/toy\n")
    inputs = made_from(places, read_contents(places), "")["inputs"]
    assert {TOC, f"data/{YEAR}/chapters/toy.ipynb", "chapters/index.ipynb"} <= set(inputs)
    assert "chapters/toy.ipynb" not in inputs


NOT_CONTENTS = "this is not a table of contents; copy _toc.yml, and change its lines"
LINES = "beneath 'chapters:' stands a line '- file: chapters/NAME' for each, and nothing else"
EXAMPLE = "is not a chapter; write it as chapters/11-lado, with small letters, digits and hyphens"
REFUSED = {
    "a chapter that is not there": (
        f"{HEAD}- file: chapters/tos\n",
        "the chapter chapters/tos.ipynb is missing; is toy meant?",
    ),
    "a chapter that stands twice": (
        f"{HEAD}- file: chapters/toy\n- file: chapters/toy\n",
        "the chapter toy stands here twice",
    ),
    "a path that leads out": (f"{HEAD}- file: chapters/../../secret\n", f"'chapters/../../secret' {EXAMPLE}"),
    "a path from the top": (f"{HEAD}- file: /etc/passwd\n", f"'/etc/passwd' {EXAMPLE}"),
    "a file of another folder": (f"{HEAD}- file: docs/guide\n", f"'docs/guide' {EXAMPLE}"),
    "a number for a chapter": (f"{HEAD}- file: 11\n", f"'11' {EXAMPLE}"),
    "a front page that is none": ("root: [a, b]\n", f"\"['a', 'b']\" {EXAMPLE}"),
    "an address beside a chapter": (f"{HEAD}- url: https://example.org\n", LINES),
    "a title beside a chapter": (f"{HEAD}- file: chapters/toy\n  title: Toy\n", LINES),
    "chapters in one line of text": ("root: chapters/index\nchapters: toy\n", LINES),
    "a list": ("- chapters/toy\n", NOT_CONTENTS),
    "nothing": ("", NOT_CONTENTS),
    "no YAML": ("root: [\n", NOT_CONTENTS),
    "an object to be made": ("root: !!python/object/apply:os.getcwd []\n", NOT_CONTENTS),
    "brackets without end": ("[" * 5000, NOT_CONTENTS),
    "a file too large": (f"{HEAD}#{'x' * 20_000}", "the file has more than 20 kB, which no table of contents has"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_contents_that_are_refused(places, case):
    content, message = REFUSED[case]
    places.own_contents.write_text(content)
    assert refused(places) == [(TOC, message)]


def test_a_chapter_that_no_contents_name_is_told(places):
    chapter(places, "toys", *TOY)
    told = "_toc.yml does not name this chapter, so no page would show it"
    assert refused(places) == [(f"data/{YEAR}/chapters/toys.ipynb", told)]


@pytest.mark.parametrize("content", ["a text", "{}", "[]", '{"cells": []}', '{"cells": [1], "metadata": {}}'])
def test_an_own_chapter_that_is_no_notebook_is_told(places, content):
    chapter(places, "toy").write_text(content)
    told = "this is not a notebook with cells and a kernel; copy one from the folder chapters"
    assert refused(places) == [(f"data/{YEAR}/chapters/toy.ipynb", told)]


def test_an_own_chapter_that_leads_out_of_the_data_is_told(places, tmp_path):
    outside = chapter(places, "outside", *TOY, folder=tmp_path)
    places.own_chapters.mkdir()
    (places.own_chapters / "toy.ipynb").symlink_to(outside)
    told = "is a link that leads out of the data folder; put the file itself here"
    assert refused(places) == [(f"data/{YEAR}/chapters/toy.ipynb", told)]


@pytest.mark.build
def test_a_year_builds_with_chapters_of_its_own(places, tmp_path):
    own = [*TOY[:1], *TOY[1:4], text("## The pandemic\n\n```{narrative} words\n```", "words")]
    chapter(places, "pandemic", *own)
    places.own_contents.write_text(f"{HEAD}- file: chapters/pandemic\n")
    words = places.narrative / "toy"
    words.rename(places.narrative / "pandemic")
    (places.narrative / "pandemic" / "words.md").write_text("There were {num}`lado.referrals` referrals.\n")
    made = build(places, tmp_path / "out", lambda *told: None)
    assert {path.name for path in (made / "html").glob("*.html")} >= {"index.html", "pandemic.html", "figures.html"}
    assert not (made / "html" / "toy.html").exists() and (made / "chapters" / "pandemic.ipynb").is_file()
