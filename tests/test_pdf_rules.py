"""Both PDFs keep every rule of PDF/UA-1 that a program can tell, and a PDF that breaks one is found out."""

import io
from types import SimpleNamespace

import pdf_rules as rules
import pikepdf
import pytest
from pdf_reading import PdfReader

from kscb_book.press.papers import pdf_of, summary_of

pytestmark = pytest.mark.build
YEAR = "2016-17"


@pytest.mark.parametrize("paper", [pdf_of, summary_of], ids=["the report", "the summary"])
def test_no_rule_is_broken(built, paper):
    assert rules.broken(PdfReader(paper(built, YEAR))) == []


def first(pdf, tag):
    return next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{tag}")


def drop(held, *names):
    for name in names:
        del held[name]


def first_link(pdf):
    return next(note for page in pdf.pages for note in page.get("/Annots", []))


def first_font(pdf):
    return next(iter(pdf.pages[0].Resources.Font.values()))


def leave_outside(font):
    about = font.DescendantFonts[0].FontDescriptor
    drop(about, *(name for name in ("/FontFile2", "/FontFile3") if name in about))


def add_text(pdf, marked):
    page = pdf.pages[0]
    name = next(iter(page.Resources.Font))
    shown = f"BT {name} 9 Tf <0003> Tj ET"
    content = f"/Artifact BMC /Span <</MCID 0>> BDC {shown} EMC EMC" if marked else shown
    page.contents_add(pikepdf.Stream(pdf, content.encode()))


def retag(tag, to):
    return lambda pdf: setattr(first(pdf, tag), "S", pikepdf.Name(f"/{to}"))


OF_ITSELF, CONTENT, LINKS, FONTS = rules.of_the_document, rules.of_content, rules.of_links, rules.of_fonts
BENT = {
    "not marked": (OF_ITSELF, lambda pdf: drop(pdf.Root, "/MarkInfo"), "6.2 it is not marked"),
    "no language": (OF_ITSELF, lambda pdf: drop(pdf.Root, "/Lang"), "7.2 it has no language"),
    "a title that is not shown": (
        OF_ITSELF,
        lambda pdf: drop(pdf.Root, "/ViewerPreferences"),
        "7.1 its title is not shown",
    ),
    "a form": (
        rules.of_what_there_is_not,
        lambda pdf: setattr(pdf.Root, "AcroForm", pikepdf.Dictionary()),
        "AcroForm stands in it",
    ),
    "text that is not tagged": (CONTENT, lambda pdf: add_text(pdf, False), "what is neither tagged nor set aside"),
    "text both tagged and set aside": (CONTENT, lambda pdf: add_text(pdf, True), "stand in each other"),
    "an unknown kind of element": (rules.of_structure, retag("P", "Paragraph"), "7.1 Paragraph is no kind of element"),
    "a cell outside a row": (rules.of_structure, retag("TR", "Div"), "7.2 a TH stands in a Div"),
    "an element that nothing holds": (
        rules.of_parents,
        lambda pdf: drop(first(pdf, "P"), "/P"),
        "7.1 a /P does not say what holds it",
    ),
    "a level skipped": (rules.of_headings, retag("H1", "H3"), "7.4.2 a heading of level 3 follows one of level 0"),
    "a picture without words": (
        rules.of_alternatives,
        lambda pdf: drop(first(pdf, "Figure"), "/Alt"),
        "7.3 a Figure has no text alternative",
    ),
    "a heading of nothing": (
        rules.of_tables,
        lambda pdf: [drop(held, "/Scope") for held in first(pdf, "TH").A if "/Scope" in held],
        "does not say what it heads",
    ),
    "a link without words": (LINKS, lambda pdf: drop(first_link(pdf), "/Contents"), "a link is not described"),
    "a link outside the structure": (
        LINKS,
        lambda pdf: drop(first_link(pdf), "/StructParent"),
        "stands in no element Link",
    ),
    "a page in another order": (
        LINKS,
        lambda pdf: [drop(page.obj, "/Tabs") for page in pdf.pages if "/Tabs" in page],
        "is not read in the order of the structure",
    ),
    "a typeface left outside": (FONTS, lambda pdf: leave_outside(first_font(pdf)), "it is not inside"),
    "signs without meaning": (FONTS, lambda pdf: drop(first_font(pdf), "/ToUnicode"), "have no meaning"),
    "signs of another width": (
        FONTS,
        lambda pdf: drop(first_font(pdf).DescendantFonts[0], "/W"),
        "are not as wide as it says",
    ),
}


@pytest.mark.parametrize(("rule", "bend", "fault"), BENT.values(), ids=BENT)
def test_a_pdf_that_breaks_a_rule_is_found_out(built, rule, bend, fault):
    with pikepdf.open((pdf_of if rule is LINKS else summary_of)(built, YEAR)) as pdf:
        bend(pdf)
        content = io.BytesIO()
        pdf.save(content)
    content.seek(0)
    assert any(fault in each for each in rule(as_read(content, rule)))


def as_read(content, rule):
    """A PDF as a rule reads it: its structure, or no more than its objects where the structure may be broken."""
    structural = (rules.of_structure, rules.of_headings, rules.of_alternatives, rules.of_tables)
    return PdfReader(content) if rule in structural else SimpleNamespace(pdf=pikepdf.open(content))


EDGE = 18  # points, 6 mm; no printer prints nearer to the edge of a page


@pytest.mark.parametrize("paper", [pdf_of, summary_of], ids=["the report", "the summary"])
def test_no_text_is_cut_off_or_runs_into_the_edge(built, paper):
    read = PdfReader(paper(built, YEAR))
    for number, page in enumerate(read.pdf.pages):
        left, bottom, right, top = map(float, page.MediaBox)
        for run in (run for runs in read.marked[number].values() for run in runs if run.text.strip()):
            assert left + EDGE <= run.left and run.right <= right - EDGE and bottom + EDGE <= run.line <= top - EDGE, (
                run
            )
