"""``import-dfe`` fills blank cells of a copy with official figures, and tells where each of them stands."""

import re
import zipfile
from decimal import Decimal

import pytest
from import_files import (
    OWN,
    PLANS,
    POPULATION,
    REPEATS,
    SHADED,
    SOUND,
    TEN,
    YEAR,
    address_of,
    blank_workbook,
    draw_official,
    filled_cells,
    imported,
    one_line,
    typed,
)
from openpyxl import load_workbook
from test_cli import run

from kscb_book.desk.import_words import told_import
from kscb_book.desk.official_import import Outcome, import_official

RATE, SHARE, CARED_FOR = "Plans per 10,000 children", "Second or later plans (%)", "Looked after per 10,000 children"
# Row, heading and what stands there afterwards; numbers as they are read back.
FILLED = {
    "Comparators": [
        ("England", RATE, 50),
        ("England", SHARE, 18),
        ("Region", RATE, 40),
        ("Region", SHARE, 17.5),
    ],
    "Neighbours range": [
        ("Lowest of the ten", RATE, 1),
        ("Median of the ten", RATE, 5.5),
        ("Mean of the ten on this list", RATE, 5.5),
        ("Highest of the ten", RATE, 10),
        ("Mean of the ten on another list", RATE, 15.5),
    ],
    "Plans by year": [
        ("2028-29", "Plans at 31 March", 20),  # a row with an ONS code that the authority had before
        ("2028-29", RATE, 25),  # per 8,000 children of mid-2028
        ("2029-30", "Plans at 31 March", "[c]"),
        ("2029-30", RATE, "[c]"),  # nothing is worked out from what is suppressed
        ("2029-30", SHARE, "[z]"),
        ("2030-31", "Plans at 31 March", 40),
        ("2030-31", RATE, 40),
        ("2030-31", SHARE, 13),
    ],
    "Plans by month": [("Mar", "Plans at month end", 40)],
    "Looked after by year": [("2030-31", "Looked after at 31 March", 12), ("2030-31", CARED_FOR, "[low]")],
    "Looked after by month": [("Mar", "Looked after at month end", 12)],
    "Snapshot": [
        ("Children who live in the borough", "Value", 10000),
        ("Referrals to children's social care", "Value", 1234),
        ("Children with a child protection plan", "Value", 40),
        ("Children who became the subject of a second or later plan", "Value", 4),
        ("Looked-after children", "Value", 12),
    ],
    "Official figures": [
        ("Children aged 0 to 17", "Value", 10000),
        ("Plans at 31 March", "Value", 40),
        ("Plans per 10,000 children", "Value", 40),
        ("Second or later plans", "Value", 4),
        ("Second or later plans (%)", "Value", 13),
        ("Referrals to children's social care", "Value", 1234),
    ],
}


def cell(sheet, label, heading):
    return f"{sheet}!{address_of(YEAR, sheet, label, heading)}"


def test_every_cell_that_the_files_give_is_filled_and_no_other(tmp_path):
    places, done = imported(tmp_path)
    filled = filled_cells(places.workbook, done.path)
    expected = {cell(sheet, label, heading): value for sheet, rows in FILLED.items() for label, heading, value in rows}
    numbers = {place: value for place, value in filled.items() if place in expected}
    assert numbers == expected
    words = {place.partition("!")[0]: place for place in filled if place not in expected}
    assert set(words) == {"Comparators", "Neighbours range", "Official figures", "Snapshot"}


def test_the_copy_says_where_its_numbers_come_from(tmp_path):
    places, done = imported(tmp_path)
    filled = filled_cells(places.workbook, done.path)
    ten = ", ".join(f"Place {code}" for code in TEN)
    assert filled["Neighbours range!B2"] == (
        "official statistics: children in need, file d5; mid-year population estimates. Statistical neighbours: "
        f"lowest, median, mean, highest of the ten on the list of the 2025 model ({ten}); the other list is that of "
        "April 2021"
    )
    assert filled["Comparators!B1"] == "Department for Education, and Office for National Statistics"
    fact = "Official figures", "Plans per 10,000 children"
    assert filled[cell(*fact, "Period")] == YEAR
    assert (
        filled[cell(*fact, "Where in the source")]
        == f"Worked out: 40 ({PLANS}, line 4) per 10,000 ({POPULATION}, line 2)"
    )


def test_all_other_parts_of_the_copy_are_byte_for_byte_the_same(tmp_path):
    places, done = imported(tmp_path)
    with zipfile.ZipFile(places.workbook) as before, zipfile.ZipFile(done.path) as after:
        assert before.namelist() == after.namelist() and after.testzip() is None
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    book = load_workbook(places.workbook)
    assert changed == [
        f"xl/worksheets/sheet{place}.xml" for place, name in enumerate(book.sheetnames, 1) if name in FILLED
    ]


def test_the_workbook_itself_is_left_alone_and_the_same_import_gives_the_same_bytes(tmp_path):
    places = blank_workbook(tmp_path / "book")
    before, official = places.workbook.read_bytes(), draw_official(tmp_path / "official")
    first = import_official(places, official).path.read_bytes()
    assert import_official(places, official).path.read_bytes() == first
    assert places.workbook.read_bytes() == before
    assert sorted(path.name for path in places.workbook.parent.iterdir()) == [
        f"kscb-{YEAR}-with-official-figures.xlsx",
        f"kscb-{YEAR}.xlsx",
    ]


def test_a_cell_of_percentages_holds_what_excel_shows_as_the_share(tmp_path):
    then = typed(("Plans by year", YEAR, SHARE), None, "0.0%")
    _, done = imported(tmp_path, then)
    found = load_workbook(done.path)["Plans by year"][address_of(YEAR, "Plans by year", YEAR, SHARE)]
    assert (found.value, found.number_format) == (0.13, "0.0%")
    assert found.fill.fgColor.rgb == SHADED.fgColor.rgb


@pytest.mark.parametrize(("mark", "shown"), [("40 [p]", "40 [p]"), ("40p", "40 [p]"), ("40 [r]", "40"), ("40", "40")])
def test_a_provisional_figure_makes_its_sheet_provisional(tmp_path, mark, shown):
    places, done = imported(tmp_path, d5=SOUND[PLANS].replace(f"2031,{OWN}40", f"2031,{OWN}{mark}"))
    filled = filled_cells(places.workbook, done.path)
    assert filled.get("Plans by year!B3") == ("Provisional" if "[p]" in shown else None)
    assert f"  {shown}  Plans at 31 March, {YEAR}\n" in told_import(done, places)


def test_a_status_that_says_otherwise_is_told(tmp_path):
    places, done = imported(
        tmp_path,
        lambda book: book["Plans by year"].cell(3, 2, "Final"),
        d5=SOUND[PLANS].replace(f"2031,{OWN}40", f"2031,{OWN}40 [p]"),
    )
    assert "'Plans by year'!B3 says 'Final'; provisional figures stand below it" in one_line(told_import(done, places))


def test_of_ten_of_whom_one_has_no_figure_nothing_is_said(tmp_path):
    changed = SOUND[PLANS].replace("101,E00000101,Place 101,1\n", "101,E00000101,Place 101,c\n")
    places, done = imported(tmp_path, d5=changed)
    reasons = {each.cell.label: each.reason for each in done.of(Outcome.LEFT) if each.cell.heading == RATE}
    has = f"{PLANS} has [c], confidential: it would tell of too few people"
    for label in ("Mean of the ten on this list", "Lowest of the ten"):
        assert reasons[label] == f"1 of the 10 neighbours has no figure (Place 101: {has})"


def test_a_row_that_is_called_as_another_region_is_left(tmp_path):
    def rename(book):
        (cell,) = (cell for cell in book["Comparators"]["A"] if cell.value == "Region")
        cell.value = "North West"

    changed = SOUND[PLANS].replace("Other Part", "North West")
    places, done = imported(tmp_path, rename, d5=changed)
    reasons = {each.reason for each in done.of(Outcome.LEFT) if each.cell.label == "North West"}
    assert "the row is called North West, but the region of Anyborough is Northern Part" in reasons


def test_words_of_a_file_stay_words_in_the_copy(tmp_path):
    named = '=cmd() <&> "x"'
    changed = SOUND["sn_model_2025_wide.csv"].replace("Place 101", named.replace('"', '""').join('""'))
    places, done = imported(tmp_path, sn=changed)
    source = load_workbook(done.path)["Neighbours range"]["B2"]
    assert named in source.value and source.data_type in ("s", "inlineStr")


def test_what_the_command_tells_fits_eighty_columns_and_says_what_to_do_next(tmp_path):
    places = blank_workbook(tmp_path / "book")
    code, out, err = run("import-dfe", YEAR, "--from", draw_official(tmp_path / "official"), "--data", places.data)
    assert (code, err) == (0, "")
    assert "  'Plans by year'!C8  40.0  Plans per 10,000 children, 2030-31\n" in out
    assert "      Anyborough: d5 line 4 (40), ons line 2 (10,000)\n" in out
    assert f"  d3  {REPEATS}\n" in out
    assert one_line(out).endswith(f"is a copy with them; open it, look, and save it as kscb-{YEAR}.xlsx.")
    long = [line for line in out.splitlines() if len(line) > 80 and not re.search(r"/\S{40}", line)]
    assert not long
    assert re.search(r"'Neighbours range'!\w+, 'Neighbours range'!\w+", out)
    assert not re.search(r"'Neighbours\n", out)


def test_numbers_of_the_copy_are_exact_decimals(tmp_path):
    _, done = imported(tmp_path)
    (found,) = (each for each in done.imports if each.cell.label == "Median of the ten" and each.cell.heading == RATE)
    assert found.value == Decimal("5.5")
