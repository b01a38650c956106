"""Narrative as it reads: its paragraphs and sentences as plain text, with the place of every role in it.

A printed number reads as one sign, ``NUMBER``; a claim and reported words read as their words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kscb_book.press.markdown import tokens_of
from kscb_book.press.narrative import Use

NUMBER = "\N{OBJECT REPLACEMENT CHARACTER}"
ELSEWHERE = "\N{HORIZONTAL ELLIPSIS}"  # stands for words that the report or the press supplies
COVERED = "\N{MIDDLE DOT}"
STATED = ("claim", "reported", "change")
RUNS = ("paragraph", "td", "th")
END = re.compile(r"[.!?][\"')\]\u2019\u201d]*(?=\s+[^a-z\s])")
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|St|No|Prof|vs|cf|approx|pp?)|\b[A-Z])\.$")


@dataclass(frozen=True)
class Placed:
    """A role, and where the words it prints begin and end."""

    start: int
    end: int
    use: Use


@dataclass(frozen=True)
class Passage:
    """A paragraph, a table cell or a sentence: its text, the roles in it, and the line where each part begins."""

    text: str
    placed: tuple[Placed, ...]
    lines: tuple[tuple[int, int], ...]

    def line_at(self, place: int) -> int:
        """Return the line of the file on which the character at ``place`` stands."""
        return next(line for start, line in reversed(self.lines) if start <= place or start == self.lines[0][0])

    @property
    def stated(self) -> Iterator[tuple[int, int]]:
        """Where the words of claims, changes and reports stand."""
        return ((each.start, each.end) for each in self.placed if each.use.role in STATED)

    def without(self, spans: Iterable[tuple[int, int]]) -> str:
        """Return the text with these parts covered, each character in its place."""
        text = self.text
        for start, end in spans:
            text = f"{text[:start]}{COVERED * (end - start)}{text[end:]}"
        return text


@cache
def passages_of(text: str) -> tuple[Passage, ...]:
    """Return the paragraphs and table cells of a block's text."""
    return tuple(_passages(text))


def sentences_of(passage: Passage) -> Iterator[Passage]:
    """Yield the sentences of a paragraph. An abbreviation such as e.g. does not end one."""
    start = 0
    ends = [found.end() for found in END.finditer(passage.text) if not _is_abbreviation(passage.text, found)]
    for end in (*ends, len(passage.text)):
        if passage.text[start:end].strip():
            yield _part(passage, start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip()), end)
        start = end


def _is_abbreviation(text: str, end: re.Match) -> bool:
    return text[end.start()] == "." and bool(ABBREVIATION.search(text[: end.start() + 1]))


def _part(passage: Passage, start: int, end: int) -> Passage:
    placed = (
        Placed(each.start - start, each.end - start, each.use) for each in passage.placed if start <= each.start < end
    )
    lines = [(0, passage.line_at(start)), *((at - start, line) for at, line in passage.lines if start < at < end)]
    return Passage(passage.text[start:end], tuple(placed), tuple(lines))


def _passages(text: str) -> Iterator[Passage]:
    words, placed, lines = "", [], []
    for line, token in tokens_of(text):
        if token.type.removesuffix("_close") in RUNS:
            if words.strip():
                yield Passage(words, tuple(placed), tuple(lines))
            words, placed, lines = "", [], []
        elif token.type == "myst_role":
            use, start = Use(line, token.meta["name"], token.content), len(words)
            words += _printed(use)
            placed.append(Placed(start, len(words), use))
            lines.append((start, line))
        elif token.content or token.type.endswith("break"):
            lines.append((len(words), line))
            words += "\n" if token.type.endswith("break") else token.content.replace(NUMBER, " ")


def _printed(use: Use) -> str:
    if use.role == "num":
        return NUMBER
    return use.content.partition("<")[0].strip() if use.role in ("claim", "reported") else ELSEWHERE
