"""The command line: every ending has its exit code and is told in words, never by a traceback."""

import subprocess
import sys

import pytest
from conftest import ROOT
from drawing import TOY, YEAR, draw_book, draw_workbook

from kscb_book.findings import ExitCode


def run(*arguments, cwd=ROOT):
    command = [sys.executable, "-c", "from kscb_book.cli import run; run()", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_help_everywhere_with_the_table_of_exit_codes():
    for arguments in (["--help"], ["build", "--help"], ["check", "--help"], ["check", "-h"]):
        code_, out, _ = run(*arguments)
        assert code_ == 0
        for ending in ExitCode:
            assert f"{ending.value} {ending.meaning}" in " ".join(out.replace("│", " ").split())


def test_the_readme_has_the_same_table():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for ending in ExitCode:
        assert f"| {ending.value} | {ending.meaning} |" in readme


CLEAN = "2016-17: 4 chapters, 319 figures, 15 tested claims, 4 reported statements, nothing to report.\n"


def test_check_of_the_real_year():
    assert run("check", "2016-17") == (0, CLEAN, "")


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
    assert code_ == ExitCode.FINDINGS_OPEN and not (root / "_build").exists()


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
