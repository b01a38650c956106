"""A row of the sheet Known issues accepts one discrepancy, quotes its values, and fails when they are mended."""

from datetime import datetime

import pytest
from drawing import SOUND, YEAR, as_table, draw_workbook, typed

from kscb_book.findings import InputRefused
from kscb_book.meaning.edition import open_edition
from kscb_book.source.workbook import read_workbook

HEADINGS = "| Rule | What disagrees | First value | Second value | Explanation | Accepted by | Date |"
ROW = "| Outcomes and referrals | Referrals, 2030-31 | 34 | 80 | A made-up gap. It is kept. | The board | 1 May 2031 |"


def read(tmp_path, *rows, **changed):
    drawing = "\n".join([HEADINGS, *rows])
    return read_workbook(draw_workbook(tmp_path / "year.xlsx", Known_issues=drawing, **changed), YEAR, "year.xlsx")


def opened(tmp_path, *rows, **changed):
    return open_edition(read(tmp_path, *rows, **changed))


def named(discrepancies):
    return {(each.rule.name, each.what) for each in discrepancies}


def test_a_row_accepts_its_discrepancy_and_no_other(tmp_path):
    edition = opened(tmp_path, ROW)
    (known,) = edition.accepted.known
    assert (known.issue.number, known.issue.accepted_by, known.issue.date) == (1, "The board", "1 May 2031")
    assert (known.discrepancy.first.printed, known.discrepancy.second.printed) == ("34", "80")
    assert named(edition.accepted.open) == named(opened(tmp_path).accepted.open) - {
        (known.issue.rule, known.issue.what)
    }


def test_the_figures_of_both_sides_carry_the_note_and_what_is_worked_out_from_them(tmp_path):
    from kscb_book.meaning.combinations import share, total

    edition = opened(tmp_path, ROW)
    referrals, outcomes = edition.sheet("LADO referrals").series("referrals"), edition.sheet("LADO outcomes")
    assert [figure.all_marks for figure in referrals] == [(), (), ("note 1",)]
    assert {figure.all_marks for figure in outcomes.at(YEAR)} == {("note 1",)}
    closed = edition.sheet("LADO referrals").series("no_further_action")
    worked_out = [*total(outcomes.at(YEAR)), *share(closed.at(YEAR), of=referrals.at(YEAR))]
    assert [figure.notes[0].text for figure in worked_out] == ["A made-up gap."] * 2


FAULTS = {
    "a value has changed": (
        [ROW.replace("| 34 ", "| 33 ")],
        ["'Known issues'!C6: the workbook now says 34; the row says 33"],
    ),
    "both values have changed": (
        [ROW.replace("| 34 | 80 ", "| 33 | 79 ")],
        [
            "'Known issues'!C6: the workbook now says 34; the row says 33",
            "'Known issues'!D6: the workbook now says 80; the row says 79",
        ],
    ),
    "a rule that is none": (
        [ROW.replace("Outcomes and", "Outcome and")],
        ["'Known issues'!A6: no rule is called 'Outcome and referrals'; is 'Outcomes and referrals' meant?"],
    ),
    "a period that is not": (
        [ROW.replace("2030-31", "2030-32")],
        [
            "'Known issues'!B6: the numbers of 'Referrals, 2030-32' agree now; delete the row, "
            "unless 'Referrals, 2030-31' is meant"
        ],
    ),
    "a row twice": (
        [ROW, ROW],
        [
            "'Known issues'!B7: 'Referrals, 2030-31' stands twice for the rule 'Outcomes and referrals'; "
            "keep one of the rows"
        ],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_row_that_does_not_fit(tmp_path, rows, expected):
    assert [f"{cell}: {message}" for cell, message in opened(tmp_path, *rows).accepted.faults] == expected


def test_a_row_whose_numbers_were_mended(tmp_path):
    mended = SOUND["LADO referrals"].replace("| 50 ", "| 31 ").replace("| 80 ", "| 34 ")
    accepted = opened(tmp_path, ROW, LADO_referrals=mended).accepted
    assert accepted.known == ()
    assert accepted.faults == (("'Known issues'!B6", "the numbers of 'Referrals, 2030-31' agree now; delete the row"),)


def explained(tmp_path, explanation, **changed):
    row = ROW.replace("A made-up gap. It is kept.", explanation)
    return [f"{cell}: {message}" for cell, message in opened(tmp_path, row, **changed).accepted.faults]


@pytest.mark.parametrize(
    "explanation",
    [
        "The outcomes add up to 34, but there were 80 referrals.",
        "Of the 80, seven were substantiated and 20 closed in 2030-31, after 31 March 2030.",
    ],
)
def test_an_explanation_may_hold_the_two_values_what_they_rest_on_and_periods(tmp_path, explanation):
    assert explained(tmp_path, explanation) == []


STRANGE = {
    "a slip": ("The outcomes add up to 43.", ["43"]),
    "a number of another period": ("There were 80, after 50 the year before.", ["50"]),
    "in words": ("Twelve are missing, and half of the rest.", ["Twelve", "half"]),
    "a difference that the book does not work out": ("Of 80, 46 have no outcome.", ["46"]),
}


@pytest.mark.parametrize(("explanation", "numbers"), STRANGE.values(), ids=STRANGE)
def test_an_explanation_may_hold_no_other_number(tmp_path, explanation, numbers):
    assert explained(tmp_path, explanation) == [
        f"'Known issues'!E6: the explanation says {number!r}, which is neither 34 nor 80 nor a number that they rest "
        "on; correct it, or leave it out"
        for number in numbers
    ]


CELLS = {
    "no explanation": ("E6", None, "'Known issues'!E6  Explanation: is empty"),
    "no name": ("F6", None, "'Known issues'!F6  Accepted by: is empty"),
    "no date": ("G6", None, "'Known issues'!G6  Date: is empty"),
    "a date in words": (
        "G6",
        "last week",
        "'Known issues'!G6  Date: expected a date such as 25 November 2026, found 'last week'",
    ),
    "a formula": (
        "G6",
        "=TODAY()",
        "'Known issues'!G6  Date: expected a date such as 25 November 2026, found '=TODAY()'",
    ),
    "a long story": ("E6", "long " * 200, "'Known issues'!E6  Explanation: the text has 999 characters"),
    "two lines": ("E6", "One\ntwo", "'Known issues'!E6  Explanation: 'One two' holds a line break"),
}


@pytest.mark.parametrize(("cell", "value", "expected"), CELLS.values(), ids=CELLS)
def test_a_cell_that_cannot_be_used_is_refused(tmp_path, cell, value, expected):
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, ROW, then=lambda book: book["Known issues"].__setitem__(cell, value))
    assert expected in str(refused.value)


def test_the_sheet_must_be_there_and_may_hold_no_row(tmp_path):
    assert read(tmp_path).issues == ()
    assert read(tmp_path, then=as_table("Known issues", "A5:G6")).issues == ()
    with pytest.raises(InputRefused, match="Known issues  sheet not found"):
        read_workbook(draw_workbook(tmp_path / "none.xlsx", Known_issues=None), YEAR, "year.xlsx")


def test_excel_may_make_a_date_or_a_percentage_of_what_is_pasted(tmp_path):
    def pasted(book):
        page = book["Known issues"]
        page["C6"], page["G6"] = 0.139, datetime(2031, 5, 1)
        page["C6"].number_format = "0.0%"

    (issue,) = read(tmp_path, ROW, then=pasted).issues
    assert (issue.first, issue.second, issue.date) == ("13.9%", "80", "1 May 2031")


def test_a_value_is_the_same_however_it_is_written(tmp_path):
    then = typed("LADO referrals", B8=1080)
    row = ROW.replace("| 80 ", "| 1,080 ")
    for each in (row, row.replace("1,080", "1080")):
        assert opened(tmp_path, each, then=then).accepted.faults == ()
