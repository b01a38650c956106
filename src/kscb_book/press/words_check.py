"""The words of a year, judged before anything is built: what they state, what they print, what is typed in them.

One list of allowed phrases serves all, also those of the other output; a phrase that none of them needs is told.
"""

from collections.abc import Iterable, Iterator, Sequence

from kscb_book.face.register import Register
from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.blocks import others_of, paths_of
from kscb_book.press.contents import Chapter
from kscb_book.press.narrative import read_block
from kscb_book.press.trusted import allowed_in_prose
from kscb_book.press.typed_check import typed_numbers
from kscb_book.press.writing import phrases_needed, problems_of_writing
from kscb_book.source.phrases import Phrase, read_phrases, unused


def findings_in_words(chapters: Iterable[Chapter], places: Places, register: Register | None) -> Iterator[Finding]:
    """Yield what is wrong with the words of these chapters and with the year's list of phrases.

    Without a register, as where a chapter fails, only the list itself is judged.
    """
    chapters, shown = tuple(chapters), places.shown(places.phrases)
    phrases, faults = read_phrases(places.phrases, shown)
    yield from faults
    if register is None:
        return
    typed, used = _typed_and_needed(chapters, places, phrases, register)
    yield from typed
    for path in (path for chapter in chapters for path in paths_of(chapter, places)):
        for line, problem in problems_of_writing(read_block(path), register, phrases):
            yield Finding(places.shown(path), f"line {line}", problem)
    others = [path for chapter in chapters for path in others_of(chapter, places)]
    used |= {phrase for path in others for phrase in phrases if phrase.text in " ".join(read_block(path).text.split())}
    if not faults:
        yield from unused(phrases, used, shown)


def phrases_of(chapters: Sequence[Chapter], places: Places, register: Register) -> tuple[Phrase, ...]:
    """Return the phrases that the words of this output need, in the order of the year's list."""
    phrases, _ = read_phrases(places.phrases, places.shown(places.phrases))
    _, needed = _typed_and_needed(chapters, places, phrases, register)
    return tuple(phrase for phrase in phrases if phrase in needed)


def _typed_and_needed(
    chapters: Sequence[Chapter], places: Places, phrases: Sequence[Phrase], register: Register
) -> tuple[list[Finding], set[Phrase]]:
    """Return what is typed that may not be, and the phrases without which more would be wrong."""
    typed, needed = typed_numbers(chapters, places, allowed_in_prose(phrases, register), register)
    blocks = (read_block(path) for chapter in chapters for path in paths_of(chapter, places))
    return list(typed), set(needed).union(*(phrases_needed(block, register, phrases) for block in blocks))
