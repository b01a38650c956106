"""A toy year is released, corrected, released again, published and verified; what was altered is caught."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from release_book import CORRECTED, EDITION_2, FIRST, SECOND, final_book, untold
from test_cli import run

from kscb_book.findings import BookError, ExitCode, FindingsOpen, InputRefused
from kscb_book.places import Places
from kscb_book.releases.hashes import write_sums
from kscb_book.releases.index import read_index, write_index
from kscb_book.releases.publishing import publish
from kscb_book.releases.release import release
from kscb_book.releases.verification import altered_in, make_again, may_be_run, sides_of

pytestmark = pytest.mark.build
WORDS = "There were {num}`lado.referrals` referrals in {report}`authority`, as {numref}`table:toy` shows.\n"


@dataclass(frozen=True)
class Released:
    """Two editions in one folder, and the book as it is after the second."""

    folder: Path
    places: Places

    def page(self, edition: int, name: str) -> str:
        path = self.folder / "2030-31" / f"v{edition}" / "public" / "html" / f"{name}.html"
        said = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find("main").get_text(" ")
        return re.sub(r" (?=[,.])", "", " ".join(said.split()))


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Released:
    folder = tmp_path_factory.mktemp("released")
    places = final_book(folder / "book")
    release(places, folder / "releases", FIRST, untold)
    places = final_book(folder / "book", words=WORDS, Report=EDITION_2, LADO_referrals=CORRECTED)
    release(places, folder / "releases", SECOND, untold)
    return Released(folder / "releases", places)


def test_both_editions_are_listed_with_the_hashes_they_must_keep_to(released):
    first, second = read_index(released.folder)
    assert (first.name.title, second.name.title) == ("2030-31, edition 1", "2030-31, edition 2")
    assert (second.because, second.unsigned) == (SECOND.because, SECOND.unsigned)
    assert not altered_in(sides_of(released.folder / "2030-31" / "v1"))
    assert not altered_in(sides_of(released.folder / "2030-31" / "v2"))


def test_each_page_and_both_pdfs_bear_the_fingerprint_and_lead_to_the_other_years(released):
    first, second = read_index(released.folder)
    assert first.fingerprint != second.fingerprint
    side = released.folder / "2030-31" / "v2" / "public"
    for path in (side / "html").glob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert second.fingerprint[:12] in page.find("footer").get_text()
        ways = {link["href"] for link in page.find("nav", id="contents").find_all("a")}
        assert {"../../../../index.html", "../../../../2030-31/v1/public/html/index.html"} <= ways
        assert all((path.parent / way).exists() for way in ways if way.startswith("../"))


def test_the_first_says_that_it_is_the_first_and_the_second_what_changed(released):
    assert "This is the first edition of this year's report that was released." in released.page(1, "changes")
    told = released.page(2, "changes")
    assert "It follows 2030-31, edition 1 (final, released 1 May 2031)." in told
    assert "The reason given: A referral was counted twice." in told
    assert "Referrals, 2030-31 80 [note 79] 79 [note 79] 'LADO referrals'!B8 80 \N{RIGHTWARDS ARROW} 79" in told or (
        "Referrals, 2030-31 80" in told and "'LADO referrals'!B8 80 -> 79" in told
    )
    assert "toy/words Before: There were 80" in told and "Now: There were 79" in told
    assert "Not all of this edition was signed" in released.page(2, "index")


def test_the_same_again_is_not_released_twice_and_another_content_is_refused(released, tmp_path):
    folder, is_new = release(released.places, released.folder, SECOND, untold)
    assert (folder.name, is_new) == ("v2", False)
    changed = final_book(tmp_path / "book", words=f"{WORDS}More words.\n", Report=EDITION_2, LADO_referrals=CORRECTED)
    with pytest.raises(FindingsOpen, match="edition 2 was released already, from something else; raise the number"):
        release(changed, released.folder, SECOND, untold)


def test_a_release_that_was_stopped_before_it_was_listed_is_listed_by_the_next(released, tmp_path):
    folder = tmp_path / "releases"
    shutil.copytree(released.folder, folder)
    before = read_index(folder)
    write_index(before[:1], folder)
    (folder / "2030-31" / ".v3.making").mkdir()
    assert release(released.places, folder, SECOND, untold)[1] is False
    assert read_index(folder) == before


def test_a_release_that_is_stopped_leaves_what_was_there(tmp_path):
    def stop(what: str, done: int, total: int) -> None:
        if what == "Executing chapters":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        release(final_book(tmp_path / "book"), tmp_path / "releases", FIRST, stop)
    assert not [path for path in (tmp_path / "releases").rglob("*") if path.is_file()]


def test_only_public_sides_are_published_and_none_that_was_altered(released, tmp_path):
    assert publish(released.folder, tmp_path / "site") == 2
    assert publish(released.folder, tmp_path / "site") == 2  # in place of the first
    laid_out = [path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*")]
    assert "2030-31/v2/public/html/index.html" in laid_out and "index.html" in laid_out
    assert not [name for name in laid_out if "internal" in name or name == "index.csv"]
    folder = tmp_path / "releases"
    shutil.copytree(released.folder, folder)
    (folder / "2030-31" / "v1" / "public" / "figures.csv").write_bytes(b"other figures")
    with pytest.raises(InputRefused, match="has been changed since it was released"):
        publish(folder, tmp_path / "other")
    assert not (tmp_path / "other").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(InputRefused, match="holds something else"):
        publish(released.folder, tmp_path / "mine")


def verified(folder: Path) -> list[str]:
    findings, _, _ = make_again(sides_of(folder), download=False, progress=untold)
    return [f"{each.file} {each.place} {each.message}".replace("  ", " ") for each in findings]


@pytest.mark.parametrize("edition", ["v1", "v2"])
def test_an_edition_made_again_is_the_same_to_the_byte(released, edition):
    findings, notes, compared = make_again(sides_of(released.folder / "2030-31" / edition), False, untold)
    assert (findings, notes) == ([], [])
    assert (compared.figures, compared.tables, compared.papers) == (3, 1, 1) and compared.files > 20


@pytest.fixture
def public(released, tmp_path) -> Path:
    """A copy of a public side, to be altered."""
    folder = tmp_path / "v2" / "public"
    shutil.copytree(released.folder / "2030-31" / "v2" / "public", folder)
    return folder


def test_the_command_asks_before_it_runs_code_and_runs_none_unasked(released):
    code, said, _ = run("verify", released.folder / "2030-31" / "v1")
    assert code == ExitCode.INPUT_REFUSED and said.endswith("Nothing was run.\n")
    assert "the program and the chapters that are kept in it are run here" in said


def test_one_byte_is_caught(public):
    page = public / "html" / "toy.html"
    page.write_bytes(page.read_bytes().replace(b"79", b"78", 1))
    assert [each.file for each in altered_in(sides_of(public))] == ["v2/public/html/toy.html"]


def test_nothing_is_run_where_the_program_or_a_chapter_was_altered(public):
    for path in (public / "book" / "chapters" / "toy.ipynb", next((public / "package").iterdir())):
        kept = path.read_bytes()
        path.write_bytes(kept + b" ")
        sides = sides_of(public)
        assert not may_be_run(altered_in(sides), sides)
        path.write_bytes(kept)
    assert may_be_run([], sides_of(public))


def test_a_cell_is_caught_figure_by_figure_even_where_the_hashes_were_put_right(public):
    path = public / "book" / "data" / "2030-31" / "kscb-2030-31.xlsx"
    book = load_workbook(path)
    book["LADO referrals"]["B6"] = 41
    book.save(path)
    assert [each.file for each in altered_in(sides_of(public))] == [f"v2/public/{path.relative_to(public).as_posix()}"]
    write_sums(public)
    told = verified(public)
    assert any(re.match(r"v2/public/book the pages bear the fingerprint \w{12}; what they were", each) for each in told)
    figure = "v2/public/figures.csv lado.referrals[2028-29] printed: the release says 40, made again it is 41"
    assert f"{figure} ('LADO referrals'!B6)" in told
    assert any("tables/toy-table-toy.csv" in each for each in told)


def test_a_sentence_is_caught_even_where_the_hashes_were_put_right(public):
    path = public / "book" / "data" / "2030-31" / "narrative" / "toy" / "words.md"
    path.write_text(path.read_text(encoding="utf-8").replace("There were", "We had"), encoding="utf-8")
    write_sums(public)
    told = verified(public)
    assert any("html/toy.html" in each and "the release says 'There were'" in each for each in told)
    assert any(".pdf" in each and "the release says 'There were'" in each for each in told)


def test_a_list_of_hashes_that_was_made_anew_is_not_the_one_that_the_list_of_editions_knows(released, tmp_path):
    folder = tmp_path / "releases"
    shutil.copytree(released.folder, folder)
    side = folder / "2030-31" / "v1" / "public"
    (side / "figures.csv").write_bytes(b"other figures")
    write_sums(side)
    told = [each.message for each in altered_in(sides_of(folder / "2030-31" / "v1"))]
    assert told == ["is not the list that index.csv knows of 2030-31, edition 1"]


def test_a_folder_that_is_no_release_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="is no release; name a folder such as"):
        sides_of(tmp_path)
    (tmp_path / "manifest.json").write_text('{"year": "../.."}')
    with pytest.raises(BookError, match="is not what a release says of itself"):
        sides_of(tmp_path)
