"""The lexicon: which words state something of numbers, and which form of condition each needs."""

import re
from collections.abc import Iterator
from functools import cache

from kscb_book.meaning.conditions import Term, holds, read_condition
from kscb_book.press.changes import problems_of_comparison
from kscb_book.press.known import Known
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
}


def problems_of_wording(words: str, condition: Term, text: str, known: Known) -> Iterator[str]:
    """Yield what the lexicon says against words that go with a condition, whose text is ``text``."""
    found = _entries(words)
    if not found:
        yield f"the claim {words!r} holds no word that the lexicon knows, such as fell, rose, highest or most"
    has = set(_forms(condition, known))
    for entry in found:
        if not has & set(entry["needs"]):
            wanted = " or ".join(FORMS[need] for need in entry["needs"])
            yield f"the words {words!r} need {wanted}; the condition is {text}"
    if any(entry.get("change") for entry in found) and holds(condition, known):
        yield from _problems_of_change(words, condition, known)


def _problems_of_change(words: str, condition: Term, known: Known) -> Iterator[str]:
    for part in condition.all_parts():
        if part.word in MIRRORED and set(_compared(part, known)) & {"fall", "rise"}:
            yield from problems_of_comparison(words, part, known)


def _forms(condition: Term, known: Known) -> Iterator[str]:
    for part in condition.all_parts():
        if part.word in ("peak", "low", "half", "all", "any", "count"):
            yield part.word
        elif part.word == "0":
            yield "none"
        elif part.word in MIRRORED:
            yield from _compared(part, known)


def _compared(part: Term, known: Known) -> Iterator[str]:
    left, right = part.parts
    if part.word == "==":
        yield "same"
    if right.word == "0" and part.word in ("<", ">"):
        yield from {"<": ("fall", "below"), ">": ("rise", "above")}[part.word]
    if {left.word, right.word} - {"figure", "series"} or part.word in ("==", "!="):
        return
    one, other = known.members(left.name)[0], known.members(right.name)[0]
    same = one.measure == other.measure and one.category == other.category
    later = known.period(one).order > known.period(other).order
    word = part.word if later or not same else MIRRORED[part.word]
    yield {"<": "fall", ">": "rise"}[word[0]] if same else {"<": "below", ">": "above"}[word[0]]


def words_instead(words: str, condition: Term, text: str, known: Known) -> str:
    """Say what to write in place of words whose condition is not true: a line to paste, where there is one."""
    entry = next(iter(_entries(words)), {})
    if "opposite" not in entry or condition.word not in ("<", ">") or condition.parts[0].word != "figure":
        return "write what the data say, or delete these words"
    turned_words = re.sub(rf"\b(?:{entry['words']})\b", entry["opposite"], words, flags=re.IGNORECASE)
    left, sign, right = (part.strip() for part in re.split(r"([<>])", text, maxsplit=1))
    turned = f"{left} {MIRRORED[sign]} {right}"
    if holds(read_condition(turned), known):
        if "change" in entry and list(_problems_of_change(turned_words, read_condition(turned), known)):
            return f"write instead {{change}}`{left}`, or a mere comparison such as was lower or was higher"
        return f"write instead {{claim}}`{turned_words} <{turned}>`"
    return f"write instead {{claim}}`was the same <{left} == {right}>`"


def _entries(words: str) -> list[dict]:
    return [entry for entry in lexicon() if re.search(rf"\b(?:{entry['words']})\b", words.lower())]


@cache
def lexicon() -> tuple[dict, ...]:
    """Return the words that state something of numbers, with the forms of condition they need."""
    return tuple(read_whole("lexicon")["words"])
