"""The pages beside the report are for everyone as well: those of editions, of changes, of differences, of a fleet."""

import pytest
from browsing import needs_browser, popover, wait_for
from bs4 import BeautifulSoup
from drawing import SOUND, YEAR, draw_book, draw_workbook
from everyone import DESK, EVERY_PAIR, NARROWEST, PHONE, State, problems, show, told
from fleet_files import draw_country
from keyboard import press, unseen
from release_book import CORRECTED, EDITION_2, FIRST, SECOND, final_book, untold
from typer.testing import CliRunner
from valid_html import checked, faults, needs_checker

from kscb_book.cli import app
from kscb_book.desk.difference_page import write_page
from kscb_book.desk.differences import compare
from kscb_book.desk.editions import read_edition
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.releases.release import release

pytestmark = pytest.mark.build
PAGES = {
    "landing": "releases/index.html",
    "changes": f"releases/{YEAR}/v2/public/html/changes.html",
    "differences": "differences.html",
    "fleet": "fleet/index.html",
    "comparison": f"fleet/comparison/{YEAR}/index.html",
    "comparison of one": f"fleet/comparison/{YEAR}/anyborough.html",
    "internal": f"releases/{YEAR}/v2/internal/html/toy.html",
    "profile": f"fleet/anyborough/{YEAR}/html/index.html",
    "draft": "draft/html/toy.html",
}
EACH = pytest.mark.parametrize("name", PAGES)
WORDS = "There were {num}`lado.referrals` referrals.\n\nThey {change}`lado.referrals` since the year before.\n"


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    """A folder with two editions that were released, their differences, a fleet of one authority, and a draft."""
    folder = tmp_path_factory.mktemp("beside")
    release(final_book(folder / "book"), folder / "releases", FIRST, untold)
    changed = {"Report": EDITION_2, "LADO_referrals": CORRECTED}
    release(final_book(folder / "book", WORDS, **changed), folder / "releases", SECOND, untold)
    _write_differences(folder)
    official = draw_country(folder / "official")
    wanted = ["--years", YEAR, "--authorities", "Anyborough", "--out", str(folder / "fleet")]
    assert CliRunner().invoke(app, ["fleet", "--from", str(official), *wanted]).exit_code == 0
    root = draw_book(folder / "drafted", words=f"% to be reviewed\n{WORDS}")
    build(Places(root, root / "data", YEAR), root / "_build", untold).rename(folder / "draft")
    return folder


def _write_differences(folder):
    root = draw_book(folder / "compared", words="Old words.\n")
    report = SOUND["Report"].replace("Anyborough Board", "Another Board")
    draw_workbook(root / "second" / f"kscb-{YEAR}.xlsx", LADO_referrals=CORRECTED, Report=report)
    (root / "second" / "narrative" / "toy").mkdir(parents=True)
    (root / "second" / "narrative" / "toy" / "words.md").write_text("New words.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        write_page(compare(read_edition(YEAR), read_edition("second")), folder / "differences.html")


def opened(path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@EACH
def test_it_is_valid(beside, name):
    assert faults((beside / PAGES[name]).read_text(encoding="utf-8")) == []


@needs_checker
def test_the_nu_checker_finds_nothing_wrong(beside):
    assert checked(*(beside / page for page in PAGES.values())) == []


@EACH
def test_it_allows_its_own_files_and_nothing_else(beside, name):
    page = opened(beside / PAGES[name])
    (policy,) = (each["content"] for each in page.select("head meta[http-equiv=Content-Security-Policy]"))
    parts = {words[0]: words[1:] for words in map(str.split, policy.split(";"))}
    assert (parts["default-src"], parts["base-uri"]) == (["'none'"], ["'none'"])
    allowed = {source for sources in parts.values() for source in sources if not source.startswith("'sha256-")}
    assert allowed <= {"'none'", "'self'", "data:"}
    assert not page.select("[style], script:not([src]):not([type='application/json'])")
    assert not any(":" in each.get("src", each.get("href", "")) for each in page.select("[src], link[href]"))


@EACH
def test_it_says_its_language_and_has_its_landmarks_and_headings(beside, name):
    page = opened(beside / PAGES[name])
    assert page.html["lang"] == "en-GB" and page.title.text.strip()
    assert [len(page.select(mark)) for mark in ("main", "header.kscb-masthead", "h1")] == [1, 1, 1]
    levels = [int(each.name[1]) for each in page.main.select("h1, h2, h3, h4, h5, h6")]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


# What a page must not load or run, and which part of its policy forbids it.
FORBIDDEN = """
const done = arguments[0], found = new Set();
document.addEventListener("securitypolicyviolation", (event) => found.add(event.effectiveDirective));
const add = (name, told) => document.body.append(Object.assign(document.createElement(name), told));
add("script", { textContent: "document.title = 'run'" });
add("script", { src: "https://stranger.invalid/script.js" });
add("img", { src: "https://stranger.invalid/seen.png" });
add("iframe", { src: "https://stranger.invalid/frame.html" });
document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='document.title = 1'>Styled</p>");
fetch("https://stranger.invalid/told").catch(() => setTimeout(() => done([...found].sort()), 100));
"""


@needs_browser
@pytest.mark.browser
class TestInABrowser:
    @pytest.fixture
    def shown(self, browser, beside):
        def shown(name, width=DESK):
            browser.get("about:blank")
            show_at = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", show_at)
            browser.get((beside / PAGES[name]).as_uri())
            return browser

        return shown

    @EACH
    def test_axe_finds_nothing_wrong_and_the_browser_complains_of_nothing(self, shown, name):
        browser = shown(name)
        assert problems(browser, EVERY_PAIR) == []
        assert told(browser) == []

    @EACH
    def test_at_400_per_cent_nothing_scrolls_sideways(self, shown, name):
        browser = shown(name, NARROWEST)
        show(browser, State(width=NARROWEST))
        assert browser.execute_script("return document.documentElement.scrollWidth") <= NARROWEST

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @EACH
    def test_the_focus_is_always_seen(self, shown, name, theme):
        width = PHONE if theme == "dark" else DESK
        browser = shown(name, width)
        show(browser, State(theme, width, checking=True))
        assert unseen(browser, 40, least=0 if name == "differences" else 2) == []

    @EACH
    def test_what_a_stranger_puts_in_is_neither_run_nor_loaded(self, shown, name):
        browser = shown(name)
        title = browser.title
        forbidden = browser.execute_async_script(FORBIDDEN)
        told(browser)  # the browser complains of each, as it should
        assert {"connect-src", "frame-src", "img-src", "script-src-elem", "style-src-attr"} <= set(forbidden)
        assert browser.title == title

    def test_rows_that_are_cards_on_a_phone_are_still_heard_as_a_table(self, shown):
        heard = shown("differences", PHONE).execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        roles = {each["role"]["value"] for each in heard if "role" in each}
        assert {"table", "row", "columnheader", "rowheader", "cell"} <= roles

    def test_a_comparison_is_sorted_by_keyboard_and_says_so(self, shown):
        from selenium.webdriver import Keys

        browser = shown("comparison")
        heading = browser.find_element("css selector", "#plans-rate th:nth-child(3)")
        browser.execute_script("arguments[0].focus()", heading.find_element("css selector", "button"))
        for key, way in ((Keys.ENTER, "ascending"), (Keys.SPACE, "descending")):
            press(browser, key)
            assert heading.get_attribute("aria-sort") == way

    def test_an_authority_is_found_by_keyboard_and_how_many_are_shown_is_said(self, shown):
        browser = shown("fleet")
        browser.execute_script("document.querySelector('.fleet-find input').focus()")
        for letters, said in (("any", "1 of 1 shown"), ("where", "0 of 1 shown")):
            press(browser, letters)
            told_of = browser.find_element("css selector", "[role=status]")
            assert told_of.text == said

    def test_on_a_draft_a_number_opens_and_escape_closes_it_where_it_was(self, shown):
        from selenium.webdriver import Keys

        browser = shown("draft")
        show(browser, State(checking=True))
        button = browser.find_element("css selector", "main p .kscb-number button")
        browser.execute_script("arguments[0].focus()", button)
        press(browser, Keys.ENTER)
        assert "Referrals" in wait_for(lambda: popover(browser))
        press(browser, Keys.ESCAPE)
        wait_for(lambda: not popover(browser))
        assert browser.switch_to.active_element == button
