"""Each number of the book descends from a figure, a date, or a phrase with a reason; ``check`` and the build say so."""

import pytest
from drawing import TOY, WORDS, YEAR, code, draw_book, text

from kscb_book.findings import as_text
from kscb_book.places import Places
from kscb_book.press.check import check

BLOCK = f"data/{YEAR}/narrative/toy/words.md: 1 finding"
OR = "or list the words it stands in, with the reason, in phrases.csv"
ENTER = f"enter it on the sheet Facts, {OR}"


def found(root):
    return as_text(check(Places(root, root / "data", YEAR)).findings).splitlines()


def with_words(tmp_path, words, **more):
    return found(draw_book(tmp_path / "book", words=f"{WORDS}\n{words}\n", **more))


TYPED = {
    "digits that a figure prints": (
        "There were 80 referrals.",
        f"line 3  '80' is typed; print it with {{num}}`lado.referrals`, {OR}",
    ),
    "the figure whose year stands beside it": (
        "In 2028-29 the referrals\nwere 40.",
        f"line 4  '40' is typed; print it with {{num}}`lado.referrals[2028-29]`, {OR}",
    ),
    "digits that nothing prints": ("There were 81 referrals.", f"line 3  '81' is typed; {ENTER}"),
    "digits of another subject": ("There were 80 visits.", f"line 3  '80' is typed; {ENTER}"),
    "a word": ("Twelve referrals were late.", f"line 3  'Twelve' is typed; {ENTER}"),
    "an amount": ("It cost £1.2m.", f"line 3  '£1.2m' is typed; {ENTER}"),
    "in a list": ("- some\n- and *81 visits*", f"line 4  '81' is typed; {ENTER}"),
    "in a table": ("| a | b |\n|---|---|\n| x | 81 |", f"line 5  '81' is typed; {ENTER}"),
    "in a footnote": ("Words[^1].\n\n[^1]: There were 81.", f"line 5  '81' is typed; {ENTER}"),
    "in a link": ("[81 visits](https://example.org)", f"line 3  '81' is typed; {ENTER}"),
    "in code": ("Its name is `81`.", f"line 3  '81' is typed; {ENTER}"),
    "in what was reported": (
        "They {reported}`fell by 81 <the police>`.",
        f"line 3  '81' is typed; {ENTER}",
    ),
    "a number word that its claim does not test": (
        "Referrals, {num}`lado.referrals`, were the "
        "{claim}`highest for four years <lado.referrals == peak(lado.referrals[2028-29..2030-31])>`.",
        f"line 3  'four' is typed; {ENTER}",
    ),
}


@pytest.mark.parametrize(("words", "line"), TYPED.values(), ids=TYPED)
def test_a_typed_number_is_found_with_its_line_and_what_to_write(tmp_path, words, line):
    assert with_words(tmp_path, words) == [BLOCK, f"  {line}"]


SOUND = {
    "a figure": "There were {num}`lado.referrals` referrals.",
    "a period": "In 2030-31, from 1 April 2030 to 31 March 2031, in Q1 and in August 2030.",
    "a unit": "This is a rate per 10,000.",
    "words that count nothing": "Partners help one another, each one of them.",
    "what the workbook says of the report": "Edition {report}`edition`, {report}`title`.",
    "a number word that its claim tests": "Referrals, {num}`lado.referrals`, were the "
    "{claim}`highest for three years <lado.referrals == peak(lado.referrals[2028-29..2030-31])>`.",
    "a half that its claim tests": "In 2029-30, the referrals, {num}`lado.referrals[2029-30]`, were "
    "{claim}`more than half <lado.referrals[2029-30] > half(lado.referrals)>`.",
}


@pytest.mark.parametrize("words", SOUND.values(), ids=SOUND)
def test_a_number_that_descends_from_something_is_no_finding(tmp_path, words):
    rates = code(
        'from kscb_book.chapter import publish_table\n\npublish_table("plans", edition.sheet("Plans by year"))', "rates"
    )
    assert with_words(tmp_path, words, toy=[*TOY, rates]) == []


def test_a_phrase_allows_its_own_words_and_is_needed(tmp_path):
    words = "Section 47 of the\nChildren Act 1989 asks for it."
    assert with_words(tmp_path, words, phrases=("Section 47", "Children Act 1989")) == []


def test_a_phrase_that_nothing_needs_is_a_finding(tmp_path):
    words = "In 2030-31 it was Section 47."
    assert with_words(tmp_path, words, phrases=("Section 47", "In 2030-31", "Section 11")) == [
        f"data/{YEAR}/phrases.csv: 2 findings",
        "  line 3  the phrase 'In 2030-31' is not needed; delete this line",
        "  line 4  the phrase 'Section 11' is not needed; delete this line",
    ]


def test_a_phrase_may_be_needed_by_a_chapters_own_words(tmp_path):
    toy = [*TOY, text("## Section 47\n\n```{note}\nLevel 3 and no more.\n```", "more")]
    root = draw_book(tmp_path / "book", toy=toy, phrases=("Section 47", "Level 3"))
    assert found(root) == []
    assert found(draw_book(tmp_path / "other", toy=toy)) == [
        "chapters/toy.ipynb: 2 findings",
        f"  cell 8  '47' is typed; {ENTER}",
        f"  cell 8  '3' is typed; {ENTER}",
    ]


def test_a_chapter_has_its_number_and_a_section_has_none(tmp_path):
    toy = [text("# 6. A toy chapter\n\nA sentence.", "title"), *TOY[1:], text("## 7. Its section", "more")]
    assert found(draw_book(tmp_path / "book", toy=toy)) == [
        "chapters/toy.ipynb: 1 finding",
        f"  cell 8  '7' is typed; {ENTER}",
    ]
