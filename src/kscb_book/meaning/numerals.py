"""Numbers in text, as digits or in words, and the forms in which they are none: dates, and words like "one another".

What counts as what is data, in ``schema/number-words.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kscb_book.source.periods import NAMES
from kscb_book.source.sections import read_whole

# With what belongs to it when it is printed: £0.268m, 70%, 1,874; and digits that are one sign, such as ½ and ².
DIGITS = r"£?\d+(?:[.,]\d+)*(?:%|m\b)?|[¼-¾⅐-⅞²³¹⁰-⁹₀-₉①-⓿]"
YEAR = r"(?<![\d£.,])(?:199\d|20\d\d)(?!\d|[.,]\d|%)"


@dataclass(frozen=True)
class Numeral:
    """A number as it stands in a text, and where."""

    text: str
    start: int
    end: int


def numerals_in(text: str) -> list[Numeral]:
    """Return every number in a text that is no date and no such words as "one another"."""
    numerals = [Numeral(found[0], *found.span()) for found in _numbers().finditer(text)]
    spans = [found.span() for pattern in _forms() if numerals for found in pattern.finditer(text)]
    return [each for each in numerals if not is_within(each, spans)]


def is_within(numeral: Numeral, spans: list[tuple[int, int]]) -> bool:
    """Whether a number stands inside one of these stretches of its text."""
    return any(start <= numeral.start and numeral.end <= end for start, end in spans)


def value_of(numeral: str) -> str:
    """Return what a number would be printed as: ``twelve`` gives 12, ``70 per cent`` stays as it is."""
    cardinals = read_whole("number-words")["cardinals"]
    return str(cardinals.index(numeral.lower())) if numeral.lower() in cardinals else numeral


def words_for(count: int) -> frozenset[str]:
    """Return the words for a count, where it has one."""
    return frozenset(read_whole("number-words")["cardinals"][count : count + 1])


def forms_of(kind: str) -> Iterator[tuple[re.Pattern, str]]:
    """Return the ``dates`` or the ``exceptions``, each with its example."""
    for form in read_whole("number-words")[kind]:
        yield re.compile(_whole(form["pattern"]), re.IGNORECASE), form["example"]


@cache
def _numbers() -> re.Pattern:
    told = read_whole("number-words")
    word = "|".join([*(f"{each}s?" if each != "one" else each for each in told["cardinals"]), *told["more"]])
    return re.compile(rf"{DIGITS}|\b(?:{word})(?:[- ](?:{word}))*\b", re.IGNORECASE)


@cache
def _forms() -> list[re.Pattern]:
    # Looked for one after the other, since what they find may overlap: "in 2015" and "2015-16".
    return [pattern for kind in ("dates", "exceptions") for pattern, _ in forms_of(kind)]


def _whole(pattern: str) -> str:
    months = "|".join([*NAMES, *(f"{name[:3]}" for name in NAMES)])
    number = "|".join(read_whole("number-words")["cardinals"])
    for name, told in {"{month}": rf"(?:{months})\b", "{number}": f"(?:{number})", "{year}": YEAR}.items():
        pattern = pattern.replace(name, told)
    return rf"(?<!\w)(?:{pattern})(?!\w)"
