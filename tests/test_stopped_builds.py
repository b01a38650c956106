"""A build that was stopped at its last moment: the former report is there again."""

import pytest
from drawing import YEAR, draw_book

from kscb_book.findings import FindingsOpen
from kscb_book.places import Places
from kscb_book.press.book import build


def test_a_report_that_was_moved_aside_and_not_replaced_is_put_back(tmp_path):
    root = draw_book(tmp_path / "book", words="{num}`nothing`\n")
    aside = tmp_path / "out" / f".{YEAR}.before"
    aside.mkdir(parents=True)
    (aside / "manifest.json").write_text("{}")
    with pytest.raises(FindingsOpen):
        build(Places(root, root / "data", YEAR), tmp_path / "out", lambda *told: None)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [YEAR]
    assert (tmp_path / "out" / YEAR / "manifest.json").read_text() == "{}"
