"""What official files answer where a workbook asks for a number: of whom, and the value as it would be typed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from kscb_book.desk.neighbour_numbers import Ten, official_of_ten
from kscb_book.desk.official_files import OfficialFiles
from kscb_book.meaning.printing import round_half_up
from kscb_book.press.official_numbers import REGION, Official, Place
from kscb_book.source.comparisons import read_imports
from kscb_book.source.measures import Measure
from kscb_book.source.periods import Period
from kscb_book.source.symbols import Symbol


class Asked(Protocol):
    """A number that is asked for: what it measures, when, of which place, and what the row that asks is called.

    ``place`` is "own", "england", "region" or a category of neighbours.
    """

    measure: Measure
    period: Period
    place: str
    label: str


@dataclass(frozen=True)
class Answer:
    """Whose number it is, what the files give, and the value for a cell: a number, a symbol, or None for neither."""

    whose: str
    official: Official
    value: Decimal | Symbol | None


def answer_to(asked: Asked, files: OfficialFiles) -> Answer:
    """Return what the files answer; its ``official`` says why where there is no number."""
    whose, official = _official(asked, files)
    value = official.stated.value if official.stated else official.symbol and translated(official.symbol)
    if official.stated:
        value = round_half_up(value, official.decimals)
    return Answer(whose, official, value)


def _official(asked: Asked, files: OfficialFiles) -> tuple[str, Official]:
    known, year = read_imports(), int(asked.period.year[:4]) + 1
    comparison = known.by_measure.get(asked.measure.id)
    if comparison is None:
        return "", Official(asked.measure.decimals, reason=known.not_given[asked.measure.id])
    if asked.place in known.neighbours:
        of = known.neighbours[asked.place]
        neighbours = files.lists[of.is_other]
        if neighbours is None:
            return "", Official(comparison.decimals, reason="no list of neighbours that is read holds the authority")
        ten = Ten(neighbours, of.statistic)
        return ten.name, official_of_ten(comparison, year, ten, files.numbers)
    place = _place(asked, files)
    if isinstance(place, str):
        return "", Official(comparison.decimals, reason=place)
    return place.name, files.numbers.of(comparison, year, place)


def _place(asked: Asked, files: OfficialFiles) -> Place | str:
    place = files.places[asked.place]
    called = files.regions.get(asked.label, place)
    if asked.place == REGION and called.code != place.code:
        # Files know London as a whole, and an authority of it as one of Inner or Outer London.
        if place.name.endswith(called.name):
            return called
        return f"the row is called {asked.label}, but the region of {files.authority.name} is {place.name}"
    return place


def translated(symbol: Symbol) -> Symbol:
    """Return a symbol of the files as it is printed."""
    # [k] is kept for deaths (Government Analysis Function); the Department writes it of any number.
    return Symbol("low") if symbol.letter == "k" else symbol
