"""Writes a workbook that is new: text always as text, and the same bytes for the same content.

The only module of the desk that knows openpyxl. A workbook that a person keeps never passes through it.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo

# A workbook carries no time of its making: the earliest that a zip file can tell stands in its place.
MADE = datetime(1980, 1, 1)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
# What XML cannot hold, and so no cell of a workbook.
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
FONT = "Calibri"
SHADE = PatternFill("solid", fgColor="EAF1F7")
STYLES = {
    "plain": {},
    "wrapped": {"alignment": Alignment(wrap_text=True, vertical="top")},
    "bold": {"font": Font(name=FONT, bold=True)},
    "title": {"font": Font(name=FONT, bold=True, size=16)},
    "heading": {
        "font": Font(name=FONT, bold=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor="12436D"),
        "alignment": Alignment(wrap_text=True, vertical="top"),
    },
    "input": {"fill": SHADE, "alignment": Alignment(wrap_text=True, vertical="top")},
    "link": {"font": Font(name=FONT, color="0563C1", underline="single")},
}


@dataclass(frozen=True)
class Limit:
    """What a cell may hold: a formula in which ``{cell}`` stands for the cell, or a list to choose from."""

    message: str
    formula: str = ""
    choices: str = ""


class NewSheet:
    """One sheet of a new workbook; rows and columns are counted from 1."""

    def __init__(self, page):
        self._page = page
        page.sheet_view.showGridLines = False
        page.page_setup.orientation = "landscape"

    def text(self, row: int, column: int, text: str, style: str = "plain") -> None:
        """Write a text as text, whatever it begins with; what no workbook can hold is replaced."""
        cell = self._styled(row, column, style)
        cell.value = NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
        if text:
            cell.data_type = "s"

    def blank(self, row: int, column: int, decimals: int | None = None) -> None:
        """Shade a cell for typing: a number with so many decimals, or a text."""
        cell = self._styled(row, column, "input")
        if decimals is not None:
            cell.number_format = _format(decimals)

    def number(self, row: int, column: int, number: Decimal, decimals: int) -> None:
        """Write a number that is shown with so many decimals."""
        cell = self._styled(row, column, "plain")
        cell.value = number
        cell.number_format = _format(decimals)

    def as_shown(self, row: int, column: int, number: float, number_format: str) -> None:
        """Write a number as another workbook holds and shows it."""
        cell = self._styled(row, column, "plain")
        cell.value = number
        cell.number_format = number_format

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """Write a text that leads to another sheet."""
        self.text(row, column, text, "link")
        cell = self._page.cell(row, column)
        quoted = sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1", display=text)

    def link_out(self, row: int, column: int, text: str, place: tuple[str, str]) -> None:
        """Write a text that leads to a file, and in it to a cell: its address beside this workbook, and the cell."""
        target, cell_there = place
        self.text(row, column, text, "link")
        cell = self._page.cell(row, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=target, location=cell_there or None, display=cell.value)

    def note(self, row: int, column: int, text: str) -> None:
        """Put a note on a cell."""
        self._page.cell(row, column).comment = Comment(text, "kscb-book", height=120, width=320)

    def limit(self, rows: range, column: int, limit: Limit) -> None:
        """Let Excel refuse what cells of one column should not hold, and say beforehand what they should."""
        letter = get_column_letter(column)
        first, last = f"{letter}{rows[0]}", f"{letter}{rows[-1]}"
        kind = "list" if limit.choices else "custom"
        rule = DataValidation(type=kind, formula1=limit.choices or limit.formula.format(cell=first), allow_blank=True)
        rule.showErrorMessage, rule.error, rule.errorTitle = True, limit.message, "Not expected here"
        rule.showInputMessage, rule.prompt = True, limit.message
        rule.add(f"{first}:{last}")
        self._page.add_data_validation(rule)

    def table(self, rows: range, columns: int) -> None:
        """Make an Excel table of the rows, the headings first, and keep the headings in sight."""
        reference = f"A{rows[0]}:{get_column_letter(columns)}{rows[-1]}"
        table = Table(displayName="tbl" + re.sub(r"\W", "", self._page.title.title()), ref=reference)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
        self._page.add_table(table)
        self._page.freeze_panes = f"B{rows[0] + 1}"

    def widths(self, *widths: int) -> None:
        """Set the widths of the columns, in characters, from the first on."""
        for column, width in enumerate(widths, 1):
            self._page.column_dimensions[get_column_letter(column)].width = width

    def _styled(self, row: int, column: int, style: str):
        cell = self._page.cell(row, column)
        for name, value in ({"font": Font(name=FONT, size=11)} | STYLES[style]).items():
            setattr(cell, name, value)
        return cell


class NewWorkbook:
    """A workbook in the making."""

    def __init__(self, title: str):
        self._book = Workbook()
        self._book.remove(self._book.active)
        self._book.properties.title = title
        self._book.properties.creator = "kscb-book"
        self._book.properties.created = MADE

    def sheet(self, name: str) -> NewSheet:
        """Add a sheet at the end."""
        return NewSheet(self._book.create_sheet(name))

    def name_list(self, name: str, sheet: str, rows: range) -> None:
        """Give a name to cells of the second column of a sheet, for lists to choose from."""
        reference = f"'{sheet}'!$B${rows[0]}:$B${rows[-1]}"
        self._book.defined_names[name] = DefinedName(name, attr_text=reference)

    def content(self) -> bytes:
        """Return the workbook's file: the same bytes whenever and wherever it is made."""
        made, settled = io.BytesIO(), io.BytesIO()
        self._book.save(made)
        with zipfile.ZipFile(made) as before, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as after:
            for name in before.namelist():
                part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
                part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
                content = before.read(name)
                if name == "docProps/core.xml":
                    content = MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
                after.writestr(part, content)
        return settled.getvalue()


def _format(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
