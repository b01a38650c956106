"""A workbook under the policy to suppress: what stands as [c] in it, and what is said of it."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from drawing import SOUND, YEAR, accepting, draw_workbook, sound_sheets

from kscb_book.disclosure.opened import open_protected, open_unprotected
from kscb_book.disclosure.protect import protect
from kscb_book.meaning.edition import open_edition
from kscb_book.places import Places, find_places
from kscb_book.press.reconciled import reconciled
from kscb_book.source.measures import read_measures
from kscb_book.source.periods import year_before
from kscb_book.source.schema import read_schema
from kscb_book.source.symbols import Symbol

BEFORE = "2029-30"
POLICY = "| Disclosure policy       | As published        |"
SUPPRESS = POLICY.replace("As published", "Suppress    ")
REFERRALS = """
    | Year    | Referrals | No further action |
    | 2028-29 | 20        | 10                |
    | 2029-30 | 40        | 20                |
    | 2030-31 | 43        | 20                |
    """
OUTCOMES = """
    | Outcome                                    | 2028-29 | 2029-30 | 2030-31 |
    | No further action after first consideration or investigation | 10 | 20 | 20 |
    | Unfounded                                  | 0       | 6       | 3       |
    | Unsubstantiated                            | 0       | 0       | 0       |
    | Malicious                                  | 0       | 0       | 0       |
    | Substantiated                              | 10      | 8       | 7       |
    | Training needs identified                  | 0       | 6       | 9       |
    | Investigation continuing                   | 0       | 0       | 4       |
    """
DISPOSALS = """
    | How it was dealt with | Allegations |
    | Resigned              | 7           |
    | Back at work          | 0           |
    """


def report(policy: str = SUPPRESS, year: str = YEAR, status: str = "Draft") -> str:
    drawing = SOUND["Report"].replace(POLICY, policy).replace(YEAR, year)
    return drawing.replace("| Draft               |", f"| {status}               |")


def places_of(root: Path, then=lambda book: None, **sheets) -> Places:
    drawn = {"Report": report(), "LADO_referrals": REFERRALS, "LADO_outcomes": OUTCOMES, "LADO_disposals": DISPOSALS}
    draw_workbook(root / "data" / YEAR / f"kscb-{YEAR}.xlsx", then=then, **(drawn | sheets))
    return Places(root, root / "data", YEAR)


def hidden_in(places: Places, sheet: str) -> set[str]:
    hidden = open_protected(places).addresses
    return {each.rpartition("!")[2] for each in hidden if each.startswith(f"'{sheet}'")}


def test_as_published_leaves_every_number_as_it_is(tmp_path):
    workbook = open_unprotected(places_of(tmp_path, Report=SOUND["Report"]))
    assert protect(workbook, "year.xlsx") is workbook


def test_small_counts_are_hidden_and_what_they_could_be_worked_out_from(tmp_path):
    places = places_of(tmp_path)
    frame = open_protected(places).workbook.sheets["LADO outcomes"].frame
    # 3 and 4 of 43 protect each other: together they are 7.
    assert frame["2030-31"].tolist() == [20, Symbol("c"), 0, 0, 7, 9, Symbol("c")]
    assert frame["2029-30"].tolist() == [20, 6, 0, 0, 8, 6, 0]
    assert open_unprotected(places).sheets["LADO outcomes"].frame["2030-31"].tolist()[1] == 3


def test_a_single_small_count_takes_another_number_of_its_total_with_it(tmp_path):
    outcomes = OUTCOMES.replace("| 4       |", "| 0       |").replace("| 9       |", "| 13      |")
    assert hidden_in(places_of(tmp_path, LADO_outcomes=outcomes), "LADO outcomes") == {"D7", "D11"}


def test_no_name_that_a_supplier_gives_a_row_keeps_its_count_from_being_hidden(tmp_path):
    disposals = "| How it was dealt with | Allegations |\n| Targeted support | 1 |\n| England and region | 6 |"
    assert "B6" in hidden_in(places_of(tmp_path, LADO_disposals=disposals), "LADO disposals")


def test_a_number_hidden_in_one_table_is_hidden_in_the_table_that_adds_up_to_it(tmp_path):
    disposals = "| How it was dealt with | Allegations |\n| Resigned | 1 |\n| Back at work | 6 |"
    places = places_of(tmp_path, LADO_disposals=disposals)
    assert hidden_in(places, "LADO disposals") == {"B6", "B7"}


def test_words_beside_a_hidden_fact_are_hidden_too(tmp_path):
    layout = next(each for each in read_schema(YEAR).layouts if each.sheet == "Facts")
    place = [row.measure for row in layout.rows].index("private_fostering.open_cases")

    def type_three(book) -> None:
        book["Facts"].cell(6 + place, 2, 3)
        book["Facts"].cell(6 + place, 4, "page 3: three cases")

    facts = open_protected(places_of(tmp_path, then=type_three)).workbook.sheets["Facts"].frame
    line = facts.iloc[place]
    assert (line["Value"], line["Where in the source"], line["Period"]) == (Symbol("c"), "[c]", YEAR)


def test_counts_that_are_not_of_people_stay(tmp_path):
    meetings = "| Board | Meetings |\n| Main board | 2 |\n| Executive board | 3 |"
    assert hidden_in(places_of(tmp_path, Meetings=meetings), "Meetings") == set()


def test_a_number_that_its_supplier_hid_is_protected_like_one_of_its_own(tmp_path):
    outcomes = OUTCOMES.replace("| 4       |", "| [c]     |").replace("| 3       |", "| 6       |")
    outcomes = outcomes.replace("| 7       |", "| 8       |")
    referrals = REFERRALS.replace("| 43        |", "| 46        |")
    places = places_of(tmp_path, LADO_outcomes=outcomes, LADO_referrals=referrals)
    assert hidden_in(places, "LADO outcomes") & {"D7", "D10", "D11"}


def test_what_does_not_agree_is_judged_by_the_true_numbers_and_not_printed(tmp_path):
    referrals = REFERRALS.replace("| 43        |", "| 50        |")
    places = places_of(tmp_path, LADO_referrals=referrals)
    rows = [each for each in reconciled(places).rows if each.startswith("Outcomes and referrals")]
    assert [row.split("\t")[1:] for row in rows] == [["Referrals, 2030-31", "43", "50"]]
    places = places_of(tmp_path, LADO_referrals=referrals, Known_issues=accepting(rows))
    assert reconciled(places).faults == ()
    assert reconciled(places).known == 1
    assert open_edition(open_protected(places).workbook).accepted.known == ()


def test_what_is_hidden_is_told_by_its_number_and_not_by_its_cells(tmp_path):
    places = places_of(tmp_path)
    told = [each.message for each in open_protected(places).told]
    assert told[0].startswith("hidden as [c]: ") and "small counts of people" in told[0]


def test_the_command_hides_what_the_workbooks_own_policy_shows(tmp_path, monkeypatch):
    places_of(tmp_path, Report=SOUND["Report"])
    monkeypatch.setenv("KSCB_ROOT", str(tmp_path))
    assert open_protected(find_places(YEAR)).hidden == ()
    monkeypatch.setenv("KSCB_DISCLOSURE", "suppress")
    places = find_places(YEAR)
    assert places.built == f"{YEAR}-suppressed"
    assert hidden_in(places, "LADO outcomes") == {"D7", "D12"}
    assert open_protected(places).workbook.report.disclosure == "Suppress"


def last_year(root: Path, policy: str, status: str, **sheets) -> None:
    path = root / "data" / BEFORE / f"kscb-{BEFORE}.xlsx"
    drawn = {name.replace(" ", "_"): of_last_year(drawing) for name, drawing in sound_sheets().items()}
    drawn["LADO_referrals"] = REFERRALS.replace("2028-29 |", "2027-28 |").replace(YEAR, "2028-29")
    draw_workbook(path, **(drawn | {"Report": report(policy, BEFORE, status)} | sheets))


def of_last_year(drawing: str) -> str:
    return re.sub(r"20\d\d-\d\d", lambda found: year_before(found[0], 1), drawing)


LAST_YEARS = """
    | Outcome                                    | 2027-28 | 2028-29 | 2029-30 |
    | No further action after first consideration or investigation | 10 | 20 | 20 |
    | Unfounded                                  | 0       | 0       | 2       |
    | Unsubstantiated                            | 0       | 0       | 0       |
    | Malicious                                  | 0       | 0       | 0       |
    | Substantiated                              | 10      | 8       | 12      |
    | Training needs identified                  | 0       | 0       | 6       |
    | Investigation continuing                   | 0       | 0       | 0       |
    """


@pytest.mark.parametrize(
    "policy, status, hidden",
    [
        (POLICY, "Final", set()),  # it told the 2 to all
        (POLICY, "Draft", {"C7", "C10"}),  # it was never published, so this edition decides
        (SUPPRESS, "Final", {"C7", "C11"}),  # it hid both, and they stay hidden
    ],
)
def test_last_years_numbers_follow_the_edition_that_published_them(tmp_path, policy, status, hidden):
    last_year(tmp_path, policy, status, LADO_outcomes=LAST_YEARS)
    outcomes = OUTCOMES.replace("| 6       | 3       |", "| 2       | 3       |").replace("| 8       |", "| 12      |")
    places = places_of(tmp_path, LADO_outcomes=outcomes)
    found = hidden_in(places, "LADO outcomes")
    assert {each for each in found if each.startswith("C")} == hidden
    told = [each.message for each in open_protected(places).told if "in vain" in each.message]
    assert bool(told) == (not hidden)


def test_a_rate_or_an_average_is_hidden_with_its_count(tmp_path):
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    lines = [f"| {month} | 20 | {4 if month == 'Jun' else 30} |" for month in months]
    drawing = "\n".join(["| Month | Average length (weeks) | Cases |", *lines, "| Whole year | 20 | 334 |"])
    found = hidden_in(places_of(tmp_path, Care_proceedings=drawing), "Care proceedings")
    assert {"B8", "C8"} <= found and len(found) == 4


def test_every_count_of_people_of_one_to_five_is_hidden_in_the_real_workbook():
    root = Path(__file__).parent.parent
    places = Places(root, root / "data", "2016-17", "Suppress")
    protected = open_protected(places)
    assert protected.narrow == ()
    for sheet in protected.workbook.sheets.values():
        measures = {row.label: row.measure for row in sheet.layout.rows}
        for number in sheet.frame.index:
            label = sheet.frame.at[number, sheet.layout.row_heading]
            for column in (each for each in sheet.layout.columns if not each.text):
                value = sheet.frame.at[number, column.heading]
                measure = read_measures()[column.measure or measures[label]]
                assert not (measure.people and isinstance(value, Decimal) and 1 <= value <= 5), (label, value)
    assert len(protected.hidden) == 24
