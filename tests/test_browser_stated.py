"""Words that state something, in a real browser: plain to read, and those who check see why they may stand."""

import pytest
from browsing import needs_browser, popover, wait_for

pytestmark = [pytest.mark.browser, needs_browser]


def stated(browser, words):
    return next(each for each in browser.find_elements("css selector", ".kscb-stated") if each.text == words)


def test_words_that_state_something_are_plain_to_read(open_page):
    browser = open_page()
    assert stated(browser, "was lower").is_displayed()
    assert not browser.find_elements("css selector", ".kscb-stated [role=button]")


@pytest.mark.parametrize(
    ("page", "words", "told"),
    [
        (
            "11-lado.html#figures",
            "was lower",
            (
                "Tested against the data: “was lower”",
                "No further action in 2016-17 (44) is less than No further action in 2015-16 (54)",
                "'LADO referrals'!C14",
            ),
        ),
        (
            "06-performance.html#figures",
            "stayed high",
            (
                "Reported, and not tested: “stayed high”",
                "the board's annual report 2016-17, Section 6",
                "Looked-after children offered an interview: the workbook holds too few numbers",
            ),
        ),
    ],
)
@pytest.mark.parametrize("width", [1280, 375])
def test_words_that_state_something_open_and_say_why_they_may(open_page, page, words, told, width):
    from selenium.webdriver import ActionChains, Keys

    browser = open_page(page, width)
    button = stated(browser, words).find_element("css selector", "[role=button]")
    assert button.accessible_name.startswith(f"{words}, ")
    button.click()
    shown = wait_for(lambda: popover(browser))
    assert all(each in shown for each in told)
    assert button.get_attribute("aria-expanded") == "true"
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait_for(lambda: not popover(browser))
    browser.execute_script("arguments[0].focus()", button)
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    wait_for(lambda: popover(browser))
    browser.find_element("css selector", ".kscb-switch").click()
    assert stated(browser, words).is_displayed() and not popover(browser)
    assert browser.get_log("browser") == []
