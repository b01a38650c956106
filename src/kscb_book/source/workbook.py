"""The year's workbook as it stands: every value with its cell, or every fault in it at once.

The only module that knows openpyxl. It checks and addresses; it changes nothing, and never writes.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from kscb_book.findings import Finding, InputRefused, refused
from kscb_book.source.cells import Cell, address
from kscb_book.source.report import Report
from kscb_book.source.schema import Layout, Schema, read_schema
from kscb_book.source.sheets import Fault, read_report, read_sheet


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook.

    ``frame`` has a row for each row of the table, its index the Excel row, its columns the headings; a
    value is a Decimal, a Symbol or text. ``letters`` gives each heading's column. ``supplier``,
    ``source`` and ``status`` are what the lines above the table say.
    """

    layout: Layout
    frame: pd.DataFrame
    letters: Mapping[str, str]
    supplier: str
    source: str
    status: str

    def cell(self, row: int, heading: str) -> Cell:
        """Return the place of the value in Excel row ``row`` under ``heading``."""
        label = self.frame.at[row, self.layout.row_heading]
        return Cell(self.layout.sheet, label, heading, address(self.layout.sheet, self.letters[heading], row))


@dataclass(frozen=True)
class Workbook:
    """A year's workbook, read and found sound."""

    report: Report
    sheets: Mapping[str, Sheet]


def read_workbook(path: Path, year: str, shown: str) -> Workbook:
    """Read the workbook of ``year`` at ``path``; messages call it ``shown``.

    The file is read as a copy in memory, so it may stand open in Excel. Raises InputRefused with
    every finding, in the order of the workbook.
    """
    book = _opened(path, shown)
    schema = read_schema(year)
    faults: list[Fault] = []
    report = _report(book, schema, year, faults)
    sheets = {layout.sheet: _sheet(book, layout, year, faults) for layout in schema.layouts}
    if faults:
        order = {name: position for position, name in enumerate(book.sheetnames)}
        faults.sort(key=lambda fault: (order.get(fault.sheet, len(order)), fault.row, fault.column))
        raise InputRefused(Finding(shown, _place(fault), fault.message) for fault in faults)
    return Workbook(report, sheets)


def _place(fault: Fault) -> str:
    return address(fault.sheet, get_column_letter(fault.column), fault.row) if fault.row else fault.sheet


def _opened(path: Path, shown: str):
    if not path.is_file():
        raise refused(shown, "", "no such workbook")
    try:
        return load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise refused(shown, "", "this is not a workbook that can be read; save it in Excel as .xlsx") from None


def _report(book, schema: Schema, year: str, faults: list[Fault]) -> Report | None:
    page = _page(book, schema.report_sheet, faults)
    values = page and read_report(page, schema, year, faults)
    return Report(**values) if values else None


def _sheet(book, layout: Layout, year: str, faults: list[Fault]) -> Sheet | None:
    page = _page(book, layout.sheet, faults)
    table = page and read_sheet(page, layout, year, faults)
    if not table:
        return None
    rows, columns, details = table
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(layout.headings), dtype=object)
    letters = {heading: get_column_letter(column) for heading, column in columns.items()}
    return Sheet(layout, frame, letters, **details)


def _page(book, name: str, faults: list[Fault]):
    if name in book.sheetnames:
        return book[name]
    near = get_close_matches(name.lower(), [sheet.lower() for sheet in book.sheetnames], n=1)
    close = next((sheet for sheet in book.sheetnames if near and sheet.lower() == near[0]), None)
    hint = f"; the workbook has {close!r} - was it renamed?" if close else ""
    faults.append(Fault(name, 0, 0, f"sheet not found{hint}"))
    return None
