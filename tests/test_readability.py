"""The words can be read by a lay person: the reading grade of the blocks as their roles are filled."""

import statistics

import pytest
import textstat

from kscb_book.press.blocks import paths_of
from kscb_book.press.check import check
from kscb_book.press.markdown import tokens_of
from kscb_book.press.narrative import number_and_form

MOST_IN_THE_MIDDLE, MOST_ANYWHERE = 10, 16  # Flesch-Kincaid grades


def told(token, register) -> str:
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type in ("paragraph_close", "list_item_close"):
        return "\n"
    if token.type != "myst_role":
        return ""
    name, content = token.meta["name"], token.content
    if name == "num":
        return register.find(number_and_form(content)[0]).printed
    return {"numref": "Table 1", "change": "rose", "report": "the board"}.get(name, content.partition("<")[0].strip())


@pytest.fixture(scope="module")
def grades(real):
    checked = check(real)
    paths = [path for chapter in checked.chapters for path in paths_of(chapter, real)]
    return {
        f"{path.parent.name}/{path.stem}": textstat.flesch_kincaid_grade(
            "".join(told(token, checked.register) for _, token in tokens_of(path.read_text(encoding="utf-8")))
        )
        for path in paths
    }


def test_the_median_block_can_be_read_after_ten_years_of_school(grades):
    assert statistics.median(grades.values()) <= MOST_IN_THE_MIDDLE


def test_no_block_is_out_of_reach(grades):
    assert {block: grade for block, grade in grades.items() if grade > MOST_ANYWHERE} == {}


def test_the_measure_tells_plain_words_from_others():
    plain = "The board met. It read the report. It asked for more."
    heavy = "Notwithstanding organisational transformation, multidisciplinary collaboration necessitates consideration."
    assert textstat.flesch_kincaid_grade(plain) < 5 < MOST_ANYWHERE < textstat.flesch_kincaid_grade(heavy)
