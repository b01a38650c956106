"""The words of a year, judged before anything is built: what they state, what they print, what is typed in them.

One list of allowed phrases serves all, also those of the other output; a phrase that none of them needs is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kscb_book.face.register import Register
from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.beside import beside
from kscb_book.press.blocks import others_of, paths_of
from kscb_book.press.contents import Chapter
from kscb_book.press.narrative import read_block
from kscb_book.press.trusted import allowed_in_prose
from kscb_book.press.typed_check import typed_numbers
from kscb_book.press.writing import phrases_needed, problems_of_writing
from kscb_book.source.phrases import Phrase, read_phrases, unused


@dataclass(frozen=True)
class _Judged:
    """Of the words of a chapter: typed numbers, what is wrong with how it is written, and the phrases it needs."""

    typed: tuple[Finding, ...]
    written: tuple[Finding, ...]
    needed: frozenset[Phrase]


def findings_in_words(chapters: Iterable[Chapter], places: Places, register: Register | None) -> Iterator[Finding]:
    """Yield what is wrong with the words of these chapters and with the year's list of phrases.

    Without a register, as where a chapter fails, only the list itself is judged.
    """
    chapters, shown = tuple(chapters), places.shown(places.phrases)
    phrases, faults = read_phrases(places.phrases, shown)
    yield from faults
    if register is None:
        return
    judged = _judged_by_chapter(chapters, places, phrases, register)
    yield from (finding for chapter in chapters for finding in judged[chapter].typed)
    yield from (finding for chapter in chapters for finding in judged[chapter].written)
    used = {phrase for each in judged.values() for phrase in each.needed}
    others = [path for chapter in chapters for path in others_of(chapter, places)]
    used |= {phrase for path in others for phrase in phrases if phrase.text in " ".join(read_block(path).text.split())}
    if not faults:
        yield from unused(phrases, used, shown)


def phrases_of(chapters: Sequence[Chapter], places: Places, register: Register) -> tuple[Phrase, ...]:
    """Return the phrases that the words of this output need, in the order of the year's list."""
    phrases, _ = read_phrases(places.phrases, places.shown(places.phrases))
    judged = _judged_by_chapter(chapters, places, phrases, register)
    needed = {phrase for each in judged.values() for phrase in each.needed}
    return tuple(phrase for phrase in phrases if phrase in needed)


def _judged_by_chapter(
    chapters: Sequence[Chapter], places: Places, phrases: Sequence[Phrase], register: Register
) -> dict[Chapter, _Judged]:
    """Judge the words of each chapter, half of them beside."""
    judge = partial(_judge, places=places, phrases=phrases, register=register)
    with beside() as other:
        other.begin(lambda: {chapter: judge(chapter) for chapter in chapters[1::2]})
        return {chapter: judge(chapter) for chapter in chapters[::2]} | other.result()


def _judge(chapter: Chapter, places: Places, phrases: Sequence[Phrase], register: Register) -> _Judged:
    typed, needed = typed_numbers([chapter], places, allowed_in_prose(phrases, register), register)
    blocks = [(places.shown(path), read_block(path)) for path in paths_of(chapter, places)]
    return _Judged(
        typed=tuple(typed),
        written=tuple(
            Finding(shown, f"line {line}", problem)
            for shown, block in blocks
            for line, problem in problems_of_writing(block, register, phrases)
        ),
        needed=needed.union(*(phrases_needed(block, register, phrases) for _, block in blocks)),
    )
