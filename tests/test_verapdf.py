"""Both PDFs keep every rule that veraPDF has for PDF/UA-1, and it finds what our own walk of the rules finds."""

import pikepdf
import pytest
from test_pdf_rules import BENT, LINKS
from verapdf import found_by_verapdf, needs_verapdf

from kscb_book.press.papers import pdf_of, summary_of

pytestmark = [pytest.mark.build, needs_verapdf]
YEAR = "2016-17"
# veraPDF allows forms, and a heading that does not say what it heads where the place of a cell tells so.
ALLOWED = ("a form", "a heading of nothing")


def test_no_rule_is_broken(built):
    assert found_by_verapdf(pdf_of(built, YEAR), summary_of(built, YEAR)) == []


def test_it_finds_out_what_our_own_rules_find_out(built, tmp_path):
    bent = {name: bend for name, (rule, bend, _) in BENT.items() if rule is not LINKS and name not in ALLOWED}
    for name, bend in bent.items():
        with pikepdf.open(summary_of(built, YEAR)) as pdf:
            bend(pdf)
            pdf.save(tmp_path / f"{name}.pdf")
    found = found_by_verapdf(*sorted(tmp_path.glob("*.pdf")))
    assert {each.partition(".pdf ")[0] for each in found} == set(bent)
