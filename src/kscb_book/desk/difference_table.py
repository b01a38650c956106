"""Writes what differs between two editions as a table for Excel (CSV), a line each."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from kscb_book.desk.difference_words import addresses_of, amount_of, clear_of, text_of, why_of
from kscb_book.desk.differences import CellDifference, Differences, FigureDifference
from kscb_book.desk.writing import write_again
from kscb_book.face.record import Published
from kscb_book.meaning.printing import canonical
from kscb_book.source.texts import harmless

COLUMNS = (
    *("what", "name", "id_first", "id_second", "printed_first", "printed_second", "value_first", "value_second"),
    *("change", "change_printed", "clear", "why", "cells"),
)


def write_table(differences: Differences, path: Path) -> None:
    """Write every difference, and in full; no text in it is taken for a formula. Raises InputRefused."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(differences):
        writer.writerow([harmless(row.get(column, "")) for column in COLUMNS])
    write_again(path, text.getvalue().encode("utf-8-sig"), ",".join(COLUMNS).encode("utf-8-sig"))


def _rows(differences: Differences) -> Iterator[dict[str, str]]:
    for each in differences.changed:
        yield {"what": "figure"} | _figure(each.first, "first") | _figure(each.second, "second") | _change(each)
    for name, figures in (("first", differences.only_first), ("second", differences.only_second)):
        for figure in figures:
            cells = {"cells": "; ".join(figure.addresses)}
            yield {"what": f"figure only in the {name}"} | _figure(figure, name) | cells
    for each in differences.cells:
        yield {
            "what": "cell",
            "name": addresses_of(each),
            "value_first": text_of(each.first),
            "value_second": text_of(each.second),
        }
    for block in differences.blocks or ():
        kind = "block new" if block.first is None else "block gone" if block.second is None else "block"
        yield {"what": kind, "name": block.name}


def _figure(figure: Published, side: str) -> dict[str, str]:
    told = {"id": figure.id, "printed": figure.marked, "value": figure.value}
    return {"name": figure.title} | {f"{key}_{side}": text for key, text in told.items()}


def _change(each: FigureDifference) -> dict[str, str]:
    return {
        "change": "" if each.change is None else canonical(each.change),
        "change_printed": amount_of(each),
        "clear": clear_of(each),
        "why": why_of(each),
        "cells": "; ".join(_cell(cell) for cell in each.cells),
    }


def _cell(each: CellDifference) -> str:
    return f"{addresses_of(each)}: {text_of(each.first)} > {text_of(each.second)}"
