"""Twenty authorities and three years from the real files; every number that of the files. Run by make sweep alone."""

import csv
from pathlib import Path

import pytest
from fleet_files import differences
from official_files import open_data
from test_official import needs_open_data

from kscb_book.fleet.fleet import Wanted, make_fleet
from kscb_book.fleet.ledger import LEDGER
from kscb_book.fleet.official import read_all

# Large and small ones, some with hidden numbers, some that came or went in these years, names with commas.
NAMES = (
    "Knowsley,Barnet,Isles of Scilly,City of London,Rutland,Birmingham,Cumbria,Cumberland,Bristol, City of,Kent,Dorset,"
    "Bournemouth, Christchurch and Poole,Kingston upon Hull, City of,Middlesbrough,Blackpool,Halton,Leeds,Cornwall,"
    "Essex,Wokingham,Norfolk,Devon"
)
YEARS = "2021-22..2023-24"


@needs_open_data
@pytest.mark.sweep
def test_twenty_authorities_and_three_years_are_right_against_the_files(tmp_path):
    official, out = open_data(), tmp_path / "fleet"
    made = make_fleet(Wanted(official, out, YEARS, NAMES), 2, "", lambda *told: None)
    assert made.findings == ()
    # Twenty in each year, and of the two of which one followed the other in 2023.
    assert len(made.made) == 20 * 3 + 3
    codes = {each.name: each.old_code for each in read_all(official).authorities}
    for row in rows_of(out / LEDGER):
        assert differences(official, out / row["folder"], codes[row["authority"]], row["year"]) == []


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
