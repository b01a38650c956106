"""A draft is printed as what it is: what is missing is a symbol, what is not reviewed is framed, no page is final."""

import pytest
from bs4 import BeautifulSoup
from drawing import FINAL, SOUND, TOY, YEAR, accepting, code, draw_book, draw_workbook, text
from pdf_reading import PdfReader

from kscb_book.face.bars import draw_bars, set_bars
from kscb_book.face.control import draw_control, set_control
from kscb_book.face.lines import draw_lines, set_lines
from kscb_book.meaning.control import control
from kscb_book.meaning.edition import open_edition
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.papers import pdf_of
from kscb_book.press.reconciled import reconciled
from kscb_book.source.workbook import read_workbook

UNFILLED = {
    "LADO_referrals": SOUND["LADO referrals"].replace("| 80 ", "|    "),
    "LADO_disposals": "| How it was dealt with | Allegations |\n| Resigned | |\n| Back at work | |",
}
CHARTED = [
    *TOY,
    code('disposals = edition.sheet("LADO disposals")\npublish("lado.disposals", disposals)', "disposals"),
    code('show_bars("disposals", disposals)\nshow_table("disposals", disposals)', "unfilled"),
    text("```{narrative} old-words\n```", "old"),
]
OLD_WORDS = """% to be reviewed
Referrals {claim}`rose <lado.referrals > lado.referrals[2029-30]>` to {num}`lado.referrals`, from 50 before, and
{claim}`were higher before <lado.referrals[2028-29] < lado.referrals[2029-30]>`; {num}`lado.gone` are gone
({numref}`chart:gone`).
"""


def months(tmp_path, typed):
    def empty(book):
        for row in range(6, 18):
            for column in (2, 3, 4):
                book["Emotional abuse"].cell(row, column).value = typed.get(row) if column == 2 else None

    workbook = read_workbook(draw_workbook(tmp_path / "year.xlsx", then=empty), YEAR, "year.xlsx")
    return open_edition(workbook).sheet("Emotional abuse")


def pictured(chart, svg):
    return chart.alt if svg.startswith("<?xml") else ""


def test_bars_of_which_none_is_known_have_their_symbols_and_their_name(tmp_path):
    path = draw_workbook(tmp_path / "year.xlsx", **UNFILLED)
    edition = open_edition(read_workbook(path, YEAR, "year.xlsx"))
    chart, bars = set_bars("toy", [edition.sheet("LADO disposals")])
    assert pictured(chart, draw_bars(bars)).endswith("allegations: Resigned [x], Back at work [x].")
    referrals = edition.sheet("LADO referrals")
    chart, bars = set_bars(
        "toy", [referrals.at(YEAR).series("referrals"), referrals.at(YEAR).series("no_further_action")]
    )
    assert "Referrals" in pictured(chart, draw_bars(bars))


def test_a_line_of_which_nothing_is_known_says_so(tmp_path):
    chart, line = set_lines("toy", months(tmp_path, {}), None)
    assert "the first, lowest, highest and last: not yet known." in pictured(chart, draw_lines(line))


@pytest.mark.parametrize("typed", [{}, {6: 40}, {6: 40, 8: 42}], ids=["nothing", "one month", "months apart"])
def test_a_control_chart_has_no_limits_before_two_months_that_follow_each_other(tmp_path, typed):
    made = control(months(tmp_path, typed))
    assert [str(limit.value) for limit in made.limits] == ["[x]", "[x]", "[x]"] and not made.signals
    assert "No limits are set yet: no two known points follow each other." in pictured(
        set_control("toy", made), draw_control(made)
    )


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    root = draw_book(tmp_path_factory.mktemp("draft") / "book", toy=CHARTED, **UNFILLED)
    (root / "data" / YEAR / "narrative" / "toy" / "old-words.md").write_text(OLD_WORDS, encoding="utf-8")
    return build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None)


@pytest.mark.build
class TestADraft:
    def test_what_is_missing_is_printed_as_its_symbol(self, draft):
        page = BeautifulSoup((draft / "html" / "toy.html").read_text(encoding="utf-8"), "html.parser")
        numbers = page.select('.kscb-number[data-figure="lado.referrals[2030-31]"]')
        assert len(numbers) == 3 and {each.get_text() for each in numbers} == {"[x]"}

    def test_what_does_not_hold_in_words_to_be_reviewed_is_not_printed(self, draft):
        page = BeautifulSoup((draft / "html" / "toy.html").read_text(encoding="utf-8"), "html.parser")
        (block,) = page.select(".kscb-unreviewed")
        assert " ".join(block.get_text().split()) == (
            "Not yet reviewed: these may be last year’s words Referrals [to be reviewed] to [x], from 50 before, and "
            "were higher before; [to be reviewed] are gone ([to be reviewed])."
        )
        pdf = PdfReader(pdf_of(draft, YEAR))
        assert "Referrals [to be reviewed] to [x], from 50 before, and were higher before" in pdf.root.text

    def test_every_page_of_the_site_says_once_that_it_is_a_draft(self, draft):
        for path in (draft / "html").glob("*.html"):
            page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            assert [each.get_text() for each in page.select(".kscb-status")] == ["Draft: this is not the final report."]
            (mark,) = page.select(".kscb-watermark")
            assert (mark["aria-hidden"], mark.get_text()) == ("true", "Draft"), path.name

    def test_every_page_of_the_pdf_says_that_it_is_a_draft_and_reads_it_to_nobody(self, draft):
        pdf = PdfReader(pdf_of(draft, YEAR))
        assert all("DRAFT" in pdf.artifacts(number) for number in range(len(pdf.pdf.pages)))
        assert "DRAFT" not in pdf.root.text


@pytest.mark.build
def test_a_final_report_bears_no_watermark(tmp_path):
    root = draw_book(tmp_path / "book")
    places = Places(root, root / "data", YEAR)
    known = accepting(reconciled(places).rows)
    draw_workbook(places.workbook, Report=FINAL, Known_issues=known)
    final = build(places, root / "_build", lambda *told: None)
    pdf = PdfReader(pdf_of(final, YEAR))
    assert not any("DRAFT" in pdf.artifacts(number) for number in range(len(pdf.pdf.pages)))
    for path in (final / "html").glob("*.html"):
        assert not BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select(
            ".kscb-status, .kscb-watermark"
        )
