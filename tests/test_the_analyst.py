"""An analyst makes the next report: begins a year, builds a draft, fills it in, puts the words right, and builds it.

The year is made up from the one before, and stands in no folder of the book.
"""

import re
import shutil

import pytest
from analyst import WHOLE, accept, choose, paste, print_in_digits, review, type_in, words_of
from conftest import ROOT
from pdf_reading import PdfReader
from test_cli import run

from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.papers import pdf_of

pytestmark = pytest.mark.build
LAST, YEAR = "2016-17", "2017-18"

EDITS = {
    "06-performance/emotional-abuse": [
        (
            WHOLE,
            "In December 2017, {num}`plans.emotional_abuse_share[Dec]` of plans were for emotional abuse "
            "({numref}`chart:emotional-abuse`, {numref}`table:emotional-abuse`). The share of the neighbours is not "
            "given.\n",
        )
    ],
    "06-performance/chart-emotional-abuse": [
        (
            WHOLE,
            "In March, the share of plans for emotional abuse was {num}`plans.emotional_abuse_share[Mar]`.\n",
        )
    ],
    "06-performance/what-the-months-show": [
        ("_limit[2015-16]", "_limit[2014-15]"),
        ("limit of 2015-16", "limit of 2014-15"),
        ("limit of\n2015-16", "limit of\n2014-15"),
        ("months of 2015-16", "months of 2014-15"),
    ],
    "06-performance/plans-by-month": [("August 2016", "August 2017")],
    "11-lado/what-referrals-show": [
        (
            "The clear change in the share came a year before. The share that needed no further action\n"
            "{change}`lado.no_further_action_share[2016-17]` from {num}`lado.no_further_action_share[2015-16]` in "
            "2015-16 to\n{num}`lado.no_further_action_share[2016-17]` in 2016-17.\n\n**What this means.** The clear "
            "change in how cases end came in 2016-17, not in 2017-18.",
            "**What this means.** The officer dealt with the cases as before.",
        )
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("analyst")
    shutil.copytree(ROOT / "data" / LAST, folder / "data" / LAST)
    return folder


def kscb_book(folder, command, *options):
    code, out, err = run(command, YEAR, "--data", str(folder / "data"), *options)
    return code, out, err


def test_the_years_work_from_the_copy_to_the_final_report(folder):
    before, places = (Places(ROOT, folder / "data", year) for year in (LAST, YEAR))
    out = ("--out", str(folder / "out"))

    assert kscb_book(folder, "new-year")[0] == 0
    code, told, _ = kscb_book(folder, "check", *out)
    assert code == 0 and "0 of 216 blocks reviewed" in told and (folder / "out" / f"findings-{YEAR}.xlsx").is_file()

    assert kscb_book(folder, "build", *out)[0] == 0
    pages = words_of(folder / "out" / YEAR / "html")
    assert all("this is not the final report" in html for html in pages.values())
    assert "[x]" in pages["11-lado"] and "to be reviewed" in pages["11-lado"]

    # A new year begins under the policy to suppress small counts; this board publishes them, as it has before.
    choose(places, "Disclosure policy", "As published")
    numbers, changed = type_in(places, before)
    assert numbers > 250 and changed > 150
    review(places, EDITS)
    print_in_digits(places)
    assert paste(places) >= 5 and check(places).findings == ()

    assert accept(places) > 10
    choose(places, "Status of the report", "Final")
    code, told, _ = kscb_book(folder, "check", *out)
    assert code == 0 and "nothing to report" in told and not (folder / "out" / f"findings-{YEAR}.xlsx").exists()
    assert kscb_book(folder, "build", *out)[0] == 0
    pages = words_of(folder / "out" / YEAR / "html")
    assert len(pages) > 20 and not any("this is not the final report" in html for html in pages.values())
    assert "to be reviewed" not in pages["11-lado"]


ANOTHER = ("--authority-name", "Kent", "--ons-code", "E10000016", "--board", "Kent Partnership", "--short-name", "KP")
TRACES = re.compile("Knowsley|KSCB|Merseyside|Huyton|Kirkby|Williamson")


def test_another_authority_begins_with_nothing_of_the_first(tmp_path):
    shutil.copytree(ROOT / "data" / LAST, tmp_path / "data" / LAST)
    assert kscb_book(tmp_path, "new-year", *ANOTHER)[0] == 0
    assert kscb_book(tmp_path, "build", "--out", str(tmp_path / "out"))[0] == 0
    built = tmp_path / "out" / YEAR
    found = {name: TRACES.findall(html) for name, html in words_of(built / "html").items() if name != "guide"}
    assert {name: traces for name, traces in found.items() if traces} == {}
    assert TRACES.findall(PdfReader(pdf_of(built, YEAR)).root.text) == []
