"""``check --against`` holds the workbook against official files; what differs is a question, never an error."""

from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from drawing import YEAR, draw_book
from official_files import (
    BY_YEAR,
    ELSEWHERE,
    LOOKED_AFTER_BY_YEAR,
    OWN,
    PLANS,
    POPULATION,
    REPEATS,
    SOUND,
    draw_official,
    draw_report,
    open_data,
)
from test_cli import run

from kscb_book.findings import ExitCode
from kscb_book.meaning.agreement import Verdict
from kscb_book.places import Places
from kscb_book.press.official_check import held_against
from kscb_book.press.official_words import told_against
from kscb_book.source.comparisons import read_comparisons
from kscb_book.source.measures import read_measures

FOLDER = open_data()
needs_open_data = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the official files are not in {FOLDER}; KSCB_OPEN_DATA may name their folder"
)


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Places:
    return draw_report(tmp_path_factory.mktemp("book"))


def verdicts(places: Places, folder: Path) -> dict[str, tuple[str, str, str]]:
    return {
        each.figure.id: (each.figure.printed, each.official and str(each.official.value), each.verdict.value)
        for each in held_against(places, folder)
    }


def test_what_is_compared_are_measures_of_the_book():
    comparisons = read_comparisons()
    for id, comparison in comparisons.by_measure.items():
        assert (read_measures()[id].number == "rate") or not comparison.per
        assert all(set(column.rounded) <= set(comparisons.levels) for column in comparison.columns)


def test_the_verdict_on_every_figure(places, tmp_path):
    found = verdicts(places, draw_official(tmp_path))
    assert {id: told for id, told in found.items() if told[2] != "no official figure"} == {
        "plans.rate[england, 2029-30]": ("50", "50.0", "agrees"),
        "plans.repeat_share[england, 2029-30]": ("18.1%", "18", "provisional"),
        "plans.rate[region, 2029-30]": ("42", "40.0", "conflict"),  # the region of the authority's own rows
        "plans.repeat_share[region, 2029-30]": ("17.5%", "17.5", "agrees"),
        "plans.at_year_end[2029-30]": ("30", "30", "agrees"),
        "plans.rate[2029-30]": ("30", "30.0", "agrees"),
        "plans.repeat_share[2029-30]": ("14%", "14.2", "agrees"),
        "plans.at_year_end[2030-31]": ("41", "40", "provisional"),
        "plans.rate[2030-31]": ("45", "40.0", "conflict"),  # 40 per 10,000 of mid-2030, not per 999 of mid-2031
        "plans.repeat_share[2030-31]": ("[x]", "16.4", "no figure in the report"),
        "looked_after.at_year_end[2030-31]": ("12", "12", "agrees"),
    }
    assert len(found) == 21


def test_what_is_told(places, tmp_path):
    lines = told_against(places, draw_official(tmp_path)).splitlines()
    assert lines[0] == f"data/{YEAR}/kscb-{YEAR}.xlsx: 5 questions"
    assert lines[2:4] == [
        "  Comparators!B7      Plans per 10,000 children, 2029-30: the report has 42, the official files give 40.0: "
        "they conflict; the population may have been revised since (Northern Part, 8,000, rounded to 10, in line 7 of "
        f"{PLANS} per 2,000,000 in line 5 of {POPULATION})",
        "  'Plans by year'!B8  Plans at 31 March, 2030-31: the report has 41, the official file has 40: "
        f"provisional against final, or a revision (Anyborough, line 4 of {PLANS})",
    ]
    assert lines[5].endswith(f"16.4%: the workbook could have it (Anyborough, line 2 of {REPEATS})")
    assert lines[6:] == [
        "Against official statistics, 21 figures: 6 in agreement, 2 slightly different (provisional against final, or "
        "a revision), 2 in conflict, 1 in the official file only, 10 without an official figure.",
        "  no official figure for 6: cla_number_and_rate_per_10k_children.csv has no row for this period",
        f"  no official figure for 2: {PLANS} has [c], confidential: it would tell of too few people",
        f"  no official figure for 1: {REPEATS} has no row for this period",
        "  no official figure for 1: cla_number_and_rate_per_10k_children.csv has [low], rounds to 0 but is not 0",
    ]


def test_a_rate_of_a_rounded_count_is_less_sure_than_its_decimals_say(places, tmp_path):
    # 80 to the nearest 10, of 20,000: 37.5 to 42.5 per 10,000, so 42 may be right.
    small = {"d5": SOUND[PLANS].replace("8000", "80"), "on": SOUND[POPULATION].replace("2000000", "20000")}
    told = verdicts(places, draw_official(tmp_path, **small))
    assert told["plans.rate[region, 2029-30]"] == ("42", "40.0", "agrees")


@pytest.mark.parametrize("symbol", ["c", "x", "z", "low", "k", "u", "C", "[c]", ":", ""])
def test_a_symbol_is_no_official_figure(places, tmp_path, symbol):
    folder = draw_official(tmp_path, d5=SOUND[PLANS].replace(f"2031,{OWN}40", f"2031,{OWN}{symbol}"))
    told = verdicts(places, folder)
    assert told["plans.at_year_end[2030-31]"] == ("41", None, "no official figure")
    assert told["plans.rate[2030-31]"] == ("45", None, "no official figure")


def test_an_authority_that_no_file_knows(places, tmp_path):
    files = {name[:2]: drawing.replace("E00000000", "E00000002") for name, drawing in SOUND.items()}
    found = verdicts(places, draw_official(tmp_path, **files))
    assert {id for id, told in found.items() if told[2] != "no official figure"} == {
        "plans.rate[england, 2029-30]",
        "plans.repeat_share[england, 2029-30]",
    }
    assert f"{PLANS} has no row for this place" in told_against(places, tmp_path)


def test_a_population_of_nobody_gives_no_rate(places, tmp_path):
    folder = draw_official(tmp_path, on=SOUND[POPULATION].replace('"10,000"', "0"))
    assert verdicts(places, folder)["plans.rate[2030-31]"][2] == "no official figure"


def test_the_command(tmp_path):
    sheets = {"Plans_by_year": BY_YEAR, "Comparators": ELSEWHERE, "Looked_after_by_year": LOOKED_AFTER_BY_YEAR}
    root, official = draw_book(tmp_path / "book", **sheets), draw_official(tmp_path / "official")
    code, out, err = run("check", YEAR, "--against", official, cwd=root)
    assert (code, err) == (0, "")
    assert out.startswith(f"{YEAR}: 2 chapters, 3 figures, ") and "\nAgainst official stat" in out
    (root / "data" / YEAR / "narrative" / "toy" / "words.md").write_text("{num}`nothing`\n")
    code, out, err = run("check", YEAR, "--against", official, cwd=root)
    assert code == ExitCode.FINDINGS_OPEN and "3 figures" not in out and "\nAgainst official stat" in out
    code, out, err = run("check", YEAR, "--against", tmp_path / "none", cwd=root)
    assert (code, out) == (ExitCode.INPUT_REFUSED, "") and "there is no such folder" in err


@needs_open_data
def test_knowsley_2016_17_against_the_real_files(real):
    found = verdicts(real, FOLDER)
    assert {id: told for id, told in found.items() if told[2] != Verdict.NO_OFFICIAL_FIGURE.value} == {
        "plans.rate[england, 2015-16]": ("43", "43.4", "agrees"),
        "plans.repeat_share[england, 2015-16]": ("17.9%", "17.9", "agrees"),
        "plans.rate[region, 2015-16]": ("55", "55.2", "agrees"),
        "plans.repeat_share[region, 2015-16]": ("18.2%", "18.2", "agrees"),
        "plans.at_year_end[2014-15]": ("[x]", "201", "no figure in the report"),
        "plans.rate[2014-15]": ("62", "62.7", "conflict"),
        "plans.repeat_share[2014-15]": ("13.3%", "13.3", "agrees"),
        "plans.at_year_end[2015-16]": ("208", "208", "agrees"),
        "plans.rate[2015-16]": ("64", "64.6", "provisional"),
        "plans.repeat_share[2015-16]": ("13.9%", "13.9", "agrees"),
        "plans.at_year_end[2016-17]": ("220", "219", "provisional"),
        "plans.rate[2016-17]": ("67.7", "67.8", "provisional"),
        "plans.repeat_share[2016-17]": ("13.0%", "13", "agrees"),
    }
    # The file on looked-after children begins with 2020-21.
    others = Counter(id.partition("[")[0] for id, told in found.items() if told[2] == "no official figure")
    assert others == {"looked_after.at_year_end": 3, "looked_after.rate": 5}


@needs_open_data
def test_the_region_of_knowsley_is_found_in_the_files(real):
    held = held_against(real, FOLDER)
    assert {each.place.name for each in held if each.place.level == "region"} == {"North West"}
    code, out, err = run("check", "2016-17", "--against", FOLDER, cwd=ROOT)
    assert (code, err) == (0, "") and "data/2016-17/kscb-2016-17.xlsx: 5 questions" in out
