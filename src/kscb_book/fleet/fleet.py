"""A fleet: plans its books, has them made, and writes what came of them."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from kscb_book.findings import Finding, refused
from kscb_book.fleet.ledger import LEDGER, write_ledger
from kscb_book.fleet.local import Local
from kscb_book.fleet.making import BUILT, FAILED, KEPT, WORK, Made
from kscb_book.fleet.official import read_all
from kscb_book.fleet.plan import plan
from kscb_book.fleet.running import Workers, run

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the folder of official files, that of the fleet, the years and the authorities."""

    official: Path
    out: Path
    years: str
    authorities: str


@dataclass(frozen=True)
class Fleet:
    """What came of a fleet, book by book."""

    made: tuple[Made, ...]

    def count(self, outcome: str) -> int:
        """Return of how many books this came."""
        return sum(each.outcome == outcome for each in self.made)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Each book that failed, and why."""
        failed = (each for each in self.made if each.outcome == FAILED)
        return tuple(Finding(f"{each.book.slug}/{each.book.year}", "", each.reason) for each in failed)

    @property
    def told(self) -> str:
        """What came of it in one sentence."""
        counts = {"made": self.count(BUILT), "kept as they were": self.count(KEPT), "failed": self.count(FAILED)}
        return f"{len(self.made)} books: {', '.join(f'{count} {what}' for what, count in counts.items() if count)}."


def make_fleet(wanted: Wanted, processes: int, scheduler: str, progress: Progress) -> Fleet:
    """Make every book that is wanted, on this machine or on the cluster of a ``scheduler``.

    Raises InputRefused where the files, the years, the authorities or the folder cannot be used.
    """
    books = plan(read_all(wanted.official), wanted.years, wanted.authorities)
    _may_be_written(wanted.out)
    wanted.out.mkdir(parents=True, exist_ok=True)
    made: list[Made] = []
    progress("Making books", 0, len(books))
    with _workers(wanted, processes, scheduler) as workers:
        for each in run(books, (str(wanted.official), str(wanted.out)), workers):
            made.append(each)
            progress("Making books", len(made), len(books))
    shutil.rmtree(wanted.out / WORK, ignore_errors=True)
    write_ledger(made, wanted.out)
    return Fleet(tuple(made))


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
