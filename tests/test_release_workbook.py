"""The published workbook: fresh, cell for cell in its place, and nothing beside what is read."""

import io
import zipfile

import pytest
from drawing import FINAL, YEAR, draw_book, typed
from openpyxl import load_workbook
from openpyxl.comments import Comment

from kscb_book.disclosure.opened import open_workbook
from kscb_book.places import Places
from kscb_book.releases.published_workbook import published_workbook

SECRET = "Somebody's name"


def places_of(root, **sheets) -> Places:
    draw_book(root, **sheets)
    return Places(root, root / "data", YEAR)


def again(places: Places, root) -> Places:
    """Lay the published workbook out as the workbook of another book."""
    other = Places(root, root / "data", YEAR)
    other.workbook.parent.mkdir(parents=True)
    other.workbook.write_bytes(published_workbook(places))
    return other


def same_values(one: Places, other: Places) -> bool:
    first, second = open_workbook(one), open_workbook(other)
    return first.report == second.report and all(
        sheet.frame.equals(second.sheets[name].frame) and sheet.letters == second.sheets[name].letters
        for name, sheet in first.sheets.items()
    )


@pytest.mark.parametrize("at", [(5, 1), (7, 3)], ids=["as usual", "further down and to the right"])
def test_it_reads_as_the_original_does_each_value_in_its_cell(tmp_path, at):
    places = places_of(tmp_path / "book", at=at)
    assert same_values(places, again(places, tmp_path / "again"))


def test_the_real_one_reads_as_the_original_does(real, tmp_path):
    other = Places(tmp_path, tmp_path / "data", real.year)
    other.workbook.parent.mkdir(parents=True)
    other.workbook.write_bytes(published_workbook(real))
    assert same_values(real, other)
    assert open_workbook(other).issues == open_workbook(real).issues


def test_publishing_what_was_published_gives_the_same_bytes(tmp_path):
    places = places_of(tmp_path / "book")
    assert published_workbook(again(places, tmp_path / "again")) == published_workbook(places)


def test_nothing_that_is_not_read_gets_into_it(tmp_path):
    def whisper(book) -> None:
        book.properties.creator = book.properties.lastModifiedBy = SECRET
        book["LADO referrals"]["B8"].comment = Comment(SECRET, SECRET)
        book["LADO referrals"]["D1"] = SECRET
        book["Report"]["A1"] = SECRET
        book.create_sheet("Aside")["A1"] = SECRET
        book["Aside"].sheet_state = "hidden"

    content = published_workbook(places_of(tmp_path / "book", then=whisper))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert not any(SECRET.encode() in packed.read(name) for name in packed.namelist())
    assert "Aside" not in load_workbook(io.BytesIO(content)).sheetnames


def test_a_formula_becomes_the_number_it_came_to_and_words_that_look_like_one_stay_words(tmp_path):
    places = places_of(tmp_path / "book", then=typed("LADO disposals", A6="=1+1 words"))
    book = load_workbook(places.workbook)
    book["LADO disposals"]["A6"].data_type = "s"
    book.save(places.workbook)
    sheets = load_workbook(io.BytesIO(published_workbook(places))).worksheets
    assert not [cell for page in sheets for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_what_is_hidden_stands_as_c_in_numbers_sums_and_words(tmp_path):
    policy = FINAL.replace("As published", "Suppress    ").replace("| Final", "| Draft")
    outcomes = """
        | How it was dealt with | Allegations |
        | Resigned              | 3           |
        | Back at work          | 40          |
        | Total                 | 43          |
        """
    places = places_of(tmp_path / "book", Report=policy, LADO_disposals=outcomes)
    page = load_workbook(io.BytesIO(published_workbook(places)))["LADO disposals"]
    assert [page[cell].value for cell in ("B6", "B8")] == ["[c]", "[c]"]
    assert published_workbook(again(places, tmp_path / "again")) == published_workbook(places)
