"""A small book for tests of the review: what it holds to sign, and signing it."""

from pathlib import Path

from drawing import TOY, YEAR, code, draw_book

from kscb_book.desk.signing import Reviewer, sign, to_sign
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.reviewed import review_of

JANE = Reviewer("Jane Smith", "2031-05-01", "As published")
JOHN = Reviewer("John Brown", "2031-05-02", "As published")
WORDS = """There were {num}`lado.referrals` referrals ({numref}`chart:toy`). Nobody counted these words.

In 2029-30 there were {num}`lado.referrals[2029-30]` referrals. In 2030-31, referrals
{claim}`rose <lado.referrals > lado.referrals[2029-30]>` to {num}`lado.referrals`, after
{num}`lado.referrals[2029-30]` in 2029-30. Attendance {reported}`has improved <the police>`.
"""
DISPOSALS = [
    code('disposals = edition.sheet("LADO disposals")', "get"),
    code('from kscb_book.chapter import publish_table\n\npublish_table("lado.disposals", disposals)', "publish"),
    code('show_table("disposals", disposals)', "disposals"),
]
FIRST, SECOND, CHANGE, REPORTED = (f"toy/words, sentence {number}" for number in (1, 3, 4, 5))
CHART, TABLE, OTHER_TABLE = "toy, chart toy", "toy, table toy", "toy, table disposals"
ALL = [CHART, TABLE, FIRST, SECOND, CHANGE, REPORTED, OTHER_TABLE]


def draw_reviewed(root: Path, words: str = WORDS, **sheets) -> Places:
    """Draw the book and return its places."""
    draw_book(root, toy=[*TOY, *DISPOSALS], words=words, **sheets)
    return Places(root, root / "data", YEAR)


def review(places: Places):
    """Return how far the book has been reviewed; it must hold together."""
    checked = check(places)
    assert checked.findings == ()
    return review_of(places, checked)


def sign_all(places: Places, reviewer: Reviewer = JANE) -> None:
    """Sign whatever the reviewer may sign."""
    sign(to_sign(review(places).standings, reviewer), reviewer, places)


def names(standings) -> list[str]:
    """Return the names of the items that stand so."""
    return [each.item.name for each in standings]


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    """Change a text file; each text to be replaced must stand there."""
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
