"""Processes of this machine that make books."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

# Where PDFs are not set in a process beside, Typst keeps some 35 MB of each book, and has no way to let go of them.
BOOKS_EACH = 12


@dataclass(frozen=True)
class Local:
    """So many processes of this machine; each makes at most ``books_each`` books, then another takes its place."""

    count: int
    books_each: int = BOOKS_EACH

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        """Open the processes; when they are left, those that work finish their book, and no other is begun."""
        # A process that is forked from one with threads may hang: each begins afresh, on every platform.
        pool = ProcessPoolExecutor(self.count, get_context("spawn"), initializer=_begin)
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Leave it to the parent to stop, and end when it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What papermill says of its progress is of no use to whoever watches a thousand books.
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    Thread(target=_end_with, args=(parent_process().sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
