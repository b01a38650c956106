"""What each number is: the measures, read from ``schema/measures``, one file a section of the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kscb_book.source.sections import names_of_sections, read_sections


@dataclass(frozen=True)
class Measure:
    """What a number is, apart from its value, period and place.

    ``number`` is ``count``, ``share`` (per cent), ``rate`` (per 10,000), ``money`` (million pounds) or
    ``quantity``, which names its own unit in ``measured_in``, such as weeks; ``decimals`` are the most that
    are printed; ``better`` tells which way is good: ``up``, ``down`` or ``neither``; ``signed`` says that the
    number may be negative; ``repeats`` that one person may be counted several times. A sentence that prints it
    holds one of its ``nouns``, and one of each list of its ``words``. A rate or share that the workbook gives
    names the measure of its ``count``, where the book holds it. A measure worked out from others names its
    ``combination`` and, in ``of``, the ids of those others in their order. ``people`` says of a count that a small
    one could identify a child or an adult; a quantity that is the average of so many names them in ``average_of``.
    """

    id: str
    name: str
    definition: str
    population: str
    kind: str
    number: str
    decimals: int
    better: str
    system: str
    nouns: tuple[str, ...]
    signed: bool = False
    measured_in: str = ""
    words: tuple[tuple[str, ...], ...] = ()
    combination: str | None = None
    of: tuple[str, ...] = ()
    count: str = ""
    repeats: bool = False
    people: bool | None = None
    average_of: str = ""

    @property
    def unit(self) -> str:
        """The unit in words: ``%``, ``per 10,000``, ``£ million``, ``number``, or a quantity's own."""
        units = {"count": "number", "share": "%", "rate": "per 10,000", "money": "£ million"}
        return units.get(self.number, self.measured_in)


@cache
def read_measures() -> dict[str, Measure]:
    """Return every measure by its id, in the order of the report's sections."""
    return {measure.id: measure for section in measures_by_section().values() for measure in section}


@cache
def measures_by_section() -> dict[str, tuple[Measure, ...]]:
    """Return the measures of each section by its name, which is that of its chapter: ``11-lado``."""
    names, sections = names_of_sections("measures"), read_sections("measures")
    return {
        name: tuple(measure for _, measure in _measures(section, ""))
        for name, section in zip(names, sections, strict=True)
    }


def _measures(tables: dict, prefix: str) -> Iterator[tuple[str, Measure]]:
    shared = tables.get("each", {})
    for key, table in tables.items():
        if "name" in table:
            told = shared | table
            of, nouns = tuple(told.pop("of", ())), tuple(told.pop("nouns"))
            words = tuple(tuple(each) for each in told.pop("words", ()))
            yield f"{prefix}{key}", Measure(id=f"{prefix}{key}", of=of, nouns=nouns, words=words, **told)
        elif key != "each":
            yield from _measures(table, f"{prefix}{key}.")
