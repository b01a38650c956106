"""The year at a glance in a real browser: a table at a desk, cards on a phone, and each number opens."""

import pytest
from browsing import needs_browser, popover, visible, wait_for

pytestmark = [pytest.mark.browser, needs_browser]

LABELS = ["2016-17", "2015-16", "Change", "Compared with", "Over time"]


def first_row(browser):
    return browser.find_element("css selector", ".kscb-glance tbody tr")


def display_of(element):
    return element.value_of_css_property("display")


def test_at_a_desk_it_is_a_table_that_fits_its_column(open_page):
    browser = open_page("index.html")
    assert display_of(first_row(browser)) == "table-row" and len(visible(browser, ".kscb-glance thead th")) == 6
    frame = browser.find_element("css selector", ".kscb-scroll:has(.kscb-glance)")
    assert browser.execute_script("return arguments[0].scrollWidth - arguments[0].clientWidth", frame) == 0


@pytest.mark.parametrize("width", [375, 320])
def test_on_a_phone_a_figure_is_a_card_whose_lines_say_what_they_are(open_page, width):
    row = first_row(open_page("index.html", width))
    cells = row.find_elements("css selector", "td")
    assert display_of(row) == "block" and [each.get_attribute("data-label") for each in cells] == LABELS
    tops = [each.rect["y"] for each in cells]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("width", [1280, 320])
def test_it_is_a_table_to_who_listens_whatever_it_looks_like(open_page, width):
    browser = open_page("index.html", width)
    assert browser.find_element("css selector", ".kscb-glance").aria_role == "table"
    assert first_row(browser).find_element("css selector", "th").aria_role == "rowheader"
    assert {each.aria_role for each in first_row(browser).find_elements("css selector", "td")} == {"cell"}


def test_a_number_and_the_words_of_change_open(open_page):
    from selenium.webdriver import ActionChains, Keys

    browser = open_page("index.html#figures", 375)
    row = browser.find_element("xpath", "//tr[contains(., 'designated officer')]")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", row)
    row.find_element("css selector", ".kscb-now button").click()
    assert "63: Referrals" in wait_for(lambda: popover(browser))
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait_for(lambda: not popover(browser))
    row.find_element("css selector", ".kscb-stated [role=button]").click()
    told = wait_for(lambda: popover(browser))
    assert "63 in 2016-17 after 89 in 2015-16" in told and "4 in 100 times" in told


def test_a_name_leads_to_its_chapter(open_page):
    browser = open_page("index.html")
    browser.find_element("link text", "Referrals to the designated officer").click()
    assert browser.current_url.endswith("/11-lado.html")
