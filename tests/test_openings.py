"""A chapter opens with the figures that matter; a sentence above a chart says what it shows, and is tested."""

import pytest
from bs4 import BeautifulSoup
from drawing import TOY, YEAR, code, draw_book, draw_workbook, text

from kscb_book.audit.glance import compared_in
from kscb_book.chapter import show_opening
from kscb_book.face import record
from kscb_book.face.glimpses import set_opening
from kscb_book.face.opening import OPENING, opening_in, printed_in_opening
from kscb_book.meaning.edition import open_edition
from kscb_book.places import Places
from kscb_book.press.audited import audit_again
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.source.sections import read_whole
from kscb_book.source.workbook import read_workbook

FINDING = text("```{finding} chart-toy\n```", "finding")
SHOWN = [*TOY[:4], FINDING, *TOY[4:]]
TRUE = "Referrals {change}`lado.referrals` between 2029-30 and 2030-31.\n"


@pytest.fixture
def edition(tmp_path):
    return open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx"), YEAR, "year.xlsx"))


def findings(root, words=None):
    """What ``check`` finds in a toy book whose chart has these words above it."""
    if words is not None:
        (root / "data" / YEAR / "narrative" / "toy" / "chart-toy.md").write_text(words, encoding="utf-8")
    return [f"{each.file} {each.place}: {each.message}" for each in check(Places(root, root / "data", YEAR)).findings]


def test_a_chapter_opens_with_the_figures_laid_down_for_it(edition):
    opening = set_opening(edition, "11-lado")
    assert [key.row.now.text for key in opening.keys] == ["80", "25%"]
    assert [key.told for key in opening.keys] == ["chart:lado-referrals", "table:lado-referrals"]
    assert (opening.before, opening.keys[0].row.before.text) == ("2029-30", "50")
    assert opening.keys[0].row.change[0].words == "rose"


def test_every_symbol_that_an_opening_prints_is_explained_beneath_it(edition):
    opening = set_opening(edition, "06-performance")
    missing = next(key.row for key in opening.keys if key.row.name == "Missing children")
    assert missing.before.text == "[x]" and opening.notes == ("[x] not available",)


def test_a_chapter_without_figures_laid_down_cannot_open_with_them(edition):
    with pytest.raises(LookupError, match="no figure is laid down with which the chapter 01-foreword opens"):
        set_opening(edition, "01-foreword")


def test_a_chapter_opens_with_two_or_three_figures_at_most():
    chapters = [row["chapter"] for row in read_whole("glance")["rows"] if "opens" in row]
    assert chapters and all(chapters.count(chapter) <= 3 for chapter in chapters)


def test_an_opening_read_back_is_the_one_that_was_shown(edition):
    with record.collecting() as shown:
        show_opening(edition, "11-lado")
    (bundle,) = shown
    assert opening_in(bundle[OPENING]) == set_opening(edition, "11-lado")
    assert set(printed_in_opening(bundle)) >= {"lado.referrals[2030-31]", "lado.referrals[2029-30]"}
    assert [(each.now, each.words) for each in compared_in(bundle)][0] == ("lado.referrals[2030-31]", "rose")


def test_a_chart_can_do_without_a_sentence_above_it(tmp_path):
    assert findings(draw_book(tmp_path, SHOWN)) == []


def test_a_sentence_above_a_chart_is_tested_like_any_other(tmp_path):
    untrue = "Referrals {claim}`fell <lado.referrals < lado.referrals[2029-30]>` to {num}`lado.referrals` in 2030-31.\n"
    (found,) = findings(draw_book(tmp_path, SHOWN), untrue)
    assert "chart-toy.md line 1: the claim 'fell' is not true" in found


def test_it_is_one_paragraph(tmp_path):
    (found,) = findings(draw_book(tmp_path, SHOWN), f"{TRUE}\nAnd more.\n")
    assert found.endswith("says what a chart shows in one paragraph, best in one sentence")


OPENED = [
    *TOY[:2],
    code(
        "from kscb_book.chapter import open_year, publish, share, show_bars, show_opening, show_table\n\n"
        "edition = open_year(year)",
        "open",
    ),
    code('show_opening(edition, "11-lado")', "opening"),
    TOY[3],
    code(
        'closed = edition.sheet("LADO referrals").series("no_further_action")\n'
        'publish("lado.no_further_action_share", share(closed, of=referrals))',
        "shares",
    ),
    FINDING,
    *TOY[4:],
]


@pytest.mark.build
def test_a_page_and_the_pdf_open_with_figures_and_say_above_a_chart_what_it_shows(tmp_path):
    root = draw_book(tmp_path / "book", OPENED)
    assert findings(root, TRUE) == []
    places = Places(root, root / "data", YEAR)
    folder = build(places, tmp_path / "out", lambda *told: None)
    page = BeautifulSoup((folder / "html" / "toy.html").read_text(encoding="utf-8"), "html.parser").main
    first, second = page.select("ul.kscb-opening > li")
    assert " ".join(first.get_text().split()) == "80 Referrals to the designated officer rose 2029-30: 50"
    assert not first.select("a")  # the toy has no such chart
    sentence = page.select_one("p.kscb-finding")
    assert sentence.get_text() == "Referrals rose between 2029-30 and 2030-31."
    assert sentence.find_next("figcaption") is not None and "25%" in second.get_text()
    assert (folder / "html" / "data" / "table-toy.csv").read_text(encoding="utf-8-sig").startswith("Year,Referrals")
    assert audit_again(places, ["index", "toy"], folder).findings == ()
