"""Measure how soon each page of a built site is first painted on a slow phone, and write benchmarks/paint.md.

    python benchmarks/paint.py _build/2016-17/html

The phone is Chromium with a processor four times slower and what its developer tools call slow 4G. The pages come from
a server on this machine that sends plain bytes, none of them packed, as the slowest of servers would; nothing is kept
from one page to the next. Of some rounds the middle counts. Needs Chromium and its driver.
"""

import os
import platform
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tests"))
from browsing import CHROMIUM, DRIVER, started  # noqa: E402

RESULTS = HERE / "paint.md"
ROUNDS = 5
LIMIT = 2.0  # seconds, as wanted
SLOWER = 4  # times, the processor
LATENCY = 150  # milliseconds, of each request
DOWN, UP = 1.6e6 / 8, 750e3 / 8  # bytes a second
PHONE = {"width": 375, "height": 812, "deviceScaleFactor": 2, "mobile": True}
# Seconds to the first paint with content, to the largest piece of content that is seen, and to the end of loading;
# and the bytes that came.
TIMES = """
const done = arguments[0];
const told = () => new PerformanceObserver((list) => {
  const [page] = performance.getEntriesByType("navigation");
  const [first] = performance.getEntriesByName("first-contentful-paint");
  const bytes = [page, ...performance.getEntriesByType("resource")].reduce((sum, each) => sum + each.transferSize, 0);
  done([first.startTime / 1000, list.getEntries().at(-1).startTime / 1000, page.loadEventEnd / 1000, bytes]);
}).observe({ type: "largest-contentful-paint", buffered: true });
setTimeout(told, 200);
"""


class Quiet(SimpleHTTPRequestHandler):
    """Sends files as they are, over connections that stay open, and prints nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *told: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine while the block runs; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def phone() -> Iterator:
    """Yield a browser that is as slow as the phone, and keeps nothing."""
    browser = started()
    try:
        network = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
        browser.execute_cdp_cmd("Network.enable", {})
        browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", network)
        browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield browser
    finally:
        browser.quit()


def measured(browser, address: str) -> tuple[float, ...]:
    """Return first paint, largest paint and end of loading in seconds, and kilobytes, each the middle of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        browser.get("about:blank")
        browser.get(address)
        rounds.append(browser.execute_async_script(TIMES))
    first, largest, loaded, size = (median(column) for column in zip(*rounds, strict=True))
    return first, largest, loaded, size / 1000


def text_of(found: dict[str, tuple[float, ...]], before: float) -> str:
    """Return what was found as Markdown, the slowest page first."""
    rows = sorted(found.items(), key=lambda each: -each[1][0])
    late = [name for name, (first, *_) in rows if first >= LIMIT]
    told = (
        f"Written by `python benchmarks/paint.py`. The middle of {ROUNDS} rounds; {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}; load average {before:.1f} at the beginning, "
        f"{os.getloadavg()[0]:.1f} at the end. The phone: {PHONE['width']} by {PHONE['height']} pixels, a processor "
        f"{SLOWER} times slower, {DOWN * 8 / 1e6:.1f} Mbit/s, {LATENCY} ms for each request; nothing packed, nothing "
        "kept. The browser, the server and what else the machine does share its cores."
    )
    lines = [
        "# How soon a page is seen on a slow phone",
        "",
        told,
        "",
        f"{len(rows) - len(late)} of {len(rows)} pages are first painted within {LIMIT:.0f} seconds.",
        "",
        "| page | first paint, s | largest paint, s | loaded, s | kB |",
        "|---|---:|---:|---:|---:|",
        *(f"| {name} | {' | '.join(f'{each:.2f}' for each in times)} | {size:.0f} |" for name, (*times, size) in rows),
        "",
    ]
    return "\n".join(lines)


def main(site: Path) -> int:
    """Measure every page of a site, write what was found, and return an exit code."""
    if not (CHROMIUM and DRIVER):
        print("Chromium and its driver are not installed (Debian: chromium chromium-driver).")
        return 2
    pages = sorted(page.name for page in site.glob("*.html"))
    if not pages:
        print(f"No page stands in {site}.")
        return 2
    before = os.getloadavg()[0]
    with served(site) as address, phone() as browser:
        found = {page: measured(browser, f"{address}/{page}") for page in pages}
    text = text_of(found, before)
    RESULTS.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) == 2 else __doc__)
