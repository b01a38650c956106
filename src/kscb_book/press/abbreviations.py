"""Abbreviations in a chapter's words: each is written out where it is first used, and stands in the glossary.

It judges narrative as text; the page makes links of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict

from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.contents import Chapter
from kscb_book.press.markdown import tokens_of
from kscb_book.press.narrative import read_block
from kscb_book.source.glossary import Term, read_glossary
from kscb_book.source.report import Report

# Two capitals or more, and one or many of the thing: GP, GPs.
CAPITALS = re.compile(r"(?<![\w.\[])([A-Z][A-Z]+)s?(?![\w\]])")
STATED = ("claim", "reported")
PARAGRAPHS = ("paragraph_open", "th_open", "td_open")

Told = Callable[[str, str], str]


def findings_of_abbreviations(chapters: Iterable[Chapter], places: Places, report: Report) -> Iterator[Finding]:
    """Yield what is wrong with the glossary, and each abbreviation that a chapter's narrative does not explain.

    A year without a glossary has no such rule.
    """
    path = places.glossary
    terms, faults = read_glossary(path, places.shown(path))
    yield from faults
    if not terms:
        return
    items = asdict(report)

    def told(role: str, content: str) -> str:
        return items.get(content, "") if role == "report" else content.partition("<")[0] if role in STATED else ""

    for chapter in chapters:
        blocks = [(places.shown(path), read_block(path).text) for path in paths_of(chapter, places)]
        for shown, line, problem in problems_of_abbreviations(blocks, terms, told):
            yield Finding(shown, f"line {line}", problem)


def problems_of_abbreviations(
    blocks: Iterable[tuple[str, str]], terms: Mapping[str, Term], told: Told
) -> Iterator[tuple[str, int, str]]:
    """Yield the block, line and fault of each abbreviation that a chapter's reader could not know.

    ``blocks`` are the names and texts of the chapter's blocks in order; ``told`` gives what a role prints,
    by its name and content.
    """
    explained: set[str] = set()
    for name, text in blocks:
        for line, before, abbreviation in _uses(text, told):
            if abbreviation in explained:
                continue
            explained.add(abbreviation)
            if abbreviation not in terms:
                yield name, line, f"{abbreviation} is not in glossary.csv; add it there, or write it out"
            elif not _is_written_out(before, terms[abbreviation]):
                yield (
                    name,
                    line,
                    f"{abbreviation} is used before it is explained in this chapter; "
                    f"write {terms[abbreviation].name} ({abbreviation})",
                )


def _uses(text: str, told: Told) -> Iterator[tuple[int, str, str]]:
    """Yield each abbreviation of a block with its line and what stands before it in its paragraph."""
    before = ""
    for line, token in tokens_of(text):
        if token.type in PARAGRAPHS:
            before = ""
        elif token.type in ("softbreak", "hardbreak"):
            before += " "
        elif token.type == "text" or token.type == "myst_role":
            words = token.content if token.type == "text" else told(token.meta["name"], token.content)
            for found in CAPITALS.finditer(words):
                yield line, before + words[: found.start()], found[1]
            before += words


def _is_written_out(before: str, term: Term) -> bool:
    name = re.escape(term.name.casefold())
    return bool(re.search(rf"(?<!\w){name}s? \($", " ".join(before.casefold().split(" "))))
