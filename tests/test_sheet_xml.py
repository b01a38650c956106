"""Cells are put into a sheet's own XML: by their place, with their style, and nothing else is touched."""

from decimal import Decimal
from xml.dom.minidom import parseString

import pytest

from kscb_book.desk.sheet_xml import with_cells

FORTY = Decimal("40.0")
# What stood in <sheetData>, what is put where, what stands there then.
CASES = {
    "a cell with a style keeps it": (
        '<row r="2"><c r="B2" s="5"/></row>',
        {(2, 2): FORTY},
        '<row r="2"><c r="B2" s="5"><v>40.0</v></c></row>',
    ),
    "a cell with an empty text": (
        '<row r="2"><c r="B2" s="5" t="s"><v>7</v></c><c r="C2"><v>1</v></c></row>',
        {(2, 2): FORTY},
        '<row r="2"><c r="B2" s="5"><v>40.0</v></c><c r="C2"><v>1</v></c></row>',
    ),
    "a text is a text, whatever it begins with": (
        '<row r="2"><c r="B2"/></row>',
        {(2, 2): "=1 & <2>"},
        '<row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve">=1 &amp; &lt;2&gt;</t></is></c></row>',
    ),
    "a letter beyond ASCII": (
        '<row r="2"><c r="B2"/></row>',
        {(2, 2): "Ynys M\N{LATIN SMALL LETTER O WITH CIRCUMFLEX}n\x00"},
        '<row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve">Ynys M&#244;n </t></is></c></row>',
    ),
    "no cell before, between and after others": (
        '<row r="2"><c r="B2"/><c r="D2"/></row>',
        {(2, 1): Decimal(1), (2, 3): Decimal(3), (2, 5): Decimal(5), (2, 6): Decimal(6)},
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"/><c r="C2"><v>3</v></c><c r="D2"/><c r="E2"><v>5</v></c>'
        '<c r="F2"><v>6</v></c></row>',
    ),
    "a cell put before one that is filled": (
        '<row r="2"><c r="B2" s="1"/></row>',
        {(2, 1): Decimal(1), (2, 2): Decimal(2)},
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>2</v></c></row>',
    ),
    "a row without cells": (
        '<row r="2" ht="15"/>',
        {(2, 2): FORTY},
        '<row r="2" ht="15"><c r="B2"><v>40.0</v></c></row>',
    ),
    "no row, before, between and after others": (
        '<row r="2"/><row r="4"/>',
        {(1, 1): Decimal(1), (3, 1): Decimal(3), (5, 1): Decimal(5), (6, 1): Decimal(6)},
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="3"><c r="A3"><v>3</v></c></row><row r="4"/>'
        '<row r="5"><c r="A5"><v>5</v></c></row><row r="6"><c r="A6"><v>6</v></c></row>',
    ),
    "rows and cells without addresses": (
        "<row><c><v>1</v></c><c/></row><row><c/></row>",
        {(1, 2): FORTY, (2, 1): Decimal(2)},
        '<row><c><v>1</v></c><c r="B1"><v>40.0</v></c></row><row><c r="A2"><v>2</v></c></row>',
    ),
    "a row's own style for a cell that is not there": (
        '<row r="2" s="9" customFormat="1"/>',
        {(2, 2): FORTY},
        '<row r="2" s="9" customFormat="1"><c r="B2" s="9"><v>40.0</v></c></row>',
    ),
    "a column's style for a cell that is not there": (
        '<row r="2"/>',
        {(2, 7): FORTY},
        '<row r="2"><c r="G2" s="3"><v>40.0</v></c></row>',
    ),
    "brackets within attributes": (
        "<row r='2' spans='a>b'/><row r=\"3\"/>",
        {(2, 2): FORTY},
        "<row r='2' spans='a>b'><c r=\"B2\"><v>40.0</v></c></row><row r=\"3\"/>",
    ),
}  # fmt: skip
BEFORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="m"><cols>'
    '<col min="7" max="8" style="3"/></cols><!-- M\N{LATIN SMALL LETTER O WITH CIRCUMFLEX}n --><sheetData>'
)
AFTER = '</sheetData><extLst><ext><row r="2"><c r="B2"/></row></ext></extLst></worksheet>\n'


@pytest.mark.parametrize(("before", "values", "after"), CASES.values(), ids=CASES)
def test_what_stands_in_a_sheet_then(before, values, after):
    written = with_cells(f"{BEFORE}{before}{AFTER}".encode(), values).decode()
    assert written == f"{BEFORE}{after}{AFTER}"
    assert parseString(written)


def test_a_sheet_with_prefixed_names_keeps_its_prefix():
    sheet = '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData></x:worksheet>'
    assert '<x:c r="A1"><x:v>1</x:v></x:c>' in with_cells(sheet.encode(), {(1, 1): Decimal(1)}).decode()


REFUSED = {
    "not XML": b"PK",
    "another document": b"<worksheet/>",
    "entities": b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>',
    "two bytes a letter": "<worksheet><sheetData/></worksheet>".encode("utf-16"),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_sheet_is_not_written_to(content):
    with pytest.raises(ValueError, match=r"sheet"):
        with_cells(content, {(1, 1): Decimal(1)})
