"""Typed numbers: each number of the book descends from a figure, a date, or a phrase that is allowed with its reason.

One rule for narrative, chapters and finished pages; it takes readings, and says what to write instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.meaning.numerals import Numeral, is_within, numerals_in, value_of
from kscb_book.press.readings import Reading
from kscb_book.source.phrases import SAME_SIGNS, Phrase

MARK = re.compile(r" \[(?:note \d+|[prb])\]")
IN_ORDER = ("Bar chart.", "Line chart.")


@dataclass(frozen=True)
class Allowed:
    """What a number may stand in: the year's phrases, and ``trusted`` texts exactly as the schema has them."""

    phrases: tuple[Phrase, ...]
    trusted: tuple[str, ...]

    def stretches(self, text: str) -> list[tuple[int, int]]:
        """Return where trusted texts stand."""
        return [found.span() for found in self._trusted.finditer(text.translate(SAME_SIGNS))]

    @cached_property
    def _trusted(self) -> re.Pattern:
        # The longest first: "Plans per 10,000 children" before "per 10,000".
        texts = {text.translate(SAME_SIGNS) for text in self.trusted if numerals_in(text)}
        ordered = sorted(texts, key=lambda text: (-len(text), text))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})(?!\w)")


@dataclass(frozen=True)
class Judgement:
    """The numbers of a text that stand for themselves, and the phrases that others needed."""

    typed: tuple[Numeral, ...]
    needed: frozenset[Phrase]


def judge(text: str, allowed: Allowed) -> Judgement:
    """Return which numbers of a text are typed, and which phrases its others need."""
    numerals = numerals_in(text)
    spans = allowed.stretches(text) if numerals else []
    left = [each for each in numerals if not is_within(each, spans)]
    places = {phrase: list(phrase.places_in(text)) for phrase in allowed.phrases if left}
    needed = {phrase for phrase, spans in places.items() if any(is_within(each, spans) for each in left)}
    typed = [each for each in left if not any(is_within(each, places[phrase]) for phrase in needed)]
    return Judgement(tuple(typed), frozenset(needed))


def typed_in(reading: Reading, allowed: Allowed) -> tuple[list[tuple[int, Numeral]], frozenset[Phrase]]:
    """Return the typed numbers of a reading, each with its line, and the phrases that its others need."""
    judgement = judge(reading.text, allowed)
    pieces = [(reading.at(each.start), each) for each in judgement.typed]
    return [(piece.line, each) for piece, each in pieces if each.text.lower() not in piece.tested], judgement.needed


def instead_of(numeral: Numeral, beside: str, register: Register) -> str:
    """Say what to write for a typed number; ``beside`` is the text that it stands in."""
    figure = _likeliest(numeral, beside, register)
    first = f"print it with {{num}}`{_name(figure, numeral, register)}`" if figure else "enter it on the sheet Facts"
    more = "list the words it stands in, with the reason, in phrases.csv"
    return f"{numeral.text!r} is typed; {first}, or {more}"


def _name(figure: Published, numeral: Numeral, register: Register) -> str:
    word = figure.printed != numeral.text and len(figure.printed) == 1
    form = f" as {'Word' if numeral.text[0].isupper() else 'word'}" if word else ""
    return f"{register.short(figure)}{form}"


def _likeliest(numeral: Numeral, beside: str, register: Register) -> Published | None:
    """Return the figure that prints so and has most words in common with the text, where there is one."""
    printed, words = value_of(numeral.text), _words(beside)
    figures = [figure for figure in register if figure.printed == printed and words & _words(figure.title)]
    return max(figures, key=lambda figure: len(words & _words(f"{figure.title} {figure.id}")), default=None)


def _words(text: str) -> set[str]:
    """Return the words of a text that tell what it is about, without an ending s, and its years."""
    return {word.rstrip("s") for word in re.findall(r"[a-z]{4,}|\d{4}-\d\d", text.lower())}


def out_of_place(alt: str, columns: Sequence[Published], allowed: Allowed) -> Numeral | None:
    """Return the first number of a chart's text alternative that is not, in its order, a figure of its table.

    ``columns`` are the figures of the table, column by column. An alternative may leave out some of them, and
    may tell one measure after the other. Of charts that tell what they show in an order of their own, as control
    charts do, each number in digits is one of a figure or of its interval.
    """
    alt = MARK.sub("", alt)
    if not alt.startswith(IN_ORDER):
        return _no_number_of(alt, columns, allowed)
    measures = [figure.measure for figure in columns]
    by_measure = sorted(columns, key=lambda figure: measures.index(figure.measure))
    astray = [_first_astray(alt, figures, allowed) for figures in (columns, by_measure)]
    return astray[0] if all(astray) else None


def _no_number_of(alt: str, figures: Sequence[Published], allowed: Allowed) -> Numeral | None:
    printed = [figure.printed for figure in figures] + [each.interval.printed for each in figures if each.interval]
    known = {each.text for text in printed for each in numerals_in(text)}
    digits = [each for each in judge(alt, allowed).typed if each.text[0].isdigit()]
    return next((each for each in digits if each.text not in known), None)


def _first_astray(alt: str, figures: Sequence[Published], allowed: Allowed) -> Numeral | None:
    # What is looked for in an iterator is taken out of it, with all that stands before.
    waiting = iter([each.text for figure in figures for each in numerals_in(figure.printed)])
    return next((each for each in judge(alt, allowed).typed if each.text not in waiting), None)
