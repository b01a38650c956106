"""The words of a year, judged before anything is built: what they state, what they print, what is typed in them.

One list of allowed phrases serves all, also those of the other output; a phrase that none of them needs is told.
"""

from collections.abc import Iterable, Iterator

from kscb_book.face.register import Register
from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.blocks import others_of, paths_of
from kscb_book.press.contents import Chapter
from kscb_book.press.narrative import read_block
from kscb_book.press.trusted import allowed_in_prose
from kscb_book.press.typed_check import typed_numbers
from kscb_book.press.writing import phrases_needed, problems_of_writing
from kscb_book.source.phrases import read_phrases, unused


def findings_in_words(chapters: Iterable[Chapter], places: Places, register: Register | None) -> Iterator[Finding]:
    """Yield what is wrong with the words of these chapters and with the year's list of phrases.

    Without a register, as where a chapter fails, only the list itself is judged.
    """
    chapters, shown = tuple(chapters), places.shown(places.phrases)
    phrases, faults = read_phrases(places.phrases, shown)
    yield from faults
    if register is None:
        return
    typed, needed = typed_numbers(chapters, places, allowed_in_prose(phrases, register), register)
    yield from typed
    used = set(needed)
    for path in (path for chapter in chapters for path in paths_of(chapter, places)):
        block = read_block(path)
        used |= set(phrases_needed(block, register, phrases))
        for line, problem in problems_of_writing(block, register, phrases):
            yield Finding(places.shown(path), f"line {line}", problem)
    others = [path for chapter in chapters for path in others_of(chapter, places)]
    used |= {phrase for path in others for phrase in phrases if phrase.text in " ".join(read_block(path).text.split())}
    if not faults:
        yield from unused(phrases, used, shown)
