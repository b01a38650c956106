"""Work that is done in a process beside, forked from this one, while this one does something else.

What is handed over is all that this process holds at that moment; what comes back is a result, or the exception that
it ended with. Where there is no fork, and where books are made side by side anyhow, the work is done when its result
is asked for.
"""

import os
import pickle
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from kscb_book.press.workers import CAN_FORK

Work = Callable[[], object]


class Beside:
    """One piece of work at a time; what is begun anew takes the place of what was."""

    def __init__(self, can_fork: bool) -> None:
        self._can_fork = can_fork
        self._work: Work | None = None
        self._process: int | None = None
        self._answer: BinaryIO | None = None

    def begin(self, work: Work) -> None:
        """Have ``work`` done. It must not need threads that this process has."""
        self.end()
        if not self._can_fork:
            self._work = work
            return
        reading, writing = os.pipe()
        process = _forked()
        if process == 0:
            os.close(reading)
            _answer(work, writing)
        os.close(writing)
        self._process, self._answer = process, os.fdopen(reading, "rb")

    def result(self) -> object:
        """Return what the work that was begun returns, or raise what it raises, once it is done."""
        if self._work is not None:
            return self._work()
        told = self._answer.read()
        self.end()
        if not told:
            raise RuntimeError("the process that worked beside has ended without an answer")
        result, error = pickle.loads(told)
        if error is not None:
            raise error
        return result

    def end(self) -> None:
        """Stop what is still being done."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._answer.close()
        self._work = self._process = self._answer = None


@contextmanager
def beside(may_fork: bool = True) -> Iterator[Beside]:
    """Give one who works beside; when the block ends, however it does, nothing is left at work.

    Without ``may_fork`` this process does the work itself: no thread goes along into a fork, and what waits for one
    that a library keeps would wait for ever.
    """
    made = Beside(may_fork and CAN_FORK and threading.current_thread() is threading.main_thread())
    try:
        yield made
    finally:
        made.end()


def _forked() -> int:
    with warnings.catch_warnings():  # Python warns of threads; those that there are, of sockets, are not needed beside
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _answer(work: Work, writing: int) -> None:
    """Do the work, write what came of it, and end this process at once: all else belongs to the other."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build ends this process too
        try:
            told = pickle.dumps((work(), None))
        except Exception as error:
            told = pickle.dumps((None, error))
        with os.fdopen(writing, "wb") as answer:
            answer.write(told)
    finally:
        os._exit(0)
