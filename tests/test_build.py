"""The press: the real year's report, a toy book, and what happens when something fails."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import REFERENCE_YEAR, ROOT
from drawing import TOY, WORDS, YEAR, code, draw_book, text
from reading_view import Site

from kscb_book.face.record import figures_of
from kscb_book.findings import BuildFailed, FindingsOpen, InputRefused, as_text
from kscb_book.places import Places
from kscb_book.press.accept import differences
from kscb_book.press.book import build
from kscb_book.press.chapters import execute
from kscb_book.press.check import check
from kscb_book.press.contents import read_contents
from kscb_book.press.stamp import CACHE
from kscb_book.press.workers import workers

pytestmark = pytest.mark.build

KEYED = Path(__file__).with_name("published_2016_17.csv")
CHAPTERS = [chapter.name for chapter in read_contents(Places(ROOT, ROOT / "data", REFERENCE_YEAR))]

# Where a reader may go by a link; nothing is asked of these before.
FOLLOWED = {"www.nationalarchives.gov.uk", "www.equalityadvisoryservice.com"}

SILENT = lambda *told: None  # noqa: E731


def press(root: Path, out: Path | None = None) -> Path:
    return build(Places(root, root / "data", YEAR), out or root / "_build", SILENT)


def words_of(page: Path) -> str:
    html = re.sub(r"(?s)<(script|style).*?</\1>", " ", page.read_text(encoding="utf-8"))
    html = re.sub(r"</(p|h\d|li|dt|dd|td|th)>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if name != "build-log.json"}


class TestTheRealYear:
    def test_it_leaves_what_the_design_says(self, built):
        assert sorted(path.name for path in built.iterdir()) == [
            "build-log.json",
            "chapters",
            "figures.csv",
            "html",
            "kscb-annual-report-2016-17.pdf",
            "kscb-summary-2016-17.pdf",
            "manifest.json",
        ]
        assert {path.name for path in (built / "html").glob("*.html")} == {
            "search.html",
            "figures.html",
            "guide.html",
            "accessibility.html",
            *(f"{name}.html" for name in CHAPTERS),
        }

    def test_every_number_of_the_section_is_on_its_page(self, built):
        page = (built / "html" / "11-lado.html").read_text(encoding="utf-8")
        shown = dict(re.findall(r'data-figure="([^"]+)">([^<]+)<', page))
        in_full = {id: printed for id, printed in shown.items() if not printed.isalpha()}
        for figure in figures_of(built / "chapters" / "11-lado.ipynb"):
            assert figure.id in shown
            assert in_full.get(figure.id, figure.printed).removesuffix(" [p]") == figure.printed

    def test_every_number_that_the_source_prints_is_printed_on_the_page_of_its_section(self, built):
        with KEYED.open(encoding="utf-8", newline="") as file:
            keyed = list(csv.DictReader(file))
        for section, page in {"6": "06-performance", "11": "11-lado", "12": "12-finance"}.items():
            html = (built / "html" / f"{page}.html").read_text(encoding="utf-8")
            shown = set(re.findall(r'data-figure="([^"]+)"', html))
            stated = {row["id"] for row in keyed if row["section"] == section and row["printed"] != "[x]"}
            assert stated and stated - shown == set()

    def test_the_sentences_say_what_the_source_says(self, built):
        words = words_of(built / "html" / "11-lado.html")
        for sentence in (
            "There were 63 [note 3] referrals in 2016-17. There had been 89 in 2015-16 and 71 in 2014-15 (Figure",
            "The officer closed 44 of the 63 [note 3] referrals of 2016-17 with no further action after first",
            "The share that needed no further action was 70% [note 3] in 2016-17, 61% in 2015-16 and 23% in 2014-15.",
            "Six allegations were substantiated in 2016-17.",
            "made nine of the allegations in 2016-17",
            "They had left children alone in a classroom without meaning to.",
        ):
            assert sentence in words

    def test_the_front_page_is_about_the_board_in_the_workbook(self, built):
        words = words_of(built / "html" / "index.html")
        assert "Annual report 2016 to 2017" in words and "Knowsley Safeguarding Children Board" in words
        assert "Independent chair Audrey Williamson" in words and "Prepared by not available" in words
        assert "edition 1." in words and "draft" not in words.lower()

    def test_figures_csv_has_every_figure_with_its_cells(self, built):
        with (built / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = {row["id"]: row for row in csv.DictReader(file)}
        assert rows["lado.no_further_action_share[2016-17]"] == {
            "id": "lado.no_further_action_share[2016-17]",
            "marks": "note 3",
            "printed": "70%",
            "value": "69.8412698413",
            "unit": "%",
            "measure": "Share needing no further action",
            "period": "2016-17",
            "rule": "100 × 44 ÷ 63: No further action as a percentage of Referrals",
            "cells": "'LADO referrals'!C14; 'LADO referrals'!B14",
            "chapter": "11-lado",
            "interval_low": "57.6396276864",
            "interval_high": "79.7623088378",
            "interval_level": "95%",
            "interval_method": "Wilson",
        }
        assert len(rows) == 523

    def test_the_kernels_publish_what_check_said(self, built, real):
        planned = list(check(real).register)
        executed = [figure for name in CHAPTERS for figure in figures_of(built / "chapters" / f"{name}.ipynb")]
        assert executed == planned

    def test_the_manifest_names_every_input(self, built):
        manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["edition"] == "1" and len(manifest["package_source"]) == 64
        assert {
            *("data/2016-17/kscb-2016-17.xlsx", "data/2016-17/phrases.csv", "data/2016-17/glossary.csv"),
            *("chapters/11-lado.ipynb", "_toc.yml", "requirements.txt", "docs/guide.md"),
        } <= set(manifest["inputs"])

    def test_a_page_asks_nothing_of_another_host_and_runs_nothing_inline(self, built):
        for page in (built / "html").glob("*.html"):
            html = page.read_text(encoding="utf-8")
            assert set(re.findall(r"""(?:src|href)=["'](?:https?:)?//([^/"']+)""", html)) <= FOLLOWED
            assert "Content-Security-Policy" in html and not re.search(r"""\sstyle=["']|\son\w+=["']""", html)
            assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))

    def test_an_alt_text_and_a_table_stand_for_each_chart(self, built):
        html = (built / "html" / "11-lado.html").read_text(encoding="utf-8")
        alts = re.findall(r'<img alt="([^"]+)"', html)
        assert len(set(alts)) == 2 and "Referrals: 2014-15 71, 2015-16 89, 2016-17 63 [note 3]." in alts[0]
        assert html.count("The data behind this chart: ") == 2 and "<details" not in html
        other = (built / "html" / "06-performance.html").read_text(encoding="utf-8")
        assert other.count("The data behind this chart") == other.count('<img alt="') == 6
        assert html.count("<th ") == html.count('<th scope="')

    def test_no_machine_is_named_in_it(self, built):
        for name, content in bytes_of(built).items():
            assert str(ROOT).encode() not in content and str(built.parent).encode() not in content, name


def test_the_same_book_twice_in_two_folders_gives_the_same_bytes(tmp_path, built):
    elsewhere = tmp_path / "Année deux"
    for name in ("chapters", "data", "docs"):
        shutil.copytree(ROOT / name, elsewhere / name)
    for name in ("_config.yml", "_toc.yml", "requirements.txt"):
        shutil.copyfile(ROOT / name, elsewhere / name)
    again = build(Places(elsewhere, elsewhere / "data", "2016-17"), tmp_path / "auf Deutsch: für später", SILENT)
    first, second = bytes_of(built), bytes_of(again)
    assert [name for name in sorted({*first, *second}) if first.get(name) != second.get(name)] == []


def test_a_toy_book_goes_through_the_press_without_warnings(tmp_path):
    html = press(draw_book(tmp_path / "book")) / "html"
    words = words_of(html / "toy.html")
    assert "There were 80 referrals in Anyborough (Figure 1, Table 1)." in words
    assert "Anyborough Board" in words_of(html / "index.html") and "Knowsley" not in words_of(html / "index.html")


def test_the_year_that_is_built_is_the_year_that_is_shown(tmp_path):
    html = (press(draw_book(tmp_path / "book")) / "html" / "toy.html").read_text(encoding="utf-8")
    assert "tag_superseded" in html and "tag_injected-parameters" in html


def test_a_warning_of_the_press_fails_the_build_with_file_and_line(tmp_path):
    root = draw_book(tmp_path / "book", toy=[*TOY, text("See {ref}`nowhere`.", "astray")])
    with pytest.raises(BuildFailed, match=r"chapters/toy.ipynb: 1 finding"):
        press(root)
    root = draw_book(tmp_path / "other", words=f"{WORDS}\nSee {{ref}}`nowhere`.\n")
    with pytest.raises(BuildFailed, match=r"narrative/toy/words.md: 1 finding\n  line 3 .*undefined label: 'nowhere'"):
        press(root)


def test_a_number_that_has_no_word_is_not_written_as_one(tmp_path):
    root = draw_book(tmp_path / "book", words=WORDS + "\nReferrals: {num}`lado.referrals as word`.\n")
    said = r"lado\.referrals\[2030-31\] is 80; only a count below ten can be written as a word"
    with pytest.raises(FindingsOpen, match=said):
        press(root)


def test_what_is_shown_must_be_published(tmp_path):
    unpublished = code('show_table("more", edition.sheet("LADO outcomes").at(year))', "more")
    with pytest.raises(BuildFailed, match="is shown but not published"):
        press(draw_book(tmp_path / "book", toy=[*TOY, unpublished]))


def test_hostile_words_in_a_workbook_are_only_words(tmp_path):
    label = "<img src=x onerror=alert(1)>"
    disposals = f"| How it was dealt with | Allegations |\n| {label} | 3 |"
    show = [
        code('disposals = edition.sheet("LADO disposals")', "get"),
        code('from kscb_book.chapter import publish_table\n\npublish_table("lado.disposals", disposals)', "publish"),
        code('show_table("more", disposals)', "show"),
    ]
    html = (
        press(draw_book(tmp_path / "book", toy=[*TOY, *show], LADO_disposals=disposals)) / "html" / "toy.html"
    ).read_text()
    assert "<img src=x" not in html and "&lt;img src=x" in html


FAILS_IN_A_KERNEL = code("import os\nassert 'JPY_PARENT_PID' not in os.environ, 'no kernel wanted'", "bad")


def test_a_failed_build_keeps_the_notebook_and_the_former_report(tmp_path):
    root = draw_book(tmp_path / "book")
    before = bytes_of(press(root))
    draw_again = draw_book(tmp_path / "faulty", toy=[*TOY, FAILS_IN_A_KERNEL])
    shutil.copyfile(draw_again / "chapters" / "toy.ipynb", root / "chapters" / "toy.ipynb")
    with pytest.raises(BuildFailed) as failed:
        press(root)
    assert as_text(failed.value.findings).splitlines() == [
        "chapters/toy.ipynb: 1 finding",
        "  cell 8  AssertionError: no kernel wanted",
        f"_build/{YEAR}.failed/chapters: 1 finding",
        "  what was executed is kept here, the failing cell marked",
    ]
    kept = root / "_build" / f"{YEAR}.failed" / "chapters" / "toy.ipynb"
    assert "no kernel wanted" in kept.read_text(encoding="utf-8")
    assert bytes_of(root / "_build" / YEAR) == before
    assert sorted(path.name for path in (root / "_build").iterdir()) == [CACHE, YEAR, f"{YEAR}.failed"]


def test_findings_stop_a_build_before_anything_is_written(tmp_path):
    root = draw_book(tmp_path / "book", words="{num}`nothing`\n")
    with pytest.raises(FindingsOpen):
        press(root)
    assert not (root / "_build").exists()


def test_a_parameter_that_a_chapter_does_not_know_is_refused(tmp_path):
    root = draw_book(tmp_path / "book")
    places = Places(root, root / "data", YEAR)
    with workers(places) as working, pytest.raises(InputRefused) as refused:
        execute(read_contents(places), working, tmp_path, {"yaer": YEAR}, SILENT)
    assert [finding.message for finding in refused.value.findings] == [
        "the chapter has no parameter 'yaer' in a cell tagged 'parameters'"
    ] * 2


def test_chapters_are_told_of_as_they_finish(tmp_path):
    root = draw_book(tmp_path / "book")
    told = []
    build(Places(root, root / "data", YEAR), tmp_path / "out", lambda *each: told.append(each))
    assert ("Executing chapters", 2, 2) in told and told[0] == ("Checking", 0, 1)


def test_accepting_says_figure_by_figure_what_changed(tmp_path):
    before, after = (
        draw_book(tmp_path / "before"),
        draw_book(
            tmp_path / "after",
            LADO_referrals="""
        | Year    | Referrals | No further action |
        | 2028-29 | 40        | 10                |
        | 2029-30 | 51        | 20                |
        | 2030-31 | 80        | 20                |
        """,
        ),
    )
    old, new = (tuple(check(Places(root, root / "data", YEAR)).register) for root in (before, after))
    assert list(differences(old, new)) == ["  lado.referrals[2029-30]: 50 -> 51"]
    assert list(differences(old[:2], new[1:])) == [
        "  lado.referrals[2028-29]: gone, was 40",
        "  lado.referrals[2029-30]: 50 -> 51",
        "  lado.referrals[2030-31]: new, 80",
    ]


def test_a_plain_jupyter_book_build_works_too(tmp_path):
    import subprocess
    import sys

    for name in ("chapters", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "--quiet", "-W", "-n", "--keep-going"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    words = words_of(tmp_path / "_build" / "html" / "chapters" / "11-lado.html")
    assert "There were 63 [note 3] referrals in 2016-17." in words
    site = Site(tmp_path / "_build" / "html")
    assert len(site.pages["figures.html"].select("tbody tr")) > 100 and site.dead_ends() == []


def test_every_chapter_that_lies_there_is_in_the_contents():
    assert CHAPTERS[0] == "index" and sorted(CHAPTERS) == sorted(
        path.stem for path in (ROOT / "chapters").glob("*.ipynb")
    )
