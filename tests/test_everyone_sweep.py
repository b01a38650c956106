"""Every page of three whole editions in every state, with every rule of axe: the real year, a half-filled draft of the
next, and the real year with small counts hidden. Their papers too, and each as one file."""

import shutil

import pytest
from beginning import fill_half
from browsing import needs_browser
from conftest import ROOT
from everyone import EVERY_STATE, NARROWEST, State, names_of, problems, show, told
from pdf_reading import PdfReader
from pdf_rules import broken
from test_cli import run
from valid_html import checked, faults, needs_checker
from verapdf import found_by_verapdf, needs_verapdf

from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.papers import pdf_of, summary_of
from kscb_book.press.single_file import single_file_of

pytestmark = [pytest.mark.sweep, pytest.mark.build]
EDITIONS = ("the real year", "a draft", "small counts hidden")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request, tmp_path_factory):
    """The folder of a whole edition, with its one file, and its year."""
    folder = tmp_path_factory.mktemp("edition")
    places = Places(ROOT, ROOT / "data", "2016-17", "Suppress" if "hidden" in request.param else "")
    if request.param == "a draft":
        places = Places(ROOT, folder / "data", "2017-18")
        shutil.copytree(ROOT / "data" / "2016-17", places.data / "2016-17")
        assert run("new-year", "2017-18", "--data", str(places.data))[0] == 0
        fill_half(places)
    return build(places, folder / "out", lambda *told: None, single_file=True), places.year


@needs_browser
@pytest.mark.browser
def test_axe_finds_nothing_in_any_state_of_any_page(edition, browser):
    site, found = edition[0] / "html", {}
    for page in names_of(site):
        browser.get("about:blank")
        browser.get(f"{site.as_uri()}/{page}")
        found[page] = [*problems(browser, EVERY_STATE, in_full=True), *told(browser)]
        for checking in (False, True):
            show(browser, State(width=NARROWEST, checking=checking))
            if browser.execute_script("return document.documentElement.scrollWidth") > NARROWEST:
                found[page].append("it scrolls sideways")
        browser.execute_script("localStorage.clear()")
    assert {page: each for page, each in found.items() if each} == {}


def test_every_page_is_valid(edition):
    folder, year = edition
    pages = [*sorted((folder / "html").glob("*.html")), single_file_of(folder, year)]
    assert {page.name: found for page in pages if (found := faults(page.read_text(encoding="utf-8")))} == {}


@needs_checker
def test_the_nu_checker_finds_nothing_wrong(edition):
    folder, year = edition
    assert checked(*sorted((folder / "html").glob("*.html")), single_file_of(folder, year)) == []


def test_no_paper_breaks_a_rule(edition):
    for paper in (pdf_of, summary_of):
        assert broken(PdfReader(paper(*edition))) == []


@needs_verapdf
def test_verapdf_finds_nothing_wrong(edition):
    assert found_by_verapdf(pdf_of(*edition), summary_of(*edition)) == []
