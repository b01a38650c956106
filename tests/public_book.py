"""A drawn book with one of everything that could tell a hidden number, under the policy to suppress."""

from collections.abc import Mapping
from pathlib import Path

from drawing import TOY, YEAR, accepting, code, draw_book, draw_workbook
from test_disclosure_workbook import OUTCOMES, SUPPRESS, last_year, report

from kscb_book.places import Places
from kscb_book.press.reconciled import reconciled

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
SHEETS = {
    "LADO_referrals": """
        | Year    | Referrals | No further action |
        | 2028-29 | 20        | 3                 |
        | 2029-30 | 40        | 20                |
        | 2030-31 | 43        | 20                |
        """,
    "LADO_outcomes": OUTCOMES.replace("| 10 | 20 | 20 |", "| 4 | 20 | 20 |"),
    "LADO_disposals": """
        | How it was dealt with | Allegations |
        | Resigned              | 2           |
        | Back at work          | 4           |
        | Moved                 | 12          |
        | Dismissed             | 9           |
        """,
    "Care_proceedings": "\n".join(
        [
            "| Month | Average length (weeks) | Cases |",
            *(f"| {month} | {19 + at % 3} | {4 if month == 'Jun' else 28 + at} |" for at, month in enumerate(MONTHS)),
            "| Whole year | 20 | 376 |",
        ]
    ),
    "Child_deaths_by_sex": "| Sex | Deaths |\n| Boys | 8 |\n| Girls | 3 |",
}
PUBLISH = """
from kscb_book.chapter import publish_table, share, show_bars, show_lines, show_table, total

outcomes = edition.sheet("LADO outcomes")
publish_table("lado.outcomes", outcomes)
publish("lado.outcomes_recorded", total(outcomes.at(year)))
referrals = edition.sheet("LADO referrals").series("referrals")
closed = edition.sheet("LADO referrals").series("no_further_action")
closed_share = share(closed, of=referrals)
publish_table("lado", edition.sheet("LADO referrals"))
publish("lado.no_further_action_share", closed_share)
disposals = edition.sheet("LADO disposals")
publish("lado.disposals", disposals)
publish("lado.disposals_total", total(disposals))
care = edition.sheet("Care proceedings")
publish_table("care_proceedings", care)
sexes = edition.sheet("Child deaths by sex")
publish_table("child_deaths.by_sex", sexes)
publish("private_fostering.open_cases", edition.fact("private_fostering.open_cases"))
"""
SHOW = {
    "outcomes": 'show_bars("outcomes", outcomes)\nshow_table("outcomes", outcomes)',
    "referrals": 'show_bars("referrals", referrals, closed)\nshow_table("referrals", referrals, closed, closed_share)',
    "disposals": 'show_bars("disposals", disposals)\nshow_table("disposals", disposals, total(disposals))',
    "care": 'show_lines("cases", care.by_part().series("cases"))\nshow_table("care", care)',
    "sexes": 'show_table("sexes", sexes)',
    "about": "from kscb_book.chapter import show_facts, show_known_issues, show_method, show_report_in_full\n"
    "from kscb_book.chapter import show_sources, show_symbols\n\n"
    "show_known_issues(edition)\nshow_symbols(edition)\nshow_sources(edition)\nshow_facts(edition)\n"
    "show_report_in_full(edition)\nshow_method(total(disposals), closed_share)",
}
WORDS = (
    "Of the outcomes, {num}`lado.outcomes[unfounded]` were unfounded, and {num}`lado.outcomes[substantiated]` "
    "substantiated. Referrals {change}`lado.referrals`: there were {num}`lado.referrals`, "
    "{claim}`more than before <lado.referrals > lado.referrals[2028-29]>`.\n"
)
INSTEAD = "Three zebras were unfounded: {num}`lado.outcomes[unfounded] as word`.\n"


def draw_public_book(root: Path) -> Places:
    """Write the book, with the workbook of the year before, and a known issue that quotes small counts."""
    cells = [*TOY[:2], code("from kscb_book.chapter import open_year, publish\n\nedition = open_year(year)", "open")]
    cells += [code(PUBLISH.strip(), "publish"), *(code(source, name) for name, source in SHOW.items()), TOY[-1]]
    draw_book(root, cells, INSTEAD, **SHEETS, Report=report())
    (root / "data" / YEAR / "narrative" / "toy" / "words.protected.md").write_text(WORDS, encoding="utf-8")
    last_year(root, SUPPRESS, "Final")
    places = Places(root, root / "data", YEAR)
    type_in(places, {})
    return places


def type_in(places: Places, numbers: Mapping[str, int]) -> None:
    """Draw the workbook again with other numbers in some of its cells, and accept whatever does not agree in it."""

    def then(book) -> None:
        page = book["Facts"]
        row = next(row for row in range(1, 200) if page.cell(row, 1).value == "Open private fostering cases")
        page.cell(row, 2, 3)
        page.cell(row, 4, f"page 3: {numbers.get(f'Facts!B{row}', 3)} cases")
        for address, number in numbers.items():
            sheet, _, cell = address.rpartition("!")
            book[sheet.strip("'")][cell] = number

    draw_workbook(places.workbook, **SHEETS, Report=report(), then=then)
    rows = reconciled(places).rows
    draw_workbook(places.workbook, **SHEETS, Report=report(), Known_issues=accepting(rows), then=then)
