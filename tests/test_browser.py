"""The page in a real browser, opened from disk: plain to read, and each number opens where it comes from."""

import pytest
from browsing import needs_browser, popover, visible, wait_for

WIDTHS = {"desk": 1280, "tablet": 820, "phone": 375, "small phone": 320}

pytestmark = [pytest.mark.browser, needs_browser]


def figure(browser, id):
    return browser.find_element("css selector", f'p .kscb-number[data-figure="{id}"]')


SHARE = "lado.no_further_action_share[2016-17]"
ON_SCREEN = "const at = arguments[0].getBoundingClientRect(); return [at.top, at.bottom, window.innerHeight]"


def test_reading_is_plain(open_page):
    browser = open_page()
    assert not visible(browser, ".cell_input") and not visible(browser, ".kscb-published")
    assert not browser.find_elements("css selector", ".kscb-number button")
    assert figure(browser, SHARE).text == "70%"
    assert visible(browser, ".kscb-switch")[0].get_attribute("aria-pressed") == "false"


def test_the_switch_shows_cells_and_is_remembered(open_page):
    browser = open_page()
    browser.find_element("css selector", ".kscb-switch").click()
    assert visible(browser, ".cell_input") and figure(browser, SHARE).find_elements("css selector", "button")
    browser = open_page("index.html")
    assert (
        visible(browser, ".cell_input") and visible(browser, ".kscb-switch")[0].get_attribute("aria-pressed") == "true"
    )
    browser.find_element("css selector", ".kscb-switch").click()
    assert not visible(open_page(), ".cell_input")


def test_the_address_turns_it_on(open_page):
    assert visible(open_page("11-lado.html#figures"), ".cell_input")


def test_a_number_opens_by_click_and_says_where_it_comes_from(open_page):
    browser = open_page("11-lado.html#figures")
    figure(browser, SHARE).find_element("css selector", "button").click()
    told = wait_for(lambda: popover(browser))
    for words in (
        "70%: Share needing no further action",
        "2016-17",
        "100 × 44 ÷ 63: No further action as a percentage of Referrals",
        "'LADO referrals'!C14 (2016-17, No further action)",
        "'LADO referrals'!B14 (2016-17, Referrals)",
        "Show the calculation",
    ):
        assert words in told


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_what_a_number_tells_is_not_cut_off(open_page, width):
    browser = open_page("11-lado.html#figures", width)
    figure(browser, SHARE).find_element("css selector", "button").click()
    wait_for(lambda: popover(browser))
    shown = visible(browser, ".kscb-popover")[0]
    assert browser.execute_script("return arguments[0].scrollWidth - arguments[0].clientWidth", shown) == 0
    top, bottom, screen = browser.execute_script(ON_SCREEN, shown)
    assert 0 <= top < bottom <= screen


def test_a_number_opens_by_keyboard_and_escape_closes_it(open_page):
    from selenium.webdriver import ActionChains, Keys

    browser = open_page("11-lado.html#figures")
    browser.execute_script("arguments[0].focus()", browser.find_element("css selector", "main"))
    for _ in range(30):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if popover(browser):
            break
    assert "Workbook cell" in wait_for(lambda: popover(browser))
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element.text == "Show the calculation"
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait_for(lambda: not popover(browser))
    assert browser.switch_to.active_element.tag_name == "button"


def test_a_number_opens_by_pointing_and_stays_while_pointed_at(open_page):
    from selenium.webdriver import ActionChains

    browser = open_page("11-lado.html#figures")
    number = figure(browser, SHARE)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", number)
    ActionChains(browser).move_to_element(number).perform()
    wait_for(lambda: popover(browser))
    ActionChains(browser).move_to_element(visible(browser, ".kscb-popover")[0]).pause(0.5).perform()
    assert popover(browser)
    ActionChains(browser).move_to_element(browser.find_element("css selector", ".kscb-board")).perform()
    wait_for(lambda: not popover(browser))


def test_numbers_in_tables_open_too(open_page):
    browser = open_page("11-lado.html#figures")
    cell = browser.find_elements(
        "css selector", 'td .kscb-number[data-figure="lado.outcomes[malicious, 2016-17]"] button'
    )[-1]
    cell.click()
    assert "Outcomes: Malicious" in wait_for(lambda: popover(browser))


def test_the_link_leads_to_the_cell_that_computed_it(open_page):
    browser = open_page("11-lado.html#figures")
    figure(browser, SHARE).find_element("css selector", "button").click()
    wait_for(lambda: popover(browser))
    browser.find_element("link text", "Show the calculation").click()
    cell = browser.find_element("css selector", ".cell:target")
    assert "share(no_further_action, of=referrals)" in cell.text and cell.is_displayed()


@pytest.mark.parametrize("page", ["index.html", "11-lado.html", "11-lado.html#figures", "figures.html", "search.html"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_a_page_fits_its_screen_and_complains_of_nothing(open_page, page, width):
    browser = open_page(page, width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert browser.get_log("browser") == []


# Words, periods and amounts of the page that stand on more than one line, but for those that have a hyphen or slash.
BROKEN = """
const broken = [], range = document.createRange();
const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
const words = /\\d{4}-\\d{2}|[^\\s\\/\u2013-]{2,}/g;
while (texts.nextNode()) for (const word of texts.currentNode.textContent.matchAll(words)) {
  range.setStart(texts.currentNode, word.index);
  range.setEnd(texts.currentNode, word.index + word[0].length);
  if (new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size > 1) broken.push(word[0]);
}
return broken;
"""


@pytest.mark.parametrize(
    "page", ["03-structure.html", "09-case-reviews.html", "12-finance.html", "about-the-data.html"]
)
def test_on_a_phone_no_word_period_or_amount_breaks_over_a_line(open_page, page):
    assert open_page(page, WIDTHS["phone"]).execute_script(BROKEN) == []


def rows(browser):
    return visible(browser, ".kscb-list tbody tr")


def counted(browser):
    return browser.find_element("css selector", "#kscb-count[role=status]").text


@pytest.mark.parametrize("width", [1280, 320])
def test_the_list_of_all_figures_filters_as_one_types_and_says_how_many_are_left(open_page, width):
    from selenium.webdriver import Keys

    browser = open_page("figures.html", width)
    everything = len(rows(browser))
    assert everything > 100 and counted(browser) == f"{everything} figures"
    field = browser.find_element("css selector", "#kscb-filter")
    assert field.is_displayed() and field.accessible_name == "Show only figures with these words"
    field.send_keys("UNFOUNDED  2016")
    assert len(rows(browser)) == 1 and "Outcomes: Unfounded" in rows(browser)[0].text
    assert [each.text for each in visible(browser, ".kscb-group h2")] == ["11. Local authority designated officer"]
    wait_for(lambda: counted(browser) == f"1 of {everything} figures")
    field.send_keys(" zebra")
    assert not rows(browser) and not visible(browser, ".kscb-group")
    wait_for(lambda: counted(browser) == f"0 of {everything} figures")
    field.send_keys(*[Keys.BACKSPACE] * len("UNFOUNDED  2016 zebra"))
    wait_for(lambda: counted(browser) == f"{everything} figures" and len(rows(browser)) == everything)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert browser.get_log("browser") == []


def test_a_number_leads_to_its_row_and_its_row_back(open_page):
    browser = open_page("11-lado.html#figures")
    figure(browser, SHARE).find_element("css selector", "button").click()
    wait_for(lambda: popover(browser))
    browser.find_element("link text", "In the list of all figures").click()
    row = wait_for(lambda: browser.find_elements("css selector", "tr:target"))[0]
    assert "Share needing no further action" in row.text and row.is_displayed()
    row.find_element("link text", "In the report").click()
    number = wait_for(lambda: browser.find_elements("css selector", ".kscb-number:target"))[0]
    assert number.get_attribute("data-figure") == SHARE and number.text == "70%"
    browser.back()
    browser.find_element("css selector", "tr:target").find_element("link text", "Calculation").click()
    cell = wait_for(lambda: browser.find_elements("css selector", ".cell:target"))[0]
    assert "share(no_further_action, of=referrals)" in cell.text


def test_a_link_to_a_number_in_folded_data_unfolds_it(open_page):
    browser = open_page("06-performance.html")
    folded = browser.find_element("css selector", "details .kscb-number[id]").get_attribute("id")
    browser = open_page(f"06-performance.html#{folded}")
    assert wait_for(lambda: browser.find_element("id", folded).is_displayed())
    assert open_page("06-performance.html#%").get_log("browser") == []


def test_search_works_from_disk(open_page):
    browser = open_page("search.html?q=malicious")
    results = wait_for(lambda: browser.find_elements("css selector", "#search-results li a"))
    assert "Local authority designated officer" in results[0].text
