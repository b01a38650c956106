"""The words of a profile: of the sentences that might be written, those that its numbers bear.

Which they are stands in ``schema/profile/narrative``. A sentence is held against the data by the same check as a
person's words are; nothing here knows what a sentence says.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from kscb_book.face.register import Register
from kscb_book.fleet.left_out import LeftOut
from kscb_book.places import Places, in_environment
from kscb_book.press.check import problems_of_uses
from kscb_book.press.contents import read_contents
from kscb_book.press.narrative import Block, block_of, number_and_form
from kscb_book.press.plain import rehearse
from kscb_book.press.reading import ELSEWHERE, NUMBER, passages_of
from kscb_book.press.writing import problems_of_writing
from kscb_book.source.phrases import HEADINGS, Phrase
from kscb_book.source.sections import names_of_sections, read_sections, read_whole
from kscb_book.source.symbols import Symbol, symbol_in

SYMBOL = "symbol"


@dataclass(frozen=True)
class Writer:
    """Chooses sentences for one book: its figures, its tables and charts, and the names that sentences leave open."""

    register: Register
    targets: Collection[str]
    names: Mapping[str, str]

    def block(self, name: str, paragraphs: list[list[str | list[str]]]) -> tuple[str, list[LeftOut]]:
        """Return the text of a block and what is left out; of a paragraph without a sentence nothing is left."""
        written = [[self._chosen(name, each) for each in sentences] for sentences in paragraphs]
        texts = ("\n".join(each for each in sentences if isinstance(each, str)) for sentences in written)
        left_out = [each for sentences in written for each in sentences if isinstance(each, LeftOut)]
        return "\n\n".join(filter(None, texts)) + "\n", left_out

    def _chosen(self, block: str, told: str | list[str]) -> str | LeftOut:
        """Return the first choice that the numbers bear; a blank where every choice tells of a symbol, and none is."""
        choices, lacking, wrong = ([told] if isinstance(told, str) else told), [], []
        for choice in choices:
            asks, symbols = f"${SYMBOL}" in choice, self._symbols_in(choice)
            if asks and not symbols:
                continue
            text = self._filled(choice, next(iter(symbols.values()), None))
            if symbols and not asks:
                lacking += _not_told(symbols)
            elif found := self._problems(text):
                wrong += found
            else:
                return text
        if not (lacking or wrong):
            return ""
        reason = "; ".join(dict.fromkeys([*wrong, *lacking]))
        return LeftOut(block, _as_read(self._filled(choices[0], None)), reason, not wrong)

    def _filled(self, sentence: str, symbol: Symbol | None) -> str:
        return Template(sentence).substitute(self.names | {SYMBOL: symbol.meaning if symbol else ""})

    def _symbols_in(self, sentence: str) -> Mapping[str, Symbol]:
        """Return the symbols that a sentence prints where numbers might stand, by the ids of the figures."""
        printed = [use.content for use in _block(self._filled(sentence, None)).uses if use.role == "num"]
        figures = [self.register.find(number_and_form(content)[0]) for content in printed]
        found = {each.id: symbol_in(each.printed) for each in figures}
        return {id: symbol for id, symbol in found.items() if symbol}

    def _problems(self, sentence: str) -> list[str]:
        block = _block(sentence)
        written_wrong = problems_of_writing(block, self.register, _known_phrases())
        return [problem for _, problem in (*problems_of_uses(block, self.register, self.targets), *written_wrong)]


def _not_told(symbols: Mapping[str, Symbol]) -> list[str]:
    return [f"{id} is {symbol}, {symbol.meaning}" for id, symbol in symbols.items()]


def _as_read(sentence: str) -> str:
    return " ".join(passage.text.replace(NUMBER, ELSEWHERE) for passage in passages_of(sentence))


@cache
def _known_phrases() -> tuple[Phrase, ...]:
    told = enumerate(read_whole("phrases")["phrases"], 2)
    return tuple(Phrase(each["phrase"], each["reason"], line) for line, each in told)


def _block(text: str) -> Block:
    return block_of(Path("sentence"), text)


def write_words(places: Places, names: Mapping[str, str]) -> tuple[LeftOut, ...]:
    """Write the narrative of the profile whose workbook stands in ``places``, and the phrases that it uses.

    Returns what is left out of it.
    """
    texts, left_out = [], []
    for path, (text, found) in _blocks(places, names):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        texts.append(text)
        left_out += found
    places.phrases.write_text(_phrases("\n".join(texts)), encoding="utf-8", newline="\n")
    return tuple(left_out)


def _phrases(words: str) -> str:
    plain, lines = " ".join(words.split()), io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((each.text, each.reason) for each in _known_phrases() if each.text in plain)
    return lines.getvalue()


def _blocks(places: Places, names: Mapping[str, str]) -> Iterator[tuple[Path, tuple[str, list[LeftOut]]]]:
    with in_environment(places):
        rehearsals = [rehearse(chapter, places) for chapter in read_contents(places)]
    register = Register((figure for each in rehearsals for figure in each.figures), places.year)
    targets = frozenset(target for each in rehearsals for target in each.targets)
    writer = Writer(register, targets, names)
    for chapter, blocks in zip(names_of_sections("narrative"), read_sections("narrative"), strict=True):
        for name, told in blocks.items():
            yield places.narrative / chapter / f"{name}.md", writer.block(f"{chapter}/{name}", told["paragraphs"])
