"""A number that disagreed in its own edition is not printed later as if it had agreed."""

import pytest
from drawing import YEAR, accepting, draw_workbook

from kscb_book.face.about import set_known_issues
from kscb_book.meaning.combinations import share
from kscb_book.meaning.edition import open_edition
from kscb_book.source.earlier import Former
from kscb_book.source.workbook import read_workbook

FORMER = "2027-28"
RULE = "Outcomes and referrals\tReferrals, {}\t34\t80"


def read(folder, year: str, rows: list[str]):
    path = draw_workbook(folder / f"kscb-{year}.xlsx", year=year, Known_issues=accepting(rows))
    return read_workbook(path, year, path.name)


def opened(folder, *rows: str):
    former = Former(f"kscb-{FORMER}.xlsx", read(folder, FORMER, [RULE.format(FORMER)]))
    return open_edition(read(folder, YEAR, list(rows)), (former,))


def marks(figures) -> dict[str, tuple[str, ...]]:
    return {figure.period.label: figure.all_marks for figure in figures if figure.all_marks}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], {"2027-28": ("note 1",)}, id="it has a note"),
        pytest.param(
            [RULE.format(YEAR)], {"2027-28": ("note 2",), "2030-31": ("note 1",)}, id="numbered on from the year's own"
        ),
    ],
)
def test_a_figure_brings_the_known_issue_of_its_edition(tmp_path, rows, expected):
    referrals = opened(tmp_path, *rows).sheet("LADO referrals")
    assert marks(referrals.series("referrals")) == expected


def test_what_is_worked_out_from_it_carries_the_note_too(tmp_path):
    sheet = opened(tmp_path).sheet("LADO referrals")
    assert marks(share(sheet.series("no_further_action"), of=sheet.series("referrals"))) == {"2027-28": ("note 1",)}


def test_it_stands_among_the_known_issues_with_the_name_of_its_workbook(tmp_path):
    edition = opened(tmp_path)
    (told,) = set_known_issues(edition.inherited).terms
    text = " ".join(piece.text for line in told.says for piece in line)
    assert told.name == "Note 1. Referrals, 2027-28"
    assert told.anchor == "note-1"
    assert "kscb-2027-28.xlsx, 'LADO referrals'!B8" in text


def test_an_issue_of_figures_that_are_not_told_is_not_told(tmp_path):
    former = Former("kscb-2029-30.xlsx", read(tmp_path, "2029-30", [RULE.format("2029-30")]))
    edition = open_edition(read(tmp_path, YEAR, []), (former,))
    assert edition.inherited == ()
