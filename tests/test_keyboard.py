"""The site by keyboard alone: everything that opens is reached, seen where it is, and never hidden by what stays."""

import pytest
from browsing import needs_browser, popover, wait_for
from everyone import DESK, PHONE, State, show
from keyboard import FOCUS, press, tabbed, unseen

pytestmark = [pytest.mark.build, pytest.mark.browser, needs_browser]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("page", "width"), [("index.html", DESK), ("11-lado.html", PHONE), ("search.html", PHONE)])
def test_the_focus_is_always_seen(open_page, page, width, theme):
    browser = open_page(page, width)
    show(browser, State(theme, width, checking=page == "11-lado.html"))
    assert unseen(browser, 40, least=16) == []


def test_the_first_thing_is_a_way_past_the_top(open_page):
    from selenium.webdriver import Keys

    browser = open_page("11-lado.html")
    (first,) = tabbed(browser, 1)
    assert first["name"] == "Skip to the report" and first["seen"]
    press(browser, Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "content"


def test_what_opens_closes_again_and_leaves_the_focus_where_it_was(open_page):
    from selenium.webdriver import Keys

    browser = open_page("11-lado.html#figures")
    button = browser.find_element("css selector", "main p .kscb-number button")
    for opening, closing in ((Keys.ENTER, Keys.ESCAPE), (Keys.SPACE, Keys.ESCAPE)):
        browser.execute_script("arguments[0].focus()", button)
        press(browser, opening)
        wait_for(lambda: popover(browser))
        press(browser, closing)
        wait_for(lambda: not popover(browser))
        assert browser.switch_to.active_element == button


def test_in_a_window_of_400_per_cent_what_a_number_opens_lies_inside_it(open_page):
    from selenium.webdriver import Keys

    browser = open_page("11-lado.html#figures")
    window = {"width": 320, "height": 256, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", window)
    button = browser.find_element("css selector", "main p .kscb-number button")
    browser.execute_script("arguments[0].scrollIntoView({ block: 'center' }); arguments[0].focus()", button)
    press(browser, Keys.ENTER)
    wait_for(lambda: popover(browser))
    box = browser.execute_script("return document.querySelector('.kscb-popover').getBoundingClientRect()")
    assert box["top"] >= 0 and box["bottom"] <= window["height"]
    press(browser, Keys.TAB)
    assert browser.execute_script(FOCUS)["seen"]


def test_a_table_wider_than_its_frame_is_reached_and_scrolled_by_keyboard(open_page):
    from selenium.webdriver import Keys

    browser = open_page("06-performance.html", 200)
    wide = (
        "return [...document.querySelectorAll('.kscb-scroll')].filter("
        "(each) => each.scrollWidth > each.clientWidth && each.checkVisibility())"
    )
    frames = wait_for(lambda: browser.execute_script(wide))
    for frame in frames:
        assert frame.get_attribute("tabindex") == "0" and frame.accessible_name, frame.text
    browser.execute_script("arguments[0].focus()", frames[0])
    press(browser, *[Keys.ARROW_RIGHT] * 3)
    assert wait_for(lambda: browser.execute_script("return arguments[0].scrollLeft", frames[0])) > 0


def test_on_a_draft_the_banner_that_stays_hides_no_focus(open_page):
    """The banner of a draft is set into a page of the final report, which has none."""
    browser = open_page("11-lado.html", PHONE)
    browser.execute_script(
        "const banner = document.createElement('aside'); banner.className = 'kscb-status';"
        "banner.textContent = 'Draft: this is not the final report.';"
        "document.querySelector('.kscb-skip').after(banner);"
    )
    assert unseen(browser, 30, least=16) == []
