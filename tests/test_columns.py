"""Columns of tables: a unit that is shared stands in the heading, and the same numbers are a file to download."""

import pytest

from kscb_book.audit.pages import read_page
from kscb_book.face.tables import Entry, Table
from kscb_book.press.columns import columns_of
from kscb_book.press.data_files import as_csv, file_of

MINUS = "\N{MINUS SIGN}"


def column_of(*texts):
    """The column that holds these numbers."""
    return columns_of(("Year", "Things"), [(Entry("2030-31"), Entry(text, "things[2030-31]")) for text in texts])[1]


HEADED = {
    "counts have no unit": (("1,347", "63"), "Things", ["1,347", "63"]),
    "shares": (("61%", "70% [note 3]"), "Things (%)", ["61", "70"]),
    "amounts": (("£0.268m", f"{MINUS}£0.003m"), "Things (£ million)", ["0.268", f"{MINUS}0.003"]),
    "a symbol beside shares": (("61%", "[x]", "[c] [p]"), "Things (%)", ["61", "[x]", "[c]"]),
    "shares and counts": (("61%", "63"), "Things", ["61%", "63"]),
    "ranges": (("59.0 to 77.3",), "Things", ["59.0 to 77.3"]),
    "symbols alone": (("[x]", "[x]"), "Things", ["[x]", "[x]"]),
}


@pytest.mark.parametrize("case", HEADED)
def test_a_unit_that_all_numbers_share_stands_in_the_heading(case):
    texts, heading, printed = HEADED[case]
    column = column_of(*texts)
    assert column.heading == heading
    assert [column.number(Entry(text, "things")) for text in texts] == printed


def test_decimals_that_a_number_lacks_leave_their_room():
    column = column_of("62", "67.7", "128.44", "[x]")
    assert [column.missing(Entry(text, "things")) for text in ("62", "67.7", "128.44")] == [2, 1, 0]


def test_a_column_with_a_mark_has_room_for_marks():
    assert (column_of("61", "70 [note 3]").is_marked, column_of("61", "70").is_marked) == (True, False)


def test_a_table_without_rows_has_its_headings():
    assert [column.heading for column in columns_of(("Year", "Things"), ())] == ["Year", "Things"]


TABLE = Table(
    name="things",
    caption="Things, 2030-31",
    headings=("Group", "Things", "Share of things"),
    rows=(
        (Entry("=SUM(A1)"), Entry("1,347 [note 13]", "things.a"), Entry("61%", "share.a")),
        (Entry("Others"), Entry("[c]", "things.b"), Entry(f"{MINUS}3%", "share.b")),
        (Entry("None"), Entry(""), Entry("")),
    ),
    notes=("[c] confidential", "[note 13] The sums differ."),
    sources=("A board",),
)


def test_a_file_holds_numbers_as_numbers_marks_apart_and_symbols_as_they_stand():
    assert as_csv(TABLE).split("\r\n") == [
        "Group,Things,notes on Things,Share of things (%)",
        "'=SUM(A1),1347,[note 13],61",
        "Others,[c],,-3",
        "None,,,",
        "",
        '"Things, 2030-31"',
        "[c] confidential",
        "[note 13] The sums differ.",
        "Source: A board",
        "",
    ]


def test_the_name_of_a_file_leads_nowhere_else():
    assert file_of("../../Missing children", chart=False) == "table--missing-children.csv"
    assert file_of("missing", chart=True) == "chart-missing.csv"


PAGE = """<main><table><caption>Things</caption><thead><tr><th>Group</th><th>Share {unit}</th></tr></thead>
<tbody><tr><td>Some</td><td><p><span data-figure="share.a">{number}</span></p></td></tr></tbody></table></main>"""
READ = {
    "a number beneath a unit": ("(%)", "61", "61%"),
    "an amount beneath a unit": ("(£ million)", f"{MINUS}0.003", f"{MINUS}£0.003m"),
    "a symbol beneath a unit": ("(%)", "[x]", "[x]"),
    "a unit said twice is left as it stands": ("(%)", "61%", "61%"),
    "no unit": ("", "61", "61"),
}


@pytest.mark.parametrize("case", READ)
def test_the_audit_reads_a_number_with_the_unit_of_its_heading(case):
    unit, number, read = READ[case]
    page = read_page("toy", PAGE.format(unit=unit, number=number))
    assert [each.text for each in page.numbers] == [read]


@pytest.mark.parametrize(("headings", "abreast"), [(2, 2), (4, 2), (5, 1)])
def test_two_marks_behind_a_number_stand_side_by_side_where_the_table_has_room(headings, abreast):
    row = [Entry("March"), *(Entry("208 [note 8] [note 9]", "plans.at_year_end") for _ in range(headings - 1))]
    assert {column.marks for column in columns_of(["Month"] * headings, [row])[1:]} == {abreast}
