"""Every page of the real year is for everyone: light and dark, desk and phone, by eye, keyboard and ear, from disk."""

import pytest
from browsing import needs_browser
from bs4 import BeautifulSoup
from conftest import REFERENCE_YEAR, ROOT
from everyone import DESK, EVERY_PAIR, NARROWEST, State, emulate, names_of, problems, show, told, weight

from kscb_book.places import Places
from kscb_book.press.contents import read_contents

pytestmark = [pytest.mark.build]

CHAPTERS = [chapter.name for chapter in read_contents(Places(ROOT, ROOT / "data", REFERENCE_YEAR))]
PAGES = [f"{name}.html" for name in (*CHAPTERS, "accessibility", "figures", "guide", "search")]
KILOBYTE = 1000


def opened(built, name) -> BeautifulSoup:
    return BeautifulSoup((built / "html" / name).read_text(encoding="utf-8"), "html.parser")


def test_no_page_is_left_out(built):
    assert names_of(built / "html") == sorted(PAGES)


@needs_browser
@pytest.mark.browser
class TestInABrowser:
    @pytest.mark.parametrize("page", PAGES)
    def test_axe_finds_nothing_wrong_and_the_browser_complains_of_nothing(self, open_page, page):
        browser = open_page(page)
        assert problems(browser, EVERY_PAIR) == []
        assert told(browser) == []

    @pytest.mark.parametrize("page", PAGES)
    def test_at_400_per_cent_nothing_scrolls_sideways_and_all_that_is_loaded_comes_from_disk(self, open_page, page):
        browser = open_page(page, NARROWEST)
        for checking in (False, True):
            show(browser, State(width=NARROWEST, checking=checking))
            assert browser.execute_script("return document.documentElement.scrollWidth") <= NARROWEST
        asked = browser.execute_script(
            "const asking = [...document.querySelectorAll('[src], link[href]')];"
            "return asking.map((each) => new URL(each.src || each.href).protocol);"
        )
        assert asked and set(asked) <= {"file:", "data:"}


def test_a_page_weighs_little(built):
    limits = {page: 900 * KILOBYTE for page in PAGES} | {"index.html": 500 * KILOBYTE}
    assert {page for page, limit in limits.items() if weight(built / "html", page) > limit} == set()


def test_nothing_of_a_page_is_for_no_page(built):
    site = built / "html"
    asked = "".join(
        path.read_text(encoding="utf-8") for path in (*site.glob("*.html"), *site.glob("_static/kscb*.css"))
    )
    assert [path.name for path in sorted((site / "_static").iterdir()) if path.name not in asked] == []


def test_a_page_allows_its_own_files_and_nothing_else(built):
    for name in PAGES:
        page = opened(built, name)
        (policy,) = (each["content"] for each in page.select("meta[http-equiv=Content-Security-Policy]"))
        assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "//" not in policy, name
        loaded = [each.get("src") or each.get("href") for each in page.select("[src], link[href]")]
        assert not any("//" in address for address in loaded), name
        assert not page.select("script:not([src]):not([type='application/json']), style, [style]"), name


def test_no_script_but_the_one_that_knows_what_the_reader_chose_holds_up_the_first_picture(built):
    for name in PAGES:
        waiting = [each["src"] for each in opened(built, name).select("script[src]:not([defer])")]
        assert waiting == ["_static/kscb.js"], name


def test_each_chart_has_a_text_alternative_of_its_own(built):
    alternatives = [image["alt"] for name in PAGES for image in opened(built, name).select("img")]
    assert len(alternatives) > 15 and len(set(alternatives)) == len(alternatives)
    assert all(len(each) > 20 and ".svg" not in each and ".png" not in each for each in alternatives)


def test_a_page_says_its_language_and_has_its_landmarks_headings_and_a_way_past_the_top(built):
    for name in PAGES:
        page = opened(built, name)
        assert page.html["lang"] == "en-GB" and page.title.text.endswith(f"annual report {REFERENCE_YEAR}"), name
        assert [len(page.select(mark)) for mark in ("main", "header", "footer", "nav#contents", "h1")] == [1] * 5, name
        assert page.body.find("a")["href"] == "#content" and page.main["id"] == "content", name
        levels = [int(each.name[1]) for each in page.main.select("h1, h2, h3, h4, h5, h6")]
        assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), name


def test_every_page_leads_to_the_statement(built):
    for name in PAGES:
        (link,) = (each for each in opened(built, name).footer.select("a") if "Accessibility" in each.text)
        assert link["href"] == ("#" if name == "accessibility.html" else "accessibility.html")


def test_the_statement_says_whose_it_is_and_what_is_not_known(built):
    words = " ".join(opened(built, "accessibility.html").main.get_text().split())
    for said in (
        "published by Knowsley Safeguarding Children Board",
        "partially compliant",
        "Nobody who uses assistive technology has tested the report yet",
        "How to reach it: not available",
        "The independent chair is Audrey Williamson",
    ):
        assert said in words
    assert "{" not in words


class TestByPreference:
    pytestmark = [needs_browser, pytest.mark.browser]

    def test_who_wants_less_motion_gets_none(self, open_page):
        browser = open_page("11-lado.html#figures")
        emulate(browser, **{"prefers-reduced-motion": "reduce"})
        moving = (
            "return [...document.querySelectorAll('*')].filter((each) => { const style = getComputedStyle(each);"
            "return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'; }).length"
        )
        assert browser.execute_script(moving) == 0

    def test_in_forced_colours_what_is_pressed_can_be_told_from_what_is_not(self, open_page):
        browser = open_page("11-lado.html")
        emulate(browser, **{"forced-colors": "active"})
        switch = browser.find_element("css selector", ".kscb-switch")
        looks = []
        for _ in range(2):
            looks.append((switch.value_of_css_property("background-color"), switch.value_of_css_property("color")))
            switch.click()
        assert looks[0] != looks[1] and all(back != front for back, front in looks)

    def test_on_paper_there_is_the_report_and_nothing_to_press(self, open_page):
        browser = open_page("11-lado.html")
        emulate(browser, "print")
        for unwanted in (".kscb-switch", ".kscb-nav", ".kscb-turn", ".kscb-skip"):
            assert not browser.find_element("css selector", unwanted).is_displayed(), unwanted
        assert browser.find_element("css selector", "main table").is_displayed()
        assert browser.find_element("css selector", "main img").is_displayed()
        assert browser.execute_script("return document.documentElement.scrollWidth") <= DESK
