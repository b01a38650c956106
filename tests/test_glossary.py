"""The glossary: a list that an analyst keeps, abbreviations written out where they are first used, links to it."""

import pytest
from bs4 import BeautifulSoup
from drawing import TOY, YEAR, draw_book, text

from kscb_book.findings import as_text
from kscb_book.places import Places
from kscb_book.press.abbreviations import problems_of_abbreviations
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.source.glossary import Term, read_glossary

HEADINGS = "abbreviation,name,explanation\n"
TERMS = {
    "CDOP": Term("CDOP", "Child Death Overview Panel", "It reviews deaths."),
    "GP": Term("GP", "General Practitioner", ""),
    "AB": Term("AB", "Anyborough Board", ""),
}


def told(role: str, content: str) -> str:
    return {("report", "short_name"): "AB", ("report", "board"): "Anyborough Board"}.get((role, content), "")


BLOCKS = {
    # what is written out, and then used
    "written out": (["The Child Death Overview Panel (CDOP) met.\nCDOP wrote."], []),
    "written out in an earlier block": (["The child death overview panel (CDOP) met.", "CDOP wrote."], []),
    "several of a thing": (["Three General Practitioners (GPs) came. The GPs wrote."], []),
    "written out by the report": (["The {report}`board` ({report}`short_name`) met. AB wrote."], []),
    "never used": (["No abbreviation here; Ofsted came, and M.A.D.E. too, [x]."], []),
    # what is not
    "used before it is written out": (
        ["One.\n\nCDOP met."],
        [(3, "CDOP is used before it is explained in this chapter; write Child Death Overview Panel (CDOP)")],
    ),
    "told once": (
        ["CDOP met. CDOP wrote."],
        [(1, "CDOP is used before it is explained in this chapter; write Child Death Overview Panel (CDOP)")],
    ),
    "another name": (
        ["The Panel (CDOP) met."],
        [(1, "CDOP is used before it is explained in this chapter; write Child Death Overview Panel (CDOP)")],
    ),
    "not in the glossary": (["The BBC came."], [(1, "BBC is not in glossary.csv; add it there, or write it out")]),
}


@pytest.mark.parametrize(("texts", "problems"), BLOCKS.values(), ids=BLOCKS)
def test_an_abbreviation_is_written_out_where_a_chapter_first_uses_it(texts, problems):
    blocks = [("block", each) for each in texts]
    assert [each[1:] for each in problems_of_abbreviations(blocks, TERMS, told)] == problems


FILES = {
    "no column": ("abbreviation,meaning\n", ["line 1", "line 1"], "no column 'name'"),
    "a term twice": (HEADINGS + "GP,a,\nGP,b,\n", ["line 3"], "'GP' stands twice"),
    "no name": (HEADINGS + "GP,,\n", ["line 2"], "an abbreviation and the name it stands for are needed"),
    "too long": (HEADINGS + f"GP,{'a' * 500},\n", ["line 2"], "the text has 500 characters; at most 400 are read"),
    "not CSV": (HEADINGS + 'GP,"a"b,\n', [""], "this is not a CSV file"),
}


@pytest.mark.parametrize(("content", "places", "message"), FILES.values(), ids=FILES)
def test_a_faulty_glossary_is_told_by_its_lines(tmp_path, content, places, message):
    path = tmp_path / "glossary.csv"
    path.write_text(content, encoding="utf-8")
    _, findings = read_glossary(path, "glossary.csv")
    assert [finding.place for finding in findings] == places
    assert findings[0].message.startswith(message)


def test_a_glossary_in_another_encoding_is_refused_in_words(tmp_path):
    path = tmp_path / "glossary.csv"
    path.write_bytes(HEADINGS.encode() + "GP,Médecin,\n".encode("latin-1"))
    assert [each.message for each in read_glossary(path, "glossary.csv")[1]] == [
        "this is not text in UTF-8; save it in Excel as CSV UTF-8"
    ]


def test_a_year_without_a_glossary_has_no_such_rule(tmp_path):
    root = draw_book(tmp_path / "book", words="The BBC counted {num}`lado.referrals` referrals.\n")
    assert check(Places(root, root / "data", YEAR)).findings == ()


def test_the_first_use_in_a_section_leads_to_the_glossary(tmp_path):
    root = draw_book(
        tmp_path / "book",
        toy=[*TOY, text("## More\n\n```{narrative} more\n```", "more")],
        words="The Child Death Overview Panel (CDOP) saw {num}`lado.referrals` referrals. CDOP wrote.\n",
    )
    data = root / "data" / YEAR
    (data / "narrative" / "toy" / "more.md").write_text("What CDOP said.\n", encoding="utf-8")
    (data / "glossary.csv").write_text(
        HEADINGS + "CDOP,Child Death Overview Panel,It <b>reviews</b> deaths.\n", encoding="utf-8"
    )
    notebook = (root / "chapters" / "index.ipynb").read_text(encoding="utf-8")
    (root / "chapters" / "glossary.ipynb").write_text(
        notebook.replace("# {report}`title`\\n\\nA made-up report.", "# Glossary\\n\\nTerms.\\n\\n```{terms}\\n```"),
        encoding="utf-8",
    )
    with (root / "_toc.yml").open("a") as file:
        file.write("- file: chapters/glossary\n")
    places = Places(root, root / "data", YEAR)
    assert as_text(check(places).findings) == ""
    html = build(places, tmp_path / "out", lambda *told: None) / "html"
    page = BeautifulSoup((html / "toy.html").read_text(encoding="utf-8"), "html.parser")
    assert [link["href"] for link in page.find_all("a") if link.find(class_="kscb-term")] == [
        "glossary.html#term-CDOP"
    ] * 2
    assert [(each.text, each["title"]) for each in page.find_all("abbr")] == [("CDOP", "Child Death Overview Panel")]
    glossary = BeautifulSoup((html / "glossary.html").read_text(encoding="utf-8"), "html.parser")
    assert glossary.find(id="term-CDOP").find_next("dd").text.strip() == (
        "Child Death Overview Panel. It <b>reviews</b> deaths."
    )
