"""What a fleet leaves beside its books: what came of each, and how long it took."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kscb_book.fleet.making import FAILED, Made
from kscb_book.press.outputs import harmless

LEDGER, LEFT_OUT, LOG = "fleet.csv", "left-out.csv", "fleet-log.json"
COLUMNS = ("authority", "region", "year", "state", "reason", "left_out", "made_from", "folder")
OF_A_SENTENCE = ("authority", "year", "block", "sentence", "reason", "for_want_of_a_number")


def write_ledger(made: Iterable[Made], out: Path) -> None:
    """Write the state of every book and each sentence that one leaves out, the same for the same inputs.

    How long each took stands in another file.
    """
    made = sorted(made, key=lambda each: (each.book.slug, each.book.year))
    _write(out / LEDGER, [COLUMNS, *map(_row, made)])
    _write(out / LEFT_OUT, [OF_A_SENTENCE, *(row for each in made for row in _sentences(each))])
    seconds = {f"{each.book.slug}/{each.book.year}": each.seconds for each in made}
    write_beside(out / LOG, json.dumps(seconds, indent=1) + "\n")


def _row(made: Made) -> tuple[str, ...]:
    book, failed = made.book, made.outcome == FAILED
    state = "failed" if failed else "made"
    reason, left_out = " ".join(made.reason.split()), "" if failed else str(len(made.left_out))
    folder = "" if failed else f"{book.slug}/{book.year}"
    return book.name, book.region, book.year, state, reason, left_out, made.inputs, folder


def _sentences(made: Made) -> Iterator[tuple[str, ...]]:
    for each in made.left_out:
        told = each.words, each.reason, "yes" if each.lacks_numbers else "no"
        yield made.book.name, made.book.year, each.block, *told


def _write(path: Path, rows: Iterable[Iterable[str]]) -> None:
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([harmless(text) for text in row] for row in rows)
    part.replace(path)


def write_beside(path: Path, text: str) -> None:
    """Write a text beside first; it takes the place of the earlier one when all of it is there."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
