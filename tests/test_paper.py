"""How the audit reads the lines of a PDF: what goes on over the end of a line is one word."""

import pytest

from kscb_book.audit.paper import Run, joined

LINES = {
    "words": ("the board", "published", "the board published"),
    "a sentence": ("In 2016-17.", "reviews", "In 2016-17. reviews"),
    "a word with a hyphen": ("looked-", "after children", "looked-after children"),
    "an address at its first dot": (
        "website, www.",
        "knowsleyscb.org.uk. Table",
        "website, www.knowsleyscb.org.uk. Table",
    ),
    "an address at a later dot": ("at www.board.", "org.uk", "at www.board.org.uk"),
    "an address at a slash": ("(https://board.org.uk/", "reports)", "(https://board.org.uk/reports)"),
    "an address that ends a sentence": ("at www.board.org.", "The rest", "at www.board.org. The rest"),
}


@pytest.mark.parametrize(("first", "second", "read"), LINES.values(), ids=LINES)
def test_two_lines_are_read_as_one_text(first, second, read):
    assert joined([Run(first, 0, 70, 500, 300), Run(second, 0, 70, 486, 300)]) == read
