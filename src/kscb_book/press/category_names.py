"""Categories in a sentence: a figure of a category stands with that category's words, and in their order."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kscb_book.face.record import Published
from kscb_book.press.printings import Printed, Printing
from kscb_book.source.measures import Measure

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "other",
        "the",
        "to",
        "up",
        "with",
    ]
)
ENDING = re.compile(r"(?<=\w{3})(?:ations|ation|ating|ated|ates|ings|ing|ions|ion|ed|es|s|e)$")


@cache
def stems_of(text: str) -> frozenset[str]:
    """Return the content words of a text without their endings: of *Resigned and convicted*, resign and convict."""
    return frozenset(_stem(word) for word in WORD.findall(text.lower()) if word not in LITTLE)


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
    own = stems_of(each.category)
    others = {other.category for other in printing.printed if other.measure == each.measure} - {each.category}
    left = stems - frozenset().union(*map(stems_of, others))
    best = max(_likeness(label, left) for label in _siblings(each, printing) - others)
    return bool(own & left) and _likeness(each.category, left) == best


def _likeness(label: str, stems: set[str]) -> tuple[int, int]:
    named = len(stems_of(label) & stems)
    return named, named - len(stems_of(label))


def _unprinted(printing: Printing) -> Iterator[tuple[int, str]]:
    stems = set(_places(printing.own_words))
    printed = {each.category for each in printing.printed if each.category}
    for figure in _named(stems, printing):
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
    for figure in _known(printing):
        key = figure.measure, figure.category
        if key[0] in measures and key[1] in categories and key not in printed:
            yield (
                printing.printed[0].line,
                f"this sentence prints {figure.measure} for some of its categories and not for "
                f"{figure.category!r}; print {figure.id} ({figure.printed}) too, or make two sentences",
            )


def _known(printing: Printing) -> Iterator[Published]:
    for figure in printing.register:
        if figure.category and not figure.value.startswith("[") and printing.names_period_of(figure):
            yield figure


def _named(stems: set[str], printing: Printing) -> Iterator[Published]:
    measures = {id: each for each in printing.printed for id in (each.measure.id, *_added_up(each.measure))}
    told = frozenset().union(*(stems_of(f"{each.figure.name} {each.category}") for each in measures.values()))
    told |= frozenset().union(*(stems_of(each.category) for each in printing.printed))
    for figure in _known(printing):
        own = stems_of(figure.category)
        if figure.measure in measures and own <= stems and not own <= told:
            yield figure


def _added_up(measure: Measure) -> tuple[str, ...]:
    return measure.of if measure.combination == "total" else ()


def _out_of_order(places: dict[str, int], printing: Printing) -> Iterator[tuple[int, str]]:
    categories = [each for each in printing.printed if each.category]
    for one, other in pairwise(categories):
        shared = stems_of(one.category) & stems_of(other.category)
        first, second = (
            [places[stem] for stem in stems_of(each.category) - shared if stem in places] for each in (one, other)
        )
        if first and second and min(second) < min(first):
            yield (
                other.line,
                f"this sentence prints {one.shown} before {other.shown}, but names {other.category!r} first; "
                "print figures in the order in which their categories are named",
            )
