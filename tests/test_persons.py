"""Words of single persons: check asks about them where small counts are hidden, and about nothing else."""

import pytest
from drawing import YEAR
from test_disclosure_book import TWIN, book

from kscb_book.desk.progress import progress_of
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.persons import persons_in

TOLD = {
    "One young person made nine allegations.": ["One young person"],
    "One other experienced teacher was suspended.": ["One other experienced teacher"],
    "The list has a teacher\nwhose case goes on.": ["a teacher whose"],
    "The review of Child Q and of Children R and S was long.": ["Child Q", "Children R and S"],
    "The mother had moved away.": ["The mother had"],
}
NOT_TOLD = [
    "A child was told how to be safe, and a young person who had asked was answered.",
    "A child is safe where adults listen.",
    "Each young person has a plan, and a social worker visits the child.",
    "Teachers were trained, and one agency was not.",
    "The Child Death Overview Panel met. The single assessment was long.",
    "A single worker's form is used by all children.",
]


@pytest.mark.parametrize("text", TOLD)
def test_words_that_tell_of_a_single_person(text):
    assert [words for words, _ in persons_in(text)] == TOLD[text]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_words_that_tell_of_nobody(text):
    assert list(persons_in(text)) == []


PERSON = f"A sentence.\n\n{TWIN.strip()} A young teacher was there.\n"
QUESTION = (
    "tells of a single person ('A young teacher was'); could anybody know them by it? Write it as it may be published, "
    "or as it is if it may, beside it as words.protected.md"
)


def drawn(root, twin=None) -> Places:
    places = book(root, twin=twin)
    (root / "data" / YEAR / "narrative" / "toy" / "words.md").write_text(PERSON, encoding="utf-8")
    return places


def test_a_block_that_tells_of_a_person_is_a_question_that_stops_nothing(tmp_path):
    places = drawn(tmp_path)
    checked = check(places)
    assert [(each.place, each.message) for each in checked.asked] == [("line 3", QUESTION)]
    assert checked.findings == ()
    assert checked.asked[0] in progress_of(places, checked).questions


def test_a_twin_answers_the_question(tmp_path):
    assert check(drawn(tmp_path, twin=TWIN)).asked == ()
    assert check(drawn(tmp_path / "again", twin=PERSON)).asked == ()


def test_nothing_is_asked_where_counts_are_published_in_full(tmp_path):
    places = drawn(tmp_path)
    assert check(Places(places.root, places.data, YEAR, internal=True)).asked == ()
