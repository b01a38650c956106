"""A number that somebody typed into the workbook is printed on a page, or named as one that no page prints."""

import pytest
from drawing import TOY, YEAR, code, draw_book

from kscb_book.places import Places
from kscb_book.press.check import check

ALL = [f"'LADO referrals'!{letter}{row}" for row in (6, 7, 8) for letter in "BC"]
SHARE = code(
    "from kscb_book.chapter import share\n\n"
    'no_further_action = edition.sheet("LADO referrals").series("no_further_action").at(year)\n'
    'publish("lado.no_further_action_share", share(no_further_action, of=referrals))',
    "share",
)
SILENT = [*TOY[:4], TOY[6]]

NOT_PRINTED = {
    "nothing printed": (SILENT, "Words.\n", ALL),
    "printed in a table": ([*SILENT, TOY[5]], "Words.\n", ALL[1::2]),
    "printed in a chart": ([*SILENT, TOY[4]], "Words.\n", ALL[1::2]),
    "printed in words": (SILENT, "There were {num}`lado.referrals` referrals.\n", [*ALL[:4], ALL[5]]),
    "published, and not printed": ([*SILENT, SHARE], "Words.\n", ALL),
    "what a printed number rests on": (
        [*SILENT, SHARE],
        "The share with no further action is {num}`lado.no_further_action_share`.\n",
        ALL[:4],
    ),
}


@pytest.mark.parametrize(("toy", "words", "cells"), NOT_PRINTED.values(), ids=NOT_PRINTED)
def test_a_number_that_no_page_prints_is_named(tmp_path, toy, words, cells):
    root = draw_book(tmp_path / "book", toy=toy, words=words)
    checked = check(Places(root, root / "data", YEAR))
    assert checked.findings == ()
    assert [note.place for note in checked.notes if "LADO referrals" in note.place] == cells


def test_the_note_says_what_stands_there(tmp_path):
    sheet = (
        "| Year | Referrals | No further action |\n| 2028-29 | 40 | [x] |\n| 2029-30 | 1874 | 2 |\n| 2030-31 | 8 | 2 |"
    )
    root = draw_book(tmp_path / "book", toy=SILENT, words="Words.\n", LADO_referrals=sheet)
    notes = {note.place: (note.file, note.message) for note in check(Places(root, root / "data", YEAR)).notes}
    assert notes["'LADO referrals'!B7"] == (f"data/{YEAR}/kscb-{YEAR}.xlsx", "holds 1,874, and no page prints it")
    assert "'LADO referrals'!C6" not in notes, "a symbol needs no note"


SURVEY = """
    | Topic         | Young people (%) | Finding        |
    | Safety online | [x]              | Most felt safe |
    | Neglect       | [x]              | [x]            |
"""
SHOWN = code(
    "from kscb_book.chapter import show_particulars\n\n"
    'show_particulars("survey", edition.particulars("Survey findings"))',
    "survey",
)


@pytest.mark.parametrize(("toy", "cells"), [(TOY, ["'Survey findings'!C6"]), ([*TOY, SHOWN], [])], ids=["no", "shown"])
def test_words_that_no_page_shows_are_named(tmp_path, toy, cells):
    root = draw_book(tmp_path / "book", toy=toy, Survey_findings=SURVEY)
    notes = [note for note in check(Places(root, root / "data", YEAR)).notes if "Survey" in note.place]
    assert [note.place for note in notes] == cells
    assert {note.message for note in notes} <= {"says 'Most felt safe', and no page shows it"}
