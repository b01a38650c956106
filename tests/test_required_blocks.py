"""A chapter that reports performance says what its figures mean; every other chapter may do without."""

import pytest
from drawing import TOY, YEAR, draw_book, text

from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.source.sections import read_whole

CLOSING = text("## What this means\n\n```{narrative} what-it-means\n```", "what-it-means")
(RULE,) = read_whole("required-blocks")["required"]


def book_with(folder, chapter, cells=TOY):
    """Draw a book whose toy chapter has the name of a chapter of the report."""
    root = draw_book(folder / "book", toy=cells)
    (root / "chapters" / "toy.ipynb").rename(root / "chapters" / f"{chapter}.ipynb")
    (root / "data" / YEAR / "narrative" / "toy").rename(root / "data" / YEAR / "narrative" / chapter)
    contents = root / "_toc.yml"
    contents.write_text(contents.read_text(encoding="utf-8").replace("chapters/toy", f"chapters/{chapter}"))
    return root


def found(root):
    return [(finding.file, finding.message) for finding in check(Places(root, root / "data", YEAR)).findings]


def test_the_chapters_that_report_performance_are_listed():
    assert RULE["block"] == "what-it-means"
    assert RULE["chapters"] == ["06-performance", "08-child-deaths", "10-training", "11-lado", "12-finance"]


@pytest.mark.parametrize("chapter", RULE["chapters"])
def test_a_chapter_of_the_list_without_the_block_is_told(tmp_path, chapter):
    message = (
        f"the chapter {chapter} does not bring in the block 'what-it-means', which tells what its figures mean, "
        "what is not known, and what happens next"
    )
    assert found(book_with(tmp_path, chapter)) == [(f"chapters/{chapter}.ipynb", message)]


def test_a_chapter_of_the_list_with_the_block_is_sound(tmp_path):
    root = book_with(tmp_path, "10-training", [*TOY, CLOSING])
    (root / "data" / YEAR / "narrative" / "10-training" / "what-it-means.md").write_text("The referrals are known.\n")
    assert found(root) == []


@pytest.mark.parametrize("chapter", ["toy", "09-case-reviews"])
def test_another_chapter_may_do_without(tmp_path, chapter):
    assert found(book_with(tmp_path, chapter)) == []
