"""The common parts of Markdown in the PDF: each says what the site says, under its own tag."""

from pathlib import Path

import pytest
from drawing import TOY, YEAR, draw_book, text
from pdf_reading import PdfReader, joined, press
from reading_view import ReadingView

pytestmark = pytest.mark.build

MANY = """
## More

(there)=
### A third level

> A quotation

```{note}
A note
```

```{glossary}
Section 47
  An enquiry.
```

1. first
2. second
   - nested

A note,[^a] the same,[^a] a [site](https://example.org/?a=b), [there](#there) and {term}`Section 47`.\\
A new line.

[^a]: Said *beneath*.

---

```{list-table} Two columns
:header-rows: 1
:stub-columns: 1
:name: two

* - Head
  - Other
* - Row
  - Cell
```

See {numref}`two`.
"""


class TestTheUsualParts:
    """A chapter with the common parts of Markdown."""

    @pytest.fixture(scope="class")
    @staticmethod
    def root(tmp_path_factory) -> Path:
        names = [f"{one}{other}" for one in "abcdefgh" for other in "abcdefghij"]
        long = "| Row | Value |\n|---|--:|\n" + "".join(f"| Row {name} | {name} |\n" for name in names)
        wide = f"| Measure |{' Month xxx |' * 13}\n|{'---|' * 14}\n| Children missing |{' twelve |' * 13}\n"
        toy = [*TOY, text(MANY, "many"), text(f"## Tables\n\n{long}\n\nWide:\n\n{wide}", "tables")]
        phrases = ("Section 47", "first", "second", "third level", "Two columns", "twelve")
        return draw_book(tmp_path_factory.mktemp("parts") / "book", toy=toy, phrases=phrases)

    @pytest.fixture(scope="class")
    @staticmethod
    def pdf(root) -> PdfReader:
        return press(root)

    def test_they_say_what_the_site_says(self, pdf, root):
        page = ReadingView(root / "_build" / YEAR / "html" / "toy.html")
        assert [each.text.partition(" ")[2] for each in pdf.root.all("Note")] == page.notes == ["Said beneath."]
        printed, shown = joined(pdf.chapters.prose).split(), page.words
        assert len(shown) > 300 and printed[-len(shown) :] == shown

    def test_each_has_its_tag(self, pdf):
        assert [each.text for each in pdf.root.all("BlockQuote")] == ["A quotation"]
        assert [each.text for each in pdf.root.all("Note")] == ["1 Said beneath."]
        assert [each.text for each in pdf.root.all("LI")][-4:] == [
            "Section 47 An enquiry.",
            "1. first",
            "2. second",
            "• nested",
        ]
        assert [each.text for each in pdf.root.all("H3")] == ["A third level"]

    def test_links_lead_where_they_say(self, pdf):
        addresses = [str(link.A.URI) for link in pdf.links() if "/A" in link and "/URI" in link.A]
        assert addresses == ["https://example.org/?a=b"]
        assert {each.text for each in pdf.root.all("Link")} >= {"site", "there", "Section 47", "Table 2", "Figure 1"}

    def test_a_stated_row_heading_and_none_where_none_is_stated(self, pdf):
        *_, two, long, wide = pdf.chapters.all("Table")
        assert [cell.tag for cell in two.all("TBody")[0].children[0].children] == ["TH", "TD"]
        assert {cell.tag for cell in long.all("TBody")[0].children[0].children} == {"TD"}
        assert len(wide.all("TH")) == 14

    def test_a_long_table_goes_on_and_keeps_every_row(self, pdf):
        long = pdf.chapters.all("Table")[-2]
        assert len(long.pages) > 1 and len(long.all("TR")) == 81
        heads = [pdf.artifacts(page) for page in sorted(long.pages)[1:]]
        assert all("Row Value" in head for head in heads)

    def test_a_wide_table_is_turned_and_its_cells_stand_clear_of_each_other(self, pdf):
        wide = pdf.chapters.all("Table")[-1]
        (page,) = wide.pages
        _, _, width, height = map(float, pdf.pdf.pages[page].MediaBox)
        assert width > height
        for row in wide.all("TR"):
            for cell, following in zip(row.children, row.children[1:], strict=False):
                assert max(run.right for run in cell.runs) < min(run.left for run in following.runs)
            assert max(run.right for run in row.runs) <= width - 70
