"""Work that is done in a process beside."""

import os
import subprocess
import sys
import threading
import time

import pytest
from drawing import YEAR, draw_book
from test_incremental import built, contents

from kscb_book.findings import BuildFailed, FindingsOpen, InputRefused
from kscb_book.findings import Finding as Found
from kscb_book.press.beside import Beside, beside
from kscb_book.press.workers import CAN_FORK

MOST_SECONDS = 240  # it would wait for ever
both = pytest.mark.parametrize(
    "can_fork", [False, pytest.param(True, marks=pytest.mark.skipif(not CAN_FORK, reason="there is no fork here"))]
)
needs_fork = pytest.mark.skipif(not CAN_FORK, reason="there is no fork here")


@both
def test_what_the_work_returns_comes_back(can_fork):
    other = Beside(can_fork)
    other.begin(lambda: {"pages": 129})
    assert other.result() == {"pages": 129}


@both
@pytest.mark.parametrize("kind", [BuildFailed, FindingsOpen, InputRefused])
def test_a_fault_comes_back_with_its_findings(can_fork, kind):
    def work():
        raise kind([Found("chapters/toy.ipynb", "cell 3", "the PDF: a picture has no text alternative")])

    other = Beside(can_fork)
    other.begin(work)
    with pytest.raises(kind) as told:
        other.result()
    assert told.value.findings == (Found("chapters/toy.ipynb", "cell 3", "the PDF: a picture has no text alternative"),)


@both
def test_what_is_begun_anew_takes_the_place_of_what_was(can_fork):
    other = Beside(can_fork)
    other.begin(lambda: time.sleep(60))
    other.begin(lambda: "the second")
    assert other.result() == "the second"


@needs_fork
def test_it_is_done_while_something_else_is(tmp_path):
    with beside() as other:
        other.begin((tmp_path / "begun").touch)
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        assert other.result() is None


@needs_fork
def test_nothing_is_left_at_work_when_the_block_ends(tmp_path):
    def work():
        (tmp_path / "number").write_text(str(os.getpid()))
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt), beside() as other:
        other.begin(work)
        while not (tmp_path / "number").exists() or not (tmp_path / "number").read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "number").read_text()), 0)


@needs_fork
def test_a_process_that_dies_is_told_of():
    with beside() as other:
        other.begin(lambda: os._exit(3))
        with pytest.raises(RuntimeError, match="has ended without an answer"):
            other.result()


def test_beside_other_threads_nothing_is_forked():
    found = []

    def work():
        with beside() as other:
            other.begin(os.getpid)
            found.append(other.result())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [os.getpid()]


@needs_fork
@pytest.mark.build
def test_a_report_is_the_same_where_nothing_can_be_forked(tmp_path):
    book = draw_book(tmp_path / "book")
    forked = contents(built(book, tmp_path / "forked"))
    thread = threading.Thread(target=built, args=(book, tmp_path / "alone"))
    thread.start()
    thread.join()
    assert contents(tmp_path / "alone" / YEAR) == forked


ONE_AFTER_ANOTHER = """
import sys, threading
from pathlib import Path

from kscb_book.places import Places
from kscb_book.press.book import build

root, year = Path(sys.argv[1]), sys.argv[2]
places = Places(root, root / "data", year)
alone = threading.Thread(target=build, args=(places, root / "alone", lambda *told: None))
alone.start()
alone.join()
build(places, root / "after", lambda *told: None)
"""


@pytest.mark.build
def test_a_process_that_has_set_a_pdf_itself_sets_the_next_one_itself(tmp_path):
    book = draw_book(tmp_path / "book")
    subprocess.run([sys.executable, "-c", ONE_AFTER_ANOTHER, str(book), YEAR], check=True, timeout=MOST_SECONDS)
    assert contents(book / "after" / YEAR) == contents(book / "alone" / YEAR)
