"""The sheet of known issues: what does not agree in the workbook, and is printed all the same, with a reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kscb_book.source.cells import address, letters_of
from kscb_book.source.grid import Grid, find_grid
from kscb_book.source.page import Content, Page, Remarks
from kscb_book.source.schema import Schema
from kscb_book.source.texts import as_found, text_of, text_problem
from kscb_book.source.values import is_percentage

KEYS = ("rule", "what", "first", "second", "explanation", "accepted_by", "date")
DATE = re.compile(r"[0-3]?\d [A-Z][a-z]+ \d{4}")


@dataclass(frozen=True)
class Issue:
    """One row of the sheet, each text as typed; ``number`` counts the rows from 1.

    ``rule`` and ``what`` name the discrepancy, ``first`` and ``second`` are its two values as printed;
    ``addresses`` gives the cell of each text.
    """

    number: int
    rule: str
    what: str
    first: str
    second: str
    explanation: str
    accepted_by: str
    date: str
    addresses: Mapping[str, str]


def read_issues(page: Page, schema: Schema, remarks: Remarks) -> tuple[Issue, ...]:
    """Return the known issues in the order of the sheet; what is wrong with them is added to ``remarks``."""
    grid = find_grid(page, schema.issue_headings, remarks)
    if grid is None:
        return ()
    columns = dict(zip(KEYS, (grid.columns[heading] for heading in schema.issue_headings), strict=True))
    rows = [row for row in grid.rows() if not all(page.at(row, column).is_blank for column in columns.values())]
    return tuple(_issue(page, grid, columns, (number, row), remarks) for number, row in enumerate(rows, 1))


def _issue(page: Page, grid: Grid, columns: Mapping[str, int], place: tuple[int, int], remarks: Remarks) -> Issue:
    number, row = place
    headings = {column: heading for heading, column in grid.columns.items()}
    texts = {}
    for key, column in columns.items():
        content = page.at(row, column)
        texts[key] = _text(content, key)
        if problem := _problem(content, texts[key], key):
            remarks.fault(page.title, f"{headings[column]}: {problem}", row, column)
    addresses = {key: address(page.title, letters_of(column), row) for key, column in columns.items()}
    return Issue(number=number, addresses=addresses, **texts)


def _text(content: Content, key: str) -> str:
    value = content.value
    if key == "date" and isinstance(value, (date, datetime)):
        return f"{value.day} {value:%B %Y}"
    # Excel makes 0.139 of a 13.9% that is pasted.
    if isinstance(value, float) and is_percentage(content.number_format):
        return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
    return text_of(value)


def _problem(content: Content, text: str, key: str) -> str | None:
    if not text and not content.formula:
        return "is empty"
    if key != "date":
        return text_problem(content.value, content.formula)
    if content.formula or not DATE.fullmatch(text):
        return f"expected a date such as 25 November 2026, found {as_found(content.formula or content.value)}"
    return None
