"""The files of the narrative: one for each block a chapter brings in, under its own name, and no more."""

import pytest
from drawing import TOY, WORDS, YEAR, draw_book, text

from kscb_book.findings import as_text
from kscb_book.places import Places
from kscb_book.press.check import check

FOLDER = f"data/{YEAR}/narrative/toy"
MISSING = "the block is missing; chapters/toy.ipynb brings it in"
UNUSED = "no cell of chapters/toy.ipynb brings this block in"


def found(root):
    return [(finding.file, finding.message) for finding in check(Places(root, root / "data", YEAR)).findings]


NAMES = {
    "in capitals": ("Words.md", [("Words.md", "this block must be called words.md")]),
    "with an ending too many": ("words.md.txt", [("words.md.txt", "this block must be called words.md")]),
    "as a text file": ("words.txt", [("words.txt", "this block must be called words.md")]),
    "with a space": ("words .md", [("words .md", "this block must be called words.md")]),
    "without an ending": ("words", [("words", "this block must be called words.md")]),
    "from Word": (
        "words.docx",
        [
            (
                "words.docx",
                "a block is a plain text file called words.md; copy these words into one with a text editor",
            )
        ],
    ),
    "misspelt": ("wrods.md", [("words.md", MISSING), ("wrods.md", f"{UNUSED}; is words.md meant?")]),
    "quite another": ("notes.md", [("words.md", MISSING), ("notes.md", UNUSED)]),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.values(), ids=NAMES)
def test_a_block_under_another_name(tmp_path, name, expected):
    root = draw_book(tmp_path / "book")
    (root / FOLDER / "words.md").rename(root / FOLDER / name)
    assert found(root) == [(f"{FOLDER}/{file}", message) for file, message in expected]


def test_a_copy_beside_the_block(tmp_path):
    root = draw_book(tmp_path / "book")
    (root / FOLDER / "words.docx").write_bytes(b"PK")
    assert found(root) == [(f"{FOLDER}/words.docx", f"{UNUSED}; is words.md meant?")]


@pytest.mark.parametrize("name", ["~$words.docx", ".DS_Store", "desktop.ini", "Thumbs.db"])
def test_what_programs_leave_in_a_folder_is_nobodys_block(tmp_path, name):
    root = draw_book(tmp_path / "book")
    (root / FOLDER / name).write_bytes(b"")
    assert found(root) == []


def test_a_folder_of_no_chapter(tmp_path):
    root = draw_book(tmp_path / "book")
    (root / FOLDER).with_name("Toys").mkdir()
    assert found(root) == [(f"data/{YEAR}/narrative/Toys", "no chapter is called 'Toys'; is toy meant?")]


def test_a_link_that_leads_out_of_the_data_folder(tmp_path):
    root = draw_book(tmp_path / "book")
    (root / FOLDER / "words.md").rename(tmp_path / "secret.md")
    (root / FOLDER / "words.md").symlink_to(tmp_path / "secret.md")
    assert found(root) == [
        (f"{FOLDER}/words.md", "is a link that leads out of the data folder; put the file itself here")
    ]


def test_a_chapter_cannot_name_a_file_elsewhere(tmp_path):
    cells = [*TOY, text("```{narrative} ../../../secret\n```", "away")]
    assert found(draw_book(tmp_path / "book", toy=cells)) == [
        ("chapters/toy.ipynb", "a block is called with small letters, digits and hyphens, not '../../../secret'")
    ]


def test_an_item_the_report_does_not_have(tmp_path):
    root = draw_book(tmp_path / "book", words=WORDS + "{report}`bord`\n\n{report}`zzz`\n")
    assert as_text(check(Places(root, root / "data", YEAR)).findings).splitlines() == [
        f"{FOLDER}/words.md: 2 findings",
        "  line 2  the report has no item 'bord'; the nearest is board",
        "  line 4  the report has no item 'zzz'; there are title, authority, ons_code, board, short_name, year, chair, "
        "preparer, edition, status, disclosure, layout_version",
    ]
