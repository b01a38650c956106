"""A released edition that hides small counts: nothing of its public side depends on what stood there."""

import pytest
from bs4 import BeautifulSoup
from drawing import FINAL, TOY, code
from release_book import FIRST, final_book, untold

from kscb_book.findings import FindingsOpen
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.press.imprint import Imprint
from kscb_book.releases.books import Book, lay_out, published_book, whole_book
from kscb_book.releases.fingerprint import fingerprint_of
from kscb_book.releases.release import release
from kscb_book.releases.verification import make_again, sides_of
from kscb_book.releases.withheld import check_withheld

POLICY = FINAL.replace("As published", "Suppress    ")
DISPOSALS = """
    | How it was dealt with | Allegations |
    | Resigned              | {hidden}    |
    | Back at work          | 41          |
    """
SHOWN = code(
    "from kscb_book.chapter import publish_table\n\n"
    'disposals = edition.sheet("LADO disposals")\npublish_table("lado.disposals", disposals)\n'
    'show_table("disposals", disposals)\nshow_bars("disposals", disposals)',
    "disposals",
)


def suppressed(root, hidden: int, words: str = "Words.\n", phrases: tuple[str, ...] = ()) -> Places:
    sheets = {"Report": POLICY, "LADO_disposals": DISPOSALS.format(hidden=hidden)}
    return final_book(root, toy=[*TOY, SHOWN], words=words, phrases=phrases, **sheets)


def public_book(places: Places) -> Book:
    return published_book(places, check(places))


def test_two_books_that_differ_only_in_what_is_hidden_are_published_as_the_same(tmp_path):
    words = "% it was {}\nThere were {{num}}`lado.referrals` referrals.\n"
    one = public_book(suppressed(tmp_path / "one", hidden=3, words=words.format(3)))
    other = public_book(suppressed(tmp_path / "other", hidden=2, words=words.format(2)))
    assert one == other
    assert fingerprint_of(one, Imprint("")) == fingerprint_of(other, Imprint(""))


def test_a_published_book_has_no_twin_no_phrase_of_other_words_and_no_file_that_is_not_read(tmp_path):
    places = suppressed(tmp_path / "book", hidden=3, words="All 3 resigned.\n", phrases=("All 3 resigned",))
    (places.narrative / "toy" / "words.protected.md").write_text("Words that may be published.\n")
    (places.workbook.parent / "notes.csv").write_text("what nobody may read")
    before = places.of("2010-11").workbook
    before.parent.mkdir()
    before.write_bytes(b"no workbook")
    published, whole = public_book(places), whole_book(places)
    folder = f"data/{places.year}"
    assert published[f"{folder}/narrative/toy/words.md"] == b"Words that may be published.\n"
    assert f"{folder}/narrative/toy/words.protected.md" not in published and f"{folder}/notes.csv" not in published
    assert b"resigned" not in published[f"{folder}/phrases.csv"] and b"resigned" in whole[f"{folder}/phrases.csv"]
    assert {f"{folder}/narrative/toy/words.protected.md", f"{folder}/notes.csv"} <= set(whole)
    assert "data/2010-11/kscb-2010-11.xlsx" in set(whole) - set(published)
    assert whole[f"{folder}/kscb-{places.year}.xlsx"] == places.workbook.read_bytes()
    assert published[f"{folder}/kscb-{places.year}.xlsx"] != places.workbook.read_bytes()


OUTCOMES = """
    | Outcome                                                      | 2028-29 | 2029-30 | 2030-31     |
    | No further action after first consideration or investigation | 10      | 20      | 20          |
    | Unfounded                                                    | 10      | 20      | {unfounded} |
    | Unsubstantiated                                              | 0       | 0       | 0           |
    | Malicious                                                    | 0       | 0       | 0           |
    | Substantiated                                                | 20      | 10      | 60          |
    | Training needs identified                                    | 0       | 0       | 0           |
    | Investigation continuing                                     | 0       | 0       | 0           |
    """
REFERRALS = """
    | Year    | Referrals | No further action |
    | 2028-29 | 40        | 10                |
    | 2029-30 | 50        | 20                |
    | 2030-31 | {all}     | 20                |
    """


def outcomes(root, unfounded: int) -> Places:
    sheets = {
        "LADO_outcomes": OUTCOMES.format(unfounded=unfounded),
        "LADO_referrals": REFERRALS.format(all=80 + unfounded),
    }
    return final_book(root, words="Words.\n", Report=POLICY, **sheets)


def test_a_correction_that_shows_what_was_hidden_beside_a_small_count_is_refused(tmp_path):
    first, second = outcomes(tmp_path / "first", unfounded=3), outcomes(tmp_path / "second", unfounded=9)
    folder = tmp_path / "v1"
    lay_out(public_book(first), folder / "public" / "book")
    lay_out(whole_book(first), folder / "internal" / "book")
    check_withheld(first, folder)
    with pytest.raises(FindingsOpen) as refused:
        check_withheld(second, folder)
    assert all(each.place.startswith("'LADO ") for each in refused.value.findings)
    assert all(each.message.startswith("the edition before hid this number") for each in refused.value.findings)


@pytest.mark.sweep
def test_both_sides_are_released_and_made_again_each_with_its_own_counts(tmp_path):
    folder, _ = release(suppressed(tmp_path / "book", hidden=3), tmp_path / "releases", FIRST, untold)
    lines = {
        side.folder.name: (side.folder / "figures.csv").read_text(encoding="utf-8-sig") for side in sides_of(folder)
    }
    assert '"lado.disposals[resigned, 2030-31]",[c],[c]' in lines["public"]
    assert '"lado.disposals[resigned, 2030-31]",3,3' in lines["internal"]
    page = BeautifulSoup((tmp_path / "releases" / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = {
        link.find(string=True): tmp_path / "releases" / link["href"] for link in page.find("article").find_all("a")
    }
    assert {"Site", "Whole report (PDF)", "Tables (spreadsheet)", "What changed"} <= links.keys()
    assert [path for path in links.values() if not (path.is_file() and folder / "public" in path.parents)] == []
    papers = {path.relative_to(folder).as_posix() for path in folder.glob("*/kscb-annual-report-*.pdf")}
    assert papers == {
        "public/kscb-annual-report-2030-31.pdf",
        "internal/kscb-annual-report-2030-31-internal.pdf",
    }
    assert make_again(sides_of(folder), False, untold)[:2] == ([], [])
