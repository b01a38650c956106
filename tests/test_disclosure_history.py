"""Earlier editions beside one that hides small counts: each is shown as it was published, and no draft is shown."""

import pytest
from drawing import YEAR, draw_workbook
from test_disclosure_workbook import POLICY, SUPPRESS, hidden_in, report

from kscb_book.audit.history import read_over_years
from kscb_book.chapter import open_year
from kscb_book.places import Places
from kscb_book.press import former

EARLY = "2028-29"
REFERRALS = """
    | Year    | Referrals | No further action |
    | 2026-27 | 20        | 10                |
    | 2027-28 | 30        | 3                 |
    | 2028-29 | 40        | 20                |
    """


@pytest.fixture
def places(tmp_path, monkeypatch):
    monkeypatch.setenv("KSCB_ROOT", str(tmp_path))
    places = Places(tmp_path, tmp_path / "data", YEAR)
    draw_workbook(places.workbook, Report=report())
    return places


def draw_earlier(places: Places, policy: str, status: str) -> None:
    sheets = {"Report": report(policy, EARLY, status), "LADO_referrals": REFERRALS}
    draw_workbook(places.of(EARLY).workbook, year=EARLY, **sheets)


def printed() -> dict[str, str]:
    series = open_year(YEAR).sheet("LADO referrals").series("no_further_action")
    return {figure.period.label: figure.printed for figure in series}


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        pytest.param(POLICY, "3", id="what an edition published is public"),
        pytest.param(SUPPRESS, "[c]", id="what an edition hid stays hidden"),
    ],
)
def test_an_earlier_edition_keeps_its_own_policy(places, policy, shown):
    draw_earlier(places, policy, "Final")
    assert printed()["2027-28"] == shown


def test_the_audit_knows_what_an_earlier_edition_hid(places):
    draw_earlier(places, SUPPRESS, "Final")
    given = read_over_years(former.workbooks_of(places), YEAR, former.hidden_in(places))
    (found,) = (each for each in given if (each.measure, each.period) == ("lado.no_further_action", "2027-28"))
    assert found.value == "[c]"
    assert found.address.rpartition("!")[2] in hidden_in(places.of(EARLY), "LADO referrals")


def test_a_draft_is_not_shown_beside_a_year_that_hides_small_counts(places):
    draw_earlier(places, POLICY, "Draft")
    assert "2027-28" not in printed()
    (note,) = former.notes_on_earlier(places)
    assert note.message == (
        "is not used for the years before: it is a draft, and this year hides small counts of people"
    )
