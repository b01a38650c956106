"""Runs the making of many books side by side, through the interface of ``concurrent.futures``.

A book that fails does not stop the others. A worker that dies takes the books with it that it was making: each of
those is tried once more, alone, so that only the one that is the cause can fail.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from itertools import islice
from typing import Protocol

from kscb_book.fleet.making import FAILED, Made, make
from kscb_book.fleet.plan import Book

DIED = "the process that made the book ended before it was done, twice; is there enough memory and disk?"


class Workers(Protocol):
    """Where books are made: how many at a time, and a way to open some processes for them."""

    count: int
    books_each: int

    def opened(self) -> AbstractContextManager[Executor]:
        """Return processes that are closed when they are left."""


def run(books: Iterable[Book], places: tuple[str, str], workers: Workers) -> Iterator[Made]:
    """Yield what came of each book as it is done; ``places`` are the official folder and that of the fleet.

    Processes are closed after so many books and others opened, so that memory does not grow with their number.
    """
    waiting = iter(books)
    while generation := list(islice(waiting, workers.count * workers.books_each)):
        yield from _generation(generation, places, workers)


def _generation(books: list[Book], places: tuple[str, str], workers: Workers) -> Iterator[Made]:
    left = list(books)
    while left:
        lost: list[Book] = []
        with workers.opened() as pool:
            for book, made in _made(pool, left, places, 2 * workers.count):
                left.remove(book)
                if made is None:
                    lost.append(book)
                else:
                    yield made
        for book in lost:
            yield _alone(book, places, workers)


def _made(pool: Executor, books: list[Book], places: tuple[str, str], most: int) -> Iterator[tuple[Book, Made | None]]:
    """Yield each book with what came of it, or with None where its process died; then no more are begun."""
    waiting, running = iter(list(books)), {}
    is_whole = True
    while True:
        while is_whole and len(running) < most and (book := next(waiting, None)):
            is_whole = _begin(pool, book, places, running)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            made = _result(future)
            is_whole = is_whole and made is not None
            yield running.pop(future), made


def _begin(pool: Executor, book: Book, places: tuple[str, str], running: dict[Future, Book]) -> bool:
    """Begin a book; return whether the pool still takes any."""
    try:
        running[pool.submit(make, book, *places)] = book
    except RuntimeError:  # the pool has just lost a process; the book stays among those that are left
        return False
    return True


def _result(future: Future) -> Made | None:
    try:
        return future.result()
    except Exception as error:
        if is_of_a_dead_worker(error):
            return None
        raise


def _alone(book: Book, places: tuple[str, str], workers: Workers) -> Made:
    with workers.opened() as pool:
        ((_, made),) = _made(pool, [book], places, 1)
    return made or Made(book, FAILED, reason=DIED)


def is_of_a_dead_worker(error: Exception) -> bool:
    """Whether an error says that a process ended: of a local pool, or of a cluster that gave a book up."""
    return type(error).__name__ in ("BrokenProcessPool", "KilledWorker")
