"""The analyst's guide stands in the book's own site, with its pictures, and takes no HTML of its own."""

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from drawing import YEAR, draw_book

from kscb_book.places import Places
from kscb_book.press.book import build

pytestmark = pytest.mark.build
PNG = b"\x89PNG\r\n\x1a\n"

TEXT = """# A guide

See [the workbook](#1-the-workbook).

## 1. The workbook

![A sheet](sheet.png)

<script>alert(1)</script>

| Year | Referrals |
|---|---|
| 2030-31 | 80 |
"""


def page_of(root):
    built = build(Places(root, root / "data", YEAR), root / "_build", lambda *_: None)
    return built / "html" / "guide.html"


def opened(page):
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    root = draw_book(tmp_path_factory.mktemp("guide") / "book")
    (root / "docs").mkdir()
    (root / "docs" / "guide.md").write_text(TEXT, encoding="utf-8")
    (root / "docs" / "sheet.png").write_bytes(PNG)
    return page_of(root)


def test_every_page_leads_to_it(drawn):
    for page in drawn.parent.glob("*.html"):
        assert opened(page).footer.find("a", string="the analyst's guide")["href"] in ("guide.html", "#")


def test_its_links_headings_and_tables_are_those_of_the_text(drawn):
    main = opened(drawn).main
    assert main.h1.text == "A guide" and main.find("a")["href"] == "#1-the-workbook"
    assert main.find(id="1-the-workbook").name == "h2"
    assert [cell.text for cell in main.select("td")] == ["2030-31", "80"]


def test_its_pictures_come_with_it(drawn):
    picture = opened(drawn).main.img
    assert picture["alt"] == "A sheet" and (drawn.parent / picture["src"]).read_bytes() == PNG


def test_html_in_it_is_shown_and_not_run(drawn):
    assert "<script>alert(1)</script>" in opened(drawn).main.text and opened(drawn).main.script is None


def test_a_book_without_a_guide_has_no_such_page_and_no_link_to_it(tmp_path):
    page = page_of(draw_book(tmp_path / "book"))
    assert not page.exists() and "guide" not in opened(page.with_name("index.html")).footer.text


class TestTheReal:
    def test_each_of_its_links_leads_somewhere(self, built):
        main = opened(built / "html" / "guide.html").main
        links = {link["href"] for link in main.select("a[href^='#']")}
        assert len(links) > 5 and links <= {f"#{each['id']}" for each in main.select("[id]")}

    def test_it_says_all_that_the_file_says(self, built):
        text = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
        headings = [line.lstrip("# ") for line in text.splitlines() if line.startswith(("# ", "## ", "### "))]
        shown = [each.get_text() for each in opened(built / "html" / "guide.html").main.select("h1, h2, h3")]
        assert len(shown) > 20 and [each.replace("`", "") for each in headings if each != "Referrals"] == [
            each for each in shown if each != "Referrals"
        ]
