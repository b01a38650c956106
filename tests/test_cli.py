"""The command line: every ending has its exit code and is told in words, never by a traceback."""

import re
import subprocess
import sys

import pytest
from conftest import ROOT
from drawing import TOY, YEAR, code, draw_book, draw_workbook

from kscb_book.face.listing import HEADINGS, lines_of
from kscb_book.findings import ExitCode
from kscb_book.press.check import check
from kscb_book.terminal import show_lines


def run(*arguments, cwd=ROOT):
    command = [sys.executable, "-c", "from kscb_book.cli import run; run()", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_help_everywhere_with_the_table_of_exit_codes():
    for arguments in (["--help"], ["build", "--help"], ["check", "--help"], ["figures", "--help"], ["check", "-h"]):
        code_, out, _ = run(*arguments)
        assert code_ == 0
        for ending in ExitCode:
            assert f"{ending.value} {ending.meaning}" in " ".join(out.replace("│", " ").split())


def test_the_readme_has_the_same_table():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for ending in ExitCode:
        assert f"| {ending.value} | {ending.meaning} |" in readme


CLEAN = re.compile(
    r"2016-17: \d+ chapters, \d+ figures, \d+ tested claims, \d+ reported statements, \d+ known issues, "
    r"nothing to report\.\n"
    r"Not signed: (\d+) of \1 sentences, tables and charts \(kscb-book review 2016-17\)\.\n"
)


def test_check_of_the_real_year_has_nothing_to_report_and_nothing_to_note_but_that_nobody_has_signed_it():
    code, told, faults = run("check", "2016-17")
    assert (code, faults) == (0, "") and CLEAN.fullmatch(told), told


YEARS = {
    "not a year": ("2016", "expected a year written as 2016-17, found '2016'"),
    "years that do not follow": ("2016-18", "expected a year written as 2016-17, found '2016-18'"),
    "a way out": ("../../etc", "expected a year written as 2016-17, found '../../etc'"),
    "a year without data": ("2035-36", "data/2035-36/kscb-2035-36.xlsx: 1 finding\n  no such workbook"),
}


@pytest.mark.parametrize(("year", "message"), YEARS.values(), ids=YEARS)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_year_that_cannot_be_used_is_input_refused(tmp_path, command, year, message):
    out = ["--out", tmp_path / "out"] if command == "build" else []
    code_, _, err = run(command, year, *out)
    assert code_ == ExitCode.INPUT_REFUSED and message in err
    assert not list(tmp_path.iterdir())


def test_open_findings_have_their_own_code(tmp_path):
    root = draw_book(tmp_path / "book", words="{num}`nothing`\n")
    code_, _, err = run("check", YEAR, cwd=root)
    assert code_ == ExitCode.FINDINGS_OPEN and f"data/{YEAR}/narrative/toy/words.md: 1 finding" in err
    code_, _, err = run("build", YEAR, cwd=root)
    assert code_ == ExitCode.FINDINGS_OPEN and not (root / "_build" / YEAR).exists()


OUTCOMES = code(
    'from kscb_book.chapter import publish_table\n\npublish_table("lado.outcomes", edition.sheet("LADO outcomes"))',
    "outcomes",
)
LISTED = {
    "all words must hold": (
        ["outcomes malicious"],
        [
            "lado.outcomes[malicious, 2028-29]\t0\tOutcomes: Malicious\t2028-29\t'LADO outcomes'!B9",
            "lado.outcomes[malicious, 2029-30]\t1\tOutcomes: Malicious\t2029-30\t'LADO outcomes'!C9",
            "lado.outcomes[malicious]\t0\tOutcomes: Malicious\t2030-31\t'LADO outcomes'!D9",
        ],
    ),
    "the id": (["LADO.REFERRALS[2029-30]"], ["lado.referrals[2029-30]\t50\tReferrals\t2029-30\t'LADO referrals'!B7"]),
    "the short name": (
        ["outcomes[unfounded]"],
        ["lado.outcomes[unfounded]\t3\tOutcomes: Unfounded\t2030-31\t'LADO outcomes'!D7"],
    ),
    "the id in full": (
        ["outcomes[unfounded, 2030-31]"],
        ["lado.outcomes[unfounded]\t3\tOutcomes: Unfounded\t2030-31\t'LADO outcomes'!D7"],
    ),
    "the cell": (["referrals'!b8"], ["lado.referrals\t80\tReferrals\t2030-31\t'LADO referrals'!B8"]),
    "the printed number": (["80"], ["lado.referrals\t80\tReferrals\t2030-31\t'LADO referrals'!B8"]),
    "the definition": (
        ["2028-29 Adults who WORK with children"],
        ["lado.referrals[2028-29]\t40\tReferrals\t2028-29\t'LADO referrals'!B6"],
    ),
    "nothing": (["zebra"], ["None of the 24 figures of 2030-31 holds 'zebra'."]),
}


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    return draw_book(tmp_path_factory.mktemp("toy") / "book", toy=[*TOY, OUTCOMES])


@pytest.mark.parametrize(("arguments", "lines"), LISTED.values(), ids=LISTED)
def test_figures_are_listed_with_tabs_where_there_is_no_terminal(toy, arguments, lines):
    assert run("figures", YEAR, *arguments, cwd=toy) == (0, "\n".join(lines) + "\n", "")


def test_all_figures_are_listed_in_the_order_of_publishing(toy):
    code_, out, _ = run("figures", YEAR, cwd=toy)
    lines = [line.split("\t") for line in out.splitlines()]
    assert code_ == 0 and len(lines) == 24 and {len(line) for line in lines} == {5}
    assert [line[0] for line in lines[:3]] == ["lado.referrals[2028-29]", "lado.referrals[2029-30]", "lado.referrals"]


def test_listing_ends_as_checking_does(tmp_path):
    root = draw_book(tmp_path / "book", words="{num}`nothing`\n")
    code_, out, err = run("figures", YEAR, cwd=root)
    assert (code_, out) == (ExitCode.FINDINGS_OPEN, "") and "words.md: 1 finding" in err
    draw_workbook(root / "data" / YEAR / f"kscb-{YEAR}.xlsx", Facts=None)
    assert run("figures", YEAR, "referrals", cwd=root)[0] == ExitCode.INPUT_REFUSED


def test_a_label_is_shown_as_it_stands(monkeypatch, capsys, tmp_path):
    drawing = "| How it was dealt with | Allegations |\n| [red]odd label[/red] | 3 |"
    cell = code(OUTCOMES["source"].replace("outcomes", "disposals"), "disposals")
    root = draw_book(tmp_path / "book", toy=[*TOY, cell], LADO_disposals=drawing)
    line = run("figures", YEAR, "disposals", cwd=root)[1].split("\t")
    assert line[2] == "Substantiated allegations: [red]odd label[/red]"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for width in ("80", "150"):
        monkeypatch.setenv("COLUMNS", width)
        show_lines(HEADINGS, [line])
        assert "[red]odd label[/red]" in capsys.readouterr().out


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_on_a_terminal_the_list_fits_and_no_name_is_broken(monkeypatch, capsys, real, width):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    lines = list(lines_of(check(real).register))
    show_lines(HEADINGS, lines)
    shown = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in capsys.readouterr().out.splitlines()]
    assert all(len(line) <= width for line in shown if width >= 80 or line.startswith(" "))
    for name, *_ in lines:
        assert any(line.startswith(f"{name} ") for line in shown)


def test_data_may_lie_anywhere(tmp_path):
    root = draw_book(tmp_path / "book")
    elsewhere = tmp_path / "OneDrive - Anyborough" / "data"
    (root / "data").rename(elsewhere.parent.mkdir() or elsewhere)
    code_, out, err = run("check", YEAR, "--data", elsewhere, cwd=root / "chapters")
    assert (code_, err) == (0, "") and "3 figures" in out
    draw_workbook(elsewhere / YEAR / f"kscb-{YEAR}.xlsx", Facts=None)
    assert str(elsewhere / YEAR / f"kscb-{YEAR}.xlsx") in run("check", YEAR, "--data", elsewhere, cwd=root)[2]


def test_outside_a_book_it_says_so(tmp_path):
    code_, _, err = run("check", YEAR, cwd=tmp_path)
    assert code_ == ExitCode.INPUT_REFUSED and "neither this folder nor one above it holds _config.yml" in err


def test_a_fault_of_the_book_itself_is_one_sentence(tmp_path):
    root = draw_book(tmp_path / "book", toy=TOY)
    (root / "chapters" / "toy.ipynb").write_text("not a notebook")
    code_, _, err = run("check", YEAR, cwd=root)
    assert code_ == ExitCode.BUILD_FAILED and len(err.strip().splitlines()) == 1 and "KSCB_TRACEBACK" in err


def test_the_internal_output_hides_nothing_so_it_is_not_asked_to():
    code_, _, told = run("build", "2016-17", "--internal", "--disclosure", "suppress")
    assert code_ == ExitCode.INPUT_REFUSED
    assert told == "--internal: 1 finding\n  shows every count in full; leave it out, or leave out --disclosure\n"
