"""Pages held against axe-core in the browser, in every state that a reader may see them in."""

import json
import posixpath
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from pathlib import Path

REVIEWED = Path(__file__).with_name("axe_reviewed.toml")
DESK, PHONE, NARROWEST = 1280, 375, 320


@dataclass(frozen=True)
class State:
    """How a page is seen: light or dark, at which width, with the figures to check or plain."""

    theme: str = "light"
    width: int = DESK
    checking: bool = False

    def __str__(self) -> str:
        return f"{self.theme}, {self.width} pixels wide, {'checking' if self.checking else 'plain'}"


EVERY_STATE = [State(*told) for told in product(("light", "dark"), (DESK, PHONE), (False, True))]
# Half of them, in which each two of theme, width and switch meet in each way.
EVERY_PAIR = [
    State("light", DESK, False),
    State("dark", DESK, True),
    State("light", PHONE, True),
    State("dark", PHONE, False),
]
# The rules of axe whose outcome colours or the width of a page may change; all others are asked once for each page.
OF_COLOUR = ("color-contrast", "link-in-text-block")
OF_WIDTH = (
    *OF_COLOUR,
    "target-size",
    "scrollable-region-focusable",
    "aria-hidden-focus",
    "empty-table-header",
    "region",
)

MORE_OF_THE_SAME = (".kscb-list tbody tr:nth-child(n + 5)",)
# A target in a sentence may be of any size (WCAG 2.2, 2.5.8); axe knows so of links only, and not of buttons.
RUN = """
const [rules, leftOut, done] = arguments, held = (each) => each.target.flat().join(" ");
const why = (each) => [...each.any, ...each.all, ...each.none].map((check) => check.message).join("; ");
const inline = (each) => each.element && each.element.closest("p, li, dd") && !each.element.closest("td, th");
const wrong = (rule) => rule.nodes.filter((each) => rule.id !== "target-size" || !inline(each));
const row = (rule, each) => [rule.id, held(each), each.html.slice(0, 160), why(each)];
const told = (found) => found.flatMap((rule) => wrong(rule).map((each) => row(rule, each)));
const options = { preload: false, elementRef: true, resultTypes: ["violations", "incomplete"] };
if (rules.length) options.runOnly = { type: "rule", values: rules };
else options.rules = { "target-size": { enabled: true } };
const failed = (error) => done([[["axe", "", "", String(error)]], []]);
axe.run({ exclude: leftOut }, options).then((found) => done([told(found.violations), told(found.incomplete)]), failed);
"""
# Axe cannot tell the colour of paper behind which a watermark stands: for it, all of the paper is as the watermark.
WATERMARK = """
const mark = document.querySelector(".kscb-watermark");
if (mark) {
  const share = 100 * getComputedStyle(mark).opacity;
  document.body.style.background = `color-mix(in srgb, var(--ink) ${share}%, var(--paper))`;
  mark.style.display = "none";
}
"""
SCROLL = """
for (const frame of document.querySelectorAll(".kscb-scroll")) {
  frame.scrollLeft = arguments[0] * (frame.scrollWidth - frame.clientWidth);
}
"""


@cache
def axe() -> str:
    """The source of axe-core."""
    return (resources.files("selenium_axe_python") / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def show(browser, state: State) -> None:
    """Bring the open page into a state, without loading it again; all that is folded is unfolded.

    A page without figures to check, such as the landing page, is plain in each state.
    """
    device = {"width": state.width, "height": 900, "deviceScaleFactor": 1, "mobile": state.width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
    emulate(browser, **{"prefers-color-scheme": state.theme})
    browser.execute_script(
        "const control = document.querySelector('.kscb-switch');"
        "if (control && (control.getAttribute('aria-pressed') === 'true') !== arguments[0]) control.click();"
        "document.querySelectorAll('details').forEach((each) => { each.open = true; });",
        state.checking,
    )
    # What watches the size of a frame acts when the next picture is drawn.
    browser.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done));")


def emulate(browser, medium: str = "", **features: str) -> None:
    """Show the page as on another medium, or to a reader who prefers something."""
    told = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": told})


def problems(browser, states: Iterable[State], in_full: bool = False) -> list[str]:
    """Return what axe finds wrong with the open page in these states, and what it leaves open, each told once.

    Every rule is asked the first time that the page is plain and that its figures are to be checked, or in all states
    ``in_full``; else only those that colours and width may change, and of the list of all figures a few rows a table.
    """
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe()})
    browser.execute_script(WATERMARK)
    found: dict[str, State] = {}
    met: set[bool] = set()
    for state in states:
        show(browser, state)
        rules = OF_WIDTH if state.checking in met and not in_full else ()
        for told in _asked(browser, rules, () if in_full else MORE_OF_THE_SAME):
            found.setdefault(told, state)
        met.add(state.checking)
    return [f"{told} ({state})" for told, state in found.items()]


def _asked(browser, rules: Iterable[str], left_out: Iterable[str]) -> Iterator[str]:
    wrong, left_open = browser.execute_async_script(RUN, list(rules), list(left_out))
    for share in (part / 8 for part in range(1, 9)):
        if any(rule == OF_COLOUR[0] for rule, *_ in left_open):
            also_wrong, still_open = _asked_of_colours(browser, share, left_out)
            wrong += also_wrong
            left_open = [each for each in left_open if each[0] != OF_COLOUR[0] or each[:2] in still_open]
    yield from (f"{rule} at {place}: {why} {html}" for rule, place, html, why in wrong)
    yield from (
        f"{rule} left open at {place}: {why} {html}"
        for rule, place, html, why in left_open
        if not any(rule == each["rule"] and each["within"] in place + html for each in reviewed())
    )


def _asked_of_colours(browser, share: float, left_out: Iterable[str]) -> tuple[list, list]:
    """Ask again with this share of all frames scrolled away: axe cannot see what is scrolled out of a frame."""
    browser.execute_script(SCROLL, share)
    wrong, left_open = browser.execute_async_script(RUN, [OF_COLOUR[0]], list(left_out))
    browser.execute_script(SCROLL, 0)
    return wrong, [each[:2] for each in left_open]


@cache
def reviewed() -> list[dict]:
    """What axe cannot settle and a person has, each with the reason."""
    return tomllib.loads(REVIEWED.read_text(encoding="utf-8"))["reviewed"] if REVIEWED.is_file() else []


def names_of(site: Path) -> list[str]:
    """Return the names of the pages of a site."""
    return sorted(path.name for path in site.glob("*.html"))


def weight(site: Path, page: str) -> int:
    """Return how many bytes a page has, with all it loads."""
    from bs4 import BeautifulSoup

    opened = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")
    asked = {each["src"] for each in opened.select("script[src], img[src]")}
    styles = {each["href"].partition("?")[0] for each in opened.select("link[rel=stylesheet]")}
    for style in styles:
        named = re.findall(r"url\([\"']?([^)\"']+)", (site / style).read_text(encoding="utf-8"))
        asked |= {f"{posixpath.dirname(style)}/{name}" for name in named}
    files = {name.partition("?")[0] for name in {page, *asked, *styles} if not name.startswith("data:")}
    return sum((site / name).stat().st_size for name in files)


def told(browser) -> list[str]:
    """Return what the browser has complained of since it was last asked."""
    return [json.dumps(each["message"]) for each in browser.get_log("browser")]
