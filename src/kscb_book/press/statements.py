"""Words that state something of data, found in prose, where no claim tests them and no report bears them.

Which words they are, and in which context, stands in ``schema/statements.toml``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kscb_book.press.narrative import Block
from kscb_book.press.reading import NUMBER, Passage, passages_of, sentences_of
from kscb_book.source.phrases import Phrase
from kscb_book.source.sections import read_whole

ADVICE = "test it with {claim}, attribute it with {reported}, or list the phrase with its reason in phrases.csv"


def problems_of_statements(block: Block, phrases: Sequence[Phrase] = ()) -> Iterator[tuple[int, str]]:
    """Yield the words of a block that state something of numbers and are neither tested, attributed nor allowed."""
    for passage in passages_of(block.text):
        for sentence in sentences_of(passage):
            spans = statements_in(sentence)
            allowed = [span for phrase in phrases for span in phrase.places_in(sentence.text)] if spans else []
            for start, end in spans:
                if not any(first <= start and end <= last for first, last in allowed):
                    words = " ".join(sentence.text[start:end].replace(NUMBER, "{num}").split())
                    yield sentence.line_at(start), f"{words!r} states something of numbers: {ADVICE}"


def statements_in(sentence: Passage) -> list[tuple[int, int]]:
    """Return where a sentence states something of data in words that no role holds, in order."""
    return list(_spans(sentence.without(sentence.stated).replace("\n", " ")))


@lru_cache(maxsize=20_000)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found.span() for pattern in patterns() for found in pattern.finditer(text)):
        end = start + len(text[start:end].rstrip())
        if spans and start < spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return tuple(spans)


@cache
def patterns() -> tuple[re.Pattern, ...]:
    """Return what states something of data, in the order of the schema."""
    schema = read_whole("statements")
    names = {f"{{{name}}}": schema[name] for name in ("number", "counted", "place")}
    return tuple(_compiled(each["pattern"], names) for each in schema["statements"])


def _compiled(pattern: str, names: dict[str, str]) -> re.Pattern:
    for name, words in names.items():
        pattern = pattern.replace(name, words)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
