"""Words of single persons: what no number holds and no rule of numbers can hide, so that somebody has to decide."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kscb_book.disclosure.opened import suppresses
from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.contents import Chapter
from kscb_book.press.narrative import PROTECTED, read_block
from kscb_book.source.sections import read_whole

MOST_QUOTED = 3


def questions_on_persons(chapters: Iterable[Chapter], places: Places) -> Iterator[Finding]:
    """Yield a question on each block that tells of a single person, where small counts are hidden.

    A twin is what somebody has decided to publish, and is not asked about.
    """
    if not suppresses(places):
        return
    for path in (path for chapter in chapters for path in paths_of(chapter, places)):
        if not path.stem.endswith(PROTECTED) and (found := dict(persons_in(read_block(path).text))):
            yield Finding(places.shown(path), f"line {min(found.values())}", _question(list(found), path.stem))


def persons_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text that tell of a single person, each with its line."""
    places = (each for pattern in _patterns() for each in pattern.finditer(text))
    for each in sorted(places, key=lambda found: found.start()):
        yield " ".join(each[0].split()), text.count("\n", 0, each.start()) + 1


def _question(words: list[str], name: str) -> str:
    quoted = ", ".join(map(repr, words[:MOST_QUOTED]))
    return (
        f"tells of a single person ({quoted}); could anybody know them by it? Write it as it may be published, "
        f"or as it is if it may, beside it as {name}{PROTECTED}.md"
    )


@cache
def _patterns() -> tuple[re.Pattern, ...]:
    told = {name: "|".join(rf"{each}\b".replace(" ", r"\s+") for each in words) for name, words in _words().items()}
    return (
        re.compile(rf"\b(?:{told['before']})\s+(?:\w+\s+)?(?:{told['nouns']})(?!['\u2019])", re.IGNORECASE),
        re.compile(
            rf"\b(?:an?\s+(?!{told['general']})|the\s+)(?:\w+\s+)?(?:{told['nouns']})\s+(?:{told['after']})",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{told['called']})\s+[A-Z]\d?(?:\s+and\s+[A-Z]\d?)*\b"),
    )


def _words() -> dict[str, list[str]]:
    return read_whole("persons")
