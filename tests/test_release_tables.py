"""The tables of an edition as a spreadsheet and as tidy files: what looks like a formula, a link or a note is text."""

import csv
import io

import pytest
from openpyxl import load_workbook

from kscb_book.face.record import Published
from kscb_book.face.tables import Entry, Table
from kscb_book.press.imprint import Imprint
from kscb_book.releases.spreadsheet import write_spreadsheet
from kscb_book.releases.tables import Number, Shown, explained, number_in
from kscb_book.releases.tidy_tables import write_tables
from kscb_book.source.cells import Cell
from kscb_book.source.report import Report

REPORT = Report(
    *("Anyborough", "E00000000", "Anyborough Board", "AB", "2030-31", "[x]", "[x]", "1", "Final", "As published", "1")
)


def figure(printed: str, value: str = "80", marks: tuple[str, ...] = ()) -> Published:
    cells = (Cell("LADO referrals", "2030-31", "Referrals", "'LADO referrals'!B8"),)
    return Published(
        id="lado.referrals[2030-31]",
        printed=printed,
        value=value,
        unit="number",
        measure="lado.referrals",
        name="Referrals",
        definition="",
        period="2030-31",
        category=None,
        rule="as it stands",
        cells=cells,
        marks=marks,
    )


NUMBERS = {
    "a count": ("1,234", Number(1234.0, "#,##0")),
    "a percentage": ("47.9%", Number(47.9, '#,##0.0"%"')),
    "money": ("£0.149m", Number(0.149, '"£"#,##0.000"m"')),
    "less than nothing": ("\N{MINUS SIGN}3", Number(-3.0, "#,##0")),
    "a symbol": ("[c]", None),
    "a range": ("3 to 5", None),
}


@pytest.mark.parametrize(("printed", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_looks_in_the_spreadsheet_as_it_is_printed(printed, expected):
    assert number_in(Entry(printed, "id"), figure(printed)) == expected


def shown(label: str = "2030-31", heading: str = "Referrals", entry: str = "80 [note 3]") -> Shown:
    rows = ((Entry(label), Entry(entry, "lado.referrals[2030-31]"), Entry("")),)
    notes = ("[note 3] So it was given.", "[p] provisional")
    table = Table("referrals", "Referrals, 2030-31", ("Year", heading, "Words"), rows, notes, ("A supplier",))
    return Shown("11-lado", "table", table)


FIGURES = {"lado.referrals[2030-31]": figure("80", marks=("note 3",))}
NASTY = ["=1+1", "+1", "-1+1", "@SUM(1)", "[click](https://example.org)", "$$note$$", "https://example.org"]


def spreadsheet(tables, path):
    write_spreadsheet(tables, FIGURES, (REPORT, Imprint("ab" * 32)), path)
    return load_workbook(path)


def test_there_is_a_cover_contents_notes_and_one_table_a_sheet(tmp_path):
    book = spreadsheet([shown()], tmp_path / "tables.xlsx")
    assert book.sheetnames == ["Cover", "Contents", "Notes", "1 referrals"]
    assert not any(page.merged_cells.ranges for page in book)
    assert [len(page.tables) for page in book] == [0, 1, 1, 1]
    lines = [[cell.value for cell in row] for row in book["1 referrals"].iter_rows()]
    assert lines[-2:] == [
        ["Year", "Referrals", "Words", "Marks and notes"],
        ["2030-31", 80, "[z]", "Referrals: [note 3]"],
    ]
    noted = [[cell.value for cell in row][:2] for row in book["Notes"].iter_rows()]
    assert noted[-2:] == [["[p]", "provisional"], ["[note 3]", "So it was given."]]


@pytest.mark.parametrize("text", NASTY)
def test_text_from_a_workbook_stays_text(tmp_path, text):
    book = spreadsheet([shown(label=text, heading=text)], tmp_path / "tables.xlsx")
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    outward = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert not [target for target in outward if "example.org" in target]


def test_the_same_tables_give_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        spreadsheet([shown()], tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_a_tidy_file_has_a_line_a_place_with_what_the_figure_is(tmp_path):
    write_tables([shown(label="=1+1")], FIGURES, tmp_path / "tables")
    content = (tmp_path / "tables" / "11-lado-table-referrals.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert (first["row"], first["column"], first["text"]) == ("'=1+1", "Referrals", "80 [note 3]")
    assert (first["value"], first["unit"], first["marks"]) == ("80", "number", "[note 3]")
    assert first["cells"] == "'LADO referrals'!B8" and second["figure"] == ""


def test_symbols_come_before_notes_and_notes_in_their_order():
    assert list(explained([shown()])) == [("[p]", "provisional"), ("[note 3]", "So it was given.")]
