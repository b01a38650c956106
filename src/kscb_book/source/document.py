"""What the printed whole is called, and what its front page tells of it: read from ``schema/document.toml``."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache

from kscb_book.source.report import Report
from kscb_book.source.sections import read_whole
from kscb_book.source.symbols import Symbol, symbol_in

HIDDEN = "hidden, as [c], where people could be known by them"


@dataclass(frozen=True)
class Document:
    """The name of the whole in a sentence, those of its PDFs before the year, and the lines of its front page.

    ``page`` is told on the site and ``cover`` in the PDF: what each is called, by the key of the report's item.
    """

    name: str
    paper: str
    summary: str
    page: Mapping[str, str]
    cover: Mapping[str, str]

    @property
    def title(self) -> str:
        """Its name as it begins a title: ``Annual report``."""
        return self.name.capitalize()


@cache
def read_document() -> Document:
    """Return what the whole is called."""
    return Document(**read_whole("document"))


def told_of(report: Report, lines: Mapping[str, str]) -> dict[str, str]:
    """Return what ``lines`` of a front page tell of a report, by what each is called: what is not known too."""
    told = asdict(report) | {"edition": f"{report.edition} ({report.status.lower()})"}
    told["disclosure"] = HIDDEN if report.suppresses else report.disclosure.lower()
    return {name: _in_words(told[key]) for key, name in lines.items()}


def _in_words(text: str) -> str:
    return "not available" if symbol_in(text) == Symbol("x") else text
