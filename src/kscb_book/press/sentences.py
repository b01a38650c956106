"""Right noun, right year: what a sentence that prints figures must say of them.

It names what it prints, and prints what it names: the measure by one of its nouns, the period, and the
category. So a figure that stands in a sentence by mistake stands out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kscb_book.face.register import Register
from kscb_book.press.category_names import problems_of_categories
from kscb_book.press.measure_names import problems_of_measures
from kscb_book.press.narrative import Block
from kscb_book.press.period_names import Name
from kscb_book.press.printings import Printed, Printing, printings_of
from kscb_book.source.periods import read_period
from kscb_book.source.phrases import Phrase


def problems_of_sentences(
    block: Block, register: Register, phrases: Sequence[Phrase] = ()
) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the sentences of a block that print figures, each with its line.

    It needs a block and a register alone; an allowed phrase names no period, measure or category.
    """
    for printing in printings_of(block, register, phrases):
        yield from _repeated(printing)
        yield from problems_of_measures(printing)
        yield from problems_of_categories(printing)
        yield from _periods(printing)


def _repeated(printing: Printing) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for each in printing.printed:
        if each.figure.id in seen:
            yield each.line, f"this sentence prints {each.shown} twice; is another figure meant?"
        seen.add(each.figure.id)


def _periods(printing: Printing) -> Iterator[tuple[int, str]]:
    names = printing.periods
    for name in names:
        if not name.periods and printing.is_own(name):
            yield (
                printing.printed[0].line,
                f"{name.text!r} may be two years; write the year as {printing.register.year}, or a day such as "
                "31 March 2017",
            )
    names = tuple(name for name in names if name.periods)
    strangers = [each for each in printing.printed if not _is_named(each, names, printing)]
    for each in strangers:
        yield each.line, _stranger(each, names, printing)
    if not strangers:
        yield from _unprinted(names, printing)
        yield from _out_of_order(names, printing)


def _is_named(each: Printed, names: Sequence[Name], printing: Printing) -> bool:
    if any(each.is_of(name) for name in names):
        return True
    if each.period.label != printing.register.year:
        return False
    # "63, after 89 the year before": the year it is reckoned from need not be named again.
    own = [name for name in names if printing.is_own(name)]
    return not own or (all(name.relative for name in own) and any(_is_like(each, other) for other in printing.printed))


def _is_like(each: Printed, other: Printed) -> bool:
    return other != each and (other.measure, other.category) == (each.measure, each.category)


def _stranger(each: Printed, names: Sequence[Name], printing: Printing) -> str:
    named = ", ".join(dict.fromkeys(_in_words(name) for name in names))
    says = f"names {named} only" if named else f"names no period, which means {printing.register.year}"
    other = f"print the figure of {named}" if named else f"print the figure of {printing.register.year}"
    return f"this sentence prints {each.shown} and {says}; name {each.period.in_words}, or {other}"


def _in_words(name: Name) -> str:
    first, last = name.periods[0].in_words, name.periods[-1].in_words
    return first if first == last else f"{first} to {last}"


def _unprinted(names: Sequence[Name], printing: Printing) -> Iterator[tuple[int, str]]:
    for place, name in enumerate(names):
        if not printing.is_own(name) or _is_only_the_year_of(name, names[place + 1 :], printing):
            continue
        first = printing.printed[0]
        if not any(each.is_of(name) for each in printing.printed):
            yield (
                first.line,
                f"this sentence names {_in_words(name)} and prints no figure of it but {first.shown}; print one, or "
                "tell of that time in another sentence",
            )
        for each in _left_out(name, printing):
            yield (
                each.line,
                f"this sentence names {_in_words(name)} and prints {each.measure.id} for "
                f"{each.period.in_words} only; print it for both, or make two sentences",
            )


def _left_out(name: Name, printing: Printing) -> Iterator[Printed]:
    of_name = {each.measure for each in printing.printed if each.is_of(name)}
    for measure, each in {each.measure: each for each in printing.printed}.items():
        if of_name and measure not in of_name and _has_figure(each, name, printing):
            yield each


def _has_figure(each: Printed, name: Name, printing: Printing) -> bool:
    return any(
        (figure.measure, figure.category) == (each.measure.id, each.figure.category)
        and name.covers(read_period(figure.period, printing.register.year), each.measure.kind)
        for figure in printing.known
    )


def _is_only_the_year_of(name: Name, later: Sequence[Name], printing: Printing) -> bool:
    # "In 2014-15 it was 27.0% in July": the year is that of the months named after it.
    parts = [each for other in later for each in other.periods if each.part and each.year == name.periods[0].year]
    return name.periods[0].part is None and any(each.period in parts for each in printing.printed)


def _out_of_order(names: Sequence[Name], printing: Printing) -> Iterator[tuple[int, str]]:
    ranks = [
        (next(place for place, name in enumerate(names) if each.is_of(name)), each)
        for each in printing.printed
        if any(each.is_of(name) for name in names)
    ]
    for (before, one), (after, other) in pairwise(ranks):
        if after < before:
            yield (
                other.line,
                f"this sentence prints {one.shown} before {other.shown}, but names {other.period.in_words} first; "
                "print figures in the order in which their periods are named",
            )
