"""Every cell of a workbook that the reader reads, and whether a change of it alone is seen."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import openpyxl

from kscb_book.face import record
from kscb_book.findings import Finding, InputRefused
from kscb_book.places import Places, in_environment
from kscb_book.press.blocks import paths_of
from kscb_book.press.check import Checked, check
from kscb_book.press.contents import read_contents, source_of
from kscb_book.press.narrative import read_block
from kscb_book.source.details import DETAILS
from kscb_book.source.schema import read_schema
from kscb_book.source.workbook import read_workbook

# What the title page and the front page say of the report; a sentence may say more of it.
ON_THE_FRONT = {"board", "year", "chair", "edition", "status", "preparer", "disclosure"}
WORDS = {"Period", "Where in the source", "Value"}


@dataclass(frozen=True)
class Input:
    """A cell that is read: its sheet and place, what it is, and what to put there instead."""

    sheet: str
    coordinate: str
    kind: str
    instead: object

    @property
    def name(self) -> str:
        return f"{self.sheet}!{self.coordinate}"


def inputs_of(path: Path, year: str) -> Iterator[Input]:
    """Every cell of the tables, and of the lines above them that are read, in the order of the workbook."""
    schema, book = read_schema(year), openpyxl.load_workbook(path)
    tables = {layout.sheet: layout.headings for layout in schema.layouts} | {"Report": schema.report_headings}
    for sheet in (each for each in book if each.title in tables):
        rows = {row[0].row: {cell.value: cell.column for cell in row} for row in sheet.iter_rows()}
        top = next(row for row, texts in rows.items() if set(tables[sheet.title]) <= set(texts))
        columns = {rows[top][heading]: heading for heading in tables[sheet.title]}
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if cell.row >= top and cell.column in columns:
                is_label = cell.row == top or cell.column == min(columns)
                yield _input(cell, "a heading or label" if is_label else "", columns[cell.column])
            elif cell.column == 2 and sheet.cell(cell.row, 1).value in DETAILS:
                yield _input(cell, "a text", "")


def _input(cell, kind: str, heading: str) -> Input:
    value = cell.value
    is_symbol = re.fullmatch(r"\[\w+\]", str(value)) and cell.parent.title != "Report" and not kind
    if isinstance(value, (int, float)):
        kind, instead = "a number", value + (0.01 if "%" in cell.number_format else 1)
    elif is_symbol and heading not in WORDS - {"Value"}:
        kind, instead = "a symbol", 1
    else:
        kind, instead = kind or "a text", f"{value} x"
    return Input(cell.parent.title, cell.coordinate, kind, instead)


class Bench:
    """A copy of the book's data, in which one cell at a time is changed and the year checked."""

    def __init__(self, real: Places, folder: Path):
        self.places = Places(real.root, shutil.copytree(real.data, folder / "data"), real.year)
        self.book = openpyxl.load_workbook(self.places.workbook)
        self.checked, self.shown = check(self.places), self._shown()

    def is_seen(self, changed: Input) -> bool:
        """Whether the change shows in print, or is told of by the name of its cell or sheet."""
        cell = self.book[changed.sheet][changed.coordinate]
        before, cell.value = cell.value, changed.instead
        self.book.save(self.places.workbook)
        cell.value = before
        try:
            checked = check(self.places)
        except InputRefused as refused:
            return any(_names(changed, finding) for finding in refused.findings)
        told = {*checked.findings, *checked.notes} - {*self.checked.findings, *self.checked.notes}
        if any(_names(changed, finding) for finding in told) or _printed(checked) != _printed(self.checked):
            return True
        runs = not any(finding.place.startswith("cell ") for finding in checked.findings)
        return runs and self._shown() != self.shown

    def _shown(self) -> list:
        """What tables, charts and the description of the report show."""
        names: dict[str, object] = {}
        with in_environment(self.places), record.collecting() as bundles:
            for cell in (cell for chapter in read_contents(self.places) for cell in chapter.cells()):
                exec(source_of(cell) if cell["cell_type"] == "code" else "", names)
        report = read_workbook(self.places.workbook, self.places.year, "the workbook").report
        said = {key: text for key, text in asdict(report).items() if key in self._said}
        return [said, *(bundle.get(record.TABLE) or bundle.get(record.CHART) for bundle in bundles)]

    @cached_property
    def _said(self) -> set[str]:
        """The items of the report that the front page or a sentence prints."""
        paths = [path for chapter in read_contents(self.places) for path in paths_of(chapter, self.places)]
        return ON_THE_FRONT | {use.content for path in paths for use in read_block(path).uses if use.role == "report"}


def _printed(checked: Checked) -> dict[str, str]:
    return {figure.id: figure.printed for figure in checked.register if figure.id in checked.printed}


def _names(changed: Input, finding: Finding) -> bool:
    """Whether a finding names the cell; one on a heading, a label or a total names the sheet."""
    sheet, _, coordinate = finding.place.replace("'", "").rpartition("!")
    return changed.coordinate == coordinate if changed.kind == "a symbol" else changed.sheet in (sheet, finding.place)
