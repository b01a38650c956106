"""The numbers of each table and chart as a file beside the pages, which Excel opens as numbers."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kscb_book.face import record
from kscb_book.face.tables import Entry, Table
from kscb_book.press.columns import SIGN, Column, columns_of
from kscb_book.press.notes import without_marks
from kscb_book.press.outputs import harmless

FOLDER = "data"
NOTES = "notes on"
NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")


def file_of(name: str, chart: bool) -> str:
    """Return the name of the file of a table or chart."""
    return f"{'chart' if chart else 'table'}-{NOT_IN_A_NAME.sub('-', name.lower())}.csv"


def write_data(notebook: Path, folder: Path) -> None:
    """Write into ``folder`` the file of each table and chart that an executed notebook shows."""
    folder.mkdir(exist_ok=True)
    for _, bundle in record.outputs_of(notebook):
        for table, chart in _tables_in(bundle):
            (folder / file_of(table.name, chart)).write_text(as_csv(table), encoding="utf-8-sig", newline="")


def _tables_in(bundle: dict) -> Iterator[tuple[Table, bool]]:
    if record.TABLE in bundle:
        yield record.table_in(bundle[record.TABLE]), False
    if record.CHART in bundle:
        yield record.chart_in(bundle[record.CHART]).table, True


def as_csv(table: Table) -> str:
    """Return a table as lines of text: headings, rows, and after an empty line its caption, notes and sources.

    Units stand in the headings. Marks stand in a column of their own, behind the numbers; a symbol stands as it is.
    """
    columns = tuple(map(Column, table.headings)) if table.is_worded else columns_of(table.headings, table.rows)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    rows = [[text for column in columns for text in _heading(column)]]
    rows += [[text for pair in zip(row, columns, strict=True) for text in _cell(*pair)] for row in table.rows]
    told = [[text] for text in (table.caption, *table.notes, *map("Source: {}".format, table.sources))]
    writer.writerows([harmless(text) for text in row] for row in [*rows, [], *told])
    return lines.getvalue()


def _heading(column: Column) -> list[str]:
    return [column.heading, *([f"{NOTES} {column.heading}"] if column.is_marked else [])]


def _cell(entry: Entry, column: Column) -> list[str]:
    if not entry.figure:
        return [entry.text, *([""] if column.is_marked else [])]
    number = column.number(entry).replace(",", "").replace(SIGN, "-")
    _, marks = without_marks(entry.text)
    return [number, *([" ".join(f"[{mark}]" for mark in marks)] if column.is_marked else [])]
