"""What stands where on a page: headings that lead somewhere, periods in order, room where it saves lines."""

from kscb_book.face.tables import set_table
from kscb_book.meaning.edition import open_edition
from kscb_book.press.contents import read_contents
from kscb_book.press.typst_fit import fit
from kscb_book.source.measures import measures_by_section
from kscb_book.source.workbook import read_workbook

STANDS = "taken from the workbook as it stands"


def test_the_measures_are_listed_under_chapters_that_the_report_has(real):
    assert set(measures_by_section()) <= {chapter.name for chapter in read_contents(real)}


def test_single_facts_have_a_column_a_period_the_earliest_first(real):
    edition = open_edition(read_workbook(real.workbook, real.year, real.workbook.name))
    assert set_table("snapshot", [edition.sheet("Snapshot")]).headings == ("What is counted", "2015-16", "2016-17")


def test_one_long_text_does_not_take_the_room_of_many_short_ones():
    listed = "; ".join(f"Missing!B{row}" for row in range(10, 40, 2))
    rows = [
        ("Printed", "What it is", "How it was got", "Cells"),
        *[("1", "Outcomes recorded", STANDS, "Missing!B9")] * 30,
    ]
    sizes = {fit([*rows, ("9", "Outcomes recorded", STANDS, cells)]).columns[2] for cells in ("Missing!B9", listed)}
    assert max(sizes) - min(sizes) < 4


def test_a_table_that_needs_little_takes_no_more_of_the_line():
    assert fit([("Year", "Referrals"), ("2016-17", "63")]).line == 0.6
