"""What a workbook says in words is shown as it stands; single facts stand one beneath the other."""

import pytest
from drawing import FINAL, YEAR, draw_workbook, typed

from kscb_book.chapter import show_particulars
from kscb_book.face import record
from kscb_book.face.particulars import set_particulars
from kscb_book.face.tables import set_table
from kscb_book.findings import InputRefused
from kscb_book.meaning.edition import open_edition
from kscb_book.source.workbook import read_workbook

STRUCTURE = """
    | Group           | Reports to | What it does        |
    | The board       | [x]        | Meets <often>       |
    | Executive group | The board  | Prepares meetings   |
    """


@pytest.fixture
def draw(tmp_path):
    return lambda **changed: open_edition(
        read_workbook(draw_workbook(tmp_path / "year.xlsx", **changed), YEAR, "year.xlsx")
    )


def drawn(table):
    return [table.headings, *(tuple(entry.text for entry in row) for row in table.rows)]


def test_a_sheet_of_words_is_a_table_that_explains_its_symbols(draw):
    table = set_particulars("groups", draw(Structure=STRUCTURE).particulars("Structure"))
    assert drawn(table) == [
        ("Group", "Reports to", "What it does"),
        ("The board", "[x]", "Meets <often>"),
        ("Executive group", "The board", "Prepares meetings"),
    ]
    assert table.caption == "Groups of the board, 2030-31"
    assert table.notes == ("[x] not available",)
    assert table.sources == ("A made-up supplier: made up for a test",)


def test_a_sheet_of_words_holds_no_figure(draw):
    assert len(draw(Structure=STRUCTURE).sheet("Structure")) == 0


def test_words_beside_numbers_are_particulars_too(draw):
    assert draw().particulars("Survey findings").headings == ("Topic", "Finding")


def test_a_sheet_without_words_is_told_apart(draw):
    with pytest.raises(LookupError, match="the sheet 'LADO referrals' has no column of words; Structure, Survey"):
        draw().particulars("LADO referrals")


def test_words_are_escaped_and_can_be_referred_to(draw):
    particulars = draw(Structure=STRUCTURE).particulars("Structure")
    with record.collecting() as shown:
        show_particulars("groups", particulars)
    (bundle,) = shown
    assert list(record.targets_in(bundle)) == ["table:groups"]
    assert "<td>Meets &lt;often&gt;</td>" in bundle["text/html"]


MISSING = {
    "a text left out": ({"B7": None}, ["Structure!B7: Executive group, Reports to: is empty"]),
    "a group twice": ({"A7": "The board"}, ["Structure!A7: 'The board' stands twice"]),
    "a formula": (
        {"C6": "=A6"},
        ["Structure!C6: The board, What it does: holds the formula '=A6'; type the text itself"],
    ),
}


@pytest.mark.parametrize(("cells", "expected"), MISSING.values(), ids=MISSING)
def test_words_that_cannot_be_used(draw, cells, expected):
    with pytest.raises(InputRefused) as refused:
        draw(Structure=STRUCTURE, Report=FINAL, then=typed("Structure", **cells))
    assert [f"{finding.place}: {finding.message}" for finding in refused.value.findings] == expected


def test_single_facts_have_a_row_each_and_a_column_a_period(draw):
    edition = draw(then=typed("Snapshot", C14="2029-30"))
    table = set_table("snapshot", [edition.sheet("Snapshot")])
    assert table.headings == ("What is counted", "2029-30", "2030-31")
    assert drawn(table)[1:3] == [
        ("Children, in the snapshot", "", "11"),
        ("Children in low-income families", "", "12%"),
    ]
    assert drawn(table)[9] == ("Looked-after children, in the snapshot", "19", "")
