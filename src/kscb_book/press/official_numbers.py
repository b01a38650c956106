"""The official number of a measure, a year and a place, worked out from the files where it is a rate.

It knows no workbook: what is held against a number, or filled in with it, is others' business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.meaning.agreement import Stated, stated
from kscb_book.meaning.combinations import PER
from kscb_book.meaning.printing import round_half_up
from kscb_book.source.comparisons import Comparison, Level, OfficialColumn, read_comparisons
from kscb_book.source.official import REGION_CODE, REGION_NAME, OfficialFile, is_provisional, value_of
from kscb_book.source.symbols import Symbol, strongest

OWN, REGION, ENGLAND = "own", "region", "england"


@dataclass(frozen=True)
class Place:
    """A place that is compared: its level in the files, its code there, and its name as printed."""

    level: str
    code: str
    name: str


@dataclass(frozen=True)
class Source:
    """Where an official number or symbol stands: its file and line, itself, and to what the file rounds it.

    ``is_provisional`` is true where the file marks it so.
    """

    file: str
    line: int
    value: Decimal | Symbol
    rounded_to: int
    is_provisional: bool

    @property
    def found(self) -> str:
        """What stands there, as it is printed: ``1,234``, ``[c]``."""
        return str(self.value) if isinstance(self.value, Symbol) else f"{self.value:,}"


@dataclass(frozen=True)
class Official:
    """What the files give: a number as it is published, before rounding, and where it comes from.

    ``stated`` and ``exact`` are None, and ``reason`` says why, where there is no number; ``symbol`` is what
    the files have instead of one, or None where they have no row.
    """

    decimals: int
    stated: Stated | None = None
    exact: Decimal | None = None
    sources: tuple[Source, ...] = ()
    symbol: Symbol | None = None
    reason: str = ""


def places_of(own: Place, own_level: Level, files: Iterable[OfficialFile]) -> dict[str, Place]:
    """Return the authority itself, its region as its own rows name it, and England, by level."""
    rows = (row.texts for file in files for row in file.rows)
    mine = next((row for row in rows if row[own_level.code_column] == own.code and row[REGION_CODE]), {})
    code, name = mine.get(REGION_CODE, ""), mine.get(REGION_NAME, "")
    return {
        OWN: own,
        REGION: Place(REGION, code, name if name.isprintable() else code),
        ENGLAND: Place(ENGLAND, read_comparisons().levels[ENGLAND].code, "England"),
    }


@dataclass(frozen=True)
class OfficialNumbers:
    """The numbers that official files give.

    ``files`` are known by their names in the schema; ``levels`` tell by a place's level how it is looked up.
    """

    files: Mapping[str, OfficialFile]
    levels: Mapping[str, Level]

    def of(self, comparison: Comparison, year: int, place: Place) -> Official:
        """Return the official number of ``place`` for the year to 31 March of ``year``."""
        sources: list[Source] = []
        for column in comparison.columns:
            source = self._source(year - column.years_before, place, column)
            if isinstance(source, str):
                return Official(comparison.decimals, reason=source)
            sources.append(source)
        if symbol := strongest(source.value for source in sources):
            source = next(source for source in sources if source.value == symbol)
            reason = f"{source.file} has {symbol}, {symbol.meaning}"
            return Official(comparison.decimals, sources=tuple(sources), symbol=symbol, reason=reason)
        if comparison.per and sources[1].value == 0:
            return Official(comparison.decimals, reason=f"{sources[1].file} has a population of 0")
        return _number(comparison, tuple(sources))

    def _source(self, year: int, place: Place, column: OfficialColumn) -> Source | str:
        file = self.files[column.file]
        row = file.row(year, self.levels[place.level], place.code, column)
        if row is None:
            return f"{file.name} has no row for this {'place' if file.covers(year) else 'period'}"
        rounded = column.rounded.get(place.level, 0)
        return Source(file.name, row.line, value_of(row, column), rounded, is_provisional(row, column, file.name))


def _number(comparison: Comparison, sources: tuple[Source, ...]) -> Official:
    of = sources[0]
    if not comparison.per:
        number = stated(of.value, comparison.decimals, of.rounded_to)
        return Official(comparison.decimals, number, of.value, sources)
    # A rate worked out from a rounded count is less sure than its decimals say.
    population = sources[1].value
    exact = PER * of.value / population
    printed = stated(round_half_up(exact, comparison.decimals), comparison.decimals)
    number = Stated(printed.value, printed.spread + PER * Decimal(of.rounded_to) / 2 / population)
    return Official(comparison.decimals, number, exact, sources)
