"""How a block is written: what its sentences state and print, judged with the phrases that the year allows."""

from collections.abc import Iterator, Sequence

from kscb_book.face.register import Register
from kscb_book.press.narrative import Block
from kscb_book.press.reading import passages_of
from kscb_book.press.sentences import problems_of_sentences
from kscb_book.press.statements import problems_of_statements
from kscb_book.source.phrases import Phrase


def problems_of_writing(block: Block, register: Register, phrases: Sequence[Phrase]) -> list[tuple[int, str]]:
    """Return what is wrong with the words of a block, each with its line, in order."""
    return sorted([*problems_of_statements(block, phrases), *problems_of_sentences(block, register, phrases)])


def phrases_needed(block: Block, register: Register, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the phrases without which more would be wrong with a block."""
    there = [phrase for phrase in phrases if _stands_in(block, phrase)]
    found = problems_of_writing(block, register, there) if there else []
    for phrase in there:
        if problems_of_writing(block, register, [each for each in there if each != phrase]) != found:
            yield phrase


def _stands_in(block: Block, phrase: Phrase) -> bool:
    return any(True for passage in passages_of(block.text) for _ in phrase.places_in(passage.text))
