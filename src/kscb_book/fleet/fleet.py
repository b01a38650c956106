"""A fleet: plans its books, has them made, and writes what came of them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from kscb_book.findings import Finding, refused
from kscb_book.fleet.comparing import COMPARISON, compare
from kscb_book.fleet.index_page import index_page
from kscb_book.fleet.ledger import LEDGER, LEFT_OUT, write_beside, write_ledger
from kscb_book.fleet.left_out import told_of
from kscb_book.fleet.local import Local
from kscb_book.fleet.making import BUILT, FAILED, KEPT, WORK, Made
from kscb_book.fleet.official import read_all
from kscb_book.fleet.pages import write_static
from kscb_book.fleet.plan import plan
from kscb_book.fleet.running import DIED, Workers, is_of_a_dead_worker, run

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the folder of official files, that of the fleet, the years and the authorities."""

    official: Path
    out: Path
    years: str
    authorities: str

    @property
    def folders(self) -> tuple[str, str]:
        """The two folders as those who work for the fleet are told of them."""
        return str(self.official), str(self.out)


@dataclass(frozen=True)
class Fleet:
    """What came of a fleet, book by book."""

    made: tuple[Made, ...]
    problems: tuple[Finding, ...] = ()

    def count(self, outcome: str) -> int:
        """Return of how many books this came."""
        return sum(each.outcome == outcome for each in self.made)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Each book and comparison that failed, and why."""
        failed = (each for each in self.made if each.outcome == FAILED)
        books = (Finding(f"{each.book.slug}/{each.book.year}", "", each.reason) for each in failed)
        return (*books, *self.problems)

    @property
    def told(self) -> str:
        """What came of it, in a sentence or two."""
        counts = {"made": self.count(BUILT), "kept as they were": self.count(KEPT), "failed": self.count(FAILED)}
        books = f"{len(self.made)} books: {', '.join(f'{count} {what}' for what, count in counts.items() if count)}."
        left_out = told_of([sentence for each in self.made for sentence in each.left_out], LEFT_OUT)
        return "\n".join(filter(None, (books, left_out)))


def make_fleet(wanted: Wanted, processes: int, scheduler: str, progress: Progress) -> Fleet:
    """Make every book that is wanted, on this machine or on the cluster of a ``scheduler``.

    Raises InputRefused where the files, the years, the authorities or the folder cannot be used.
    """
    books = plan(read_all(wanted.official), wanted.years, wanted.authorities)
    _may_be_written(wanted.out)
    wanted.out.mkdir(parents=True, exist_ok=True)
    if not (wanted.out / LEDGER).exists():
        write_ledger((), wanted.out)  # by which a fleet is known that was stopped on its way
    made: list[Made] = []
    progress("Making books", 0, len(books))
    with _workers(wanted, processes, scheduler) as workers:
        for each in run(books, wanted.folders, workers):
            made.append(each)
            progress("Making books", len(made), len(books))
        problems = tuple(_compared(made, wanted, workers, progress))
    shutil.rmtree(wanted.out / WORK, ignore_errors=True)
    write_ledger(made, wanted.out)
    write_static(wanted.out)
    write_beside(wanted.out / "index.html", index_page(made))
    return Fleet(tuple(made), problems)


def _compared(made: list[Made], wanted: Wanted, workers: Workers, progress: Progress) -> Iterator[Finding]:
    """Have the comparisons of each year written; yield what is wrong with them.

    An authority has a page of its own where it has a profile to lead to.
    """
    years = sorted({each.book.year for each in made})
    there = [each.book for each in made if each.outcome != FAILED]
    codes = {year: tuple(sorted(book.code for book in there if book.year == year)) for year in years}
    progress("Comparing", 0, len(years))
    with workers.opened() as pool:
        running = {year: pool.submit(compare, year, codes[year], *wanted.folders) for year in years}
        for done, (year, future) in enumerate(running.items(), 1):
            try:
                problem = future.result()
            except Exception as error:
                if not is_of_a_dead_worker(error):
                    raise
                problem = DIED
            if problem:
                yield Finding(f"{COMPARISON}/{year}", "", problem)
            progress("Comparing", done, len(years))


def _workers(wanted: Wanted, processes: int, scheduler: str) -> AbstractContextManager[Workers]:
    if not scheduler:
        return nullcontext(Local(processes))
    from kscb_book.fleet.cluster import cluster_at

    return cluster_at(scheduler, (wanted.official, wanted.out))


def _may_be_written(out: Path) -> None:
    if any(each.exists() and not each.is_dir() for each in (out, *out.parents)):
        raise refused(str(out), "", "cannot be made: a file lies where a folder should be")
    if out.is_dir() and not (out / LEDGER).is_file() and any(each.name != WORK for each in out.iterdir()):
        raise refused(str(out), "", "holds something that is not a fleet, and is left alone; choose another --out")
