"""What a workbook says in words: the ``Report`` sheet, and the lines above each table."""

import re

from kscb_book.source.grid import Grid, find_grid
from kscb_book.source.page import Page, Remarks
from kscb_book.source.schema import ReportItem, Schema
from kscb_book.source.texts import as_found, renamed, text_of, text_problem

DETAILS = ("Supplier", "Source", "Status")
STATUSES = ("Final", "Provisional", "Revised")


def read_report(page: Page, schema: Schema, year: str, remarks: Remarks) -> dict[str, str] | None:
    """Return what the ``Report`` sheet says, by key; None, with the faults, where an item is missing."""
    grid = find_grid(page, schema.report_headings, remarks)
    if grid is None:
        return None
    lines = _lines(page, grid, remarks)
    values = {}
    for item in schema.report_items:
        if item.label not in lines:
            labels = {each.label for each in schema.report_items}
            others = [label for label in lines if label not in labels]
            remarks.fault(page.title, f"no line {item.label!r}{renamed(item.label, others)}")
            continue
        row, column = lines[item.label], grid.columns[schema.report_headings[1]]
        content = page.at(row, column)
        values[item.key] = text_of(content.value)
        problem = text_problem(content.value, content.formula) or _problem(item, content.value, year)
        if problem:
            remarks.fault(page.title, f"{item.label}: {problem}", row, column)
    return values if len(values) == len(schema.report_items) else None


def _lines(page: Page, grid: Grid, remarks: Remarks) -> dict[str, int]:
    column, *_ = grid.columns.values()
    lines: dict[str, int] = {}
    for row in grid.rows():
        content = page.at(row, column)
        label = text_of(content.value)
        problem = text_problem(content.value, content.formula)
        if problem or label in lines:
            remarks.fault(page.title, problem or f"{as_found(label)} stands twice", row, column)
        lines.setdefault(label, row)
    return lines


def _problem(item: ReportItem, value: object, year: str) -> str | None:
    text = text_of(value)
    if not text:
        return "is empty; write [x] where it is not available"
    if item.choices and text not in item.choices:
        return f"expected {' or '.join(item.choices)}, found {as_found(value)}"
    if item.pattern and not re.fullmatch(item.pattern, text):
        return f"expected {item.expected}, found {as_found(value)}"
    if item.key == "year" and text != year:
        return f"expected {year}, the year of this workbook, found {as_found(value)}"
    return None


def read_details(page: Page, grid: Grid, remarks: Remarks) -> dict[str, str]:
    """Return what the lines above the table say of its supplier, source and status."""
    lines = {text_of(page.at(row, 1).value): row for row in reversed(range(1, grid.heading_row))}
    details = {}
    for label in DETAILS:
        row = lines.get(label, 0)
        content = page.at(row, 2)
        details[label.lower()] = text = text_of(content.value)
        if not text and not content.formula:
            message = f"{label} of the table is not given; write it beside {label!r} above the table"
            remarks.fault(page.title, message, row, 2 if row else 0)
        elif problem := text_problem(content.value, content.formula):
            remarks.fault(page.title, f"{label}: {problem}", row, 2)
        elif label == "Status" and text not in STATUSES:
            expected = f"{', '.join(STATUSES[:-1])} or {STATUSES[-1]}"
            remarks.fault(page.title, f"Status: expected {expected}, found {as_found(text)}", row, 2)
    return details
