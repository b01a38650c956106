"""Sentences that print figures: what their words are, and which figures they print where."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kscb_book.face.record import Published
from kscb_book.face.register import Register, UnknownFigure
from kscb_book.press.narrative import Block, number_and_form
from kscb_book.press.period_names import Name, periods_named
from kscb_book.press.reading import Passage, passages_of, sentences_of
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.periods import Period, read_period
from kscb_book.source.phrases import Phrase


@dataclass(frozen=True)
class Printed:
    """A figure in a sentence: its record, what it measures, its period, and its place."""

    figure: Published
    measure: Measure
    period: Period
    place: int
    line: int

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods it tells of: a change tells of two."""
        return (self.period, self.period.previous) if self.measure.signed else (self.period,)

    def is_of(self, name: Name) -> bool:
        """Whether it is a figure of the periods named there."""
        return any(name.covers(period, self.measure.kind) for period in self.periods)

    @property
    def shown(self) -> str:
        """The figure as messages show it: its id and what is printed."""
        return f"{self.figure.id} ({self.figure.printed})"

    @property
    def category(self) -> str:
        """The category's label, or nothing."""
        return self.figure.category or ""


@dataclass(frozen=True)
class Printing:
    """A sentence that prints figures.

    ``words`` are all its words; in ``own_words`` those of claims, of reports and of allowed phrases are
    covered: the sentence need not print figures of what only they name. In ``claimed_words`` only allowed
    phrases are covered. ``before`` are the figures of the last sentence before in the paragraph that prints any.
    """

    words: str
    own_words: str
    claimed_words: str
    printed: tuple[Printed, ...]
    before: tuple[Printed, ...]
    chapter: str
    register: Register

    @cached_property
    def periods(self) -> tuple[Name, ...]:
        """Where the sentence names periods, those in claims and reports included."""
        return periods_named(self.words, self.register.year)

    def is_own(self, name: Name) -> bool:
        """Whether a name stands in the sentence's own words."""
        return self.own_words[name.start : name.end] == name.text

    @cached_property
    def known(self) -> tuple[Published, ...]:
        """The figures that it might print: those with a number, of a period that it names, else of the book's year."""
        return _known(self.register, self.periods)


@lru_cache(maxsize=500)  # a sentence is judged again for each phrase that might be needed in it
def _known(register: Register, named: tuple[Name, ...]) -> tuple[Published, ...]:
    return tuple(each for each in register if not each.value.startswith("[") and _is_of(named, each, register.year))


def _is_of(named: tuple[Name, ...], figure: Published, year: str) -> bool:
    period, measure = read_period(figure.period, year), read_measures().get(figure.measure)
    if measure is None or not named:
        return measure is not None and period.label == year
    return any(name.covers(period, measure.kind) for name in named)


def printings_of(block: Block, register: Register, phrases: Sequence[Phrase]) -> Iterator[Printing]:
    """Yield the sentences of a block that print figures, in order."""
    for passage in passages_of(block.text):
        before: tuple[Printed, ...] = ()
        for sentence in sentences_of(passage):
            if printed := tuple(_printed(sentence, register)):
                allowed = [span for phrase in phrases for span in phrase.places_in(sentence.text)]
                yield Printing(
                    words=sentence.text,
                    own_words=sentence.without([*sentence.stated, *allowed]),
                    claimed_words=sentence.without(allowed),
                    printed=printed,
                    before=before,
                    chapter=block.path.parent.name,
                    register=register,
                )
                before = printed


def _printed(sentence: Passage, register: Register) -> Iterator[Printed]:
    for each in sentence.placed:
        if each.use.role == "num":
            with suppress(UnknownFigure):
                figure = register.find(number_and_form(each.use.content)[0])
                if measure := read_measures().get(figure.measure):
                    yield Printed(figure, measure, read_period(figure.period, register.year), each.start, each.use.line)
