"""The summary of two pages: the year at a glance and what the figures mean, as a PDF, from the same pages."""

import hashlib
import json
from dataclasses import replace

import pytest
from drawing import TOY, WORDS, YEAR, code, draw_book, text
from pdf_reading import PdfReader
from reading_view import ReadingView, Site

from kscb_book.audit.built import read_built
from kscb_book.audit.judge import findings_in_print
from kscb_book.findings import BuildFailed, as_text
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.papers import pdf_of, summary_of

pytestmark = pytest.mark.build

PUBLISHED = {
    "plans": "Plans by year",
    "looked_after": "Looked after by year",
    "missing": "Missing",
    "lado": "LADO referrals",
    "training": "Training by year",
}
PARTS = {
    "plans.rate": "Comparators",
    "plans.repeat_share": "Comparators",
    "looked_after.rate": "Comparators",
    "plans.emotional_abuse_share": "Emotional abuse",
    "plans.neighbours_emotional_abuse_share": "Neighbours",
    "child_deaths.reported": "Facts",
    "finance.carry_forward": "Facts",
}
TOTALS = ("Contributions", "Contribution changes", "Expenditure", "Expenditure changes")
PUBLISH = "\n".join(
    [
        "from kscb_book.chapter import publish_table, share, total",
        *(f"publish_table({prefix!r}, edition.sheet({sheet!r}))" for prefix, sheet in PUBLISHED.items()),
        *(f"publish({id!r}, edition.sheet({sheet!r}).series({id!r}))" for id, sheet in PARTS.items()),
        *(f"publish_table('finance', total(edition.sheet({sheet!r})))" for sheet in TOTALS),
        "counts = edition.sheet('LADO referrals')",
        "closed = share(counts.series('no_further_action'), of=counts.series('referrals'))",
        "publish('lado.no_further_action_share', closed)",
    ]
)
BLOCK = (
    "**What this means.** There were {num}`lado.referrals` referrals in {report}`authority` ({numref}`table:toy`).\n"
)
# The toy without its own publishing of referrals, which the table of figures publishes with the rest.
CHAPTER = [*TOY[:3], code('referrals = edition.sheet("LADO referrals").series("referrals")', "figures"), *TOY[4:]]


def drawn(root, block=BLOCK):
    cells = [*CHAPTER, code(PUBLISH, "publish"), text("## Meaning\n\n```{narrative} what-it-means\n```", "meaning")]
    draw_book(root, toy=cells, words=WORDS)
    (root / "data" / YEAR / "narrative" / "toy" / "what-it-means.md").write_text(block, encoding="utf-8")
    index = root / "chapters" / "index.ipynb"
    notebook = json.loads(index.read_text(encoding="utf-8"))
    show = "from kscb_book.chapter import show_glance\n\nshow_glance(open_year(year))"
    notebook["cells"] += [text("## At a glance", "at-a-glance"), code(show, "glance")]
    index.write_text(json.dumps(notebook), encoding="utf-8")
    return root


def press(root):
    return build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None)


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    return press(drawn(tmp_path_factory.mktemp("summary") / "book"))


def test_it_holds_the_year_at_a_glance_and_what_the_figures_mean(toy):
    pdf = PdfReader(summary_of(toy, YEAR))
    table = ReadingView(toy / "html" / "index.html").tables[0]
    scopes = {"/Column": "col", "/Row": "row", "": ""}
    (shown,) = pdf.root.all("Table")
    assert [[(scopes[cell.scope], cell.text) for cell in row.children] for row in shown.all("TR")] == table
    assert [each.text for each in pdf.root.all("H1")] == ["At a glance", "A toy chapter"]
    assert "What this means. There were 80 referrals in Anyborough (Table 2)." in pdf.root.text
    assert f"The whole report is the PDF kscb-annual-report-{YEAR}.pdf." in pdf.root.text


def test_its_pictures_have_the_text_alternatives_of_the_site(toy):
    pictures = PdfReader(summary_of(toy, YEAR)).root.all("Figure")
    shown = ReadingView(toy / "html" / "index.html").alternatives
    assert len(shown) == 10 and [str(each.attributes["/Alt"]) for each in pictures] == shown


def test_it_says_what_it_is_to_programs_that_read_aloud(toy):
    pdf = PdfReader(summary_of(toy, YEAR))
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.metadata and pdf.font_names and len(pdf.pdf.pages) == 2
    assert "Anyborough Board annual report 2030-31: summary" in pdf.metadata


def test_each_page_has_its_number_at_its_foot(toy):
    pdf = PdfReader(summary_of(toy, YEAR))
    feet = [pdf.artifacts(number).split("Anyborough Board")[-1] for number in range(len(pdf.pdf.pages))]
    assert [[word for word in foot.split() if word.isdigit()] for foot in feet] == [["1"], ["2"]]


def test_pages_lead_to_it_and_the_manifest_lists_it(toy):
    site, summary = Site(toy / "html"), summary_of(toy, YEAR)
    for page in ("index.html", "toy.html"):
        assert site.follow(page, site.pages[page].find("a", string="Summary, two pages (PDF)")["href"])
    papers = json.loads((toy / "manifest.json").read_text(encoding="utf-8"))["papers"]
    assert papers[summary.name] == hashlib.sha256(summary.read_bytes()).hexdigest()


def test_it_is_the_same_bytes_from_another_folder(toy, tmp_path):
    again = press(drawn(tmp_path / "elsewhere"))
    assert summary_of(again, YEAR).read_bytes() == summary_of(toy, YEAR).read_bytes()


def test_more_than_two_pages_fail_the_build_and_it_is_said_what_to_shorten(tmp_path):
    long = "\n".join([BLOCK, *("\nWords that say a little, again and again. " * 60 for _ in range(12))])
    with pytest.raises(BuildFailed) as failed:
        press(drawn(tmp_path / "book", long))
    message = "the summary runs to 5 pages, and may have 2; shorten the narrative blocks 'what-it-means'"
    assert f"kscb-summary-{YEAR}.pdf: 1 finding\n  {message}" in as_text(failed.value.findings)


def test_without_a_glance_there_is_no_summary_and_no_link_to_one(tmp_path):
    folder = press(draw_book(tmp_path / "book"))
    assert not summary_of(folder, YEAR).exists() and pdf_of(folder, YEAR).is_file()
    links = [link.text for link in Site(folder / "html").pages["index.html"].select("a")]
    assert "Whole report (PDF)" in links and "Summary, two pages (PDF)" not in links


def test_the_audit_reads_it_too(toy):
    built = read_built(toy, ("index", "toy"), pdf_of(toy, YEAR), summary_of(toy, YEAR))
    pages = tuple(page.summarised for page in built.pages if page.name != "figures")
    assert list(findings_in_print(pages, built.summary, "the summary")) == []
    wrong = replace(built.summary, text=built.summary.text.replace("There were 80", "There were 81"))
    (finding,) = findings_in_print(pages, wrong, "the summary")
    assert (finding.place, finding.file) == ("lado.referrals[2030-31]", "the summary")
    fewer = replace(built.summary, alternatives=built.summary.alternatives[1:])
    assert any("no picture has the text alternative" in each.message for each in findings_in_print(pages, fewer, "it"))
