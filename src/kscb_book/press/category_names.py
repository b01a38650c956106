"""Categories in a sentence: a figure of a category stands with half of that category's words, and in their order."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kscb_book.face.record import Published
from kscb_book.press.printings import Printed, Printing
from kscb_book.source.measures import Measure

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
LITTLE = frozenset(
    (
        *("a", "after", "an", "and", "as", "at", "before", "by", "for", "from"),
        *("in", "into", "of", "on", "or", "the", "to", "up", "with"),
    )
)
ENDING = re.compile(r"(?<=\w{3})(?:ations|ation|ating|ated|ates|ings|ing|ions|ion|ed|es|s|e)$")


@cache
def stems_of(text: str) -> frozenset[str]:
    """Return the content words of a text without their endings: of *Resigned and convicted*, resign and convict."""
    words = WORD.findall(text.lower())
    return frozenset(_stem(word) for word in words if word not in LITTLE or LITTLE.issuperset(words))


def problems_of_categories(printing: Printing) -> Iterator[tuple[int, str]]:
    """Yield where a sentence prints a figure of a category that its words do not name, or the other way round."""
    places = _places(printing.words)
    unnamed = [each for each in printing.printed if each.category and not _is_named(each, set(places), printing)]
    for each in unnamed:
        yield (
            each.line,
            f"this sentence prints {each.shown} and does not name {each.category!r}; name it, or print another figure",
        )
    if not unnamed:
        yield from _unprinted(printing)
        yield from _left_out(printing)
        yield from _out_of_order(places, printing)


def _stem(word: str) -> str:
    return ENDING.sub("", word)


def _places(text: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for found in WORD.finditer(text.lower()):
        places.setdefault(_stem(found[0]), found.start())
    return places


def _siblings(each: Printed, printing: Printing) -> set[str]:
    return {figure.category for figure in printing.register if figure.measure == each.measure.id and figure.category}


def _is_named(each: Printed, stems: set[str], printing: Printing) -> bool:
    others = {other.category for other in printing.printed if other.measure == each.measure} - {each.category}
    shared = frozenset().union(*map(stems_of, others))
    own, left = stems_of(each.category) - shared, stems - shared
    rivals = _siblings(each, printing) - others - {each.category}
    half_named = bool(own) and 2 * len(own & left) >= len(own)
    return half_named and not any(_fits_better(stems_of(rival), own, left) for rival in rivals)


def _fits_better(rival: frozenset[str], own: frozenset[str], stems: set[str]) -> bool:
    named, found = rival & stems, own & stems
    return found < named or (found == named and len(rival) < len(own))


def _unprinted(printing: Printing) -> Iterator[tuple[int, str]]:
    printed = {each.category for each in printing.printed if each.category}
    for figure in _named(printing):
        if figure.category not in printed:
            yield (
                printing.printed[0].line,
                f"this sentence names {figure.category!r} and does not print {figure.id} ({figure.printed}); "
                "print it, or tell of it in another sentence",
            )
            printed.add(figure.category)


def _left_out(printing: Printing) -> Iterator[tuple[int, str]]:
    printed = {(each.measure.id, each.category): each for each in printing.printed if each.category}
    measures, categories = ({key[place] for key in printed} for place in (0, 1))
    for figure in printing.known:
        key = figure.measure, figure.category
        if key[0] in measures and key[1] in categories and key not in printed:
            yield (
                printing.printed[0].line,
                f"this sentence prints {figure.measure} for some of its categories and not for "
                f"{figure.category!r}; print {figure.id} ({figure.printed}) too, or make two sentences",
            )


def _named(printing: Printing) -> Iterator[Published]:
    # An allowed phrase such as "the ten" may be part of a category's name, but names none by itself.
    all_stems, stems = (set(_places(words)) for words in (printing.words, printing.claimed_words))
    measures = {id: each for each in printing.printed for id in (each.measure.id, *_added_up(each.measure))}
    told = frozenset().union(*(stems_of(f"{each.figure.name} {each.category}") for each in measures.values()))
    told |= frozenset().union(*(stems_of(each.category) for each in printing.printed))
    for figure in printing.known:
        own = stems_of(figure.category or "")
        if figure.measure in measures and own <= all_stems and (own & stems) - told:
            yield figure


def _added_up(measure: Measure) -> tuple[str, ...]:
    return measure.of if measure.combination == "total" else ()


def _out_of_order(places: dict[str, int], printing: Printing) -> Iterator[tuple[int, str]]:
    for measure in {each.measure: None for each in printing.printed}:
        of_measure = [each for each in printing.printed if each.measure == measure and each.category]
        for one, other in pairwise(of_measure):
            if _is_named_first(other, one, places):
                yield (
                    other.line,
                    f"this sentence prints {one.shown} before {other.shown}, but names {other.category!r} first; "
                    "print figures in the order in which their categories are named",
                )


def _is_named_first(one: Printed, other: Printed, places: dict[str, int]) -> bool:
    shared = stems_of(one.category) & stems_of(other.category)
    first, second = (
        [places[stem] for stem in stems_of(each.category) - shared if stem in places] for each in (one, other)
    )
    return bool(first and second) and min(first) < min(second)
