"""A page by keyboard alone: keys that are pressed, and where the focus then is, whether it is seen and how."""

import re
import time

# Where the focus is: what it is called, whether its middle can be seen, and how its outline looks.
FOCUS = """
const each = document.activeElement;
if (each === document.body) return null;
const box = each.getClientRects()[0], style = getComputedStyle(each);
// Of a frame taller than the window, the middle of what is shown.
const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
const y = box.height > innerHeight ? middle : box.y + Math.min(box.height / 2, 8);
const at = document.elementFromPoint(box.x + box.width / 2, y);
return {
  name: (each.getAttribute("aria-label") || each.textContent.trim() || each.id).slice(0, 80),
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


def unseen(browser, times: int, least: int = 1) -> list[str]:
    """Return what is wrong with the focus through so many presses of Tab; it must come to ``least`` places."""
    places = tabbed(browser, times)
    return [
        *([f"the focus comes to {len(places)} places only"] if len(places) < least else []),
        *(f"{each['name']} is hidden" for each in places if not each["seen"]),
        *(f"{each['name']} has no outline to be seen" for each in places if each["width"] < 2),
        *(f"{each['name']} has a pale outline" for each in places if contrast(each["colour"], each["behind"]) < 3),
    ]
