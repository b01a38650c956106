"""The audit reads what pages and PDF print, and tells of each number that is not what its id makes it."""

import json
from dataclasses import replace

import pytest
from drawing import TOY, YEAR, code, draw_book, draw_workbook

from kscb_book.audit.alternatives import Chart, problems_of_chart
from kscb_book.audit.built import Built, Print
from kscb_book.audit.cells import read_given
from kscb_book.audit.expected import Engine
from kscb_book.audit.judge import findings_in_print, findings_on_page, problems_of_number
from kscb_book.audit.pages import Printed, plain, read_page
from kscb_book.findings import BuildFailed
from kscb_book.places import Places
from kscb_book.press.audited import audit_again
from kscb_book.press.book import build

IDS = [f"lado.referrals[{year}]" for year in ("2028-29", "2029-30", "2030-31")]
BARS = Chart(
    name="toy",
    alt="Bar chart. Referrals, 2028-29 to 2030-31. Referrals: 2028-29 40, 2029-30 50, 2030-31 80.",
    caption="Referrals, 2028-29 to 2030-31",
    headings=("Year", "Referrals"),
    rows=tuple((id[-8:-1], (id,)) for id in IDS),
)
MONTHS = [f"plans.emotional_abuse_share[{month} 2028-29]" for month in ("Apr", "May", "Jun")]
LINE = Chart(
    name="line",
    alt="Line chart. Plans, 2028-29. Plans for emotional abuse, the first, lowest, highest and last: "
    "11% in April 2028; 13% in June 2028. Statistical neighbours: 12% (2028-29). The table has every value.",
    caption="Plans, 2028-29",
    headings=("Month", "2028-29"),
    rows=(
        *((id[28:31], (id,)) for id in MONTHS),
        ("Statistical neighbours, latest known", ("plans.neighbours_emotional_abuse_share[2028-29]",)),
    ),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Engine:
    return Engine(read_given(draw_workbook(tmp_path_factory.mktemp("audit") / "year.xlsx"), YEAR))


def page_of(body: str, details: str = "{}"):
    data = f'<script type="application/json" id="kscb-figures">{details}</script>'
    return read_page("toy", f"<html><body><nav><p>7</p></nav><main>{body}</main>{data}</body></html>")


def number(figure: str, text: str) -> str:
    return f'<span class="kscb-number" data-figure="{figure}">{text}</span>'


def found_on(page, engine, charts=()):
    built = Built(tuple({"id": id} for id in IDS), tuple(IDS), {"toy": charts}, (page,), Print("", (), ()))
    return [(each.file, each.place, each.message) for each in findings_on_page(page, built, engine)]


FROM = "from 'LADO referrals'!B6"
PAGES = {
    "right": (f"<p>There were {number(IDS[0], '40')}.</p>", []),
    "with a mark": (f"<td>{number(IDS[0], '40 [p]')}</td>", []),
    "with the mark of a note": (f"<td>{number(IDS[0], '40 [note 3]')}</td>", []),
    "a digit": (f"<p>There were {number(IDS[0], '41')}.</p>", [(IDS[0], f"prints '41', expected '40' {FROM}")]),
    "a digit more": (f"<p>{number(IDS[0], '400')}</p>", [(IDS[0], f"prints '400', expected '40' {FROM}")]),
    "a word for too large a number": (
        f"<p>{number(IDS[0], 'nine')}</p>",
        [(IDS[0], f"prints 'nine', expected '40' {FROM}")],
    ),
    "of another year": (
        f"<p>{number(IDS[1], '40')}</p>",
        [(IDS[1], "prints '40', expected '50' from 'LADO referrals'!B7")],
    ),
    "not registered": (
        f"<p>{number('lado.no_further_action[2028-29]', '10')}</p>",
        [("lado.no_further_action[2028-29]", "prints '10' for a figure that the register does not hold")],
    ),
    "in the list of a cell": (
        f'<div class="kscb-published"><ul><li><p><code>{IDS[0]}</code> = 41</p></li></ul></div>',
        [(IDS[0], f"prints '41', expected '40' {FROM}")],
    ),
    "in the code of a cell": (f'<div class="cell_input"><p>{number(IDS[0], "41")}</p></div>', []),
}


@pytest.mark.parametrize(("body", "found"), PAGES.values(), ids=PAGES)
def test_a_number_on_a_page_is_what_its_id_makes_it(engine, body, found):
    assert found_on(page_of(body), engine) == [("html/toy.html", *each) for each in found]


@pytest.mark.parametrize(("text", "is_right"), {"3": True, "three": True, "Three": True, "four": False}.items())
def test_a_count_below_ten_may_be_a_word_and_only_that_word(engine, text, is_right):
    resigned = "lado.disposals[resigned, 2030-31]"
    assert (not list(problems_of_number(Printed(resigned, text), {resigned}, engine))) is is_right


def test_a_pop_over_tells_the_number_and_its_cells(engine):
    told = json.dumps({IDS[0]: {"printed": "41", "interval": "", "cells": [{"address": "'LADO referrals'!B6"}]}})
    message = f"its pop-over tells '41' from 'LADO referrals'!B6, expected '40' {FROM}"
    assert found_on(page_of("", told), engine) == [("html/toy.html", IDS[0], message)]
    assert found_on(page_of("", told.replace("41", "40")), engine) == []


ALTERNATIVES = {
    "right": (BARS, "", "", []),
    "a digit": (
        *(BARS, "2029-30 50", "2029-30 51"),
        [
            "its text alternative does not say '2029-30 50' in its place",
            "its text alternative holds '51', which is no figure of its data in its place",
        ],
    ),
    "a figure more": (
        *(BARS, "80.", "80, and 90."),
        ["its text alternative holds '90', which is no figure of its data in its place"],
    ),
    "two numbers exchanged": (
        *(BARS, "40, 2029-30 50", "50, 2029-30 40"),
        [
            "its text alternative does not say '2028-29 40' in its place",
            "its text alternative does not say '2029-30 50' in its place",
            "its text alternative holds '50', which is no figure of its data in its place",
            "its text alternative holds '40', which is no figure of its data in its place",
        ],
    ),
    "a caption of other years": (
        *(BARS, "Referrals, 2028-29", "Referrals, 2027-28"),
        ["its text alternative holds '2027-28', which is no figure of its data in its place"],
    ),
    "the mark of a note": (replace(BARS, marks={IDS[1]: " [note 3]"}), "2029-30 50", "2029-30 50 [note 3]", []),
    "the mark of another note": (
        *(replace(BARS, marks={IDS[1]: " [note 3]"}), "2029-30 50", "2029-30 50 [note 4]"),
        ["its text alternative holds '4]', which is no figure of its data in its place"],
    ),
    "a right line": (LINE, "", "", []),
    "a digit of a line": (
        *(LINE, "13% in", "14% in"),
        [
            "its text alternative does not say '13% in June 2028' in its place",
            "its text alternative holds '14%', which is no figure of its data in its place",
            "its text alternative holds '2028', which is no figure of its data in its place",
        ],
    ),
    "a digit of a benchmark": (
        *(LINE, "12% (", "12.5% ("),
        ["its text alternative holds '12.5%', which is no figure of its data in its place"],
    ),
}


@pytest.mark.parametrize(("chart", "text", "instead", "problems"), ALTERNATIVES.values(), ids=ALTERNATIVES)
def test_a_text_alternative_says_the_figures_of_the_chart_and_no_other(engine, chart, text, instead, problems):
    assert list(problems_of_chart(replace(chart, alt=chart.alt.replace(text, instead)), engine)) == problems


def test_a_picture_on_a_page_has_the_text_alternative_of_its_chart(engine):
    assert found_on(page_of(f'<p><img alt="{BARS.alt}"></p>'), engine, (BARS,)) == []
    other = page_of(f'<p><img alt="{BARS.alt.replace("50", "51")}"></p>')
    assert found_on(other, engine, (BARS,)) == [("html/toy.html", "chart:toy", "no picture has its text alternative")]
    assert found_on(page_of("<p>None.</p>"), engine, (BARS,))[1:] == [
        ("html/toy.html", "", "has 0 pictures in another order or number than the 1 charts")
    ]


BODY = (
    f"<p>There were {number(IDS[0], '40')} in 2028-29.</p><p>No number.</p>"
    "<table><caption>Table 1 Referrals</caption>"
    f"<tr><th><p>2029-30</p></th><td><p>{number(IDS[1], '50')}</p></td></tr></table>"
)
LOST = "does not print, in the place it has in html/toy.html, the text"
PRINT = {
    "the same": ("Contents There were 40 in 2028-29. No number. Table 1 Referrals 2029-30 50", []),
    "with an appendix": ("There were 40 in 2028-29. Table 1 Referrals 2029-30 50 40 Referrals", []),
    "with the mark of a note": ("There were 40 in 2028-29. Table 1 Referrals 2029-30 50 [note 1]", []),
    "a digit": (
        "There were 41 in 2028-29. Table 1 Referrals 2029-30 50",
        [(IDS[0], f"{LOST} 'There were 40 in 2028-29.'")],
    ),
    "a row lost": ("There were 40 in 2028-29. Table 1 Referrals", [(IDS[1], f"{LOST} '2029-30 50'")]),
    "a caption lost": ("There were 40 in 2028-29. 2029-30 50", [("", f"{LOST} 'Table 1 Referrals'")]),
    "another order": (
        "2029-30 50 There were 40 in 2028-29. Table 1 Referrals",
        [(IDS[1], f"{LOST} '2029-30 50'")],
    ),
    "a digit more": (
        "There were 40 in 2028-29. Table 1 Referrals 2029-30 500",
        [(IDS[1], f"{LOST} '2029-30 50'")],
    ),
}


@pytest.mark.parametrize(("text", "found"), PRINT.values(), ids=PRINT)
def test_the_pdf_prints_each_number_in_the_words_and_order_of_the_site(text, found):
    pages = (page_of(BODY),)
    found_in_print = findings_in_print(pages, Print(plain(text), (), ()), "report.pdf")
    assert [(each.place, each.message) for each in found_in_print] == found


@pytest.mark.build
def test_a_figure_that_a_chapter_gets_wrong_fails_the_build(tmp_path):
    wrong = (
        "from dataclasses import replace\n\nfrom kscb_book.face import record\n\n"
        "record.show_figures(referrals.like(replace(each, value=each.value + 1) for each in referrals))"
    )
    root = draw_book(
        tmp_path / "book",
        toy=[*TOY[:3], code(TOY[3]["source"].splitlines()[0], "figures"), code(wrong, "wrong"), TOY[6]],
        words="There were {num}`lado.referrals` referrals.\n",
    )
    with pytest.raises(BuildFailed) as failed:
        build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None)
    said = str(failed.value)
    assert "lado.referrals[2028-29]  value: found 41, expected 40 from 'LADO referrals'!B6" in said
    assert "lado.referrals[2030-31]  prints '81', expected '80' from 'LADO referrals'!B8" in said


@pytest.mark.build
def test_a_report_that_was_built_can_be_audited_again(tmp_path):
    root = draw_book(tmp_path / "book")
    places = Places(root, root / "data", YEAR)
    folder = build(places, root / "_build", lambda *told: None)
    audited = audit_again(places, ["index", "toy"], folder)
    assert (audited.findings, audited.figures, audited.places) == ((), 3, 4)
    page = folder / "html" / "toy.html"
    page.write_text(page.read_text(encoding="utf-8").replace(">80</span>", ">81</span>", 1), encoding="utf-8")
    found = audit_again(places, ["index", "toy"], folder).findings
    assert [(each.file, each.place) for each in found][:1] == [("html/toy.html", "lado.referrals[2030-31]")]
