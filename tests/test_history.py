"""Series of a later year reach back to the workbooks of earlier editions."""

import pytest
from drawing import YEAR, draw_workbook

from kscb_book.chapter import open_year, total
from kscb_book.disclosure.formers import read_earlier
from kscb_book.places import Places
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


EARLY = "2025-26 2026-27 2027-28"
LATER = "2026-27 2027-28 2028-29"
OWN = {"2028-29": "1", "2029-30": "2", "2030-31": "3"}
SHEET = "LADO referrals"


def status(text: str):
    return lambda book: book[SHEET].cell(3, 2, text)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        pytest.param([], {}, id="no earlier workbook"),
        pytest.param(
            [("2029-30", "2027-28 2028-29 2029-30", "7 8 9", "Final")],
            {"2027-28": "7"},
            id="what the year's own workbook holds is taken from there",
        ),
        pytest.param(
            [("2027-28", EARLY, "5 6 7", "Final"), ("2028-29", LATER, "60 70 80", "Final")],
            {"2026-27": "6", "2027-28": "7"},
            id="the year's own edition goes before a later one, and the nearest later one follows",
        ),
        pytest.param(
            [("2027-28", EARLY, "5 6 7", "Final"), ("2028-29", LATER, "60 70 80", "Revised")],
            {"2026-27": "60 [r]", "2027-28": "70 [r]"},
            id="a later edition that revises goes before the year's own",
        ),
        pytest.param(
            [("2028-29", LATER, "60 70 80", "Revised"), ("2029-30", "2027-28 2028-29 2029-30", "700 8 9", "Revised")],
            {"2026-27": "60 [r]", "2027-28": "700 [r]"},
            id="of two that revise the later goes first",
        ),
        pytest.param(
            [("2026-27", "2024-25 2025-26 2026-27", "4 5 6", "Final")],
            {},
            id="a series has no gap: 2027-28 is in no workbook, so 2026-27 is not told",
        ),
        pytest.param(
            [("2027-28", EARLY, "5 6 7", "Final")],
            {"2026-27": "6", "2027-28": "7"},
            id="no further back than four years: 2025-26 is not told",
        ),
        pytest.param(
            [("2031-32", "2029-30 2030-31 2031-32", "7 8 9", "Revised")],
            {},
            id="nothing is taken from after the book's year",
        ),
        pytest.param(
            [("2027-28", EARLY, "5 6 [x]", "Final"), ("2028-29", LATER, "60 70 80", "Final")],
            {"2026-27": "6", "2027-28": "[x]"},
            id="what an edition does not know is not known, where it knows other numbers of that year",
        ),
    ],
)
def test_where_a_year_comes_from(years, drawn, expected):
    for year, labels, numbers, told in drawn:
        years.draw(year, labels, numbers, then=status(told))
    series = years.edition.sheet(SHEET).series("referrals")
    shown = {each.period.label: " ".join([each.printed, *(f"[{mark}]" for mark in each.marks)]) for each in series}
    assert shown == expected | OWN


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("Final", "taken from the workbook of 2028-29 as it stands"),
        ("Revised", "taken from the workbook of 2028-29, which revises it"),
    ],
)
def test_a_figure_says_which_edition_gave_it(years, told, rule):
    years.draw("2028-29", LATER, "60 70 80", then=status(told))
    figure = years.edition.sheet(SHEET).at("2027-28").series("referrals").members[0]
    assert figure.rule == rule
    assert figure.sources == ("A made-up supplier: made up for a test (edition of 2028-29)",)


def test_a_year_of_which_an_edition_knows_nothing_is_not_told(years):
    nothing = referrals(EARLY, "5 6 [x]").replace("[x]       | 1", "[x] | [x]")
    draw_workbook(years.places.of("2027-28").workbook, year="2027-28", LADO_referrals=nothing)
    assert years.printed == OWN


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        pytest.param(
            {"Report": report("2027-28", code="E11111111")},
            "its ONS code is E11111111, this year's is E00000000",
            id="another authority",
        ),
        pytest.param(
            {"Report": report("2027-28", policy="Suppress counts of 1 to 5")},
            "it has 1 finding; kscb-book check 2027-28 tells them",
            id="a policy that the book cannot keep",
        ),
        pytest.param(
            {"LADO_outcomes": None, "LADO_disposals": None},
            "it has 2 findings; kscb-book check 2027-28 tells them",
            id="sheets that are missing",
        ),
    ],
)
def test_a_workbook_that_cannot_be_used_is_a_note_and_the_series_begins_later(years, changed, reason):
    years.draw("2027-28", EARLY, "5 6 7", **changed)
    assert years.printed == OWN
    assert years.notes == [f"data/2027-28/kscb-2027-28.xlsx: is not used for the years before: {reason}"]


def test_a_workbook_that_is_no_workbook_is_a_note(years):
    path = years.places.of("2029-30").workbook
    path.parent.mkdir(parents=True)
    path.write_text("no workbook")
    assert years.printed == OWN
    assert len(years.notes) == 1


def test_a_link_out_of_the_data_folder_is_a_note(years, tmp_path):
    elsewhere = draw_workbook(tmp_path / "elsewhere.xlsx", year="2027-28")
    path = years.places.of("2027-28").workbook
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    assert years.printed == OWN
    assert years.notes[0].endswith("it is a link that leads out of the data folder")


def test_columns_by_year_reach_back_in_the_order_of_the_years(years):
    years.draw("2027-28", EARLY, "5 6 7")
    outcomes = years.edition.sheet("LADO outcomes")
    assert [period.label for period in outcomes.periods] == ["2026-27", "2027-28", "2028-29", "2029-30", "2030-31"]
    assert [figure.category.key for figure in outcomes][:6] == ["no_further_action"] * 5 + ["unfounded"]


def test_months_of_earlier_years_stand_beside_those_of_the_year(years):
    years.draw("2027-28", EARLY, "5 6 7")
    months = years.edition.sheet("Emotional abuse")
    assert len(months) == 60
    assert [period.label for period in months.periods][:2] == ["Apr 2026-27", "Apr 2027-28"]


def test_a_sheet_of_one_year_is_added_up_over_years(years):
    years.draw("2029-30", "2027-28 2028-29 2029-30", "7 8 9")
    totals = total(years.edition.years("Contributions")).series("contributions_total")
    assert [figure.id for figure in totals] == [
        "finance.contributions_total[2029-30]",
        "finance.contributions_total[2030-31]",
    ]
    assert len(years.edition.sheet("Contributions").periods) == 1


def test_an_earlier_rate_has_the_interval_of_its_own_count(years):
    years.draw("2027-28", EARLY, "5 6 7")
    plans = years.edition.sheet("Plans by year").series("plans.rate")
    assert [bool(figure.interval) for figure in plans] == [True] * 5


def test_reconciliation_asks_nothing_of_earlier_editions(years):
    before = years.edition.accepted
    years.draw("2029-30", "2027-28 2028-29 2029-30", "7 8 9")
    assert years.edition.accepted == before
