"""The year's glossary: each abbreviation, what it stands for, and what that is. It stands in ``glossary.csv``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kscb_book.findings import Finding
from kscb_book.source.lists import Entry, read_list
from kscb_book.source.texts import as_found

HEADINGS = ("abbreviation", "name", "explanation")
LONGEST = 400


@dataclass(frozen=True)
class Term:
    """An abbreviation, the name it stands for, and a sentence on what that is; the sentence may be missing."""

    abbreviation: str
    name: str
    explanation: str


def read_glossary(path: Path, shown: str) -> tuple[Mapping[str, Term], tuple[Finding, ...]]:
    """Return the terms of a glossary by abbreviation, and what is wrong with the file, called ``shown``."""
    entries, findings = read_list(path, HEADINGS, shown)
    terms: dict[str, Term] = {}
    faults = list(findings)
    for entry in entries:
        if problem := next(_problems(entry, terms), None):
            faults.append(Finding(shown, f"line {entry.line}", problem))
        else:
            terms[entry.texts[0]] = Term(*entry.texts)
    return terms, tuple(faults)


def _problems(entry: Entry, before: Mapping[str, Term]) -> Iterator[str]:
    abbreviation, name, _ = entry.texts
    if not abbreviation or not name:
        yield "an abbreviation and the name it stands for are needed"
    if abbreviation in before:
        yield f"{as_found(abbreviation)} stands twice"
    if (length := max(map(len, entry.texts))) > LONGEST:
        yield f"the text has {length} characters; at most {LONGEST} are read"
