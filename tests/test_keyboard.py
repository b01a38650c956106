"""The site by keyboard alone: everything that opens is reached, seen where it is, and never hidden by what stays."""

import re
import time

import pytest
from browsing import needs_browser, popover, wait_for
from everyone import DESK, PHONE, State, show

pytestmark = [pytest.mark.build, pytest.mark.browser, needs_browser]

# Where the focus is: what it is called, whether its middle can be seen, and how its outline looks.
FOCUS = """
const each = document.activeElement;
if (each === document.body) return null;
const box = each.getClientRects()[0], style = getComputedStyle(each);
const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 8));
return {
  name: each.getAttribute("aria-label") || each.textContent.trim() || each.id,
  seen: Boolean(at && (each.contains(at) || at.contains(each))),
  width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
  colour: style.outlineColor,
  behind: getComputedStyle(each.closest(".kscb-masthead") || document.body).backgroundColor,
};
"""


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def press(browser, *keys):
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def tabbed(browser, times: int) -> list[dict]:
    """Return where the focus is after each of so many presses of Tab, until it leaves the page."""
    from selenium.webdriver import Keys

    found = []
    for _ in range(times):
        press(browser, Keys.TAB)
        if (focus := browser.execute_script(FOCUS)) is None:
            break
        if not focus["seen"]:  # what the last number had opened closes within a moment
            time.sleep(0.4)
            focus = browser.execute_script(FOCUS)
        found.append(focus)
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("page", "width"), [("index.html", DESK), ("11-lado.html", PHONE), ("search.html", PHONE)])
def test_the_focus_is_always_seen(open_page, page, width, theme):
    browser = open_page(page, width)
    show(browser, State(theme, width, checking=page == "11-lado.html"))
    places = tabbed(browser, 40)
    assert len(places) > 15
    assert [each["name"] for each in places if not each["seen"]] == []
    assert [each["name"] for each in places if each["width"] < 2] == []
    assert [each for each in places if contrast(each["colour"], each["behind"]) < 3] == []


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
    places = tabbed(browser, 30)
    assert [each["name"] for each in places if not each["seen"]] == []
