"""Whatever one number of a built book is changed to, from the cell to the printed digit, the audit notices it."""

from itertools import islice

import pytest
from mutations import KINDS, Book

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def book(real, built) -> Book:
    return Book(real, built)


def test_the_book_as_it_is_has_nothing_to_be_caught(book):
    assert not any(book.line_is_refused(line) for line in book.built.figures)
    assert not any(book.page_is_refused(page.name, book.html(page.name)) for page in book.built.pages)


@pytest.mark.parametrize("kind", KINDS)
def test_one_change_of_a_kind_in_each_chapter_is_caught(book, kind):
    tried = [each for chapter in book.chapters for each in islice(KINDS[kind](book, chapter.name), 1)]
    assert tried and [name for name, caught in tried if not caught] == []


@pytest.mark.sweep
@pytest.mark.parametrize("kind", KINDS)
def test_every_change_of_a_kind_is_caught(book, kind, record_property):
    tried = [each for chapter in book.chapters for each in KINDS[kind](book, chapter.name)]
    missed = [name for name, caught in tried if not caught]
    record_property("mutations", (kind, len(tried), len(tried) - len(missed)))
    assert missed == []
