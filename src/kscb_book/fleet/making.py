"""Makes one book of a fleet, in whatever process it is asked to: workbook, words, site, PDF, audit.

It is given paths and small values only, and answers with what came of it. A book that was made from the same inputs is
left as it is. Work is done beside; a finished book takes its place by one rename.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from kscb_book.findings import BookError
from kscb_book.fleet.left_out import LeftOut
from kscb_book.fleet.plan import Book
from kscb_book.source.sections import SCHEMA

BUILT, KEPT, FAILED = "built", "kept", "failed"
WORK, MADE_FROM = ".making", "made-from.json"
PROFILE = "profile"
ROOT = Path(__file__).parent / "book"
ONE_AT_A_TIME = Lock()  # a book is made with the environment of its process


@dataclass(frozen=True)
class Made:
    """What came of one book: ``outcome`` is built, kept or failed; ``inputs`` a hash of what it was made from.

    ``reason`` says why it failed, ``seconds`` how long it took, ``left_out`` which sentences it does not print.
    """

    book: Book
    outcome: str
    inputs: str = ""
    reason: str = ""
    seconds: float = 0.0
    left_out: tuple[LeftOut, ...] = ()


def make(book: Book, official: str, out: str) -> Made:
    """Make a book from the folder ``official`` into the folder ``out``; a fault is part of the answer."""
    os.environ[SCHEMA] = PROFILE
    start, inputs, left_out = time.perf_counter(), "", ()
    with ONE_AT_A_TIME:
        try:
            inputs = _inputs(book, Path(official))
            outcome = KEPT if is_made_from(folder_of(book, Path(out)), inputs) else BUILT
            if outcome == BUILT:
                _make(book, inputs, Path(official), Path(out))
            reason, left_out = "", left_out_of(folder_of(book, Path(out)))
        except BookError as error:
            outcome, reason = FAILED, str(error).replace(f"{_work(book, Path(out))}{os.sep}", "")
        except OSError as error:
            outcome, reason = FAILED, f"{error.filename or out}: {error.strerror}"
    return Made(book, outcome, inputs, reason, round(time.perf_counter() - start, 2), left_out)


def folder_of(book: Book, out: Path) -> Path:
    """Return where a book stands in the folder of its fleet."""
    return out / book.slug / book.year


def is_made_from(folder: Path, inputs: str) -> bool:
    """Whether what stands in ``folder`` was made from these inputs."""
    return _made_from(folder).get("inputs") == inputs


def left_out_of(folder: Path) -> tuple[LeftOut, ...]:
    """Return which sentences the book in ``folder`` does not print."""
    return tuple(LeftOut(**each) for each in _made_from(folder).get("left_out", ()))


def say_made_from(folder: Path, inputs: str, left_out: Iterable[LeftOut] = ()) -> None:
    """Write into ``folder`` what it was made from, and which sentences it does not print."""
    told = {"inputs": inputs, "left_out": [asdict(each) for each in left_out]}
    (folder / MADE_FROM).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8", newline="\n")


def _made_from(folder: Path) -> dict:
    try:
        told = json.loads((folder / MADE_FROM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def hash_of_inputs(*told: object) -> str:
    """Return a hash of what is told, of the package and of the versions that make a fleet."""
    return hashlib.sha256(json.dumps([*told, _program()], sort_keys=True).encode()).hexdigest()


def put_in_place(made: Path, target: Path) -> None:
    """Let ``made`` take the place of ``target``, by one rename; what stood there is moved beside it, and deleted."""
    target.parent.mkdir(parents=True, exist_ok=True)
    before = made.with_name(f"{made.name}.before")
    if target.exists():
        target.rename(before)
    made.rename(target)
    shutil.rmtree(before, ignore_errors=True)


def _inputs(book: Book, official: Path) -> str:
    """Return a hash of the rows that concern the book, and of what makes it."""
    from kscb_book.fleet.official import read_all

    files = read_all(official)
    found = files.of(files.authority(book.code), book.year)
    rows = {
        name: [(row.line, *sorted(row.texts.items())) for row in file.rows]
        for name, file in found.numbers.files.items()
    }
    lists = [(each.file, each.line, each.codes, each.labels) for each in found.lists if each]
    return hash_of_inputs(book.year, rows, lists)


@cache
def _program() -> Mapping[str, object]:
    from kscb_book.press.inputs import versions
    from kscb_book.press.stamp import source_hash

    notebooks = {path.name: path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*")) if path.is_file()}
    return {"source": source_hash(), "book": notebooks, **versions()}


def _work(book: Book, out: Path) -> Path:
    return out / WORK / f"{book.slug}-{book.year}"


def _make(book: Book, inputs: str, official: Path, out: Path) -> None:
    from kscb_book.press.book import Wish, build_with

    work = _work(book, out)
    shutil.rmtree(work, ignore_errors=True)
    try:
        places, left_out = _data(book, official, work / "data")
        (work / "built").mkdir()
        built = build_with(_workers(places).of(places), work / "built", lambda *told: None, Wish())
        shutil.copyfile(places.workbook, built / places.workbook.name)
        (built / "build-log.json").unlink()
        say_made_from(built, inputs, left_out)
        put_in_place(built, folder_of(book, out))
    finally:
        shutil.rmtree(work, ignore_errors=True)


WORKERS: list = []  # of this process: one, once a book was made


def _workers(places):
    """Return the workers of this process for the chapters of one book after another; they end with it."""
    from multiprocessing.util import Finalize

    from kscb_book.press.workers import workers

    if not WORKERS:
        stack = ExitStack()
        WORKERS.append(stack.enter_context(workers(places)))
        Finalize(None, stack.close, exitpriority=1)
    return WORKERS[0]


def _data(book: Book, official: Path, data: Path):
    """Write the year's folder of the profile, its workbook and its words; return it and the words left out."""
    from kscb_book.fleet.official import read_all
    from kscb_book.fleet.profile import names_of, report_of
    from kscb_book.fleet.words import write_words
    from kscb_book.fleet.workbook import profile_workbook
    from kscb_book.places import Places

    files = read_all(official)
    found = files.of(files.authority(book.code), book.year)
    places = Places(ROOT, data, book.year)
    places.workbook.parent.mkdir(parents=True)
    places.workbook.write_bytes(profile_workbook(report_of(book, found), found))
    return places, write_words(places, names_of(book, found))
