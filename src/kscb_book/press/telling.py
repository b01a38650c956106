"""Why words may be said, in words: the condition of a claim with its values, what was compared, who reported it.

For readers who check; nothing is judged here.
"""

from collections.abc import Iterable

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.meaning.conditions import Term, value_of
from kscb_book.press.changes import figures_of_change, told_change
from kscb_book.press.claims import read_claim, read_reported
from kscb_book.press.known import Known

Told = tuple[str, tuple[str, ...]]

COMPARED = {
    "==": "the same as",
    "!=": "not the same as",
    "<": "less than",
    "<=": "not more than",
    ">": "more than",
    ">=": "not less than",
}
MOST_LISTED = 12


def told_of_claim(content: str, register: Register) -> list[Told]:
    """Return what a claim's condition says of the data, and the cells it rests on. Raises Faulty."""
    condition, known = read_claim(content).condition, Known(register)
    sentence = in_plain_words(condition, known)
    return [
        ("What was tested", (sentence[0].upper() + sentence[1:],)),
        _cells(figures_of(condition, known)),
    ]


def told_of_change(content: str, register: Register) -> list[Told]:
    """Return which figures a change compares, what the comparison rests on, and their cells. Raises Faulty."""
    figures, why = figures_of_change(content, register), told_change(content, register).why
    known = Known(register)
    shown = [_figure(figure, known) for figure in figures[:MOST_LISTED]]
    more = [f"and {len(figures) - MOST_LISTED} more"] if len(figures) > MOST_LISTED else []
    return [
        ("What was compared", (*shown, *more)),
        ("What came of it", (f"{why[0].upper()}{why[1:]}.",)),
        _cells(figures),
    ]


def told_of_reported(content: str, register: Register) -> list[Told]:
    """Return who reported words, and what the workbook does not hold. Raises Faulty."""
    _, source, measure = read_reported(content)
    missing = next((figure.name for figure in register if figure.measure == measure), None)
    told = f"{missing}: the workbook holds too few numbers" if missing else "The workbook holds no numbers for it"
    return [("Who reported it", (source,)), ("Why it was not tested", (told,))]


def figures_of(condition: Term, known: Known) -> list[Published]:
    """Return the figures that a condition is about, each once. Raises Faulty."""
    names = [part.name for part in condition.all_parts() if part.word in ("figure", "series")]
    figures = (figure for name in names for figure in known.members(name))
    return list({figure.id: figure for figure in figures}.values())


def in_plain_words(condition: Term, known: Known) -> str:
    """Return a condition as a sentence says it, with its values. Raises Faulty."""
    parts = condition.parts
    if condition.word in ("and", "or"):
        return f", {condition.word} ".join(in_plain_words(part, known) for part in parts)
    if condition.word == "not":
        return f"it is not so that {in_plain_words(parts[0], known)}"
    if condition.word in ("all", "any"):
        return f"{'each' if condition.word == 'all' else 'at least one'} of {_compared(parts[0], known)}"
    return _compared(condition, known)


def _compared(comparison: Term, known: Known, verb: str = "is") -> str:
    left, right = (_value(part, known) for part in comparison.parts)
    return f"{left} {verb} {COMPARED[comparison.word]} {right}"


def _value(term: Term, known: Known) -> str:
    if term.word == "figure":
        return _figure(known.figure(term.name), known)
    if term.word == "series":
        return _series(term.name, known)
    if term.word == "0":
        return "0"
    inside = term.parts[0]
    if term.word in ("peak", "low"):
        return f"the {'highest' if term.word == 'peak' else 'lowest'} of {_series(inside.name, known)}"
    if term.word == "half":
        return f"half of {_value(inside, known)}"
    return f"the number, {value_of(term, known):f}, of {_compared(inside, known, 'that are')}"


def _figure(figure: Published, known: Known) -> str:
    return f"{figure.title} in {known.period(figure).in_words} ({figure.printed})"


def _series(name: str, known: Known) -> str:
    figures = known.members(name)
    first, last = (known.period(figure).in_words for figure in (figures[0], figures[-1]))
    over = f"from {first} to {last}" if first != last else f"in {first}"
    title = figures[0].title if len({figure.title for figure in figures}) == 1 else figures[0].name
    return f"{title} {over} ({_listed(figure.printed for figure in figures)})"


def _listed(values: Iterable[str]) -> str:
    values = list(values)
    shown = values if len(values) <= MOST_LISTED else [*values[: MOST_LISTED - 1], "...", values[-1]]
    return ", ".join(shown)


def _cells(figures: Iterable[Published]) -> Told:
    addresses = list(dict.fromkeys(address for figure in figures for address in figure.addresses))
    more = len(addresses) - MOST_LISTED
    shown = [*addresses[:MOST_LISTED], f"and {more} more"] if more > 0 else addresses
    return "Workbook cell" if len(addresses) == 1 else "Workbook cells", tuple(shown)
