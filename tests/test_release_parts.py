"""The parts of a release that are read again: its imprint, its hashes, the list of editions, the landing page."""

import json
import os

import pytest
import yaml
from conftest import ROOT

from kscb_book.findings import InputRefused
from kscb_book.press.imprint import ChangedTable, ChangedWords, Changes, Imprint, Known, read_imprint
from kscb_book.releases.hashes import NOT_A_FILE, differences_in, write_sums
from kscb_book.releases.index import Line, read_index, write_index
from kscb_book.releases.landing import landing_of, write_landing
from kscb_book.releases.requirements import other_versions

IMPRINT = Imprint(
    fingerprint="ab" * 32,
    released="1 May 2031",
    because="A count was wrong.",
    others=(Known("2029-30", "2"),),
    changes=Changes(
        "2030-31, edition 1",
        "1 of 2 figures differ.",
        (ChangedTable("Figures", ("Figure", "Now"), (("A", "1"),)),),
        (ChangedWords("toy/words", ("It was so.",), ()),),
    ),
)


def test_an_edition_reads_again_what_it_says_of_itself(tmp_path):
    (tmp_path / "edition.json").write_text(IMPRINT.as_json(), encoding="utf-8")
    assert read_imprint(tmp_path) == IMPRINT


def told(**changed) -> str:
    return json.dumps(json.loads(IMPRINT.as_json()) | changed)


SPOILT = {
    "no JSON": "{",
    "another thing": "[]",
    "a part is missing": json.dumps({"fingerprint": "ab" * 32}),
    "no fingerprint": told(fingerprint="ab"),
    "a number for a text": told(because=3),
    "a way out": told(others=[{"year": "../../etc", "edition": "1"}]),
    "an edition that is none": told(others=[{"year": "2029-30", "edition": "0"}]),
    "rows that are none": told(changes={"before": "", "counted": "", "tables": [{"title": "A"}], "words": []}),
    "nested without end": "[" * 100_000,
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT)
def test_what_it_cannot_have_said_is_refused(tmp_path, content):
    (tmp_path / "edition.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputRefused, match="this is not what a release says of itself"):
        read_imprint(tmp_path)


def side(tmp_path):
    folder = tmp_path / "side"
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "index.html").write_bytes(b"a page")
    (folder / "figures.csv").write_bytes(b"figures")
    write_sums(folder)
    return folder


def alter(name: str):
    return lambda folder: (folder / name).write_bytes(b"a pagE")


def link(folder) -> None:
    (folder / "figures.csv").unlink()
    (folder / "figures.csv").symlink_to("/etc/passwd")


def pipe(folder) -> None:
    os.mkfifo(folder / "html" / "pipe")


ALTERED = {
    "one byte": (alter("html/index.html"), "side/html/index.html", "has been changed since it was released"),
    "missing": (lambda folder: (folder / "figures.csv").unlink(), "side/figures.csv", "is missing"),
    "one more": (alter("html/more.html"), "side/html/more.html", "does not belong to the release"),
    "a link": (link, "side/figures.csv", NOT_A_FILE),
    "a pipe": (pipe, "side/html/pipe", NOT_A_FILE),
}


@pytest.mark.parametrize(("change", "file", "message"), ALTERED.values(), ids=ALTERED)
def test_what_was_changed_is_told_file_by_file(tmp_path, change, file, message):
    folder = side(tmp_path)
    assert differences_in(folder, "side") == []
    change(folder)
    assert [(each.file, each.message) for each in differences_in(folder, "side")] == [(file, message)]


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", "c:\\windows", "a\\..\\b"])
def test_a_list_that_leads_out_of_its_folder_is_refused(tmp_path, name):
    folder = side(tmp_path)
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  {name}\n")
    with pytest.raises(InputRefused, match="is not a list of hashes"):
        differences_in(folder, "side")


LINE = Line("2030-31", "1", "Final", "As published", "1 May 2031", "ab" * 32, "cd" * 32, "ef" * 32, "", "=1+1")


def test_the_list_of_editions_reads_again_and_has_no_formula(tmp_path):
    write_index([LINE], tmp_path)
    assert "'=1+1" in (tmp_path / "index.csv").read_text(encoding="utf-8-sig")
    assert read_index(tmp_path) == (LINE,)


@pytest.mark.parametrize("content", ["", "year\n2030-31\n", "a,b\n", "\x00"])
def test_another_list_of_editions_is_refused(tmp_path, content):
    (tmp_path / "index.csv").write_text(content)
    with pytest.raises(InputRefused, match="is not the list of released editions"):
        read_index(tmp_path)


def test_a_landing_page_that_is_none_is_left_alone(tmp_path):
    (tmp_path / "index.html").write_text("my own page")
    with pytest.raises(InputRefused, match="holds something else"):
        write_landing([LINE], "A board", tmp_path)


def test_the_landing_page_escapes_what_people_wrote_and_shows_the_newest_first(tmp_path):
    second = Line(*("2030-31", "2", "Final", "As published", "", "12" * 32, "", "", "<b>why</b>", ""))
    page = landing_of([LINE, second], "<script>A board", tmp_path)
    assert "<script>" not in page and "<b>why" not in page and "&lt;b&gt;why" in page
    assert page.index("Edition 2</h3>") < page.index("Edition 1</h3>")
    assert "Final, in force" in page and "Final, replaced by a later edition" in page
    assert "internal" not in page and "default-src 'none'" in page


def test_a_package_of_another_version_than_the_pinned_one_is_told():
    pins = b"pytest==0.0.1 \\\n    --hash=sha256:00\nnot-here==1.0\npandas==1.0 ; python_version < '3'\n# words\n-r x\n"
    assert [(name, pinned) for name, pinned, _ in other_versions(pins)] == [("pytest", "0.0.1")]


def test_the_files_of_releases_are_committed_byte_for_byte_and_are_no_pages_of_the_book():
    assert "releases/** -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "releases" in yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["exclude_patterns"]
