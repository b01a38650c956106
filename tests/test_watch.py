"""Watching a year: the page in the browser follows the files, and never shows what they no longer say as theirs."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from drawing import YEAR, draw_book, draw_workbook

from kscb_book.face.record import figures_of
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.stamp import CACHE

pytestmark = pytest.mark.build

MOST_SECONDS = 240
REFERRALS = """
    | Year    | Referrals | No further action |
    | 2028-29 | 40        | 10                |
    | 2029-30 | 50        | 20                |
    | 2030-31 | {}        | 20                |
    """


class Watching:
    """The command at work: its address, and all it has said so far."""

    def __init__(self, root):
        command = [sys.executable, "-u", "-c", "from kscb_book.cli import run; run()", "watch", YEAR]
        environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    def until(self, holds):
        """Wait until something holds, and return it."""
        deadline = time.monotonic() + MOST_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := holds():
                return found
            time.sleep(0.2)
        raise AssertionError(self.said)

    @property
    def address(self):
        return self.until(lambda: re.search(r"http://127\.0\.0\.1:\d+/", self.said))[0]

    def page(self, name="toy.html"):
        with urllib.request.urlopen(self.address + name) as answer:
            return re.sub(r"<[^>]+>", "", answer.read().decode())

    def state(self):
        with urllib.request.urlopen(f"{self.address}.preview/state") as answer:
            return json.load(answer)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@pytest.fixture
def watching(tmp_path):
    root = draw_book(tmp_path / "book")
    started = Watching(root)
    yield root, started
    started.process.kill()
    started.process.wait()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a process of its own differently there")
def test_the_page_follows_the_files_and_keeps_the_last_good_report(watching):
    root, watch = watching
    words = root / "data" / YEAR / "narrative" / "toy" / "words.md"
    workbook = root / "data" / YEAR / f"kscb-{YEAR}.xlsx"
    assert "There were 80 referrals" in watch.page()
    first = watch.state()["edition"]

    words.write_text(words.read_text().replace("There were", "This year saw"))
    watch.until(lambda: "This year saw 80 referrals" in watch.page())
    watch.until(lambda: watch.state()["message"] == "")
    assert watch.state()["edition"] != first
    assert watch.said.count("Executing chapters") == 1, "words need no chapter executed again"

    draw_workbook(workbook, LADO_referrals=REFERRALS.format(91))
    watch.until(lambda: "This year saw 91 referrals" in watch.page())

    good = workbook.read_bytes()
    workbook.write_bytes(good[:500])
    watch.until(lambda: "incomplete or damaged" in watch.state()["message"])
    assert "This year saw 91 referrals" in watch.page()
    watch.until(lambda: f"data/{YEAR}/kscb-{YEAR}.xlsx: 1 finding\n  the file is incomplete or damaged" in watch.said)

    workbook.write_bytes(good)
    watch.until(lambda: watch.state()["message"] == "")
    assert "The report is up to date." in watch.said

    words.write_text(words.read_text().replace("This year saw", "There had been"))
    watch.until(lambda: "being built again" in watch.state()["message"])
    assert watch.stop() == 0
    assert "This year saw 91 referrals" in re.sub(
        r"<[^>]+>", "", (root / "_build" / YEAR / "html" / "toy.html").read_text()
    )
    assert watch.said.splitlines()[-1] == f"Stopped watching; the report as last built stays in _build/{YEAR}."
    assert "Traceback" not in watch.said and sorted(each.name for each in (root / "_build").iterdir()) == [CACHE, YEAR]


def test_a_report_made_with_kept_chapters_has_the_same_bytes_and_a_changed_chapter_is_executed(tmp_path):
    root = draw_book(tmp_path / "book")
    places, out = Places(root, root / "data", YEAR), tmp_path / "out"
    silent = lambda *told: None  # noqa: E731
    build(places, out, silent)
    before = contents(out / YEAR)
    executed = []
    build(places, out, lambda *told: executed.append(told))
    assert "Executing chapters" not in [name for name, *_ in executed] and contents(out / YEAR) == before

    chapter = root / "chapters" / "toy.ipynb"
    chapter.write_text(chapter.read_text().replace("edition.sheet", "edition  .sheet"))
    executed.clear()
    build(places, out, lambda *told: executed.append(told))
    assert ("Executing chapters", 1, 1) in executed

    draw_workbook(places.workbook, LADO_referrals=REFERRALS.format(91))
    executed.clear()
    build(places, out, lambda *told: executed.append(told))
    figures = {figure.id: figure.printed for figure in figures_of(out / YEAR / "chapters" / "toy.ipynb")}
    assert ("Executing chapters", 1, 1) in executed and figures[f"lado.referrals[{YEAR}]"] == "91"


def contents(out):
    """Return the bytes of the report's files, but for the log of how long it took."""
    files = {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    return {path: content for path, content in files.items() if path.name != "build-log.json"}
