"""The PDF: it says what the site says, to the eye and to a screen reader, and refuses what it cannot say."""

from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT
from drawing import SOUND, TOY, WORDS, YEAR, accepting, code, draw_book, draw_workbook, text
from pdf_reading import APPENDIX, PdfReader, press, printed
from reading_view import ReadingView

from kscb_book.findings import BuildFailed
from kscb_book.places import Places
from kscb_book.press.contents import read_contents
from kscb_book.press.papers import pdf_of
from kscb_book.press.reconciled import reconciled

pytestmark = pytest.mark.build

HOSTILE = '#panic("x") $ \\ * _ @ <label> [x] "quotes" // no /* nor */ #{1+1} = Head'


def straight(text: str) -> str:
    return text.translate({ord("“"): '"', ord("”"): '"'})


def failure(root) -> str:
    with pytest.raises(BuildFailed) as failed:
        press(root)
    return str(failed.value)


@pytest.fixture(scope="module")
def pdf(built) -> PdfReader:
    return PdfReader(pdf_of(built, "2016-17"))


@pytest.fixture(scope="module")
def pages(built, real) -> list[ReadingView]:
    return [ReadingView(built / "html" / f"{chapter.name}.html") for chapter in read_contents(real)]


class TestTheRealYear:
    def test_it_says_what_it_is(self, pdf):
        root, title = pdf.pdf.Root, "Knowsley Safeguarding Children Board annual report 2016-17"
        assert root.Lang == "en-GB" and root.ViewerPreferences.DisplayDocTitle and root.MarkInfo.Marked
        assert (pdf.pdf.docinfo["/Title"], pdf.pdf.docinfo["/Author"]) == (title, title.partition(" annual")[0])
        assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.metadata and title in pdf.metadata

    def test_it_bears_no_date(self, pdf):
        assert "Date" not in pdf.metadata and not {"/CreationDate", "/ModDate"} & set(pdf.pdf.docinfo.keys())

    def test_no_machine_is_named_in_it(self, pdf, built):
        streams = [each.read_bytes() for each in pdf.pdf.objects if isinstance(each, pikepdf.Stream)]
        content = b"".join([*streams, *(repr(each).encode() for each in pdf.pdf.objects)])
        assert b"Knowsley" in content
        for place in (ROOT, built.parent, Path.home()):
            assert str(place).encode() not in content

    def test_every_name_of_a_table_heading_leads_to_it(self, pdf):
        named = {str(each.attributes["/ID"]) for each in pdf.root.all("TH")}
        assert len(named) == len(pdf.root.all("TH")) > 40
        assert named <= set(pikepdf.NameTree(pdf.pdf.Root.StructTreeRoot.IDTree))

    def test_it_is_set_in_typefaces_that_came_with_it(self, pdf):
        assert {name.partition("-")[0] for name in pdf.font_names} <= {"SourceSansPro", "DejaVuSansMono"}

    def test_the_title_page_has_what_the_workbook_says_of_the_report_and_that_it_is_not_reviewed(self, pdf):
        front, _, reviewed = pdf.root.text.partition("Contents")[0].partition("Review ")
        assert front == (
            "Knowsley Safeguarding Children Board Annual report 2016 to 2017 Year 2016-17 "
            "Independent chair Audrey Williamson Edition 1 (final) Prepared by not available "
        )
        assert reviewed.startswith("not independently reviewed: 0 of ")

    def test_every_word_and_number_of_the_site_stands_in_it_in_order(self, pdf, pages):
        notes = [note for page in pages for note in page.notes]
        shown = [word for page in pages for word in page.words]
        contents, chapters = printed(pdf.root.all("TOC")[0].runs), printed(pdf.chapters.prose)
        assert chapters.count(contents) == 1
        assert len(shown) > 900 and chapters.partition(contents)[2].split() == shown
        assert [note.text.partition(" ")[2] for note in pdf.chapters.all("Note")] == notes

    def test_its_headings_are_those_of_the_site_and_skip_no_level(self, pdf, pages):
        headings = [(int(each.tag[1]), each.text) for each in pdf.chapters.all("H1", "H2", "H3", "H4")]
        assert headings == [(1, "Contents"), *(heading for page in pages for heading in page.headings)]
        levels = [0, *(level for level, _ in headings)]
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))

    def test_every_chapter_and_section_has_a_bookmark_and_a_line_in_the_contents(self, pdf, pages):
        numbers = [(int(each.tag[1]), each.text) for each in pdf.parts[1].all("H1", "H2")]
        headings = [*(heading for page in pages for heading in page.headings), *numbers]
        assert pdf.bookmarks() == [(1, "Contents"), *headings]
        lines = [each.text for each in pdf.root.all("TOCI")]
        titles = [title for level, title in headings if level <= 2]
        for line, title in zip(lines, titles, strict=True):
            assert line.startswith(title) and line.removeprefix(title).strip().isdigit()

    def test_a_contents_line_names_the_page_its_heading_stands_on(self, pdf):
        headings = pdf.root.all("H1", "H2")[1:]
        for line, heading in zip(pdf.root.all("TOCI"), headings, strict=True):
            assert int(line.text.removeprefix(heading.text)) == min(heading.pages) + 1

    def test_each_chart_has_the_caption_and_the_text_alternative_of_the_site(self, pdf, pages):
        alternatives = [str(each.attributes["/Alt"]) for each in pdf.chapters.all("Figure")]
        assert alternatives == [alt for page in pages for alt in page.alternatives]
        assert len(alternatives) >= 2 and all(alternatives)
        assert [each.text for each in pdf.chapters.all("Caption")] == [each for page in pages for each in page.captions]

    def test_tables_are_tables_with_the_cells_and_headings_of_the_site(self, pdf, pages):
        scopes = {"/Column": "col", "/Row": "row", "": ""}
        tables = [
            [[(scopes[cell.scope], cell.text) for cell in row.children] for row in table.all("TR")]
            for table in pdf.chapters.all("Table")
        ]
        assert tables == [table for page in pages for table in page.tables] and len(tables) >= 5

    def test_every_table_has_headings_and_each_says_of_what(self, pdf):
        for table in pdf.root.all("Table"):
            (head,), (body,) = table.all("THead"), table.all("TBody")
            assert {(cell.tag, cell.scope) for cell in head.children[0].children} == {("TH", "/Column")}
            for row in body.children:
                stubs = {str(cell.attributes["/ID"]) for cell in row.children if cell.scope == "/Row"}
                assert all(cell.tag == ("TH" if cell.scope else "TD") for cell in row.children)
                for cell in row.children:
                    assert cell.scope or stubs <= set(map(str, cell.attributes["/Headers"]))

    def test_a_table_of_twelve_rows_or_fewer_stands_whole_on_a_page(self, pdf):
        short = [table for table in pdf.chapters.all("Table") if len(table.all("TR")) <= 13]
        assert short and {len(table.pages) for table in short} == {1}

    def test_links_lead_somewhere_and_have_words(self, pdf, pages):
        links = [link for link in pdf.links() if "/Contents" in link and "/StructParent" in link]
        assert all("/Dest" in link or "/A" in link for link in links)
        within = sum(len(page.main.select("a[href]")) for page in pages)
        assert within >= 5 and len(links) == len(pdf.links())
        # A link that breaks over a line is one element with an annotation for each line.
        of = {pdf.link_of(link) for link in links}
        assert {tag for tag, _ in of} == {"/Link"}
        assert len(of) == len(pdf.root.all("Link")) == len(pdf.root.all("TOCI")) + within

    def test_running_heads_say_board_and_chapter(self, pdf, pages):
        assert pdf.artifacts(0) == ""
        heads = [pdf.artifacts(number) for number in range(1, len(pdf.pdf.pages))]
        assert len(heads) > 5 and all(head.startswith("Knowsley Safeguarding Children Board ") for head in heads)
        assert APPENDIX in heads[-1] and heads[-1].endswith(f" {len(heads) + 1}")
        assert any(pages[-1].headings[0][1] in head for head in heads)

    def test_nothing_is_cut_off(self, pdf):
        for run in pdf.runs:
            _, _, width, _ = map(float, pdf.pdf.pages[run.page].MediaBox)
            assert run.left >= 70 and run.right <= width - 70, run


def test_hostile_text_prints_as_itself(tmp_path):
    show = code(
        'disposals = edition.sheet("LADO disposals")\n'
        "from kscb_book.chapter import publish_table\n"
        'publish_table("lado.disposals", disposals)\n'
        'show_table("more", disposals)',
        "more",
    )
    root = draw_book(
        tmp_path / "book",
        toy=[*TOY, show],
        words=f"{WORDS}\nIn prose: `{HOSTILE}`\n\nAnd \\#panic(1) \\$x\\$ \\@y \\<z> #let a = 1; ~ -- //\n",
        phrases=("#{1+1}", "panic(1)", "let a = 1"),
        LADO_disposals=f"| How it was dealt with | Allegations |\n| {HOSTILE} | 3 |",
    )
    pdf = press(root)
    assert straight(pdf.chapters.all("Table")[-1].all("TR")[-1].children[0].text) == HOSTILE
    assert f"In prose: {HOSTILE}" in straight(pdf.root.text)
    assert "And #panic(1) $x$ @y <z> #let a = 1; ~ – //" in pdf.root.text


MUTE = """from dataclasses import replace

from kscb_book.face import bars as charts, record

chart, bars = charts.set_bars("mute", (referrals,))
record.show_chart(replace(chart, alt="", svg=charts.draw_bars(bars)))"""


def test_a_chart_without_a_text_alternative_fails_the_build_by_name(tmp_path):
    said = failure(draw_book(tmp_path / "book", toy=[*TOY, code(MUTE, "mute")]))
    assert "chapters/toy.ipynb: 1 finding\n  chart:mute  the PDF: a picture has no text alternative" in said


def test_a_character_that_no_typeface_has_fails_the_build_by_its_line(tmp_path):
    said = failure(draw_book(tmp_path / "book", words=f"{WORDS}\nAnd 日.\n"))
    assert "  words.md line 3  the PDF: the character 日 is in no typeface of the report" in said


@pytest.mark.parametrize(
    ("markdown", "finding"),
    {
        "formula": ("```{math}\na\n```", "the PDF does not know how to set a 'math_block'"),
        "raw HTML": ("<hr>", "the PDF does not know how to set raw HTML"),
        "too wide": (
            f"|{' Considerations |' * 20}\n|{'---|' * 20}\n|{' x |' * 20}\n",
            "the table is too wide even for a page on its side",
        ),
    }.values(),
)
def test_what_cannot_be_set_fails_the_build(tmp_path, markdown, finding):
    said = failure(draw_book(tmp_path / "book", toy=[*TOY, text(markdown, "new")]))
    assert said.startswith("chapters/toy.ipynb: 1 finding\n  line 9000") and finding in said


def test_a_draft_says_so_on_its_title_page_and_in_every_running_head(tmp_path):
    pdf = press(draw_book(tmp_path / "book"))
    assert pdf.root.text.startswith("Draft Anyborough Board") and "Edition 1 (draft)" in pdf.root.text
    heads = [pdf.artifacts(number) for number in range(1, len(pdf.pdf.pages))]
    assert heads and all(head.startswith("Anyborough Board · Draft") for head in heads)


def test_a_final_report_is_not_called_a_draft(tmp_path):
    final = SOUND["Report"].replace("| Draft               |", "| Final               |")
    root = draw_book(tmp_path / "book")
    known = accepting(reconciled(Places(root, root / "data", YEAR)).rows)
    draw_workbook(root / "data" / YEAR / f"kscb-{YEAR}.xlsx", Report=final, Known_issues=known)
    pdf = press(root)
    words = pdf.root.text + " ".join(pdf.artifacts(number) for number in range(len(pdf.pdf.pages)))
    assert "Edition 1 (final)" in words and "Draft" not in words and "Anyborough Board" in pdf.artifacts(1)
