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
from kscb_book.places import Places, in_environment
from kscb_book.press.check import problems_of_uses
from kscb_book.press.contents import read_contents
from kscb_book.press.narrative import Block, block_of, number_and_form
from kscb_book.press.plain import rehearse
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

    def block(self, paragraphs: list[list[str | list[str]]]) -> str:
        """Return the text of a block; a paragraph of which no sentence is left is left out."""
        written = (self._paragraph(sentences) for sentences in paragraphs)
        return "\n\n".join(filter(None, written)) + "\n"

    def _paragraph(self, sentences: list[str | list[str]]) -> str:
        choices = ([each] if isinstance(each, str) else each for each in sentences)
        return "\n".join(filter(None, (self._sentence(each) for each in choices)))

    def _sentence(self, choices: list[str]) -> str:
        return next((text for each in choices if (text := self._filled(each)) and self._is_borne(text)), "")

    def _filled(self, sentence: str) -> str:
        """Return a sentence with its names; nothing where it tells of a symbol and all is known, or the other way."""
        symbol = self._symbol_of(sentence)
        asks = f"${SYMBOL}" in sentence
        if asks != (symbol is not None):
            return ""
        return Template(sentence).substitute(self.names | ({SYMBOL: symbol.meaning} if symbol else {}))

    def _symbol_of(self, sentence: str) -> Symbol | None:
        named = Template(sentence).substitute(self.names | {SYMBOL: ""})
        printed = [use.content for use in _block(named).uses if use.role == "num"]
        values = [self.register.find(number_and_form(content)[0]).printed for content in printed]
        return next((symbol for each in values if (symbol := symbol_in(each))), None)

    def _is_borne(self, sentence: str) -> bool:
        block = _block(sentence)
        problems = problems_of_uses(block, self.register, self.targets)
        return not any(problems) and not problems_of_writing(block, self.register, _known_phrases())


@cache
def _known_phrases() -> tuple[Phrase, ...]:
    told = enumerate(read_whole("phrases")["phrases"], 2)
    return tuple(Phrase(each["phrase"], each["reason"], line) for line, each in told)


def _block(text: str) -> Block:
    return block_of(Path("sentence"), text)


def write_words(places: Places, names: Mapping[str, str]) -> None:
    """Write the narrative of the profile whose workbook stands in ``places``, and the phrases that it uses."""
    blocks = dict(_blocks(places, names))
    for path, text in blocks.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    places.phrases.write_text(_phrases("\n".join(blocks.values())), encoding="utf-8", newline="\n")


def _phrases(words: str) -> str:
    plain, lines = " ".join(words.split()), io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((each.text, each.reason) for each in _known_phrases() if each.text in plain)
    return lines.getvalue()


def _blocks(places: Places, names: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    with in_environment(places):
        rehearsals = [rehearse(chapter, places) for chapter in read_contents(places)]
    register = Register((figure for each in rehearsals for figure in each.figures), places.year)
    targets = frozenset(target for each in rehearsals for target in each.targets)
    writer = Writer(register, targets, names)
    for chapter, blocks in zip(names_of_sections("narrative"), read_sections("narrative"), strict=True):
        for name, told in blocks.items():
            yield places.narrative / chapter / f"{name}.md", writer.block(told["paragraphs"])
