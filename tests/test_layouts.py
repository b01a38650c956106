"""Workbooks of every layout ever released still open; one of a later layout asks for a newer book."""

from pathlib import Path

import pytest
from drawing import YEAR, draw_workbook, typed

from kscb_book.findings import InputRefused
from kscb_book.source.workbook import read_workbook

LAYOUTS = Path(__file__).parent / "layouts"
RELEASED = {"layout-1.xlsx": ("1", "2016-17", 40)}


def test_every_frozen_workbook_is_tested():
    assert {path.name for path in LAYOUTS.iterdir()} == set(RELEASED)


@pytest.mark.parametrize("name", RELEASED)
def test_a_workbook_of_a_released_layout_opens(name):
    version, year, sheets = RELEASED[name]
    workbook = read_workbook(LAYOUTS / name, year, name)
    assert workbook.report.layout_version == version and len(workbook.sheets) == sheets


EXPECTED = "1, the only layout that this version of the book reads (a later one needs a newer version of the book)"


@pytest.mark.parametrize(("version", "found"), [(2, "2"), (12, "12"), ("two", "'two'")])
def test_a_workbook_of_another_layout_says_only_that(tmp_path, version, found):
    path = draw_workbook(tmp_path / "book.xlsx", then=typed("Report", B16=version), Missing=None)
    with pytest.raises(InputRefused) as refused:
        read_workbook(path, YEAR, "book.xlsx")
    (finding,) = refused.value.findings
    assert (finding.place, finding.message) == ("Report!B16", f"Layout version: expected {EXPECTED}, found {found}")
