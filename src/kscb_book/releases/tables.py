"""The tables of an edition, read from its executed chapters, with the figure that each place prints."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kscb_book.face import record
from kscb_book.face.record import Published
from kscb_book.face.tables import Entry, Table
from kscb_book.source.symbols import symbol_in

NUMBER = re.compile(r"(?P<sign>[\N{MINUS SIGN}-]?)(?P<before>£?)(?P<digits>[\d,]+(?:\.\d+)?)(?P<after>m?%?)")


@dataclass(frozen=True)
class Shown:
    """A table, or the data of a chart, with its chapter; ``kind`` is ``table`` or ``chart``."""

    chapter: str
    kind: str
    table: Table

    @property
    def name(self) -> str:
        """A name that no other has in the edition, for a file."""
        return f"{self.chapter}-{self.kind}-{self.table.name}"


@dataclass(frozen=True)
class Number:
    """A number as it is printed: its value, and how a spreadsheet shows it so."""

    value: float
    number_format: str


def tables_of(notebooks: Sequence[Path]) -> tuple[Shown, ...]:
    """Return every table in the order of the chapters, and the data of each chart that no table there shows."""
    found: list[Shown] = []
    for notebook in notebooks:
        bundles = [bundle for _, bundle in record.outputs_of(notebook)]
        tables = [record.table_in(bundle[record.TABLE]) for bundle in bundles if record.TABLE in bundle]
        charts = [record.chart_in(bundle[record.CHART]).table for bundle in bundles if record.CHART in bundle]
        shown = {_figures(table) for table in tables}
        found += [Shown(notebook.stem, "table", table) for table in tables]
        found += [Shown(notebook.stem, "chart", table) for table in charts if not _is_shown(table, shown)]
    return tuple(found)


def figures_of(notebooks: Sequence[Path]) -> dict[str, Published]:
    """Return every figure that the chapters publish, by its id."""
    return {figure.id: figure for notebook in notebooks for figure in record.figures_of(notebook)}


def number_in(entry: Entry, figure: Published | None) -> Number | None:
    """Return the number of a place, or None where it prints words or a symbol."""
    if figure is None or symbol_in(figure.printed):
        return None
    found = NUMBER.fullmatch(figure.printed)
    if not found or not entry.text.startswith(figure.printed):
        return None
    digits = found["digits"].replace(",", "")
    decimals = len(digits.partition(".")[2])
    shape = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    signs = [f'"{text}"' if text else "" for text in (found["before"], found["after"])]
    return Number(float(digits) * (-1 if found["sign"] else 1), f"{signs[0]}{shape}{signs[1]}")


def marks_of(figure: Published | None) -> str:
    """Return the marks behind a figure as they are printed."""
    return " ".join(f"[{mark}]" for mark in figure.marks) if figure else ""


def _figures(table: Table) -> frozenset[str]:
    return frozenset(entry.figure for row in table.rows for entry in row if entry.figure)


def _is_shown(table: Table, shown: set[frozenset[str]]) -> bool:
    figures = _figures(table)
    return bool(figures) and any(figures <= each for each in shown)


def explained(tables: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """Yield each symbol, mark and note of the tables with its meaning, once."""
    notes = dict.fromkeys(note for each in tables for note in each.table.notes)
    for note in sorted(notes, key=_order):
        sign, _, meaning = note.partition("] ")
        if meaning:
            yield f"{sign}]", meaning


def _order(note: str) -> tuple[bool, int, str]:
    number = re.match(r"\[note (\d+)\]", note)
    return (number is not None, int(number[1]) if number else 0, note)
