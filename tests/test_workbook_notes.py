"""What is read all the same: numbers typed as text, totals, and numbers that look as if a point had slipped."""

import pytest
from drawing import SOUND, YEAR, calculated, draw_workbook, typed

from kscb_book.findings import InputRefused, as_text
from kscb_book.source.page import Content, Page, Remarks
from kscb_book.source.schema import Column, Layout
from kscb_book.source.sheets import read_sheet
from kscb_book.source.workbook import read_workbook

DISPOSALS = "| How it was dealt with | Allegations |\n| Resigned | 3 |\n| Back at work | 4 |\n| Total | {} |"
SHARES = Layout(
    "Shares", "Shares", "What", "any categories", (), (Column("Share", measure="lado.no_further_action_share"),)
)


def read(path):
    return read_workbook(path, YEAR, "year.xlsx")


def findings(path):
    with pytest.raises(InputRefused) as refused:
        read(path)
    return [f"{finding.place}: {finding.message}" for finding in refused.value.findings]


TYPED = {
    "with a comma": ("'1,874", 1874, "read as 1,874 from text; type it as a number"),
    "with spaces": ("' 12 ", 12, "read as 12 from text; type it as a number"),
    "with spaces that do not break": ("'\xa012\xa0", 12, "read as 12 from text; type it as a number"),
}


@pytest.mark.parametrize(("content", "value", "note"), TYPED.values(), ids=TYPED)
def test_a_number_typed_as_text_is_read_and_said(tmp_path, content, value, note):
    workbook = read(draw_workbook(tmp_path / "year.xlsx", then=typed("LADO referrals", B8=content[1:], B7=900, B6=900)))
    assert workbook.sheets["LADO referrals"].frame.at[8, "Referrals"] == value
    assert as_text(workbook.notes, "note") == f"year.xlsx: 1 note\n  'LADO referrals'!B8  {note}"


def test_a_number_a_hundred_times_its_neighbours_is_a_question(tmp_path):
    rows = "".join(f"| Way {number} | {count} |\n" for number, count in enumerate((4, 5, 6, 500)))
    workbook = read(
        draw_workbook(tmp_path / "year.xlsx", LADO_disposals="| How it was dealt with | Allegations |\n" + rows)
    )
    assert as_text(workbook.notes, "note").splitlines()[1:] == [
        "  'LADO disposals'!B9  is 500 right? The others here are about 5; was a decimal point left out?"
    ]


NO_QUESTION = {"too few neighbours": (4, 5, 600), "a zero among them": (4, 0, 6, 500), "not so large": (4, 5, 6, 499)}


@pytest.mark.parametrize("counts", NO_QUESTION.values(), ids=NO_QUESTION)
def test_what_raises_no_question(tmp_path, counts):
    rows = "".join(f"| Way {number} | {count} |\n" for number, count in enumerate(counts))
    path = draw_workbook(tmp_path / "year.xlsx", LADO_disposals="| How it was dealt with | Allegations |\n" + rows)
    assert read(path).notes == ()


TOTALS = {
    "that differs": ("8", "'LADO disposals'!B8: Total, Allegations: found 8, but the rows add up to 7"),
    "that is text": ("all", "'LADO disposals'!B8: Total, Allegations: expected a whole number, found 'all'"),
    "never calculated": (
        "=SUM(B6:B7)",
        "'LADO disposals'!B8: Total, Allegations: "
        "the formula was never calculated; open the workbook in Excel and save it",
    ),
}


@pytest.mark.parametrize(("total", "message"), TOTALS.values(), ids=TOTALS)
def test_a_total_that_is_refused(tmp_path, total, message):
    assert findings(draw_workbook(tmp_path / "year.xlsx", LADO_disposals=DISPOSALS.format(total))) == [message]


def test_a_total_is_compared_and_is_no_category(tmp_path):
    typed_in = read(draw_workbook(tmp_path / "typed.xlsx", LADO_disposals=DISPOSALS.format(7)))
    summed = draw_workbook(tmp_path / "summed.xlsx", LADO_disposals=DISPOSALS.format("=SUM(B6:B7)"))
    for workbook in (typed_in, read(calculated(summed, SUM=7))):
        assert list(workbook.sheets["LADO disposals"].frame["How it was dealt with"]) == ["Resigned", "Back at work"]
        assert workbook.notes == ()


def test_a_calculated_total_that_differs(tmp_path):
    summed = draw_workbook(tmp_path / "summed.xlsx", LADO_disposals=DISPOSALS.format("=SUM(B6:B7)"))
    assert findings(calculated(summed, SUM=6)) == [
        "'LADO disposals'!B8: Total, Allegations: found 6, but the rows add up to 7"
    ]


def test_a_total_of_rows_the_schema_names(tmp_path):
    drawing = SOUND["LADO outcomes"].rstrip() + "\n| Total | [x] | 31 | 35 |"
    assert findings(draw_workbook(tmp_path / "year.xlsx", LADO_outcomes=drawing)) == [
        "'LADO outcomes'!D13: Total, 2030-31: found 35, but the rows add up to 34"
    ]


def test_a_formula_among_the_numbers_is_refused_even_when_calculated(tmp_path):
    path = draw_workbook(tmp_path / "year.xlsx", then=typed("LADO referrals", B8="=SUM(B6:B7)"))
    assert findings(calculated(path, SUM=90)) == [
        "'LADO referrals'!B8: 2030-31, Referrals: holds the formula '=SUM(B6:B7)'; type the number itself"
    ]


def shares(*contents):
    lines = [("Supplier", "A"), ("Source", "B"), ("Status", "Final"), ("What", "Share")]
    cells = {(row, column): Content(value) for row, line in enumerate(lines, 1) for column, value in enumerate(line, 1)}
    for row, content in enumerate(contents, 5):
        cells |= {(row, 1): Content(f"Part {row}"), (row, 2): content}
    remarks = Remarks()
    read_sheet(Page("Shares", cells), SHARES, YEAR, remarks)
    return [(fault.row, fault.column, fault.message) for fault in remarks.faults]


def test_percentages_beside_plain_numbers_are_refused():
    assert shares(Content(0.479, "0.0%"), Content(47.9), Content(0.5, "0%"), Content(12)) == [
        (
            5,
            2,
            "Share: B5 and B7 are shown with a per cent sign (47.9%), B6 and B8 are shown without (47.9); "
            "write the whole column one way",
        )
    ]


def test_percentages_written_one_way_are_read():
    assert shares(Content(0.479, "0.0%"), Content(0.2, "0%"), Content("[x]"), Content(0)) == []
    assert shares(Content(47.9), Content(20.0, '0.0"%"'), Content("47.90%")) == []


def test_the_real_workbook_has_no_notes(real):
    assert read_workbook(real.workbook, real.year, "year.xlsx").notes == ()
