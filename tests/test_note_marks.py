"""A figure of a known issue carries its note wherever it is printed; the note leads to the page about the data."""

import csv
import json

import pytest
from drawing import TOY, YEAR, draw_book, text
from pdf_reading import PdfReader
from reading_view import Site, details_of, plain

from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.papers import pdf_of

pytestmark = pytest.mark.build

ISSUES = """
    | Rule | What disagrees | First value | Second value | Explanation | Accepted by | Date |
    | Outcomes and referrals | Referrals, 2030-31 | 34 | 80 | <b>Counts</b> differ. Both stand. | A | 1 May 2031 |
    """
NOTE = "[note 1] <b>Counts</b> differ."
WORDS = "There were {num}`lado.referrals` referrals in 2030-31, and {num}`lado.referrals[2029-30]` in 2029-30.\n"
HEADING = text("## All {num}`lado.referrals` referrals", "heading")


def with_page_about_the_data(root):
    toy = json.loads((root / "chapters" / "toy.ipynb").read_text())
    toy["cells"] = [
        text("# About the data\n\nA sentence.\n\n(note-1)=\n## The note\n\nWords.", "about"),
        *toy["cells"][1:2],
    ]
    (root / "chapters" / "about-the-data.ipynb").write_text(json.dumps(toy))
    with (root / "_toc.yml").open("a") as contents:
        contents.write("- file: chapters/about-the-data\n")
    return root


def press(root, **sheets):
    draw_book(root, toy=[*TOY, HEADING], words=WORDS, Known_issues=ISSUES, **sheets)
    return root


def built_from(root):
    return build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return built_from(with_page_about_the_data(press(tmp_path_factory.mktemp("noted") / "book")))


@pytest.fixture(scope="module")
def site(folder):
    return Site(folder / "html")


@pytest.fixture(scope="module")
def pdf(folder):
    return PdfReader(pdf_of(folder, YEAR))


def test_in_a_sentence_it_is_a_link_behind_the_number(site):
    sentence = next(each for each in site.pages["toy.html"].select("p") if each.text.startswith("There were"))
    assert plain(sentence.text) == "There were 80 [note 1] referrals in 2030-31, and 50 in 2029-30."
    (link,) = sentence.select("a.kscb-mark")
    assert plain(link.text) == "[note 1]" and link["href"] == "about-the-data.html#note-1"
    assert site.follow("toy.html", link["href"]).find_next("h2").text.startswith("The note")
    assert not link.find_parent(class_="kscb-number")


def test_in_a_table_it_stands_behind_the_number_and_is_explained_beneath(site):
    table = next(each for each in site.pages["toy.html"].select("table") if each.caption)
    assert [plain(cell.text) for cell in table.select("td")] == ["40", "50", "80 [note 1]"]
    assert [plain(each.text) for each in table.select("td .kscb-number")] == ["40", "50", "80"]
    assert table.select_one("td a")["href"] == "about-the-data.html#note-1"
    notes = [each for each in site.pages["toy.html"].select("p.kscb-note") if plain(each.text) == NOTE]
    assert len(notes) == 2 and {note.a["href"] for note in notes} == {"about-the-data.html#note-1"}


def test_a_chart_has_it_beneath_and_in_its_alternative(site):
    chart = site.pages["toy.html"].select_one("figure")
    assert plain(chart.find_next_sibling("p").text) == NOTE
    assert chart.img["alt"].endswith("Referrals: 2028-29 40, 2029-30 50, 2030-31 80 [note 1].")


def test_a_heading_has_none(site):
    headings = [plain(each.text).rstrip("#¶ ") for each in site.pages["toy.html"].select("h2")]
    assert "All 80 referrals" in headings


def test_what_opens_from_a_number_tells_of_it(site):
    details = details_of(site.pages["toy.html"])
    assert details["lado.referrals[2030-31]"]["notes"] == ["[note 1] <b>Counts</b> differ."]
    assert details["lado.referrals[2029-30]"]["notes"] == []


def test_the_list_of_all_figures_has_it(site, folder):
    (row,) = site.pages["figures.html"].select("#row-lado\\.referrals-2030-31")
    told = [plain(cell.text) for cell in row.select("th, td")]
    assert told[0] == "80 [note 1]" and "<b>Counts</b> differ." in told[2]
    with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        marks = {line["id"]: (line["printed"], line["marks"]) for line in csv.DictReader(file)}
    assert marks["lado.referrals[2030-31]"] == ("80", "note 1")
    assert marks["lado.referrals[2029-30]"] == ("50", "")


def test_the_pdf_has_it_and_leads_to_its_page(pdf):
    words = pdf.root.text
    assert "There were 80 [note 1] referrals in 2030-31, and 50 in 2029-30." in plain(words)
    # The audit's reader leaves out the mark that begins a note, so a note is read run by run.
    paragraphs = [plain("".join(run.text for run in each.runs)) for each in pdf.chapters.all("P")]
    assert paragraphs.count(NOTE) == 2
    assert [plain(cell.text) for cell in pdf.chapters.all("TD")][-1] == "80 [note 1]"
    assert [plain(link.text) for link in pdf.chapters.all("Link")].count("[note 1]") == 4


def test_no_link_leads_astray(site):
    assert site.dead_ends() == [] and site.repeated_ids() == []


def test_without_a_page_about_the_data_it_is_words(tmp_path):
    details = {"Supplier": "A", "Source": "B", "Status": "Provisional"}
    site = Site(built_from(press(tmp_path / "book", details=details)) / "html")
    sentence = next(each for each in site.pages["toy.html"].select("p") if each.text.startswith("There were"))
    assert plain(sentence.text) == "There were 80 [p] [note 1] referrals in 2030-31, and 50 [p] in 2029-30."
    assert not sentence.select("a") and {each["title"] for each in sentence.select("abbr")} == {"provisional"}
