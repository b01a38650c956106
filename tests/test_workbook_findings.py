"""A faulty workbook is refused with every fault at once, each by its cell, in the words of its keeper."""

from datetime import date

import pytest
from drawing import FINAL, YEAR, draw_workbook, sound_sheets, typed

from kscb_book.findings import InputRefused
from kscb_book.source.workbook import read_workbook

REFERRALS = """
    | Year    | Referrals | No further action |
    | 2028-29 | 40        | 10                |
    | 2029-30 | 50        | 20                |
    | 2030-31 | {0:<9} | 20                |
    """


def findings(path):
    with pytest.raises(InputRefused) as refused:
        read_workbook(path, YEAR, "year.xlsx")
    return [f"{finding.place}: {finding.message}" for finding in refused.value.findings]


CELLS = {
    "text where a count belongs": ("n/a", "expected a whole number, found 'n/a'"),
    "a dash": ("-", "expected a whole number, found '-'"),
    "a number as a word": ("twelve", "expected a whole number, found 'twelve'"),
    "half a child": ("1.5", "expected a whole number, found 1.5"),
    "a negative count": ("-3", "expected a whole number, found -3, which is negative"),
    "a tick box": ("TRUE", "expected a whole number, found TRUE"),
    "an Excel error": ("#DIV/0!", "holds the Excel error #DIV/0!; expected a whole number"),
    "a broken reference": ("#REF!", "holds the Excel error #REF!; expected a whole number"),
    "a date": (date(2026, 5, 1), "expected a whole number, found the date 1 May 2026"),
    "a percentage typed as text": ("47.9%", "expected a whole number, found '47.9%'"),
    "a thousand written otherwise": ("'1.874,0", "expected a whole number, found '1.874,0'"),
    "a number in words of more than a line": ("x" * 80, f"expected a whole number, found '{'x' * 60}...'"),
    "a number beyond all measure": ("1e300", "expected a whole number, found a number too large to be one"),
    "negative in an accountant's brackets": ("(3)", "expected a whole number, found -3, which is negative"),
    "a formula": ("=B6+B7", "holds the formula '=B6+B7'; type the number itself"),
    "a script": (
        "<script>alert(1)</script>",
        "expected a whole number, found '<script>alert(1)</script>'",
    ),
    "an unknown symbol": ("[q]", "expected a whole number, found '[q]'"),
    "nothing": ("", "is empty; expected a whole number, or [x] where it is not available"),
}


@pytest.mark.parametrize(("content", "message"), CELLS.values(), ids=CELLS)
def test_a_cell_that_cannot_be_a_count(tmp_path, content, message):
    drawn, then = (
        (content, lambda book: None) if isinstance(content, str) else ("", typed("LADO referrals", B8=content))
    )
    path = draw_workbook(tmp_path / "year.xlsx", Report=FINAL, LADO_referrals=REFERRALS.format(drawn), then=then)
    assert findings(path) == [f"'LADO referrals'!B8: 2030-31, Referrals: {message}"]


SHEETS = {
    "a sheet renamed": (
        {"LADO_referrals": None, "LADO_refs": REFERRALS.format(1)},
        ["LADO referrals: sheet not found; the workbook has 'LADO refs' - was it renamed?"],
    ),
    "a sheet missing": ({"Facts": None}, ["Facts: sheet not found"]),
    "a column renamed": (
        {
            "LADO_referrals": REFERRALS.format(1)
            .replace("Referrals        ", "Referral         ")
            .replace("Referrals", "Referal")
        },
        ["'LADO referrals'!A5: no column 'Referrals'; found 'Referal' - was it renamed?"],
    ),
    "a table without its headings": (
        {"LADO_disposals": "| Resigned | 3 |"},
        ["LADO disposals: no table found: no row holds the heading 'How it was dealt with' and others beside it"],
    ),
    "last year's columns": (
        {"LADO_referrals": REFERRALS.format(1).replace("2030-31", "2027-28")},
        ["'LADO referrals'!A8: '2027-28' is not a row of this table", "LADO referrals: no row '2030-31'"],
    ),
    "a row misspelt": (
        {"LADO_referrals": REFERRALS.format(1).replace("2030-31", "2030/31")},
        [
            "'LADO referrals'!A8: '2030/31' is not a row of this table; is '2030-31' meant?",
            "LADO referrals: no row '2030-31'",
        ],
    ),
    "a row twice": (
        {"LADO_disposals": "| How it was dealt with | Allegations |\n| Resigned | 3 |\n| Resigned | 4 |"},
        ["'LADO disposals'!A7: 'Resigned' stands twice"],
    ),
    "a fact without a period": (
        {"Report": FINAL, "Facts": sound_sheets()["Facts"].replace(f"| 11 | {YEAR} | page 1 |", "| 11 | spring | |")},
        [
            "Facts!C6: Annual reports presented by the independent chair, Period: "
            "expected a year such as 2030-31, or Q1, or Apr; found 'spring'",
            "Facts!D6: Annual reports presented by the independent chair, Where in the source: is empty",
        ],
    ),
}


@pytest.mark.parametrize(("changed", "expected"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_that_is_not_laid_out_as_it_should_be(tmp_path, changed, expected):
    assert sorted(findings(draw_workbook(tmp_path / "year.xlsx", **changed))) == sorted(expected)


REPORT_LINES = {
    "another year's workbook": ("Year", "2029-30", "expected 2030-31, the year of this workbook, found '2029-30'"),
    "a year that is not one": ("Year", "2030/31", "expected a year such as 2016-17, found '2030/31'"),
    "a code that is not one": ("ONS code", "340", "expected an ONS code such as E08000011, found 340"),
    "a choice that is not offered": ("Status of the report", "Nearly", "expected Draft or Final, found 'Nearly'"),
    "a formula": ("Independent chair", "=A1", "holds the formula '=A1'; type the text itself"),
    "nothing": ("Independent chair", "", "is empty; write [x] where it is not available"),
    "an edition that is not a number": ("Edition", "first", "expected a whole number from 1, found 'first'"),
}


@pytest.mark.parametrize(("item", "typed", "message"), REPORT_LINES.values(), ids=REPORT_LINES)
def test_a_line_of_the_report_sheet_that_cannot_be_used(tmp_path, item, typed, message):
    from drawing import SOUND, rows_of

    rows = rows_of(SOUND["Report"])
    number = next(place for place, row in enumerate(rows) if row[0] == item)
    drawing = "\n".join(f"| {label} | {typed if label == item else value} |" for label, value in rows)
    assert findings(draw_workbook(tmp_path / "year.xlsx", Report=drawing)) == [
        f"Report!B{5 + number}: {item}: {message}"
    ]


def test_details_above_a_table_that_are_missing_or_unknown(tmp_path):
    found = findings(draw_workbook(tmp_path / "year.xlsx", details={"Source": "made up", "Status": "Guessed"}))
    assert [each for each in found if each.startswith("Missing")] == [
        "Missing: Supplier of the table is not given; write it beside 'Supplier' above the table",
        "Missing!B2: Status: expected Final, Provisional or Revised, found 'Guessed'",
    ]


def test_all_faults_come_at_once_in_the_order_of_the_workbook(tmp_path):
    path = draw_workbook(
        tmp_path / "year.xlsx",
        LADO_disposals="| How it was dealt with | Allegations |\n| Resigned | some |",
        LADO_referrals=REFERRALS.format("many"),
    )
    assert [line.split(":")[0] for line in findings(path)] == ["'LADO referrals'!B8", "'LADO disposals'!B6"]


def test_a_table_is_found_by_its_headings_wherever_it_stands(tmp_path):
    sheet = read_workbook(draw_workbook(tmp_path / "year.xlsx", at=(9, 4)), YEAR, "year.xlsx").sheets["LADO referrals"]
    assert sheet.cell(12, "Referrals").address == "'LADO referrals'!E12"
    assert sheet.frame.at[12, "Referrals"] == 80


def test_columns_may_stand_in_another_order(tmp_path):
    drawing = "| No further action | Year | Referrals |\n| 1 | 2028-29 | 2 |\n| 3 | 2029-30 | 4 |\n| 5 | 2030-31 | 6 |"
    sheet = read_workbook(draw_workbook(tmp_path / "year.xlsx", LADO_referrals=drawing), YEAR, "year.xlsx").sheets[
        "LADO referrals"
    ]
    assert (sheet.frame.at[8, "Referrals"], sheet.cell(8, "Referrals").address) == (6, "'LADO referrals'!C8")


def test_the_workbook_is_read_and_left_alone(tmp_path):
    path = draw_workbook(tmp_path / "year.xlsx")
    before = path.read_bytes()
    read_workbook(path, YEAR, "year.xlsx")
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]
