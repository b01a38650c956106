"""The year's workbook read a second time, literally: which number stands for which measure, period and category.

The workbook has been found sound before; what does not fit here is left out, and then missed by its id.
"""

import re
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kscb_book.audit.numbers import NOT_AVAILABLE, Number, number_in
from kscb_book.source.sections import read_sections, read_whole

CONFIDENTIAL = "[c]"
AS_IT_STANDS = "taken from the workbook as it stands"
PARTS = "Q1|Q2|Q3|Q4|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Jan|Feb|Mar"


@dataclass(frozen=True)
class Given:
    """A number of the workbook: where it stands, and what the headings of its table say it is.

    ``status`` is that of its sheet, ``formula`` says how it came into the book.
    """

    address: str
    sheet: str
    measure: str
    period: str
    category: str | None
    label: str | None
    value: Number
    decimals: int
    status: str = ""
    formula: str = AS_IT_STANDS


def read_given(path: Path, year: str, hidden: Collection[str] = ()) -> list[Given]:
    """Return every number of the workbook of ``year`` that the tables of the schema name.

    The cells that are ``hidden``, by their addresses, are confidential whatever they hold.
    """
    book, sections = _opened(path), read_sections("tables")
    facts = read_whole("workbook")["facts"] | {"labels": [fact for each in sections for fact in each.get("facts", ())]}
    tables = [*(table for section in sections for table in section.get("tables", ())), facts]
    known = [table for table in tables if table["sheet"] in book.sheetnames]
    given = [each for table in known for each in _Table(book[table["sheet"]], table, year).given()]
    return [replace(each, value=CONFIDENTIAL) if each.address in hidden else each for each in given]


def read_code(path: Path) -> str:
    """Return the ONS code of the authority that a workbook is of."""
    rows = _opened(path)["Report"].iter_rows(values_only=True)
    found = (row[row.index("ONS code") + 1] for row in rows if "ONS code" in row[:-1])
    return _text_of(next(found, None))


def _opened(path: Path):
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they concern styles and drop-downs
        return openpyxl.load_workbook(path, data_only=True)


def year_before(year: str, years: int) -> str:
    """Return the year that lies ``years`` before: 2016-17 and 2 give 2014-15."""
    first = int(year[:4]) - years
    return f"{first}-{(first + 1) % 100:02d}"


def period_of(text: str, year: str) -> str | None:
    """Return the period that a text names, with its year: Q1 gives Q1 2016-17."""
    found = re.fullmatch(rf"({PARTS})?\s*(\d{{4}}-\d{{2}})?", text)
    return f"{found[1] or ''} {found[2] or year}".strip() if found and text else None


class _Table:
    """One table on its sheet: the row of its headings, and the column of each."""

    def __init__(self, sheet, table: dict, year: str):
        self.sheet, self.table, self.year = sheet, table, year
        self.columns = [{**each, "heading": self._filled(each["heading"])} for each in table["columns"]]
        rows = list(map(_as_row, table.get("labels", ())))
        self.labels = {self._filled(name): each for each in rows for name in (each["label"], *each.get("or", ()))}
        self.top, self.at = self._headings()
        self.status = self._status()

    def given(self) -> Iterator[Given]:
        """Yield every number beneath the headings.

        A draft may hold rows without a label; where no other is there, the first stands for those to come.
        """
        heading = self.table["row_heading"]
        labels = {row: self._text(row, heading) for row in range(self.top + 1, self.sheet.max_row + 1)}
        if labels and not any(labels.values()):
            labels[self.top + 1] = NOT_AVAILABLE
        for row, label in labels.items():
            if label in self.labels or (label and not self.labels and label.lower() != "total"):
                yield from (self._given(row, label, column) for column in self.columns if not column.get("text"))

    def _given(self, row: int, label: str, column: dict) -> Given:
        cell = self.sheet.cell(row, self.at[column["heading"]])
        told = self.labels.get(label, {})
        value, decimals = number_in(cell.value, cell.number_format)
        named = self.table["rows"] == "any categories"
        category = re.sub(r"\W+", "_", label.lower()).strip("_") if named else told.get("key")
        is_fact = self.table["rows"] == "facts"
        return Given(
            address=f"{_quoted(self.sheet.title)}!{cell.coordinate}",
            sheet=self.sheet.title,
            measure=told["key"] if is_fact else column["measure"],
            period=period_of(self._text(row, "Period") or self.year, self.year)
            if is_fact
            else self._period(told, column),
            category=None if is_fact else category,
            label=label if category and not is_fact else None,
            value=value,
            decimals=decimals,
            status=self.status,
        )

    def _period(self, told: dict, column: dict) -> str:
        row = told.get("period", told.get("label") if self.table["rows"] == "periods" else "") or ""
        of_row, of_column = (self._filled(each) for each in (row, column.get("period", "")))
        if of_row and of_column:
            part = re.match(PARTS, of_row)
            return f"{part[0] if part else ''} {of_column}".strip()
        return period_of(of_row or of_column or self.year, self.year)

    def _headings(self) -> tuple[int, dict[str, int]]:
        wanted = [self.table["row_heading"], *(column["heading"] for column in self.columns)]
        for row in self.sheet.iter_rows():
            texts = {_text_of(cell.value): cell.column for cell in reversed(row)}
            if all(heading in texts for heading in wanted):
                return row[0].row, {heading: texts[heading] for heading in wanted}
        return self.sheet.max_row, {}

    def _status(self) -> str:
        """Return what stands beside the word Status above the headings."""
        above = (row for row in self.sheet.iter_rows(max_row=self.top) if _text_of(row[0].value) == "Status")
        return next((_text_of(cell.value) for row in above for cell in row[1:] if cell.value), "")

    def _text(self, row: int, heading: str) -> str:
        return _text_of(self.sheet.cell(row, self.at[heading]).value)

    def _filled(self, template: str) -> str:
        return re.sub(r"\{year(?:-(\d))?\}", lambda hit: year_before(self.year, int(hit[1] or 0)), template)


def _as_row(label: str | dict) -> dict:
    return {"label": label} if isinstance(label, str) else label


def _text_of(value: object) -> str:
    return "" if value is None else str(value).replace("\xa0", " ").strip()


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[^\W\d]\w*", name) else "'" + name.replace("'", "''") + "'"
