"""An xlsx file as openpyxl reads it; the only module of the readers that knows openpyxl, and it never writes."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from kscb_book.source.page import Area, Content, Page, Pages

MOST_CELLS = 10**6
# What openpyxl may raise over a damaged or crafted file.
UNREADABLE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RuntimeError),
    *(TypeError, ValueError, MemoryError, ParseError, InvalidFileException),
    *(struct.error, zipfile.BadZipFile, zlib.error),
)


class Book:
    """The copy of a workbook as openpyxl reads it: once, and once more for what formulas came to.

    ``names`` are all its sheets in order, ``pages`` what stands on them.
    """

    def __init__(self, content: bytes):
        self._content = content
        self._formulas = self._load(data_only=False)
        self._values = None
        self.names = tuple(sheet.title for sheet in self._formulas.worksheets)
        self.pages = Pages({sheet.title: self._page(sheet) for sheet in self._formulas.worksheets})

    def _load(self, data_only: bool):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they concern styles and drop-downs, which are not read
            return load_workbook(io.BytesIO(self._content), data_only=data_only, keep_links=False)

    def _page(self, sheet) -> Page | str:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            return sheet.dimensions.rpartition(":")[2]
        return Page(
            title=sheet.title,
            contents=dict(self._contents(sheet)),
            tables=tuple(_areas(table.ref for table in sheet.tables.values())),
            merged=tuple(_areas(merged.coord for merged in sheet.merged_cells.ranges)),
            hidden_rows=frozenset(row for row, each in sheet.row_dimensions.items() if each.hidden or each.height == 0),
            hidden_columns=frozenset(_hidden_columns(sheet)),
            is_hidden=sheet.sheet_state != "visible",
        )

    def _contents(self, sheet) -> Iterator[tuple[tuple[int, int], Content]]:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and (not cell.has_style or cell.number_format == "General"):
                    continue
                place = cell.row, cell.column
                if cell.data_type == "f":
                    formula = getattr(cell.value, "text", None) or str(cell.value)
                    yield place, Content(self._value(sheet.title, *place), cell.number_format, formula)
                else:
                    yield place, Content(cell.value, cell.number_format)

    def _value(self, name: str, row: int, column: int) -> object:
        if self._values is None:
            self._values = self._load(data_only=True)
        return self._values[name].cell(row, column).value


def _areas(references: Iterable[str]) -> Iterator[Area]:
    for reference in references:
        left, top, right, bottom = range_boundaries(reference)
        yield Area(top, left, bottom, right)


def _hidden_columns(sheet) -> Iterator[int]:
    for each in sheet.column_dimensions.values():
        if each.hidden or each.width == 0:
            yield from range(each.min, min(each.max, sheet.max_column) + 1)
