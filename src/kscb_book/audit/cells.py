"""The year's workbook read a second time, literally: which number stands for which measure, period and category.

The workbook has been found sound before; what does not fit here is left out, and then missed by its id.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kscb_book.audit.numbers import NOT_AVAILABLE, Number, number_in
from kscb_book.source.sections import read_sections, read_whole

PARTS = "Q1|Q2|Q3|Q4|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Jan|Feb|Mar"


@dataclass(frozen=True)
class Given:
    """A number of the workbook: where it stands, and what the headings of its table say it is."""

    address: str
    sheet: str
    measure: str
    period: str
    category: str | None
    label: str | None
    value: Number
    decimals: int


def read_given(path: Path, year: str) -> list[Given]:
    """Return every number of the workbook of ``year`` that the tables of the schema name."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they concern styles and drop-downs
        book = openpyxl.load_workbook(path, data_only=True)
    sections = read_sections("tables")
    facts = read_whole("workbook")["facts"] | {"labels": [fact for each in sections for fact in each.get("facts", ())]}
    tables = [table for section in sections for table in section.get("tables", ())]
    return [given for table in [*tables, facts] for given in _Table(book[table["sheet"]], table, year).given()]


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
        self.labels = {self._filled(each["label"]): each for each in map(_as_row, table.get("labels", ()))}
        self.top, self.at = self._headings()

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
