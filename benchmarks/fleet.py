"""Measures a fleet: books a minute with one process and with two, growth with their number, and memory.

    python benchmarks/fleet.py FOLDER [BOOKS ...]

FOLDER holds the official files; BOOKS are the numbers of books whose growth is measured, 5 10 20 unless given. All is
measured in one run, turn and turn about, as the machine may have other work. Writes ``fleet.md`` beside itself.
"""

import os
import platform
import resource
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.fleet.local import Local
from kscb_book.fleet.official import read_all
from kscb_book.fleet.plan import Book, plan
from kscb_book.fleet.running import run

YEAR, YEARS = "2023-24", "2016-17..2024-25"
TURNS = 2
RESULTS = Path(__file__).with_name("fleet.md")


@dataclass(frozen=True)
class Measured:
    """One run: processes, books, seconds by the clock, seconds of processor, and most memory (MB) of any process."""

    processes: int
    books: int
    seconds: float
    processor: float
    memory: float
    parent: float


def measure(books: list[Book], official: Path, processes: int) -> Measured:
    """Make books in a fresh folder."""
    with TemporaryDirectory() as out, Watch() as watch:
        before, start = _processor(), time.perf_counter()
        made = list(run(books, (str(official), out), Local(processes)))
        seconds, processor = time.perf_counter() - start, _processor() - before
    assert {each.outcome for each in made} == {"built"}, [each.reason for each in made if each.reason]
    return Measured(processes, len(books), seconds, processor, watch.most, watch.parent)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Watch:
    """Looks every half second how much memory this process and those that make books hold."""

    def __enter__(self) -> "Watch":
        self.most = self.parent = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        from multiprocessing import active_children

        while not self._ended.wait(0.5):
            self.parent = max(self.parent, _memory(os.getpid()))
            self.most = max([self.most, *(_memory(each.pid) for each in active_children())])


def _memory(pid: int) -> float:
    try:
        pages = Path("/proc", str(pid), "statm").read_text().split()[1]
    except OSError:
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _table(found: list[Measured]) -> str:
    head = "| processes | books | minutes | books a minute | processor s a book | most MB of one | MB of the parent |"
    lines = [
        f"| {each.processes} | {each.books} | {each.seconds / 60:.1f} | {60 * each.books / each.seconds:.1f} "
        f"| {each.processor / each.books:.1f} | {each.memory:.0f} | {each.parent:.0f} |"
        for each in found
    ]
    return "\n".join([head, "|" + "---|" * 7, *lines])


def _reckoned(found: list[Measured], books: int) -> str:
    most = max(found, key=lambda each: (each.processes, each.books))
    processor = most.processor / most.books
    hours = books * most.seconds / most.books / 3600
    return (
        f"All authorities, {YEARS.replace('..', ' to ')}: {books:,} books. At {processor:.1f} processor seconds a "
        f"book, and what their kernels take, that is at least {books * processor / 3600:.1f} processor hours; at the "
        f"pace measured here with {most.processes} processes, {hours:.1f} hours."
    )


def main(official: Path, sizes: list[int]) -> None:
    """Measure, and write what was found."""
    files = read_all(official)
    books = list(plan(files, YEAR, "all"))
    growth = [measure(books[:size], official, 2) for size in sizes]
    sides = [measure(books[: sizes[0]], official, processes) for _ in range(TURNS) for processes in (1, 2)]
    least, most = growth[0], growth[-1]
    change = (most.processor / most.books) / (least.processor / least.books) - 1
    parts = [
        "# What a fleet costs",
        "Made by `python benchmarks/fleet.py FOLDER`, in one run.",
        f"Machine: {os.cpu_count()} processors, {platform.machine()}, {platform.system()}, Python "
        f"{platform.python_version()}. Load when it ended: {os.getloadavg()[2]:.1f}; where that is above the number of "
        "processors, other work ran beside, and only processor seconds can be compared. They are those of the "
        "processes that make books, without the kernels that chapters run in.",
        "## Growth with the number of books",
        _table(growth),
        f"From {least.books} to {most.books} books, processor seconds a book change by {change:+.0%}.",
        "## One process and two, turn and turn about",
        _table(sides),
        "## Every authority and year",
        _reckoned([*growth, *sides], len(plan(files, YEARS, "all"))),
    ]
    RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), [int(each) for each in sys.argv[2:]] or [5, 10, 20])
