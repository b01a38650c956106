"""What a person has typed is never changed by an import; where official figures differ, both are told."""

import pytest
from drawing import draw_workbook
from import_files import YEAR, address_of, draw_official, imported, one_line, typed
from openpyxl import load_workbook
from test_cli import run

from kscb_book.desk.import_words import told_import
from kscb_book.desk.official_import import Outcome, import_official
from kscb_book.findings import ExitCode
from kscb_book.places import Places
from kscb_book.source.workbook import read_workbook

# What a person had typed -> what is told of it; the cell stays as it was.
HELD = {
    "agrees as printed": (40, Outcome.AGREES, None),
    "slightly different": (
        41,
        Outcome.DIFFERS,
        "the workbook has 41, the official files 40: provisional against final",
    ),
    "in conflict": (80, Outcome.DIFFERS, "the workbook has 80, the official files 40: they conflict"),
    "not available": (
        "[x]",
        Outcome.DIFFERS,
        "the workbook has [x], the official files 40: the workbook could have it",
    ),
    "words": ("about 40", Outcome.DIFFERS, "the workbook has 'about 40', the official files 40: they conflict"),
    "a formula": (
        "=20+20",
        Outcome.DIFFERS,
        "the workbook has the formula '=20+20', the official files 40: they conflict",
    ),
}


@pytest.mark.parametrize(("value", "outcome", "words"), HELD.values(), ids=HELD)
def test_a_cell_that_holds_something_is_never_changed(tmp_path, value, outcome, words):
    place = ("Plans by year", YEAR, "Plans at 31 March")
    places, done = imported(tmp_path, typed(place, value))
    (found,) = (
        each for each in done.imports if each.cell.spot.address == f"'Plans by year'!{address_of(YEAR, *place)}"
    )
    assert found.outcome is outcome
    assert load_workbook(done.path)["Plans by year"][address_of(YEAR, *place)].value == value
    told = one_line(told_import(done, places))
    assert words is None or words in told


def test_a_number_that_the_files_suppress_is_told(tmp_path):
    places, done = imported(tmp_path, typed(("Plans by year", "2029-30", "Plans at 31 March"), 3))
    assert "Plans at 31 March, 2029-30: the workbook has 3, the official files [c]" in one_line(
        told_import(done, places)
    )


def test_a_fact_that_is_suppressed_says_where(tmp_path):
    fact = "Official figures", "Plans per 10,000 children"
    _, done = imported(tmp_path, typed((*fact, "Period"), "2029-30"))
    page = load_workbook(done.path)[fact[0]]
    assert page[address_of(YEAR, *fact, "Value")].value == "[c]"
    where = page[address_of(YEAR, *fact, "Where in the source")].value
    assert where.startswith("Worked out: [c] (d5_") and " per 9,000 (ons_" in where


def test_a_fact_of_another_period_is_that_of_its_period(tmp_path):
    then = typed(("Official figures", "Plans at 31 March", "Period"), "2028-29")
    _, done = imported(tmp_path, then)
    page = load_workbook(done.path)["Official figures"]
    assert page[address_of(YEAR, "Official figures", "Plans at 31 March", "Value")].value == 20


SOURCES = {
    "blank": (None, True),
    "not available": ("[x]", True),
    "words of a person": ("The board's own statistics", False),
    "a formula": ("=A1", False),
}


@pytest.mark.parametrize(("source", "is_written"), SOURCES.values(), ids=SOURCES)
def test_the_line_of_the_source_is_written_where_nobody_has(tmp_path, source, is_written):
    places, done = imported(tmp_path, lambda book: book["Neighbours range"].cell(2, 2, source))
    page = load_workbook(done.path)["Neighbours range"]
    written = "official statistics: children in need, file d5; mid-year"
    if is_written:
        assert page["B2"].value.startswith(written) and page["A4"].value is None
    else:
        assert page["B2"].value == source
        assert page["A4"].value == "Official figures" and page["B4"].value.startswith(written)
        assert "'Neighbours range'!B2 says" in one_line(told_import(done, places))


def test_the_book_reads_a_copy_that_lacks_nothing(tmp_path):
    blank = """
        | Year    | Plans at 31 March | Plans per 10,000 children | Second or later plans (%) |
        | 2028-29 |                   |                           | 12                        |
        | 2029-30 |                   |                           |                           |
        | 2030-31 |                   |                           |                           |
        """
    places = Places(tmp_path, tmp_path / "data", YEAR)
    draw_workbook(places.workbook, Plans_by_year=blank)
    done = import_official(places, draw_official(tmp_path / "official"))
    sheet = read_workbook(done.path, YEAR, "copy.xlsx").sheets["Plans by year"]
    assert [[str(value) for value in row] for row in sheet.frame.to_numpy()] == [
        ["2028-29", "20", "25", "12"],
        ["2029-30", "[c]", "[c]", "[z]"],
        ["2030-31", "40", "40", "13"],
    ]


def test_nothing_to_fill_writes_nothing(tmp_path):
    places, done = imported(tmp_path)
    done.path.replace(places.workbook)
    again = import_official(places, tmp_path / "official")
    assert again.path is None and not again.of(Outcome.DIFFERS)
    assert "so nothing was written" in one_line(told_import(again, places))
    assert len(list(places.workbook.parent.iterdir())) == 1


def test_a_copy_that_was_changed_since_is_not_written_over(tmp_path):
    places, done = imported(tmp_path)
    book = load_workbook(done.path)
    book["Report"]["B6"] = "typed since"
    book.save(done.path)
    kept = done.path.read_bytes()
    code, out, err = run("import-dfe", YEAR, "--from", tmp_path / "official", "--data", places.data)
    assert (code, out) == (ExitCode.INPUT_REFUSED, "") and done.path.read_bytes() == kept
    assert "stands here already, and may have been changed since; move it away" in err
