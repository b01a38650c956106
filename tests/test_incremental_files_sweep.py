"""Every chapter of the reference year, its notebook changed, then its narrative: no page is ever out of date."""

import json
import shutil

import pytest
from conftest import REFERENCE_YEAR, ROOT
from test_incremental import contents

from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.contents import read_contents

pytestmark = [pytest.mark.sweep, pytest.mark.build]
CHAPTERS = [chapter.name for chapter in read_contents(Places(ROOT, ROOT / "data", REFERENCE_YEAR))]
MORE = "More is to be said of this."


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Places:
    """A copy of the book, built once; each change is made to it in turn, and stays."""
    root = tmp_path_factory.mktemp("book")
    for name in ("chapters", "data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("_config.yml", "_toc.yml", "requirements.txt"):
        shutil.copyfile(ROOT / name, root / name)
    places = Places(root, root / "data", REFERENCE_YEAR)
    build(places, root / "kept", lambda *told: None)
    return places


def change_notebook(places: Places, chapter: str) -> None:
    path = places.chapters / f"{chapter}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append({"cell_type": "markdown", "id": "more", "metadata": {}, "source": MORE})
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def change_narrative(places: Places, chapter: str) -> None:
    for path in (places.narrative / chapter).glob("*.md"):
        between = " " if path.name.startswith("chart-") else "\n\n"  # above a chart stands one paragraph
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}{between}{MORE}\n", encoding="utf-8")


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("change", [change_notebook, change_narrative], ids=["its notebook", "its narrative"])
def test_after_a_change_of_a_chapter_the_report_is_that_of_a_clean_build(book, change, chapter):
    change(book, chapter)
    kept = contents(build(book, book.root / "kept", lambda *told: None))
    clean = book.root / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    assert kept == contents(build(book, clean, lambda *told: None))
