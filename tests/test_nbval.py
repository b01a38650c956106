"""nbval compares every chapter's outputs with those kept in it, and fails in just the chapters that change."""

import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from openpyxl import load_workbook

pytestmark = pytest.mark.build

FAILED = re.compile(r"^FAILED \S*?([\w-]+)\.ipynb::Cell (\d+)", re.MULTILINE)


def nbval(data, tmp_path):
    environment = {"KSCB_DATA": str(data)}
    import os

    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
        "-rf",
        "chapters",
    ]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True).stdout


def test_one_changed_cell_fails_in_just_the_chapters_that_use_it(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data" / "2016-17" / "kscb-2016-17.xlsx"
    book = load_workbook(path)
    assert book["LADO referrals"]["B13"].value == 89
    book["LADO referrals"]["B13"] = 90
    book.save(path)
    failed = FAILED.findall(nbval(tmp_path / "data", tmp_path))
    assert {chapter for chapter, _ in failed} == {"11-lado", "about-the-data", "index"}
    assert len(failed) == 6, "what publishes it, the opening, the chart, the table, the method's example, At a glance"


def test_a_changed_fact_leaves_charts_alone(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data" / "2016-17" / "kscb-2016-17.xlsx"
    book = load_workbook(path)
    (row,) = [row for row in book["Facts"].iter_rows() if row[0].value == "Allegations made by one young person"]
    assert row[1].value == 9
    row[1].value = 8
    book.save(path)
    assert len(FAILED.findall(nbval(tmp_path / "data", tmp_path))) == 1
