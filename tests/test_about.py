"""About the data: what the report tells of its own numbers, from the workbook, the measures and the schema."""

import pytest
from conftest import REFERENCE_YEAR
from drawing import SOUND, TOY, YEAR, code, draw_book, draw_workbook
from pdf_reading import joined
from pdf_reading import press as press_pdf
from reading_view import ReadingView, Site

from kscb_book.audit.pages import plain as without_marks
from kscb_book.chapter import open_year
from kscb_book.face import about
from kscb_book.face.register import Register
from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.policy import Change
from kscb_book.press.check import check
from kscb_book.source.measures import read_measures
from kscb_book.source.symbols import MARKS
from kscb_book.source.workbook import read_workbook

ISSUES = """
| Rule                   | What disagrees     | First value | Second value | Explanation | Accepted by | Date        |
| Outcomes and referrals | Referrals, 2030-31 | 34          | 80           | <b>Why</b>. | A. N. Other | 1 June 2031 |
| Outcomes and referrals | Referrals, 2029-30 | 31          | 50           | Not known.  | A. N. Other | 2 June 2031 |
    """


def edition_of(tmp_path, **drawn):
    return open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx", **drawn), YEAR, "year.xlsx"))


def rows_of(table) -> list[tuple[str, ...]]:
    return [tuple(entry.text for entry in row) for row in table.rows]


def paragraphs_of(term) -> list[str]:
    return ["".join(piece.text for piece in line) for line in (*term.says, *term.notes)]


def test_a_known_issue_has_both_values_its_reason_and_who_accepted_it(tmp_path):
    first, second = about.set_known_issues(edition_of(tmp_path, Known_issues=ISSUES).accepted.known).terms
    assert (first.name, first.anchor, second.anchor) == ("Note 1. Referrals, 2030-31", "note-1", "note-2")
    assert paragraphs_of(second) == [
        "Every referral has one outcome, so there are as many outcomes as referrals.",
        "Outcomes, 2029-30, added up: 31 ('LADO outcomes'!C6:C12). Referrals, 2029-30: 50 ('LADO referrals'!B7).",
        "Not known.",
        "Rule: Outcomes and referrals. Accepted by: A. N. Other, 2 June 2031.",
    ]


def test_no_known_issues_are_said_to_be_none():
    none = about.set_known_issues(())
    assert none.terms == () and none.otherwise == "There are no known issues."


def test_every_sheet_has_its_origin_and_a_symbol_among_them_is_explained(tmp_path):
    details = {"Supplier": "[x]", "Source": "a made-up system", "Status": "Provisional"}
    table = about.set_sources(edition_of(tmp_path, details=details))
    assert table.headings == ("Sheet, and what it holds", "Supplier", "Source, and status")
    assert ("LADO outcomes: Outcomes of allegations", "[x]", "a made-up system (provisional)") in rows_of(table)
    assert table.notes == ("[x] not available",)


def test_every_fact_says_where_in_the_source_it_stands(tmp_path):
    assert ("Teachers suspended", YEAR, "page 1") in rows_of(about.set_facts(edition_of(tmp_path)))


def test_the_report_is_told_with_all_its_lines(tmp_path):
    rows = dict(rows_of(about.set_report(edition_of(tmp_path))))
    assert (rows["ONS code"], rows["Layout version"], rows["Independent chair"]) == ("E00000000", "1", "[x]")
    assert len(rows) == len(SOUND["Report"].strip().splitlines()) - 1


USED = {
    "only those in the numbers and in the words": ({}, ["[x]"]),
    "a mark of a table's status": (
        {"details": {"Supplier": "A", "Source": "B", "Status": "Revised"}},
        ["[x]", "[r]"],
    ),
    "a symbol in a cell": (
        {"LADO_disposals": "| How it was dealt with | Allegations |\n| Resigned | [c] |"},
        ["[c]", "[x]"],
    ),
}


@pytest.mark.parametrize(("drawn", "used"), USED.values(), ids=USED)
def test_symbols_in_use_come_first_and_the_others_are_told_as_well(tmp_path, drawn, used):
    rows = rows_of(about.set_symbols(edition_of(tmp_path, **drawn)))
    assert [symbol for symbol, _, use in rows if use == "used"] == [row[0] for row in rows[: len(used)]] == used
    assert ("[k]", "rounds to 0 but is not 0; used for deaths", "not used") in rows and len(rows) == 9


def test_every_word_that_the_book_writes_of_a_change_has_its_meaning():
    (changes, *_) = about.set_words().terms
    unnamed = {change.value for change in Change} - set(changes.name.split(", "))
    assert unnamed == {"came out higher", "came out lower"}
    assert any("came out higher or lower" in said for said in paragraphs_of(changes))
    assert {term.name for term in about.set_words().terms} >= {"reported"}


def test_a_measure_is_told_with_all_that_is_laid_down_of_it():
    sections = about.set_measures()
    assert [term.name for section in sections for term in section.terms] == [
        measure.name for measure in read_measures().values()
    ]
    (lado,) = (section for section in sections if section.chapter == "11-lado")
    told = {term.name: paragraphs_of(term) for term in lado.terms}
    assert told["No further action"] == [
        "Referrals closed with no further action after the designated officer first considered them.",
        "About: adults who work with children in the borough. Unit: number, over a period; neither way is better. "
        "From: records of the local authority designated officer; the system is not named in the 2016-17 report.",
    ]
    assert told["Share needing no further action"][1].endswith(
        "Worked out by this book: percentage (No further action and Referrals)."
    )


class TestTheRealYear:
    @pytest.fixture
    @staticmethod
    def register(real) -> Register:
        return check(real).register

    def test_every_measure_that_is_told_of_is_published(self, register):
        assert {figure.measure for figure in register} == set(read_measures())

    def test_the_symbols_told_to_be_in_use_are_those_that_are_printed(self, real, register, monkeypatch):
        monkeypatch.setenv("KSCB_ROOT", str(real.root))
        rows = rows_of(about.set_symbols(open_year(REFERENCE_YEAR)))
        printed = {figure.printed for figure in register if figure.printed.startswith("[")}
        printed |= {f"[{mark}]" for figure in register for mark in figure.marks if mark in MARKS}
        assert printed <= {symbol for symbol, _, use in rows if use == "used"}


SHOWN = """from kscb_book.chapter import show_facts, show_known_issues, show_measures, show_method
from kscb_book.chapter import show_report_in_full, show_sources, show_symbols, show_words, total

show_known_issues(edition)
show_symbols(edition)
show_sources(edition)
show_facts(edition)
show_report_in_full(edition)
show_words()
show_method(total(edition.sheet("LADO disposals")))
show_measures()"""


@pytest.mark.build
class TestAToyBook:
    """All parts, with made-up known issues, on the page and in the PDF."""

    @pytest.fixture(scope="class")
    @staticmethod
    def root(tmp_path_factory):
        published = code(
            "from kscb_book.chapter import publish, total\n\n"
            'publish("lado.disposals_total", total(edition.sheet("LADO disposals")))',
            "published",
        )
        words = "See {ref}`the note <note-1>` and {numref}`table:sources`.\n"
        return draw_book(
            tmp_path_factory.mktemp("about") / "book",
            toy=[*TOY, published, code(SHOWN, "about")],
            words=words,
            Known_issues=ISSUES,
        )

    @pytest.fixture(scope="class")
    @staticmethod
    def pdf(root):
        return press_pdf(root)

    def test_the_pdf_says_what_the_page_says(self, pdf, root):
        words = ReadingView(root / "_build" / YEAR / "html" / "toy.html").words
        told = without_marks(" ".join(words)).split()
        assert len(told) > 1000 and without_marks(joined(pdf.chapters.prose)).split()[-len(told) :] == told

    def test_known_issues_are_terms_that_links_reach(self, pdf, root):
        site = Site(root / "_build" / YEAR / "html")
        (term,) = (each for each in site.pages["toy.html"].select("dt") if each.get("id") == "note-1")
        assert term.get_text() == "Note 1. Referrals, 2030-31"
        assert site.dead_ends() == [] and site.repeated_ids() == []
        assert any(each.text == "the note" for each in pdf.root.all("Link"))

    def test_an_explanation_is_text_and_never_markup(self, pdf, root):
        page = Site(root / "_build" / YEAR / "html").pages["toy.html"]
        issue = page.find(id="note-1").find_next("dd")
        assert "<b>Why</b>" in issue.get_text()

    def test_a_value_that_the_book_prints_can_be_checked(self, pdf, root):
        page = Site(root / "_build" / YEAR / "html").pages["toy.html"]
        examples = page.select(".kscb-note .kscb-number")
        assert [each["data-figure"] for each in examples] == ["lado.disposals_total[2030-31]"]

    def test_tables_of_words_are_set_from_the_left(self, pdf, root):
        page = Site(root / "_build" / YEAR / "html").pages["toy.html"]
        for table in page.select(".kscb-worded"):
            assert table.select("th[scope=row]") and not table.select(".kscb-right")
        assert len(page.select(".kscb-worded")) == 4
