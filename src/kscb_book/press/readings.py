"""Text as a reader meets it, paragraph by paragraph, with what the press prints in it left as a gap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kscb_book.face.register import Register
from kscb_book.meaning.conditions import Faulty
from kscb_book.meaning.numerals import words_for
from kscb_book.press.claims import read_claim, read_reported
from kscb_book.press.known import Known
from kscb_book.press.markdown import tokens_of

PRINTED = "\ufffc"  # the sign of Unicode for an object in the place of a letter
CHAPTER_NUMBER = re.compile(r"\d+\. ")
OPTIONS = re.compile(r"^:[\w-]+:.*$", re.MULTILINE)
OWN_WORDS = re.compile(r"(.*?)\s*<[^<>]*>\s*", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """Part of a paragraph: its text and its line; ``tested`` are number words that a claim in it tests."""

    text: str
    line: int
    tested: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """A paragraph, title, list item or table cell in its pieces."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole text, on one line, a gap for each thing that the press prints."""
        return "".join(piece.text for piece in self.pieces).replace("\n", " ")

    def at(self, place: int) -> Piece:
        """Return the piece that holds a place of the text."""
        for piece in self.pieces:
            if place < len(piece.text):
                return piece
            place -= len(piece.text)
        return self.pieces[-1]


def readings_of(markdown: str, register: Register) -> Iterator[Reading]:
    """Return the paragraphs of narrative, or of a chapter's own Markdown."""
    pieces: list[Piece] = []
    title = False
    for line, token in tokens_of(markdown):
        title = (token.type, token.tag) == ("heading_open", "h1") or (title and not token.block)
        piece = _piece(line, token, register)
        if piece is not None:
            pieces.append(without_number(piece) if title and not pieces else piece)
        elif token.block and pieces:
            yield Reading(tuple(pieces))
            pieces = []
        if token.type == "fence" and not token.info.startswith(("{narrative}", "{finding}")):
            yield Reading((Piece(OPTIONS.sub("", f"{token.info}\n{token.content}"), line),))
    if pieces:
        yield Reading(tuple(pieces))


def tested_in(content: str, register: Register) -> frozenset[str]:
    """Return the number words that a claim tests: ``half``, and how many figures its series have."""
    known, words = Known(register), set()
    for part in read_claim(content).condition.all_parts():
        if part.word == "half":
            words.add("half")
        if part.word == "series":
            words |= words_for(len(known.members(part.name)))
    return frozenset(words)


def without_number(piece: Piece) -> Piece:
    """Return the first piece of a chapter's title without the number that the chapter has: ``6. Performance``."""
    found = CHAPTER_NUMBER.match(piece.text)
    return Piece(PRINTED + piece.text[found.end() :], piece.line) if found else piece


def _piece(line: int, token, register: Register) -> Piece | None:
    if token.type in ("softbreak", "hardbreak"):
        return Piece("\n", line)
    if token.type in ("text", "code_inline"):
        return Piece(token.content, line)
    return _of_role(line, token, register) if token.type == "myst_role" else None


def _of_role(line: int, token, register: Register) -> Piece:
    name, content = token.meta["name"], token.content
    try:
        if name == "claim":
            return Piece(read_claim(content).words, line, tested_in(content, register))
        if name == "reported":
            return Piece(read_reported(content)[0], line)
    except Faulty:  # told by the rules of these roles
        return Piece(PRINTED, line)
    own = OWN_WORDS.fullmatch(content) if name in ("numref", "ref") else None
    return Piece(own[1] if own and own[1] else PRINTED, line)
