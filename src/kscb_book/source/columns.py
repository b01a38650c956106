"""What the numbers of a table say about each other: mixed percentages, slipped points, wrong totals."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from kscb_book.source.cells import letters_of
from kscb_book.source.page import Content
from kscb_book.source.symbols import Symbol
from kscb_book.source.values import is_percentage

FEWEST_NEIGHBOURS = 3
TIMES = 100  # a point left out makes 479 of 4.79
MOST_NAMED = 5


def mixed_percentages(contents: Mapping[tuple[int, int], Content]) -> str | None:
    """Return what is wrong where some shares are stored as percentages and some as plain numbers.

    47.9 may be meant by both 47.9 and 47.9%, but 0.5 is either a half per cent or a half.
    """
    numbers = {
        place: content
        for place, content in contents.items()
        if isinstance(content.value, (int, float)) and not isinstance(content.value, bool) and content.value
    }
    marked = [place for place, content in numbers.items() if is_percentage(content.number_format)]
    plain = [place for place in numbers if place not in marked]
    if not marked or not plain:
        return None
    return (
        f"{_named(marked)} shown with a per cent sign (47.9%), {_named(plain)} shown without (47.9); "
        "write the whole column one way"
    )


def _named(places: Sequence[tuple[int, int]]) -> str:
    names = [f"{letters_of(column)}{row}" for row, column in places]
    if len(names) == 1:
        return f"{names[0]} is"
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more are"
    return f"{', '.join(names[:-1])} and {names[-1]} are"


def far_above(numbers: Mapping[Hashable, Decimal]) -> Iterator[tuple[Hashable, Decimal]]:
    """Yield each place whose number is a hundred times the middle of the others, and that middle."""
    in_order = sorted(numbers.values())
    if len(in_order) <= FEWEST_NEIGHBOURS or in_order[-1] < TIMES * in_order[(len(in_order) - 2) // 2]:
        return
    for place, number in numbers.items():
        others = [other for each, other in numbers.items() if each != place] if number == in_order[-1] else [0]
        if min(others) > 0 and number >= TIMES * median(others):
            yield place, median(others)


def total_problem(total: Decimal, parts: Sequence[Decimal | Symbol | None]) -> str | None:
    """Return how a total differs from its parts, or None; where a part is unknown there is nothing to compare."""
    if any(not isinstance(part, Decimal) for part in parts):
        return None
    sum_of_parts = sum(parts, Decimal(0))
    return None if total == sum_of_parts else f"found {total:,}, but the rows add up to {sum_of_parts:,}"
