"""Measures a fleet: growth with the number of books, books a minute with one process and with two, and memory.

    python benchmarks/fleet.py FOLDER [DOZENS]

FOLDER holds the official files. So many dozens of books, 4 unless given, are made by one process after another, of
which each makes a dozen, and then two dozens by two processes side by side. Processor seconds are those of every
process that takes part, the kernels of chapters among them; they can be compared though other work runs beside. Linux
alone tells of them. Writes ``fleet.md`` beside itself.
"""

import os
import platform
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.fleet.local import BOOKS_EACH, Local
from kscb_book.fleet.official import read_all
from kscb_book.fleet.plan import Book, plan
from kscb_book.fleet.running import run

YEAR, YEARS = "2023-24", "2016-17..2024-25"
DOZENS = 4
RESULTS = Path(__file__).with_name("fleet.md")
LOOK = 0.05  # seconds; what a process does after the last look at it is not counted
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Reached:
    """How far a run has come: books made, seconds by the clock and of processor, and most memory since the last (MB).

    ``memory`` is that of one process that makes books, ``parent`` that of the one that shares them out.
    """

    books: int
    seconds: float
    processor: float
    memory: float
    parent: float


def measure(books: list[Book], official: Path, processes: int) -> list[Reached]:
    """Make books in a fresh folder; return how far it has come after each round in which every process makes a dozen.

    The first is what there is before any book.
    """
    reached = [Reached(0, 0.0, 0.0, 0.0, 0.0)]
    with TemporaryDirectory() as out, Watch() as watch:
        start = time.perf_counter()
        for number, made in enumerate(run(books, (str(official), out), Local(processes)), 1):
            assert made.outcome == "built", f"{made.book.slug}: {made.outcome} {made.reason}"
            if number % (BOOKS_EACH * processes) == 0:
                reached.append(Reached(number, time.perf_counter() - start, *watch.told()))
    return reached


class Watch:
    """Looks again and again at the processes below this one: their seconds of processor, and the most memory of one."""

    def __enter__(self) -> "Watch":
        self._seconds: dict[tuple[int, str], float] = {}
        self._most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._ended.set()
        self._thread.join()

    def told(self) -> tuple[float, float, float]:
        """Return the seconds of processor so far, the most memory since last told, and that of this process (MB)."""
        most, self._most = self._most, 0.0
        return sum(self._seconds.copy().values()), most, _memory(os.getpid())

    def _look(self) -> None:
        from multiprocessing import active_children

        while not self._ended.wait(LOOK):
            for pid in _below(os.getpid()):
                if told := _stat(pid):
                    self._seconds[pid, told[19]] = (int(told[11]) + int(told[12])) / TICKS
            self._most = max([self._most, *(_memory(each.pid) for each in active_children())])


def _below(pid: int) -> Iterator[int]:
    try:
        found = [int(each) for task in Path(f"/proc/{pid}/task").iterdir() for each in _words(task / "children")]
    except OSError:  # the process has ended
        return
    for child in found:
        yield child
        yield from _below(child)


def _stat(pid: int) -> list[str]:
    """Return what the system tells of a process, after its name, which may hold blanks."""
    return " ".join(_words(Path(f"/proc/{pid}/stat"))).rpartition(") ")[2].split()


def _memory(pid: int) -> float:
    told = _words(Path(f"/proc/{pid}/statm"))
    return int(told[1]) * PAGE / 2**20 if told else 0.0


def _words(path: Path) -> list[str]:
    try:
        return path.read_text().split()
    except OSError:
        return []


def _rounds(reached: list[Reached]) -> Iterator[Reached]:
    """Yield what each round took by itself."""
    for before, after in zip(reached, reached[1:], strict=False):
        took = after.seconds - before.seconds, after.processor - before.processor
        yield Reached(after.books - before.books, *took, after.memory, after.parent)


def _table(reached: list[Reached]) -> str:
    head = (
        "| books | minutes | processor s | processor s a book | of the last dozen | most MB of one | MB of the parent |"
    )
    lines = [
        f"| {each.books} | {each.seconds / 60:.1f} | {each.processor:.0f} | {each.processor / each.books:.2f} "
        f"| {last.processor / last.books:.2f} | {each.memory:.0f} | {each.parent:.0f} |"
        for each, last in zip(reached[1:], _rounds(reached), strict=True)
    ]
    return "\n".join([head, "|" + "---|" * 7, *lines])


def _line(reached: Iterable[Reached]) -> tuple[float, float]:
    """Return the straight line of least squares: the processor seconds before any book, and those of a book."""
    points = [(each.books, each.processor) for each in reached]
    middle, mean = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope = sum((x - middle) * (y - mean) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
    return mean - slope * middle, slope


def _growth(reached: list[Reached]) -> str:
    fixed, slope = _line(reached[1:])
    rounds = [each.processor / each.books for each in _rounds(reached)]
    half = len(rounds) // 2
    early, late = sum(rounds[:half]) / half, sum(rounds[half:]) / len(rounds[half:])
    return (
        f"The straight line through these: {fixed:.1f} processor seconds once, and {slope:.2f} for each book. A book "
        f"of the first {half * BOOKS_EACH} takes {early:.2f}, one of the others {late:.2f}: {late / early - 1:+.1%}. "
        f"No dozen is further from the mean of all than {_furthest(rounds):.1%}."
    )


def _furthest(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return max(abs(value / mean - 1) for value in values)


def _sides(one: Reached, two: Reached) -> str:
    told = [
        f"| {count} | {each.books} | {each.seconds / 60:.1f} | {60 * each.books / each.seconds:.1f} "
        f"| {each.processor / each.books:.2f} |"
        for count, each in ((1, one), (2, two))
    ]
    head = "| processes | books | minutes | books a minute | processor s a book |"
    return "\n".join([head, "|" + "---|" * 5, *told])


def _reckoned(slope: float, two: Reached, books: int) -> str:
    return (
        f"All authorities, {YEARS.replace('..', ' to ')}: {books:,} books. At {slope:.2f} processor seconds a book "
        f"that is {books * slope / 3600:.1f} processor hours; at the pace measured here with two processes, "
        f"{books * two.seconds / two.books / 3600:.1f} hours."
    )


def main(official: Path, dozens: int) -> None:
    """Measure, and write what was found."""
    files = read_all(official)
    books = list(plan(files, YEAR, "all"))
    growth = measure(books[: dozens * BOOKS_EACH], official, 1)
    two = measure(books[: 2 * BOOKS_EACH], official, 2)[-1]
    parts = [
        "# What a fleet costs",
        "Made by `python benchmarks/fleet.py FOLDER`, in one run.",
        f"Machine: {os.cpu_count()} processors, {platform.machine()}, {platform.system()}, Python "
        f"{platform.python_version()}. Load when it ended: {os.getloadavg()[2]:.1f}; where that is above the number of "
        "processes that made books, other work ran beside, and only processor seconds can be compared. They are those "
        "of every process that takes part, the kernels of chapters among them.",
        "## Growth with the number of books",
        f"One process after another, each of {BOOKS_EACH} books.",
        _table(growth),
        _growth(growth),
        "## One process and two",
        _sides(growth[2], two),
        "## Every authority and year",
        _reckoned(_line(growth[1:])[1], two, len(plan(files, YEARS, "all"))),
    ]
    RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else DOZENS)
