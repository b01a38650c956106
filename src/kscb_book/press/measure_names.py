"""Measures in a sentence: a figure stands with the nouns of its measure, and a measure that is named is printed."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from kscb_book.press.printings import Printed, Printing
from kscb_book.press.reading import NUMBER
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.sections import read_whole

NUMBERED = "{number}"
BETWEEN = r"[\s-]+"
SHARE_OF = re.compile(rf"{NUMBER}\s+of\s+(?!(?:(?:all|the|these|those)\s+)*{NUMBER})")


def problems_of_measures(printing: Printing) -> Iterator[tuple[int, str]]:
    """Yield where a sentence prints a figure without its nouns, or names a measure and prints another's figure.

    The sentence before in the paragraph gives the nouns too, where it prints the same measure or its count.
    """
    missing = [(each, wanted) for each in printing.printed if (wanted := _missing(each, printing))]
    for each, wanted in missing:
        yield each.line, f"this sentence prints {each.shown} and holds none of the words {'; nor '.join(wanted)}"
    if not missing:
        yield from _taken_for_shares(printing)
        yield from _unprinted(printing)


def _missing(each: Printed, printing: Printing) -> list[str]:
    given = {before.measure.id for before in printing.before}
    if each.measure.id in given:
        return []
    words = [group for group in _words(each.measure) if not _found(group, printing.words)]
    kind = _kind_words(each.measure)
    lacks_kind = kind and not _found(kind, printing.words) and not _reads_as(kind, each.measure, printing)
    return [
        _listed(group) for group in [*([] if each.measure.count in given else words), *([kind] if lacks_kind else [])]
    ]


def _words(measure: Measure) -> tuple[tuple[str, ...], ...]:
    return (measure.nouns, *measure.words)


def _kind_words(measure: Measure) -> tuple[str, ...]:
    return tuple(read_whole("nouns")["numbers"].get(measure.number, ()))


def _found(group: tuple[str, ...], text: str) -> list[str]:
    return [word for word in group if NUMBERED not in word and _pattern(word).search(text)]


def _reads_as(kind: tuple[str, ...], measure: Measure, printing: Printing) -> bool:
    places = [each.place for each in printing.printed if each.measure == measure]
    return any(_pattern(word).match(printing.words, place) for word in kind if NUMBERED in word for place in places)


@cache
def _pattern(words: str) -> re.Pattern:
    parts = (NUMBER if part == NUMBERED else re.escape(part) for part in re.split(BETWEEN, words))
    return re.compile(rf"(?<!\w){BETWEEN.join(parts)}(?!\w)", re.IGNORECASE)


def _listed(group: tuple[str, ...]) -> str:
    *most, last = (word.replace(NUMBERED, "{num}`...`") for word in group)
    return f"{', '.join(most)} or {last}" if most else last


def _taken_for_shares(printing: Printing) -> Iterator[tuple[int, str]]:
    shares = {measure.count: id for id, measure in read_measures().items() if measure.number == "share"}
    for each in printing.printed:
        if each.measure.id in shares and SHARE_OF.match(printing.words, each.place):
            yield (
                each.line,
                f"this sentence prints {each.shown} as if it were {shares[each.measure.id]}; print that, or print the "
                "whole as well: {num}`...` of the {num}`...`",
            )


def _unprinted(printing: Printing) -> Iterator[tuple[int, str]]:
    measures = {each.measure for each in printing.printed}
    told = " ".join(chain(*map(_told_by, measures), (each.category for each in printing.printed)))
    for measure in _neighbours(printing):
        hits = _named_by(measure, printing)
        if hits and not all(_pattern(word).search(told) for word in hits):
            yield (
                printing.printed[0].line,
                f"this sentence names {measure.id} ({', '.join(hits)}) and prints no figure of it; print one, or leave "
                "these words out",
            )


def _named_by(measure: Measure, printing: Printing) -> list[str]:
    groups = [_found(group, printing.claimed_words) for group in _words(measure)]
    kind = _kind_words(measure)
    hits = _found(kind, printing.claimed_words)
    if not all(groups) or (kind and not hits and not any(_pattern(word).search(printing.words) for word in kind)):
        return []
    return list(dict.fromkeys([*chain(*groups), *hits]))


def _told_by(measure: Measure) -> Iterator[str]:
    yield re.sub(r"[._]", " ", measure.id)
    yield measure.name
    yield from chain(*_words(measure), _kind_words(measure))


def _neighbours(printing: Printing) -> Iterator[Measure]:
    printed = {each.measure.id for each in printing.printed}
    families = {id.partition(".")[0] for id in printed}
    ids = dict.fromkeys(
        figure.measure
        for figure in printing.known
        if figure.chapter == printing.chapter or figure.measure.partition(".")[0] in families
    )
    return (read_measures()[id] for id in ids if id not in printed)
