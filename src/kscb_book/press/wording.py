"""The lexicon: which words state something of numbers, and which form of condition each needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kscb_book.face.record import Published
from kscb_book.meaning.conditions import Term, holds, read_condition
from kscb_book.press.changes import problems_of_comparison
from kscb_book.press.known import Known
from kscb_book.source.measures import read_measures
from kscb_book.source.sections import read_whole

MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}

FORMS = {
    "fall": "a comparison < with the same measure earlier",
    "rise": "a comparison > with the same measure earlier",
    "below": "a comparison < with another figure",
    "above": "a comparison > with another figure",
    "same": "a comparison ==",
    "peak": "peak(...)",
    "low": "low(...)",
    "half": "half(...)",
    "all": "all(...)",
    "any": "any(...)",
    "count": "count(...)",
    "none": "a comparison with 0",
    "at least": "a comparison >=",
    "at most": "a comparison <=",
    "doubled": "half(...) compared >= with the same measure earlier",
    "halved": "a comparison <= with half(...) of the same measure earlier",
    "first": "a comparison joined by and with all(...) or any(...) of a series before it",
    "better": "a comparison with the same measure earlier, in the way that is better",
    "worse": "a comparison with the same measure earlier, in the way that is worse",
}
WAYS = {"fall": {"down": "better", "up": "worse"}, "rise": {"up": "better", "down": "worse"}}


def problems_of_wording(words: str, condition: Term, text: str, known: Known) -> Iterator[str]:
    """Yield what the lexicon says against words that go with a condition, whose text is ``text``."""
    found = _entries(words)
    if not found:
        yield f"the claim {words!r} holds no word that the lexicon knows, such as fell, rose, highest or most"
    has = set(_forms(condition, known))
    for entry in found:
        if not entry["needs"]:
            yield f"the words {words!r} have no test; who reported them? Write {{reported}}`...`"
        elif not has & set(entry["needs"]):
            wanted = " or ".join(FORMS[need] for need in entry["needs"])
            yield f"the words {words!r} need {wanted}; the condition is {text}"
    if any(entry.get("change") for entry in found) and holds(condition, known):
        yield from _problems_of_change(words, condition, known)


def _problems_of_change(words: str, condition: Term, known: Known) -> Iterator[str]:
    for part in condition.all_parts():
        if part.word in MIRRORED and set(_compared(part, known)) & {"fall", "rise"}:
            yield from problems_of_comparison(words, part, known)


def _forms(condition: Term, known: Known) -> Iterator[str]:
    if condition.word == "and" and {"all", "any"} & {part.word for part in condition.all_parts()}:
        yield from ("first" for part in condition.parts if part.word in MIRRORED)
    for part in condition.all_parts():
        if part.word in ("peak", "low", "half", "all", "any", "count"):
            yield part.word
        elif part.word == "0":
            yield "none"
        elif part.word in MIRRORED:
            yield from _compared(part, known)


def _compared(part: Term, known: Known) -> Iterator[str]:
    left, right = part.parts
    yield from {"==": ["same"], ">=": ["at least"], "<=": ["at most"]}.get(part.word, ())
    if right.word == "0" and part.word in ("<", ">"):
        yield from {"<": ("fall", "below"), ">": ("rise", "above")}[part.word]
    halved = [each.word == "half" for each in (left, right)]
    one, other = (each.parts[0] if each.word == "half" else each for each in (left, right))
    if {one.word, other.word} - {"figure", "series"} or part.word in ("==", "!=") or all(halved):
        return
    figures = [known.members(each.name)[0] for each in (one, other)]
    way = _way(part.word, *figures, known)
    if any(halved):
        later_is_halved = halved[0] == (known.period(figures[0]).order > known.period(figures[1]).order)
        yield from {("rise", True): ["doubled"], ("fall", False): ["halved"]}.get((way, later_is_halved), ())
    else:
        yield way
        yield from filter(None, [WAYS.get(way, {}).get(_better(figures[0]))])


def _way(word: str, one: Published, other: Published, known: Known) -> str:
    same = one.measure == other.measure and one.category == other.category
    later = known.period(one).order > known.period(other).order
    sign = (word if later or not same else MIRRORED[word])[0]
    return {"<": "fall", ">": "rise"}[sign] if same else {"<": "below", ">": "above"}[sign]


def _better(figure: Published) -> str:
    measure = read_measures().get(figure.measure)
    return measure.better if measure else "neither"


@dataclass(frozen=True)
class Instead:
    """What to do about words whose condition is not true: advice, and a role to paste where there is one."""

    advice: str
    paste: str = ""


def words_instead(words: str, condition: Term, text: str, known: Known) -> Instead:
    """Say what to write in place of words whose condition is not true."""
    entry = next(iter(_entries(words)), {})
    if "opposite" not in entry or condition.word not in ("<", ">") or condition.parts[0].word != "figure":
        return Instead("write what the data say, or delete these words")
    turned_words = re.sub(rf"\b(?:{entry['words']})\b", entry["opposite"], words, flags=re.IGNORECASE)
    left, sign, right = (part.strip() for part in re.split(r"([<>])", text, maxsplit=1))
    turned = f"{left} {MIRRORED[sign]} {right}"
    if not holds(read_condition(turned), known):
        return _pasted(f"{{claim}}`was the same <{left} == {right}>`")
    if "change" in entry and list(_problems_of_change(turned_words, read_condition(turned), known)):
        return _pasted(f"{{change}}`{left}`", ", or a mere comparison such as was lower or was higher")
    return _pasted(f"{{claim}}`{turned_words} <{turned}>`")


def _pasted(role: str, more: str = "") -> Instead:
    return Instead(f"write instead {role}{more}", role)


def _entries(words: str) -> list[dict]:
    return [entry for entry in lexicon() if re.search(rf"\b(?:{entry['words']})\b", words.lower())]


@cache
def lexicon() -> tuple[dict, ...]:
    """Return the words that state something of numbers, with the forms of condition they need."""
    return tuple(read_whole("lexicon")["words"])
