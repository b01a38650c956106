"""Words whose truth depends on data: the ``claim``, ``change`` and ``reported`` roles, judged against the register.

It reads what a role holds and says what is wrong with it; the page prints the words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.meaning.conditions import Faulty, Term, holds, read_condition
from kscb_book.press.changes import change_of
from kscb_book.press.known import Known
from kscb_book.press.wording import problems_of_wording, words_instead

WORDS_AND_MORE = re.compile(r"\s*([^<]*?)\s*<(.*)>\s*", re.DOTALL)
EXTREMES = (Decimal("-1e12"), Decimal(0), Decimal("1e12"))


@dataclass(frozen=True)
class Claim:
    """Words and the condition under which they are true."""

    words: str
    condition: Term
    text: str


@dataclass(frozen=True)
class Untrue:
    """A claim that does not hold: its words, what the data say figure by figure, and a role to paste or nothing.

    ``problem`` says it all in one sentence.
    """

    words: str
    data: tuple[str, ...]
    paste: str
    problem: str


def read_claim(content: str) -> Claim:
    """Return the words and condition that a ``claim`` role holds. Raises Faulty."""
    found = WORDS_AND_MORE.fullmatch(content)
    if not found or not found[1] or not found[2].strip():
        raise Faulty("a claim is written {claim}`words <condition>`")
    if re.search(r"\d", found[1]):
        raise Faulty(f"the claim {found[1]!r} holds a number; print it with {{num}} beside the claim")
    return Claim(found[1], read_condition(found[2]), found[2].strip())


def read_reported(content: str) -> tuple[str, str, str]:
    """Return the words, the source and the measure, if one is named, of a ``reported`` role. Raises Faulty."""
    found = WORDS_AND_MORE.fullmatch(content)
    source, _, measure = (found[2] if found else "").partition(";")
    if not found or not found[1] or not source.strip():
        raise Faulty("reported words are written {reported}`words <who reported them>`")
    return found[1], source.strip(), measure.strip()


def problems_of_claim(content: str, register: Register, printed: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with a claim; ``printed`` are the ids of the figures that its paragraph prints."""
    try:
        claim = read_claim(content)
        names = list(_figures_of(claim.condition, Known(register)))
        true = holds(claim.condition, Known(register))
    except Faulty as faulty:
        yield str(faulty)
        return
    if not {figure.id for figure in names} & set(printed):
        yield f"the claim {claim.words!r} is about no figure that its paragraph prints; print one with {{num}}"
    if not _can_be_false(claim.condition, names, register):
        yield f"the claim {claim.words!r} can never be false; its condition says nothing of the data"
    yield from problems_of_wording(claim.words, claim.condition, claim.text, Known(register))
    if not true:
        yield _untrue(claim, names, register).problem


def _figures_of(condition: Term, known: Known) -> Iterator[Published]:
    for part in condition.all_parts():
        if part.word in ("figure", "series"):
            yield from known.members(part.name)


def _can_be_false(condition: Term, figures: list[Published], register: Register) -> bool:
    values = [*EXTREMES, *(Known(register).number(figure) for figure in figures)]
    changes = [{figure.id: value} for figure in figures for value in values]
    return any(not holds(condition, Known(register, change)) for change in changes)


def untrue(content: str, register: Register) -> Untrue | None:
    """Return what to say of a claim that does not hold; None where it holds, or cannot be tested."""
    try:
        claim, known = read_claim(content), Known(register)
        figures = list(_figures_of(claim.condition, known))
        return None if holds(claim.condition, known) else _untrue(claim, figures, register)
    except Faulty:
        return None


def _untrue(claim: Claim, figures: list[Published], register: Register) -> Untrue:
    instead = words_instead(claim.words, claim.condition, claim.text, Known(register))
    data = tuple(dict.fromkeys(f"{figure.id} is {figure.printed}" for figure in figures))
    problem = f"the claim {claim.words!r} is not true: {', '.join(data)}; {instead.advice}"
    return Untrue(claim.words, data, instead.paste, problem)


def problems_of_reported(content: str, register: Register) -> Iterator[str]:
    """Yield what is wrong with reported words: no source, or a measure that the workbook does hold."""
    try:
        words, _, measure = read_reported(content)
    except Faulty as faulty:
        yield str(faulty)
        return
    known = [figure for figure in register if figure.measure == measure and not figure.value.startswith("[")]
    if measure and not any(figure.measure == measure for figure in register):
        yield f"no figure of the measure {measure!r} is published"
    if len(known) > 1:
        yield f"the words {words!r} can be tested, as the workbook holds {known[0].id} and more; make them a claim"


def problems_of_change(content: str, register: Register) -> Iterator[str]:
    """Yield what is wrong with a ``change`` role."""
    try:
        change_of(content, register)
    except Faulty as faulty:
        yield str(faulty)
