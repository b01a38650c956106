"""Each table as a file of its own, a line a place: for programs, and for whoever works on with the numbers.

The files are UTF-8 with the mark by which Excel knows it; what a spreadsheet would take for a formula is made text.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kscb_book.face.record import Published
from kscb_book.releases.tables import Shown, marks_of
from kscb_book.source.texts import harmless

COLUMNS = (
    *("table", "row", "column", "text", "figure", "measure", "period", "category"),
    *("value", "printed", "unit", "marks", "cells"),
)


def write_tables(tables: Sequence[Shown], figures: Mapping[str, Published], folder: Path) -> None:
    """Write a file for each table into a folder that is not there yet."""
    folder.mkdir()
    for shown in tables:
        with (folder / f"{shown.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([harmless(text) for text in line] for line in _lines(shown, figures))


def _lines(shown: Shown, figures: Mapping[str, Published]) -> Iterator[tuple[str, ...]]:
    table = shown.table
    for label, *entries in table.rows:
        for heading, entry in zip(table.headings[1:], entries, strict=True):
            yield table.caption, label.text, heading, entry.text, *_told(figures.get(entry.figure or ""))


def _told(figure: Published | None) -> tuple[str, ...]:
    if figure is None:
        return ("",) * 9
    named = figure.id, figure.name, figure.period, figure.category or ""
    return *named, figure.value, figure.printed, figure.unit, marks_of(figure), "; ".join(figure.addresses)
