"""The audit works earlier years out from the earlier workbooks, by reading and rules of its own."""

from decimal import Decimal
from fractions import Fraction

import pytest
from drawing import YEAR, draw_workbook

from kscb_book.audit.expected import Engine, NotDerivable
from kscb_book.audit.history import read_over_years
from kscb_book.face.record import published
from kscb_book.meaning.edition import open_edition
from kscb_book.source.earlier import Former
from kscb_book.source.workbook import read_workbook

FORMER = ("2027-28", "2028-29")


def revised(book) -> None:
    for name in ("LADO referrals", "Emotional abuse"):
        book[name].cell(3, 2, "Revised")


@pytest.fixture
def workbooks(tmp_path):
    return {year: draw_workbook(tmp_path / f"kscb-{year}.xlsx", year=year) for year in (YEAR, *FORMER)}


@pytest.mark.parametrize("then", [lambda book: None, revised], ids=["final", "revised"])
def test_it_agrees_with_the_book_on_every_figure(workbooks, then):
    draw_workbook(workbooks["2028-29"], year="2028-29", then=then)
    formers = tuple(Former(f"kscb-{year}.xlsx", read_workbook(workbooks[year], year, year)) for year in FORMER)
    edition = open_edition(read_workbook(workbooks[YEAR], YEAR, "year.xlsx"), formers)
    engine = Engine(read_over_years(workbooks, YEAR))
    figures = [figure for name in edition.sheets for figure in edition.years(name)]
    assert any(record.cells[0].workbook for record in map(published, figures))
    for figure in figures:
        record, expected = published(figure), engine.expected(figure.id)
        assert (record.id, record.addresses, record.printed) == (expected.id, expected.cells, expected.printed)
        assert record.rule.partition(": ")[0] == expected.formula
        assert isinstance(expected.value, str) or Decimal(record.value) == expected.value


def test_it_reads_the_number_from_the_earlier_workbook(workbooks):
    drawing = "| Year | Referrals | No further action |\n| 2025-26 | 5 | 1 |\n| 2026-27 | 6 | 1 |\n| 2027-28 | 7 | 1 |"
    draw_workbook(workbooks["2027-28"], year="2027-28", LADO_referrals=drawing)
    figure = Engine(read_over_years(workbooks, YEAR)).expected("lado.referrals[2026-27]")
    assert (figure.value, figure.cells) == (Fraction(6), ("kscb-2027-28.xlsx, 'LADO referrals'!B7",))


@pytest.mark.parametrize(
    ("change", "id"),
    [
        pytest.param({}, "lado.referrals[2025-26]", id="five years back"),
        pytest.param({"ONS code": "E11111111"}, "lado.referrals[2027-28]", id="of another authority"),
    ],
)
def test_it_does_not_know(tmp_path, change, id):
    def then(book) -> None:
        for row in book["Report"].iter_rows():
            if row[0].value in change:
                row[1].value = change[row[0].value]

    own = draw_workbook(tmp_path / f"kscb-{YEAR}.xlsx")
    former = draw_workbook(tmp_path / "kscb-2027-28.xlsx", year="2027-28", then=then)
    with pytest.raises(NotDerivable, match="no cell of the workbook"):
        Engine(read_over_years({YEAR: own, "2027-28": former}, YEAR)).expected(id)
