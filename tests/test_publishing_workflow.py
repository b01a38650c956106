"""The publishing workflow that is ready to copy: what it runs exists, and nothing internal is published."""

import re

import pytest
import typer
import yaml
from conftest import ROOT

from kscb_book.cli import app

FOLDER = ROOT / "docs" / "publishing"
TEXT = (FOLDER / "publish.yml").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load(TEXT)
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
RUN = [step["run"] for step in STEPS if "run" in step]
TASKS = set(re.findall(r"python make\.py (\w+)", (ROOT / "make.py").read_text(encoding="utf-8")))
COMMANDS = set(typer.main.get_command(app).commands)
PINNED = re.compile(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+")


def test_every_command_that_it_runs_exists():
    for line in RUN:
        program, *arguments = line.split()
        if program in ("make", "python"):
            assert arguments[-1] in TASKS, line
        else:
            assert program == ".venv/bin/kscb-book" and arguments[0] in COMMANDS, line
    assert {"make test", "python make.py report", ".venv/bin/kscb-book publish _site"} <= set(RUN)


def test_every_action_is_pinned_to_a_version():
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used and all(PINNED.fullmatch(each) for each in used)


def test_it_publishes_what_publish_laid_out_and_nothing_else_after_the_tests_have_passed():
    jobs = WORKFLOW["jobs"]
    assert jobs["publish"]["needs"] == "test"
    uploads = [step for step in STEPS if "upload" in step.get("uses", "") or "deploy" in step.get("uses", "")]
    assert [step.get("with", {}).get("path") for step in uploads] == ["_site", None]
    assert "internal" not in TEXT and "_build" not in TEXT


def test_only_the_job_that_publishes_may_write():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "permissions" not in WORKFLOW["jobs"]["test"]
    assert WORKFLOW["jobs"]["publish"]["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


@pytest.mark.parametrize("command", re.findall(r"kscb-book (\S+)", (FOLDER / "README.md").read_text(encoding="utf-8")))
def test_the_commands_that_its_page_names_exist(command):
    assert command.strip("`,.") in COMMANDS
