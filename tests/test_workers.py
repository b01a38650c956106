"""Workers: a chapter executed in a forked kernel comes out as in a fresh one, alone, and none outlives the build."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import papermill
import pytest
from drawing import TOY, YEAR, code, draw_book

from kscb_book.places import Places, in_environment
from kscb_book.press.chapters import execute, settled
from kscb_book.press.contents import read_contents
from kscb_book.press.workers import CAN_FORK, workers

pytestmark = pytest.mark.build

needs_fork = pytest.mark.skipif(not CAN_FORK, reason="kernels are not forked on this system")
KINDS = [pytest.param(True, id="forked", marks=needs_fork), pytest.param(False, id="started")]

MARKS = """\
import matplotlib, os
from kscb_book.source import schema

assert not hasattr(schema, "seen"), "another chapter was here"
assert "KSCB_SEEN" not in os.environ and matplotlib.rcParams["lines.linewidth"] != 7
schema.seen = os.environ["KSCB_SEEN"] = "yes"
matplotlib.rcParams["lines.linewidth"] = 7"""

WAITS = """\
import os, pathlib, time

pathlib.Path({file!r}).write_text(str(os.getpid()))
time.sleep(60)"""

EXECUTES = """\
import sys
from pathlib import Path

from kscb_book.places import Places
from kscb_book.press.chapters import execute
from kscb_book.press.contents import read_contents
from kscb_book.press.workers import workers

root, folder, year = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
with workers(Places(root, root / "data", year)) as working:
    execute(read_contents(working.places), working, folder, {"year": year}, lambda chapter: None)
"""


def executed(root: Path, folder: Path, warm: bool) -> dict[str, str]:
    """Execute every chapter of the book at ``root`` and return what each has become."""
    folder.mkdir()
    with workers(Places(root, root / "data", YEAR), warm) as working:
        execute(read_contents(working.places), working, folder, {"year": YEAR}, lambda chapter: None)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture(scope="module")
def stock(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A book, and each of its chapters as papermill by itself executes it in a kernel of its own."""
    root, folder = draw_book(tmp_path_factory.mktemp("stock") / "book"), tmp_path_factory.mktemp("executed")
    places = Places(root, root / "data", YEAR)
    with in_environment(places):
        for chapter in read_contents(places):
            target = folder / chapter.path.name
            papermill.execute_notebook(str(chapter.path), str(target), {"year": YEAR}, progress_bar=False)
    return root, {path.name: settled(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


@pytest.mark.parametrize("warm", KINDS)
def test_a_chapter_comes_out_as_papermill_leaves_it(stock, tmp_path, warm):
    root, expected = stock
    assert executed(root, tmp_path / "executed", warm) == expected


@pytest.mark.parametrize("warm", KINDS)
def test_what_one_chapter_does_the_next_does_not_see(tmp_path, warm):
    root = draw_book(tmp_path / "book", toy=[*TOY, code(MARKS, "marks")])
    shutil.copyfile(root / "chapters" / "toy.ipynb", root / "chapters" / "second.ipynb")
    with (root / "_toc.yml").open("a") as contents:
        contents.write("- file: chapters/second\n")
    assert set(executed(root, tmp_path / "executed", warm)) == {"index.ipynb", "second.ipynb", "toy.ipynb"}


def test_a_workbook_that_cannot_be_read_is_told_of_by_the_chapter_that_opens_it(tmp_path):
    root = draw_book(tmp_path / "book")
    (root / "data" / YEAR / f"kscb-{YEAR}.xlsx").write_bytes(b"")
    with workers(Places(root, root / "data", YEAR)) as working:
        assert working.can_fork is CAN_FORK


@needs_fork
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_no_process_outlives_a_build_that_is_stopped(tmp_path, how):
    file = tmp_path / "pid"
    root = draw_book(tmp_path / "book", toy=[*TOY, code(WAITS.format(file=str(file)), "waits")])
    (tmp_path / "executed").mkdir()
    command = [sys.executable, "-c", EXECUTES, str(root), str(tmp_path / "executed"), YEAR]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as building:
        until(lambda: file.exists() and file.read_text())
        building.send_signal(how)
    until(lambda: not is_running(int(file.read_text())))


def until(is_so) -> None:
    """Return once something is so; fail where it does not come about."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it did not come about")


def is_running(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
