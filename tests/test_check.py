"""``check`` holds chapters, narrative and figures against each other, without a kernel."""

import pytest
from drawing import TOY, WORDS, YEAR, code, draw_book

from kscb_book.findings import InputRefused, as_text
from kscb_book.places import Places
from kscb_book.press.check import check


def checked(root):
    return check(Places(root, root / "data", YEAR))


def found(root):
    return as_text(checked(root).findings)


def test_the_real_book_has_nothing_to_report(real):
    assert as_text(check(real).findings) == ""


def test_a_sound_book_gives_its_register(tmp_path):
    result = checked(draw_book(tmp_path / "book"))
    assert result.findings == ()
    assert [(figure.id, figure.printed, figure.chapter, figure.cell) for figure in result.register] == [
        ("lado.referrals[2028-29]", "40", "toy", "figures"),
        ("lado.referrals[2029-30]", "50", "toy", "figures"),
        ("lado.referrals[2030-31]", "80", "toy", "figures"),
    ]


NARRATIVE = {
    "an unknown figure": (
        "There were {num}`lado.referals`.",
        "line 1  no figure 'lado.referals' is published; the nearest is lado.referrals[2030-31]",
    ),
    "an unknown chart": (
        "Words.\n\nSee {numref}`chart:tow`.",
        "line 3  no table or chart is called 'chart:tow'; there are chart:toy, table:toy",
    ),
    "a word for a number that has none": (
        "There were {num}`lado.referrals as word` referrals.",
        "line 1  lado.referrals[2030-31] is 80; only a count below ten can be written as a word",
    ),
    "raw HTML": ("<b>Words</b>", "line 1  raw HTML is not allowed; write it in Markdown"),
}


@pytest.mark.parametrize(("words", "line"), NARRATIVE.values(), ids=NARRATIVE)
def test_a_fault_in_narrative(tmp_path, words, line):
    block = f"data/{YEAR}/narrative/toy/words.md"
    assert line in found(draw_book(tmp_path / "book", words=words)).splitlines()[1]
    assert found(tmp_path / "book").startswith(f"{block}: ")


def test_a_block_that_is_missing_and_one_that_is_not_used(tmp_path):
    root = draw_book(tmp_path / "book")
    folder = root / "data" / YEAR / "narrative" / "toy"
    (folder / "words.md").rename(folder / "wrods.md")
    assert found(root).splitlines() == [
        f"data/{YEAR}/narrative/toy/words.md: 1 finding",
        "  the block is missing; chapters/toy.ipynb brings it in",
        f"data/{YEAR}/narrative/toy/wrods.md: 1 finding",
        "  no cell of chapters/toy.ipynb brings this block in; is words.md meant?",
    ]


def test_a_failing_cell_is_named_with_its_last_line(tmp_path):
    root = draw_book(tmp_path / "book", toy=[*TOY, code('edition.sheet("LADO referals")', "bad")])
    assert found(root).splitlines() == [
        "chapters/toy.ipynb: 1 finding",
        "  cell 8  LookupError: the workbook has no sheet 'LADO referals'; is 'LADO referrals' meant?",
    ]


def test_a_figure_published_twice(tmp_path):
    root = draw_book(tmp_path / "book", toy=[*TOY, code('publish("lado.referrals", referrals.at(year))', "again")])
    assert "lado.referrals[2030-31] is published a second time here" in found(root)


def test_a_workbook_that_cannot_be_used_is_refused_before_anything_else(tmp_path):
    root = draw_book(tmp_path / "book", words=WORDS, Facts=None)
    with pytest.raises(InputRefused, match="Facts  sheet not found"):
        checked(root)


def test_a_chapter_that_is_missing(tmp_path):
    root = draw_book(tmp_path / "book")
    (root / "chapters" / "toy.ipynb").unlink()
    with pytest.raises(InputRefused, match="the chapter chapters/toy.ipynb is missing"):
        checked(root)
