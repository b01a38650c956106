"""The year's workbook as it stands: every value with its cell, or every fault in it at once.

It checks and addresses; it changes nothing, and never writes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from kscb_book.findings import Finding, InputRefused
from kscb_book.source.book import UNREADABLE, Book
from kscb_book.source.cells import Cell, address, letters_of
from kscb_book.source.details import read_report
from kscb_book.source.files import copy_of, damaged
from kscb_book.source.issues import Issue, read_issues
from kscb_book.source.page import Page, Pages, Remark, Remarks
from kscb_book.source.report import DRAFT, Report
from kscb_book.source.schema import Layout, Schema, read_schema
from kscb_book.source.sections import read_whole
from kscb_book.source.sheets import read_sheet
from kscb_book.source.texts import as_found, renamed, text_of

MOST_BOOKS = 8  # that of the year, those of the editions before it, and what they are compared with


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


@dataclass(frozen=True, eq=False)
class Workbook:
    """A year's workbook, read and found sound; ``notes`` say what in it is worth a second look.

    ``issues`` are the rows of its sheet of known issues; ``to_fill``, in the order of the workbook, are the
    cells of a draft that hold nothing yet and are read as ``[x]``.
    """

    report: Report
    sheets: Mapping[str, Sheet]
    notes: tuple[Finding, ...] = ()
    issues: tuple[Issue, ...] = ()
    to_fill: tuple[Cell, ...] = ()


def read_workbook(path: Path, year: str, shown: str) -> Workbook:
    """Read the workbook of ``year`` at ``path``; messages call it ``shown``.

    The file is read as a copy in memory, so it may stand open in Excel. Raises InputRefused with
    every finding, in the order of the workbook.
    """
    return _read(copy_of(path, shown), year, shown)


def read_pages(path: Path, shown: str) -> Pages:
    """Return every sheet of the workbook at ``path``, also hidden ones and those that no schema knows.

    Raises InputRefused for a file that is no workbook.
    """
    return _book(copy_of(path, shown), shown).pages


def year_of(path: Path, shown: str) -> str:
    """Return the year that a workbook of any name says its report is of, or nothing. Raises InputRefused."""
    told = read_whole("workbook")["report"]
    label = next(item["label"] for item in told["items"] if item["key"] == "year")
    page = read_pages(path, shown).by_name.get(told["sheet"])
    contents = page.contents if isinstance(page, Page) else {}
    places = [place for place, content in contents.items() if text_of(content.value) == label]
    return next((text_of(page.at(row, column + 1).value) for row, column in places), "")


# Every chapter opens the year, and those before it; the same bytes need be read but once.
@lru_cache(maxsize=MOST_BOOKS)
def _read(content: bytes, year: str, shown: str) -> Workbook:
    schema, remarks = read_schema(year), Remarks()
    book = _book(content, shown)
    report = _report(book, schema, year, remarks)
    if report and not schema.reads(report.layout_version):
        # What a layout that is not known has in its other sheets would only be misunderstood.
        raise InputRefused(_findings(remarks.faults, {}, shown))
    pages = {layout: _page(book, layout.sheet, schema, remarks) for layout in schema.layouts}
    sheets = {layout.sheet: _sheet(page, layout, year, remarks) for layout, page in pages.items()}
    issues = _issues(book, schema, remarks)
    order = {name: position for position, name in enumerate(book.names)}
    is_draft = report is not None and report.status == DRAFT
    if faults := [*remarks.faults, *([] if is_draft else remarks.blanks)]:
        raise InputRefused(_findings(faults, order, shown))
    to_fill = (Cell(each.sheet, each.label, each.heading, _place(each)) for each in _in_order(remarks.blanks, order))
    return Workbook(report, sheets, tuple(_findings(remarks.notes, order, shown)), issues, tuple(to_fill))


def pages_of(content: bytes, year: str, shown: str) -> Mapping[str, Page]:
    """Return the sheets of a copy of the workbook of ``year`` as they stand, however little is filled in.

    A blank cell tells its number format. Raises InputRefused for a sheet that is not there, or too large.
    """
    schema, remarks, book = read_schema(year), Remarks(), _book(content, shown)
    pages = {name: _page(book, name, schema, remarks) for name in schema.sheets}
    if remarks.faults:
        raise InputRefused(_findings(remarks.faults, {}, shown))
    return pages


@lru_cache(maxsize=2)
def _book(content: bytes, shown: str) -> Book:
    try:
        return Book(content)
    except UNREADABLE:
        raise damaged(shown) from None


def _findings(remarks: Iterable[Remark], order: Mapping[str, int], shown: str) -> Iterator[Finding]:
    for remark in _in_order(remarks, order):
        yield Finding(shown, _place(remark), remark.message)


def _in_order(remarks: Iterable[Remark], order: Mapping[str, int]) -> list[Remark]:
    return sorted(remarks, key=lambda each: (order.get(each.sheet, len(order)), each.row, each.column))


def _place(remark: Remark) -> str:
    return address(remark.sheet, letters_of(remark.column), remark.row) if remark.row else remark.sheet


def _report(book: Book, schema: Schema, year: str, remarks: Remarks) -> Report | None:
    page = _page(book, schema.report_sheet, schema, remarks)
    values = page and read_report(page, schema, year, remarks)
    return Report(**values) if values else None


def _issues(book: Book, schema: Schema, remarks: Remarks) -> tuple[Issue, ...]:
    page = _page(book, schema.issue_sheet, schema, remarks)
    return read_issues(page, schema, remarks) if page else ()


def _sheet(page: Page | None, layout: Layout, year: str, remarks: Remarks) -> Sheet | None:
    layout = layout.called(page.texts) if page else layout
    table = page and read_sheet(page, layout, year, remarks)
    if not table:
        return None
    rows, columns, details = table
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(layout.headings), dtype=object)
    letters = {heading: letters_of(column) for heading, column in columns.items()}
    return Sheet(layout, frame, letters, **details)


def _page(book: Book, name: str, schema: Schema, remarks: Remarks) -> Page | None:
    others = [each for each in book.names if each != name]
    if name not in book.names:
        strangers = [each for each in others if each not in schema.sheets]
        remarks.fault(name, f"sheet not found{renamed(name, strangers, 'the workbook has')}")
        return None
    for other in others:
        if _alike(other, name):
            remarks.fault(name, f"a second sheet is called nearly so, {as_found(other)}; keep one of them")
    page = book.pages.by_name[name]
    if isinstance(page, str):
        remarks.fault(name, f"the sheet reaches as far as cell {page}; delete the rows and columns beyond its table")
        return None
    if page.is_hidden:
        remarks.fault(name, "the sheet is hidden; right-click the name of any sheet, choose Unhide, and show it")
    return page


def _alike(one: str, other: str) -> bool:
    return "".join(one.lower().split()) == "".join(other.lower().split())
