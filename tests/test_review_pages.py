"""The report says how far it has been reviewed: on its front page, in the list of figures, and behind each number."""

import json

import pytest
from bs4 import BeautifulSoup
from drawing import SOUND, YEAR
from pdf_reading import PdfReader
from reading_view import ReadingView, details_of, plain
from reviewing import JANE, JOHN, draw_reviewed, review, sign_all

from kscb_book.desk.signing import meant_by, read_reviewer, sign, to_sign
from kscb_book.press.book import build
from kscb_book.press.papers import pdf_of

pytestmark = pytest.mark.build
HOSTILE = "<b>Jane</b> {{ Smith }}"


def front_of(folder):
    return " ".join(ReadingView(folder / "html" / "index.html").words)


def rows_of(folder):
    page = BeautifulSoup((folder / "html" / "figures.html").read_text(encoding="utf-8"), "html.parser")
    return {row["id"]: plain(row.select_one(".kscb-signed").text) for row in page.select("tbody tr")}


def test_the_real_year_is_not_reviewed_and_says_so(built, real):
    line = f"Review not independently reviewed: 0 of {len(review(real).standings)} sentences, tables and charts signed"
    assert line in front_of(built)
    assert set(rows_of(built).values()) == {"not signed"}
    page = BeautifulSoup((built / "html" / "11-lado.html").read_text(encoding="utf-8"), "html.parser")
    assert {details["signed"] for details in details_of(page).values()} == {"not signed"}


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    """A built book of which John Brown is a preparer: he signed all of it, and another the words."""
    report = SOUND["Report"].replace(
        "| Prepared by             | [x]  ", "| Prepared by             | John Brown and A. N. Other "
    )
    places = draw_reviewed(tmp_path_factory.mktemp("signed") / "book", Report=report)
    sign_all(places, JOHN)
    other = read_reviewer(HOSTILE, JANE.day, JANE.counts)
    sign(to_sign(meant_by("toy/words*", review(places)), other), other, places)
    return build(places, places.root / "_build", lambda *told: None)


def test_a_report_that_its_preparer_signed_is_not_independently_reviewed(signed):
    line = f"not independently reviewed: 7 of 7 sentences, tables and charts signed by {HOSTILE} and John Brown"
    assert line in front_of(signed)
    cover = PdfReader(pdf_of(signed, YEAR)).root.text.partition("Contents")[0]
    assert "Prepared by John Brown and A. N. Other Review not independently reviewed: 7 of 7 sentences" in cover


def test_each_figure_says_who_signed_where_it_is_printed(signed):
    rows = rows_of(signed)
    assert rows["row-lado.referrals-2030-31"] == f"signed by {HOSTILE} and John Brown"
    assert rows["row-lado.disposals-resigned-2030-31"] == "signed by John Brown"
    page = BeautifulSoup((signed / "html" / "toy.html").read_text(encoding="utf-8"), "html.parser")
    assert details_of(page)["lado.referrals[2030-31]"]["signed"] == f"signed by {HOSTILE} and John Brown"
    (rose, improved) = (json.loads(words["data-told"]) for words in page.select(".kscb-stated"))
    assert rose[-1] == improved[-1] == ["Review", [f"signed by {HOSTILE} and John Brown"]]


def test_the_sign_offs_are_among_what_a_report_is_made_from(signed):
    assert f"data/{YEAR}/review.csv" in (signed / "manifest.json").read_text(encoding="utf-8")
    assert not list(signed.rglob("review.csv"))
