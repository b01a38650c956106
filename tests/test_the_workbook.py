"""The 2016-17 workbook is one that an analyst can keep in Excel."""

import pytest
from openpyxl import load_workbook

from kscb_book.source.schema import read_schema


@pytest.fixture(scope="module")
def book(real):
    return load_workbook(real.workbook)


@pytest.fixture(scope="module")
def schema(real):
    return read_schema(real.year)


def test_each_sheet_holds_one_real_table_beneath_frozen_headings(book):
    for page in book:
        (table,) = page.tables.values()
        heading = page[table.ref][0][0]
        assert page.freeze_panes.startswith(("A", "B")) and page[page.freeze_panes].row == heading.row + 1, page.title
        assert page["A1"].value and not page.merged_cells.ranges and page.sheet_state == "visible"


def test_the_tables_are_those_of_the_schema(book, schema):
    for layout in schema.layouts:
        (table,) = book[layout.sheet].tables.values()
        assert tuple(column.name for column in table.tableColumns) == layout.headings


def test_the_contents_lead_to_every_sheet(book):
    (table,) = book["Contents"].tables.values()
    links = {row[0].value: row[0].hyperlink.location for row in book["Contents"][table.ref][1:]}
    assert set(links) == set(book.sheetnames) - {"Contents"}


def test_drop_downs_take_their_choices_from_named_lists(book):
    lists = {
        validation.formula1
        for page in book
        for validation in page.data_validations.dataValidation
        if validation.type == "list"
    }
    assert lists == {"ReportStatuses", "DisclosurePolicies", "TableStatuses"} <= set(book.defined_names)


def limited_cells(page):
    for validation in page.data_validations.dataValidation:
        for part in validation.sqref.ranges:
            yield from (page.cell(*place).coordinate for place in part.cells)


def test_every_cell_for_a_number_has_a_limit(book, schema):
    for layout in schema.layouts:
        page = book[layout.sheet]
        (table,) = page.tables.values()
        numbers = [place for place, column in enumerate(layout.columns, 1) if not column.text]
        typed = {row[place].coordinate for row in page[table.ref][1:] for place in numbers}
        assert typed <= set(limited_cells(page))


def test_each_table_says_who_supplied_it_and_in_what_unit(book, schema):
    for layout in schema.layouts:
        labels = {book[layout.sheet].cell(row, 1).value: book[layout.sheet].cell(row, 2).value for row in range(1, 12)}
        assert all(labels.get(name) for name in ("Supplier", "Source", "Status", "Unit"))


def test_there_is_no_formula_in_it(book):
    assert [cell.coordinate for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"] == []
