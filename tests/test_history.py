"""Series of a later year reach back to the workbooks of earlier editions."""

import pytest
from drawing import YEAR, draw_workbook

from kscb_book.chapter import open_year
from kscb_book.places import Places
from kscb_book.source.earlier import read_earlier
from kscb_book.source.workbook import read_workbook

AUTHORITY = """
    | Item                    | Value               |
    | Local authority         | Anyborough          |
    | ONS code                | {code}              |
    | Name of the board       | Anyborough Board    |
    | Short name of the board | AB                  |
    | Year                    | {year}              |
    | Independent chair       | [x]                 |
    | Prepared by             | [x]                 |
    | Edition                 | 1                   |
    | Status of the report    | Draft               |
    | Disclosure policy       | {policy}            |
    | Layout version          | 1                   |
    """
REFERRALS = """
    | Year    | Referrals | No further action |
    | {0}     | {3}       | 1                 |
    | {1}     | {4}       | 1                 |
    | {2}     | {5}       | 1                 |
    """


def report(year: str, code: str = "E00000000", policy: str = "As published") -> str:
    return AUTHORITY.format(year=year, code=code, policy=policy)


def referrals(years: str, numbers: str) -> str:
    return REFERRALS.format(*years.split(), *numbers.split())


class Years:
    """A folder of data with drawn workbooks of several years; the year's own has 1, 2 and 3 referrals."""

    def __init__(self, folder):
        self.places = Places(folder, folder / "data", YEAR)
        self.draw(YEAR, "2028-29 2029-30 2030-31", "1 2 3")

    def draw(self, year: str, years: str, numbers: str, then=lambda book: None, **more) -> None:
        path = self.places.of(year).workbook
        draw_workbook(path, year=year, then=then, LADO_referrals=referrals(years, numbers), **more)

    @property
    def edition(self):
        return open_year(YEAR)

    @property
    def printed(self) -> dict[str, str]:
        figures = self.edition.sheet("LADO referrals").series("referrals")
        return {figure.period.label: figure.printed for figure in figures}

    @property
    def notes(self) -> list[str]:
        report = read_workbook(self.places.workbook, YEAR, "year.xlsx").report
        return [f"{note.file}: {note.message}" for note in read_earlier(self.places, report).notes]


@pytest.fixture
def years(tmp_path, monkeypatch):
    monkeypatch.setenv("KSCB_ROOT", str(tmp_path))
    return Years(tmp_path)


def test_a_series_reaches_back_to_the_workbook_of_an_earlier_edition(years):
    years.draw("2027-28", "2025-26 2026-27 2027-28", "5 6 7")
    assert years.printed == {"2026-27": "6", "2027-28": "7", "2028-29": "1", "2029-30": "2", "2030-31": "3"}


def test_a_cell_of_another_workbook_says_so(years):
    years.draw("2027-28", "2025-26 2026-27 2027-28", "5 6 7")
    series = years.edition.sheet("LADO referrals").series("referrals")
    assert [figure.cells[0].place for figure in series][1:3] == [
        "kscb-2027-28.xlsx, 'LADO referrals'!B8",
        "'LADO referrals'!B6",
    ]
