"""A sign-off lapses by itself when what was signed changes, and holds when anything else does."""

from dataclasses import replace

import pytest
from drawing import draw_workbook
from reviewing import (
    ALL,
    CHANGE,
    CHART,
    FIRST,
    JANE,
    JOHN,
    OTHER_TABLE,
    REPORTED,
    SECOND,
    TABLE,
    WORDS,
    draw_reviewed,
    names,
    review,
    rewrite,
    sign_all,
)

from kscb_book.face.record import Published
from kscb_book.review.items import Item
from kscb_book.review.standing import changes_of
from kscb_book.source.cells import Cell

REFERRALS = """
    | Year    | Referrals | No further action |
    | 2028-29 | 40        | 10                |
    | 2029-30 | {before}  | 20                |
    | 2030-31 | 80        | 20                |
    """
LEFT = "| How it was dealt with | Allegations |\n| Left | 3 |\n| Back at work | 4 |"


def words(*changes):
    return lambda places: rewrite(places.narrative / "toy" / "words.md", *changes)


def chapter(*changes):
    return lambda places: rewrite(places.chapters / "toy.ipynb", *changes)


def workbook(**sheets):
    return lambda places: draw_workbook(places.workbook, **sheets)


CHANGES = {
    "a cell": (workbook(LADO_referrals=REFERRALS.format(before=51)), [CHART, TABLE, SECOND, CHANGE]),
    "a row label": (workbook(LADO_disposals=LEFT), [OTHER_TABLE]),
    "a word": (words(("There were", "There have been")), [FIRST]),
    "a word of a claim": (words(("{claim}`rose", "{claim}`went up")), [CHANGE]),
    "a condition": (words(("> lado.referrals[2029-30]>", "> lado.referrals[2028-29]>")), [CHANGE]),
    "who reported it": (words(("<the police>", "<the council>")), [REPORTED]),
    "the period of a number": (
        words(
            (
                "In 2029-30 there were {num}`lado.referrals[2029-30]`",
                "In 2028-29 there were {num}`lado.referrals[2028-29]`",
            )
        ),
        [SECOND],
    ),
    "the columns of a table": (
        chapter(('show_table(\\"disposals\\", disposals)', 'show_table(\\"disposals\\", disposals, referrals)')),
        [OTHER_TABLE],
    ),
    "the supplier": (
        lambda places: draw_workbook(
            places.workbook, details={"Supplier": "Another", "Source": "s", "Status": "Final"}
        ),
        [CHART, TABLE, OTHER_TABLE],
    ),
    "nothing": (lambda places: None, []),
    "a cell that is not printed": (
        workbook(LADO_referrals=REFERRALS.format(before=50).replace("| 10 ", "| 11 ")),
        [],
    ),
    "words that count nothing": (words(("Nobody counted", "Somebody read")), []),
    "where a line ends": (words((" referrals (", "\nreferrals (")), []),
    "where the table stands on its sheet": (lambda places: draw_workbook(places.workbook, at=(8, 3)), []),
    "a sentence before it": (words(("There were", "Read on. There were")), []),
    "a paragraph moved to the end": (
        lambda places: rewrite(
            places.narrative / "toy" / "words.md",
            (WORDS, WORDS.partition("\n\n")[2] + "\n" + WORDS.partition("\n\n")[0] + "\n"),
        ),
        [],
    ),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    places = draw_reviewed(tmp_path_factory.mktemp("lapses") / "book")
    sign_all(places)
    return places


@pytest.fixture
def signed(book):
    kept = {path: path.read_bytes() for path in (*book.root.rglob("*.md"), *book.root.rglob("*.ipynb"), book.workbook)}
    yield book
    for path, content in kept.items():
        path.write_bytes(content)


@pytest.mark.parametrize(("change", "lapsed"), CHANGES.values(), ids=CHANGES)
def test_exactly_what_has_changed_lapses(signed, change, lapsed):
    change(signed)
    found = review(signed)
    assert sorted(names(found.lapsed)) == sorted(lapsed) and names(found.unsigned) == names(found.lapsed)
    assert len(found.signed) == len(ALL) - len(lapsed)


FIGURE = Published(
    id="a.b[2030-31]",
    printed="70%",
    value="69.8",
    unit="%",
    measure="a.b",
    name="Share",
    definition="What is shared.",
    period="2030-31",
    category=None,
    rule="100 x 44 / 63",
    cells=(Cell("Sheet", "2030-31", "Count", "Sheet!B7"),),
    marks=(),
)
ITEM = Item("sentence", "toy", "toy/words, sentence 1", "It was 70%.", (FIGURE,), frozenset(), (), "words.md", "line 1")
PARTS = {
    "the printed number": {"printed": "71%"},
    "the number behind it": {"value": "70.4"},
    "the unit": {"unit": "per 10,000"},
    "the name of the measure": {"name": "Part"},
    "the definition of the measure": {"definition": "What is not shared."},
    "the period": {"period": "2029-30"},
    "the category": {"category": "Some"},
    "the rule": {"rule": "100 x 44 / 62"},
    "a mark": {"marks": ("p",)},
    "a note": {"notes": ("[note 1] It does not agree.",)},
    "the sheet": {"cells": (Cell("Other", "2030-31", "Count", "Sheet!B7"),)},
    "the row label": {"cells": (Cell("Sheet", "2029-30", "Count", "Sheet!B7"),)},
    "the column heading": {"cells": (Cell("Sheet", "2030-31", "Number", "Sheet!B7"),)},
    "the workbook": {"cells": (Cell("Sheet", "2030-31", "Count", "Sheet!B7", "kscb-2029-30.xlsx"),)},
    "one cell more": {"cells": (*FIGURE.cells, Cell("Sheet", "2030-31", "All", "Sheet!C7"))},
}


@pytest.mark.parametrize("change", PARTS.values(), ids=PARTS)
def test_the_fingerprint_changes_with_each_part_of_a_figure(change):
    assert replace(ITEM, figures=(replace(FIGURE, **change),)).fingerprint != ITEM.fingerprint


def test_the_fingerprint_does_not_change_with_the_place_of_the_item_or_of_its_cells():
    moved = replace(FIGURE, cells=(Cell("Sheet", "2030-31", "Count", "Sheet!F99"),), chapter="other", cell="x")
    elsewhere = replace(ITEM, name="other/words, sentence 9", chapter="other", file="other.md", place="line 9")
    assert replace(elsewhere, figures=(moved,)).fingerprint == ITEM.fingerprint


def test_what_has_changed_is_told_as_it_was_and_as_it_is(signed):
    workbook(LADO_referrals=REFERRALS.format(before=51))(signed)
    standing = next(each for each in review(signed).lapsed if each.item.name == SECOND)
    told = "lado.referrals[2029-30] = {}: taken from the workbook as it stands; LADO referrals, 2029-30, Referrals"
    assert list(changes_of(standing.item, standing.lapsed[0])) == [
        ("In 2029-30 there were 50 referrals.", "In 2029-30 there were 51 referrals."),
        (told.format(50), told.format(51)),
    ]


def test_a_sentence_that_moved_and_changed_is_known_by_its_words(signed):
    words(("There were", "Read on. There have been"))(signed)
    (standing,) = review(signed).lapsed
    assert standing.item.name == "toy/words, sentence 2" and standing.lapsed[0].item == FIRST


def test_a_sign_off_of_what_is_gone_is_told(signed):
    words((" Attendance {reported}`has improved <the police>`.", ""))(signed)
    found = review(signed)
    assert ([each.item for each in found.gone], found.unsigned) == ([REPORTED], ())


def test_an_item_that_another_has_signed_since_has_not_lapsed(tmp_path):
    places = draw_reviewed(tmp_path / "book")
    sign_all(places, JANE)
    words(("There were", "There have been"))(places)
    sign_all(places, JOHN)
    found = review(places)
    assert (found.unsigned, found.lapsed, found.gone) == ((), (), ())
    assert {each.item.name: each.reviewers for each in found.standings} == {
        name: ("John Brown",) if name == FIRST else ("Jane Smith", "John Brown") for name in ALL
    }


def test_what_is_hidden_in_one_edition_only_is_signed_twice_and_the_rest_once(tmp_path):
    places = draw_reviewed(tmp_path / "book")
    sign_all(places)
    hidden = replace(places, disclosure="Suppress")
    found = review(hidden)
    assert (names(found.unsigned), found.lapsed, found.gone) == ([OTHER_TABLE], (), ())
    sign_all(hidden, replace(JANE, counts="Suppress"))
    for edition in (places, hidden):
        found = review(edition)
        assert (found.unsigned, found.lapsed, found.gone) == ((), (), ())
