"""An edition of which a reader can work out more than the policy allows: refused as final, and told of a draft."""

from collections.abc import Iterable, Iterator

import pytest
from release_book import final_book, untold
from test_disclosure_workbook import OUTCOMES, places_of
from test_release_suppressed import OUTCOMES as UNFOUNDED
from test_release_suppressed import POLICY, REFERRALS, outcomes

from kscb_book.disclosure import suppression
from kscb_book.disclosure.opened import open_protected
from kscb_book.disclosure.protect import protection_of
from kscb_book.findings import Finding, FindingsOpen
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.check import check, notes_on

# The only small count of its total, so that one more number has to be hidden with it.
ALONE = OUTCOMES.replace("| 4       |", "| 0       |").replace("| 9       |", "| 13      |")
TOLD = (
    "Unfounded, 2030-31: it is hidden, and what is published tells that it is from 3 to 3; "
    "anything from 1 to 5 must be possible"
)

NARROWEST = (
    "attacked with all that is published: of {}, the narrowest range that a reader is left with is "
    "from 3 to 3 (Unfounded, 2030-31)"
)


@pytest.fixture
def weak(monkeypatch) -> Iterator[None]:
    """Let suppression give up before it has found what else to hide."""
    monkeypatch.setattr(suppression, "MOST_NODES", 0)
    protection_of.cache_clear()
    yield
    protection_of.cache_clear()


def narrow_in(places: Places) -> list[tuple[str, str]]:
    return [(each.place, each.message) for each in open_protected(places).narrow]


def strength_in(notes: Iterable[Finding]) -> list[str]:
    return [each.message for each in notes if each.message.startswith("attacked with all")]


def test_what_suppression_leaves_open_is_found_by_the_attack(tmp_path, weak):
    assert narrow_in(places_of(tmp_path, LADO_outcomes=ALONE)) == [("'LADO outcomes'!D7", TOLD)]


def test_what_suppression_closes_is_not_told(tmp_path):
    assert narrow_in(places_of(tmp_path, LADO_outcomes=ALONE)) == []


def test_a_final_edition_is_refused_with_the_cell_and_what_a_reader_can_work_out(tmp_path, weak):
    with pytest.raises(FindingsOpen) as refused:
        build(outcomes(tmp_path / "book", unfounded=3), tmp_path / "out", untold)
    assert [(each.place, each.message) for each in refused.value.findings] == [("'LADO outcomes'!D7", TOLD)]
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".html", ".pdf")]


def test_the_same_edition_is_not_refused_where_suppression_finds_what_to_hide(tmp_path):
    assert check(outcomes(tmp_path / "book", unfounded=3)).findings == ()


def test_of_a_draft_it_is_told_beside_the_narrowest_range(tmp_path, weak):
    sheets = {"LADO_outcomes": UNFOUNDED.format(unfounded=3), "LADO_referrals": REFERRALS.format(all=83)}
    draft = final_book(tmp_path / "book", words="Words.\n", Report=POLICY.replace("Final", "Draft"), **sheets)
    checked = check(draft)
    assert checked.findings == ()
    assert [each.message for each in checked.notes if "tells that it is" in each.message] == [TOLD]
    assert strength_in(checked.notes) == [NARROWEST.format("the 3 small counts")]


def test_a_single_small_count_is_not_spoken_of_in_the_plural(tmp_path, weak):
    assert strength_in(notes_on(places_of(tmp_path, LADO_outcomes=ALONE))) == [NARROWEST.format("the one small count")]
