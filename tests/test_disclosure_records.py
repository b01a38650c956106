"""Records of single people are refused wherever they stand, and never repeated; ordinary numbers never are."""

import csv
import random

import pytest
from drawing import YEAR, draw_workbook
from official_files import open_data
from openpyxl import Workbook

from kscb_book.disclosure.opened import open_unprotected
from kscb_book.disclosure.records import UPN_LETTERS, findings_in_pages, is_nhs_number, is_upn, problems_in_text
from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.source.page import Content, Page, Pages

NHS = ["943 476 5919", "9434765870", "943-476-5838"]
UPNS = ["A123456789012", "B246813579135", "X880200003003"]
INSURANCE = ["QQ 12 34 56 C", "AB123456D", "JG 10 37 59 A", "AA000001B"]
BIRTHS = ["2007-02-03", "14/05/2015", "9.11.2025", "2016-07-30"]
TOLD_BIRTHS = ["Child A, DOB 1/2/2010", "", "Child B, born 3.4.2011", "Child C, date of birth: 5 May 2012"]


def nhs_numbers(count: int) -> list[str]:
    chance, found = random.Random(1), []
    while len(found) < count:
        number = f"{chance.randrange(10**9, 10**10)}"
        found += [number] if is_nhs_number(number) else []
    return found


def upns(count: int) -> list[str]:
    chance = random.Random(2)
    digits = [f"{chance.randrange(10**12):012d}" for _ in range(count)]
    return [next(letter + each for letter in UPN_LETTERS if is_upn(letter + each)) for each in digits]


def page_of(values: list[object], heading: str = "Reference") -> Pages:
    cells = {(row, 2): Content(value) for row, value in enumerate([heading, *values], 4)}
    return Pages({"Extra": Page("Extra", cells)})


def told(values: list[object], heading: str = "Reference") -> list[str]:
    return [each.message for each in findings_in_pages(page_of(values, heading), YEAR, "year.xlsx")]


@pytest.mark.parametrize(
    "values, heading, message",
    [
        (nhs_numbers(3), "Reference", "holds what looks like NHS numbers (column B, rows 5 to 7)"),
        ([int(each) for each in nhs_numbers(3)], "Reference", "holds what looks like NHS numbers"),
        (upns(4), "Reference", "holds what looks like pupil numbers (UPN) (column B, rows 5 to 8)"),
        (["AB123456D", "JG 10 37 59 A", "ab000001b"], "Ref", "holds what looks like National Insurance numbers"),
        (BIRTHS, "When", "holds what looks like dates of birth (column B, rows 5 to 8)"),
        ([1, 2, 3], "D.O.B.", "holds what looks like dates of birth (column B, rows 5 to 7)"),
        (["x", "y", "z"], "Date of birth", "holds what looks like dates of birth"),
        (["x", "y", "z"], "NHS No.", "holds what looks like NHS numbers"),
        (["x", "y", "z"], "UPN", "holds what looks like pupil numbers (UPN)"),
    ],
)
def test_records_are_named_by_their_place_and_never_repeated(values, heading, message):
    (found,) = told(values, heading)
    assert found.startswith(message)
    assert found.endswith("records of single people never belong here: take them out")
    assert not any(str(value) in found for value in values if len(str(value)) > 3)


@pytest.mark.parametrize(
    "values, heading",
    [
        (nhs_numbers(2), "Reference"),
        (upns(2), "Reference"),
        (["9434765918", "9434765910", "9434765911"], "Reference"),  # do not check
        (["A123456789013", "A123456789014", "A123456789015"], "Reference"),
        (["2030-05-01", "2030-07-12", "2031-02-03"], "Meeting held on"),
        (["2031-05-01", "2032-05-01", "2034-05-01", "2036-05-01"], "Accepted on"),
        (["1980-05-01", "1985-05-01", "2010-05-01"], "Founded on"),
        (["Q1", "Q2", "Q3", "Q4"], "Quarter"),
        (["0000000000"] * 5, "Reference"),
        (["x", "y"], "Date of birth"),
    ],
)
def test_what_may_be_something_else_is_left_alone(values, heading):
    assert told(values, heading) == []


def test_names_with_postcodes_are_records_and_schools_with_postcodes_are_not():
    def page(heading: str) -> Pages:
        lines = [(heading, "Address"), *((f"Thing {place}", f"L{place}6 9YZ") for place in range(1, 5))]
        cells = {(row, column): Content(text) for row, line in enumerate(lines, 1) for column, text in enumerate(line)}
        return Pages({"Extra": Page("Extra", cells)})

    (found,) = findings_in_pages(page("Surname"), YEAR, "year.xlsx")
    assert found.message.startswith("holds what looks like names with postcodes (rows 2 to 5)")
    assert findings_in_pages(page("School"), YEAR, "year.xlsx") == ()


def test_ordinary_counts_are_never_records():
    chance = random.Random(3)
    for digits in range(1, 13):
        columns = [[chance.randrange(10 ** (digits - 1), 10**digits) for _ in range(12)] for _ in range(200)]
        if digits != 10:
            assert not any(told(column) for column in columns)


@pytest.mark.parametrize("hide", ["visible", "hidden", "veryHidden"])
def test_a_workbook_with_records_on_any_sheet_is_refused_before_it_is_read(tmp_path, hide):
    def add(book: Workbook) -> None:
        sheet = book.create_sheet("Working")
        sheet.sheet_state = hide
        for row, number in enumerate(["Reference", *nhs_numbers(3)], 1):
            sheet.cell(row, 1, number)
        book["LADO referrals"]["B6"] = "not a number"

    path = draw_workbook(tmp_path / "data" / YEAR / f"kscb-{YEAR}.xlsx", then=add)
    with pytest.raises(InputRefused) as refusal:
        open_unprotected(Places(tmp_path, tmp_path / "data", YEAR))
    (finding,) = refusal.value.findings
    assert (finding.file, finding.place) == (f"data/{YEAR}/kscb-{YEAR}.xlsx", "Working")
    assert finding.message.startswith("holds what looks like NHS numbers (column A, rows 2 to 4)")
    assert path.is_file()


@pytest.mark.parametrize(
    "lines, found",
    [
        (nhs_numbers(3), [(1, "holds what looks like NHS numbers (lines 1 to 3)")]),
        (
            [f"The child {each} was seen." for each in upns(3)],
            [(1, "holds what looks like pupil numbers (UPN) (lines 1 to 3)")],
        ),
        (TOLD_BIRTHS, [(1, "holds what looks like dates of birth (lines 1 to 4)")]),
        (nhs_numbers(2), []),
        (["The board was born in 2010.", "It met 12 times.", "0151 443 4031"], []),
    ],
)
def test_narrative_with_records_is_told(lines, found):
    problems = problems_in_text("\n".join(lines))
    assert [(line, message.partition(";")[0]) for line, message in problems] == found


@pytest.mark.skipif(not open_data().is_dir(), reason="the official files are not here")
def test_no_official_file_is_taken_for_records():
    for path in sorted(open_data().glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        cells = {(row, column): Content(text) for row, line in enumerate(rows, 1) for column, text in enumerate(line)}
        assert findings_in_pages(Pages({path.name: Page(path.name, cells)}), "2024-25", path.name) == ()
