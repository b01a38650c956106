"""Takes pictures of a built report for the eye: key pages in light and dark, at a desk and on a phone, and its PDFs.

    python tests/pictures.py 2016-17

They are left in ``_build/pictures``; nothing compares them. The PDFs are pictured where pdftoppm is installed.
"""

import base64
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

from browsing import CHROMIUM, DRIVER, started
from everyone import DESK, PHONE, State, show

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("index", "03-structure", "06-performance", "11-lado", "about-the-data", "figures", "accessibility")


def main(year: str) -> int:
    """Take the pictures of a year's report and return an exit code."""
    report, folder = ROOT / "_build" / year, ROOT / "_build" / "pictures"
    if not (report / "html" / "index.html").is_file():
        print(f"No report of {year} stands in _build; make it first: python make.py report {year}")
        return 2
    if not (CHROMIUM and DRIVER):
        print("Chromium and its driver are not installed (Debian: chromium chromium-driver).")
        return 2
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    picture_pages(report / "html", folder)
    picture_papers(report, folder)
    print(f"{len(list(folder.iterdir()))} pictures: {folder}")
    return 0


def picture_pages(site: Path, folder: Path) -> None:
    """Take each page whole in each theme, at each width; the figures are to be checked on dark ones."""
    browser = started()
    try:
        for page in (page for page in PAGES if (site / f"{page}.html").is_file()):
            browser.get("about:blank")
            browser.get(f"{(site / page).as_uri()}.html")
            for theme, width in product(("light", "dark"), (DESK, PHONE)):
                show(browser, State(theme, width, checking=theme == "dark"))
                taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
                (folder / f"{page}-{theme}-{width}.png").write_bytes(base64.b64decode(taken["data"]))
    finally:
        browser.quit()


def picture_papers(report: Path, folder: Path) -> None:
    """Take each page of each PDF."""
    if program := shutil.which("pdftoppm"):
        for paper in sorted(report.glob("*.pdf")):
            subprocess.run([program, "-r", "60", "-png", str(paper), str(folder / paper.stem)], check=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["2016-17"]))
