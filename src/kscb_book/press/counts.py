"""Words of change about a rate or share, held against its count: where the two go different ways, both are said.

So a rate that rose by rounding alone does not hide a count that fell: 89 and 89.3 per 10,000, and 291 and 290
children.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kscb_book.face.record import Published
from kscb_book.face.register import Register, UnknownFigure
from kscb_book.meaning.conditions import Faulty
from kscb_book.press.changes import pairs_of_change
from kscb_book.press.claims import read_claim
from kscb_book.press.known import Known
from kscb_book.press.narrative import Use
from kscb_book.source.measures import read_measures

Pair = tuple[Published, Published]


def problems_of_counts(use: Use, beside: Sequence[Use], register: Register) -> Iterator[str]:
    """Yield where a claim or change compares rates whose counts go the other way, and nothing ``beside`` says so."""
    said = {frozenset(figure.id for figure in pair) for each in beside for pair in _compared(each, register)}
    for pair in _compared(use, register):
        counts = _counts(pair, register)
        if counts and _way(pair) * _way(counts) < 0 and frozenset(figure.id for figure in counts) not in said:
            yield (f"{_told(pair)}, but {_told(counts)}; say both: make a claim about the count in this paragraph too")


def _told(pair: Pair) -> str:
    one, other = pair
    sign = "more" if _way(pair) > 0 else "less"
    return f"{one.id} ({one.printed}) is {sign} than {other.id} ({other.printed})"


def _compared(use: Use, register: Register) -> Iterator[Pair]:
    try:
        if use.role == "change":
            yield from pairs_of_change(use.content, register)
        if use.role == "claim":
            for part in read_claim(use.content).condition.all_parts():
                if part.word in ("<", "<=", ">", ">=") and all(each.word == "figure" for each in part.parts):
                    one, other = (Known(register).figure(each.name) for each in part.parts)
                    yield one, other
    except Faulty:
        return


def _counts(pair: Pair, register: Register) -> Pair | None:
    measure = read_measures().get(pair[0].measure)
    if measure is None or not measure.count or pair[1].measure != measure.id:
        return None
    try:
        one, other = (register.find(figure.id.replace(measure.id, measure.count, 1)) for figure in pair)
    except UnknownFigure:
        return None
    return None if any(figure.value.startswith("[") for figure in (one, other)) else (one, other)


def _way(pair: Pair) -> int:
    if any(figure.value.startswith("[") for figure in pair):
        return 0
    one, other = (Decimal(figure.value) for figure in pair)
    return (one > other) - (one < other)
