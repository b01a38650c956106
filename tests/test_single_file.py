"""The report as one file to send: it says what the site says, needs nothing beside it, and works on its own."""

import re
import shutil

import pytest
from browsing import needs_browser, popover, wait_for
from bs4 import BeautifulSoup
from drawing import YEAR, draw_book
from everyone import EVERY_PAIR, NARROWEST, State, problems, show, told
from reading_view import details_of
from valid_html import checked, faults, needs_checker

from kscb_book.findings import BuildFailed
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.contents import read_contents
from kscb_book.press.single_file import check_single_file, single_file_of, write_single_file

pytestmark = pytest.mark.build
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """A copy of the real year's report, to write into."""
    return shutil.copytree(built, tmp_path_factory.mktemp("sent") / "report")


@pytest.fixture(scope="module")
def sent(folder, real):
    """The real year's report as one file, and the names of its chapters."""
    chapters = [chapter.name for chapter in read_contents(real)]
    return write_single_file(folder, real.year, chapters), chapters


def opened(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_it_holds_every_page_in_order_and_weighs_little(sent):
    path, chapters = sent
    assert path.name == "kscb-annual-report-2016-17.html" and path.stat().st_size < 5 * MEGABYTE
    assert [part["id"] for part in opened(path).select("main > .kscb-folded")] == [
        *chapters,
        "figures",
        "accessibility",
    ]


def test_it_asks_for_nothing_beside_it_and_allows_nothing_but_its_own(sent):
    page = opened(sent[0])
    addresses = [each.get("src") or each["href"] for each in page.select("[src], [href]")]
    assert len(addresses) > 1000
    assert {re.match(r"#|data:|https:|http:", address)[0] for address in addresses} <= {"#", "data:", "https:", "http:"}
    assert not page.select("link, script[src], img:not([src^='data:'])")
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert (
        policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy and "self" not in policy
    )


def test_every_link_leads_to_a_part_of_it(sent):
    page = opened(sent[0])
    ids = {each["id"] for each in page.select("[id]")}
    led = [link["href"][1:] for link in page.select("a[href^='#']")]
    led += [told[way][1:] for told in details_of(page).values() for way in ("link", "row")]
    assert len(led) > 1000 and set(led) <= ids


def test_it_is_valid(sent):
    assert faults(sent[0].read_text(encoding="utf-8")) == []


@needs_checker
def test_the_nu_checker_finds_nothing_wrong(sent):
    assert checked(sent[0]) == []


def test_the_same_site_gives_the_same_bytes(sent, folder):
    path, chapters = sent
    before = path.read_bytes()
    assert write_single_file(folder, "2016-17", chapters).read_bytes() == before


CHANGED = {
    "a number": ("70%</span>", "71%</span>", "its words are not those of the site"),
    "a text alternative": ('alt="Bar chart.', 'alt="A chart.', "its text alternatives of pictures are not"),
    "what a number tells": ('"printed": "70%"', '"printed": "71%"', "what its numbers tell is not what"),
}


@pytest.mark.parametrize(("old", "new", "fault"), CHANGED.values(), ids=CHANGED)
def test_a_file_that_says_something_else_is_refused(sent, folder, old, new, fault):
    path, chapters = sent
    before = path.read_text(encoding="utf-8")
    assert old in before
    try:
        path.write_text(before.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(BuildFailed, match=fault):
            check_single_file(folder, "2016-17", chapters)
    finally:
        path.write_text(before, encoding="utf-8")


@needs_browser
@pytest.mark.browser
class TestInABrowser:
    @pytest.fixture(scope="class")
    @staticmethod
    def toy(tmp_path_factory):
        """A small book as one file, small enough to be asked for everything."""
        root = draw_book(tmp_path_factory.mktemp("sent") / "book")
        built = build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None, single_file=True)
        return single_file_of(built, YEAR)

    def test_axe_finds_nothing_wrong_and_the_browser_complains_of_nothing(self, browser, toy):
        browser.get(toy.as_uri())
        assert problems(browser, EVERY_PAIR) == [] and told(browser) == []

    def test_a_number_opens_and_leads_to_its_calculation_and_its_row(self, browser, sent):
        browser.get("about:blank")
        browser.get(f"{sent[0].as_uri()}#figures")
        show(browser, State(checking=True))
        number = browser.find_element(
            "css selector", '[id="11-lado"] p [data-figure^="lado.no_further_action_share[2016"]'
        )
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", number)
        number.find_element("css selector", "button").click()
        assert "100 × 44 ÷ 63" in wait_for(lambda: popover(browser))
        browser.find_element("link text", "Show the calculation").click()
        cell = wait_for(lambda: browser.find_elements("css selector", ".cell:target"))[0]
        assert "share(no_further_action, of=referrals)" in cell.text

    def test_it_fits_the_narrowest_screen_and_complains_of_nothing(self, browser, sent):
        browser.get("about:blank")
        browser.get(sent[0].as_uri())
        for checking in (False, True):
            show(browser, State(width=NARROWEST, checking=checking))
            assert browser.execute_script("return document.documentElement.scrollWidth") <= NARROWEST
        assert told(browser) == []
