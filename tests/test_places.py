"""A year leads to its own folder in the data folder, and nowhere else."""

import pytest
from drawing import YEAR, draw_book

from kscb_book.findings import InputRefused
from kscb_book.places import find_places

LINK = "is a link that leads out of the data folder; put the thing itself here"


def refusal(year=YEAR):
    with pytest.raises(InputRefused) as refused:
        find_places(year)
    (finding,) = refused.value.findings
    return finding.file, finding.message


YEARS = [
    "2016",
    "2016-18",
    "2016/17",
    "../2016-17",
    "2016-17/..",
    "2016-17\n",
    "",
    "\uff12\uff10\uff11\uff16-17",
    "-2016-17",
]


@pytest.mark.parametrize("year", YEARS)
def test_what_is_not_a_year(year):
    assert refusal(year) == ("year", f"expected a year written as 2016-17, found {year!r}")


@pytest.fixture
def book(tmp_path, monkeypatch):
    root = draw_book(tmp_path / "book")
    monkeypatch.setenv("KSCB_ROOT", str(root))
    return root


def test_the_turn_of_a_century_is_a_year(book):
    assert find_places("2099-00").year == "2099-00"


@pytest.mark.parametrize("name", [YEAR, f"{YEAR}/kscb-{YEAR}.xlsx", f"{YEAR}/narrative"])
def test_a_link_that_leads_out_of_the_data_folder(tmp_path, book, name):
    path = book / "data" / name
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert refusal() == (f"data/{name}", LINK)


def test_a_link_that_leads_round_in_a_circle(book):
    path = book / "data" / "2031-32"
    path.symlink_to(path)
    assert refusal("2031-32") == ("data/2031-32", LINK)


def test_the_data_folder_itself_may_be_a_link(tmp_path, book):
    (book / "data").rename(tmp_path / "shared")
    (book / "data").symlink_to(tmp_path / "shared")
    assert find_places(YEAR).workbook.is_file()


def test_a_data_folder_that_is_none(tmp_path, book, monkeypatch):
    monkeypatch.setenv("KSCB_DATA", str(tmp_path / "nowhere"))
    assert refusal() == (str(tmp_path / "nowhere"), "there is no such folder; it should hold a folder a year")
