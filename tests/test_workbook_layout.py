"""A sheet may be moved and sorted as its keeper likes; what would be read wrongly or not at all is refused."""

from datetime import datetime

import pytest
from drawing import FINAL, SOUND, YEAR, as_table, draw_workbook, typed
from openpyxl.utils import get_column_letter

from kscb_book.findings import InputRefused
from kscb_book.source.page import Content, Page, Remarks
from kscb_book.source.schema import Column, Layout, Row
from kscb_book.source.sheets import read_sheet
from kscb_book.source.workbook import read_workbook

SHEET = "LADO referrals"
BESIDE = "stands beside the table, where nothing is read; delete it, or move it above the table"
BLANK_ROW = "stands below a blank row, where nothing is read; delete the blank row, or what stands here"


def findings(path):
    with pytest.raises(InputRefused) as refused:
        read_workbook(path, YEAR, "year.xlsx")
    return [f"{finding.place}: {finding.message}" for finding in refused.value.findings]


def on_sheet(does):
    return lambda book: does(book[SHEET])


def both(*does):
    return lambda book: [each(book) for each in does]


def hidden_rows(sheet):
    for row in (6, 7):
        sheet.row_dimensions[row].hidden = True


def renamed(book, name):
    book.create_sheet(name)


AROUND = {
    "a note beside it": (typed(SHEET, E7="see email"), [f"'LADO referrals'!E7: 'see email' {BESIDE}"]),
    "a column beside an Excel table": (
        both(as_table(SHEET, "A5:C8"), typed(SHEET, D5="Change", D8=30)),
        [f"'LADO referrals'!D5: 'Change' {BESIDE}", f"'LADO referrals'!D8: 30 {BESIDE}"],
    ),
    "a row below an Excel table": (
        both(as_table(SHEET, "A5:C8"), typed(SHEET, A9="2031-32")),
        [
            "'LADO referrals'!A9: '2031-32' stands below the table, which ends at row 8; "
            "drag the table's corner down over it, or delete it"
        ],
    ),
    "a row below a blank row": (
        typed(SHEET, A10="Source: email", B10="=SUM(B6:B8)"),
        [
            f"'LADO referrals'!A10: 'Source: email' {BLANK_ROW}",
            f"'LADO referrals'!B10: the formula '=SUM(B6:B8)' {BLANK_ROW}",
        ],
    ),
    "a row without a label": (typed(SHEET, B9=70), ["'LADO referrals'!A9: the row has no label"]),
    "merged cells in it": (
        on_sheet(lambda sheet: sheet.merge_cells("B6:B7")),
        [
            "'LADO referrals'!B6: the cells B6:B7 are merged; unmerge them and give each its own value",
            "'LADO referrals'!B7: 2029-30, Referrals: is empty; expected a whole number, or [x] where it is not "
            "available",
        ],
    ),
    "merged cells that reach into it": (
        on_sheet(lambda sheet: sheet.merge_cells("C8:E9")),
        ["'LADO referrals'!C8: the cells C8:E9 are merged; unmerge them and give each its own value"],
    ),
    "hidden rows": (
        on_sheet(hidden_rows),
        [
            "'LADO referrals'!A6: rows 6 to 7 are hidden, by hand or by a filter; "
            "show all rows, so that what is read can be seen"
        ],
    ),
    "a hidden column": (
        on_sheet(lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True)),
        ["'LADO referrals'!C5: column C is hidden; show it, so that what is read can be seen"],
    ),
    "a hidden sheet": (
        on_sheet(lambda sheet: setattr(sheet, "sheet_state", "hidden")),
        ["LADO referrals: the sheet is hidden; right-click the name of any sheet, choose Unhide, and show it"],
    ),
    "a sheet twice": (
        lambda book: renamed(book, "LADO Referrals "),
        ["LADO referrals: a second sheet is called nearly so, 'LADO Referrals '; keep one of them"],
    ),
    "a column twice": (
        typed(SHEET, D5="Referrals", D6=1, D7=2, D8=3),
        ["'LADO referrals'!D5: a second column 'Referrals'; keep one of them"],
    ),
    "a heading that Excel made a date of": (
        typed("LADO outcomes", D5=datetime(2031, 1, 1)),
        [
            "'LADO outcomes'!D5: heading: found the date 1 January 2031; "
            "Excel turned what was typed into a date: format the cell as Text, then type it again"
        ],
    ),
    "a label that Excel made a date of": (
        typed("LADO disposals", A6=datetime(2026, 5, 1)),
        [
            "'LADO disposals'!A6: found the date 1 May 2026; "
            "Excel turned what was typed into a date: format the cell as Text, then type it again"
        ],
    ),
    "a formula for a label": (
        typed("LADO disposals", A6='="Resi"&"gned"'),
        ["""'LADO disposals'!A6: holds the formula '="Resi"&"gned"'; type the text itself"""],
    ),
    "a label of many pages": (
        typed("LADO disposals", A6="long " * 200),
        ["'LADO disposals'!A6: the text has 999 characters; at most 500 are read"],
    ),
    "a label in two lines": (
        typed("LADO disposals", A6="Resigned\nin May"),
        ["'LADO disposals'!A6: 'Resigned in May' holds a line break; type it on one line"],
    ),
    "a control character": (
        typed("LADO disposals", A6="Resigned_x0007_"),
        ["'LADO disposals'!A6: the text holds a character that cannot be seen; delete the text and type it again"],
    ),
    "letters that run backwards": (
        typed("LADO disposals", A6="Resigned \u202edekcas"),
        ["'LADO disposals'!A6: the text holds a character that cannot be seen; delete the text and type it again"],
    ),
    "labels that could not be told apart": (
        typed("LADO disposals", A6="Back (at work)"),
        [
            "'LADO disposals'!A7: 'Back at work' is too near to 'Back (at work)'; choose words that tell them apart",
        ],
    ),
    "a label without a letter": (
        typed("LADO disposals", A6="???"),
        ["'LADO disposals'!A6: the label '???' holds no letter"],
    ),
    "a sheet without end": (
        typed(SHEET, XFD1048576="here"),
        ["LADO referrals: the sheet reaches as far as cell XFD1048576; delete the rows and columns beyond its table"],
    ),
    "a line of the report twice": (
        typed("Report", A17="Year", B17="2029-30"),
        ["Report!A17: 'Year' stands twice"],
    ),
}


@pytest.mark.parametrize(("then", "expected"), AROUND.values(), ids=AROUND)
def test_what_lies_in_and_around_a_table(tmp_path, then, expected):
    assert findings(draw_workbook(tmp_path / "year.xlsx", then=then, Report=FINAL)) == expected


def test_more_cells_than_anyone_would_read_about(tmp_path):
    then = typed(SHEET, **{f"{get_column_letter(column)}7": "x" for column in range(5, 35)})
    found = findings(draw_workbook(tmp_path / "year.xlsx", then=then))
    assert len(found) == 21 and found[0] == "LADO referrals: 10 more cells outside the table hold something"


def test_more_rows_than_a_table_may_have(tmp_path):
    rows = "\n".join(f"| Way {number} | 1 |" for number in range(2345))
    drawing = f"| How it was dealt with | Allegations |\n{rows}"
    assert findings(draw_workbook(tmp_path / "year.xlsx", LADO_disposals=drawing)) == [
        "LADO disposals: the table has 2,345 rows; at most 2,000 are read"
    ]


def test_a_table_without_rows(tmp_path):
    assert findings(
        draw_workbook(tmp_path / "year.xlsx", LADO_disposals="| How it was dealt with | Allegations |")
    ) == ["'LADO disposals'!A5: the table has no rows"]


def test_a_renamed_row_heading_is_found_by_the_other_headings(tmp_path):
    drawing = SOUND["LADO outcomes"].replace("| Outcome  ", "| Outcomes ")
    assert findings(draw_workbook(tmp_path / "year.xlsx", LADO_outcomes=drawing)) == [
        "'LADO outcomes'!A5: no column 'Outcome'; found 'Outcomes' - was it renamed?"
    ]


def test_only_a_name_that_is_really_near_is_taken_for_another(tmp_path):
    path = draw_workbook(tmp_path / "year.xlsx", LADO_outcomes=None, Lots="| a | b |")
    assert findings(path) == ["LADO outcomes: sheet not found"]


MONTHS = Layout(
    "Months",
    "Months",
    "Month",
    "periods",
    tuple(Row(month) for month in ("Apr", "May", "Jan")),
    (Column("Referrals", measure="lado.referrals"),),
)
MONTH_LABELS = {
    "another year's month": ("Apr 2018", "'Apr 2018' lies outside the year, which runs from Apr 2016 to Mar 2017"),
    "the year before, in winter": (
        "Jan 2016",
        "'Jan 2016' lies outside the year, which runs from Apr 2016 to Mar 2017",
    ),
    "a month in full": ("April 2016", "'April 2016' is not a row of this table; is 'Apr' meant?"),
    "a month of the next calendar year": ("Jan-17", "'Jan-17' is not a row of this table; is 'Jan' meant?"),
    "no month": ("Easter", "'Easter' is not a row of this table"),
}


@pytest.mark.parametrize(("label", "message"), MONTH_LABELS.values(), ids=MONTH_LABELS)
def test_a_month_that_is_not_one_of_the_year(label, message):
    lines = [("Supplier", "A"), ("Source", "B"), ("Status", "Final"), ("Month", "Referrals"), (label, 1), ("May", 2)]
    contents = {
        (row, column): Content(value) for row, line in enumerate(lines, 1) for column, value in enumerate(line, 1)
    }
    remarks = Remarks()
    read_sheet(Page("Months", contents), MONTHS, "2016-17", remarks)
    assert [fault.message for fault in remarks.faults if fault.row] == [message]


def test_lines_above_a_table_are_its_keepers_own(tmp_path):
    then = both(
        typed(SHEET, A4="Back to Contents", F1="explained here"), on_sheet(lambda each: each.merge_cells("A4:D4"))
    )
    path = draw_workbook(tmp_path / "year.xlsx", then=then)
    assert read_workbook(path, YEAR, "year.xlsx").notes == ()
