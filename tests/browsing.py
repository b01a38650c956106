"""A real browser for tests: pages of the reference year's site opened from disk, at the width of a device."""

import shutil
import time

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed (Debian: chromium chromium-driver)"
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def started():
    """Start a browser of this kind, to be ended by whoever asked for it."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(120)
    return driver


@pytest.fixture(scope="module")
def browser():
    driver = started()
    yield driver
    driver.quit()


@pytest.fixture
def open_page(browser, built):
    def opened(page="11-lado.html", width=1280):
        device = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
        browser.get("about:blank")
        browser.get(f"{(built / 'html').as_uri()}/{page}")
        return browser

    opened("index.html").execute_script("localStorage.clear()")
    return opened


def visible(browser, selector):
    return [each for each in browser.find_elements("css selector", selector) if each.is_displayed()]


def popover(browser):
    shown = visible(browser, ".kscb-popover")
    return shown[0].text if shown else None


def wait_for(condition):
    for _ in range(50):
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError("it did not happen within two and a half seconds")
