"""Which official figure each measure is held against or filled in from: read from ``schema/official.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kscb_book.source.sections import read_whole


@dataclass(frozen=True)
class Level:
    """A kind of place in the official files: what they call it, and the column that holds its code.

    ``code`` is known for England only; the authority's is the workbook's, its region's stands on its rows.
    """

    level: str
    code_column: str
    code: str = ""


@dataclass(frozen=True)
class OfficialColumn:
    """A column of an official file.

    ``file`` is the file's name with a star for its years; ``where`` is what other columns must say;
    ``rounded`` tells by level to what the file rounds; ``years_before`` how long before the year of the
    report's figure the official one lies.
    """

    file: str
    column: str
    decimals: int
    where: Mapping[str, str] = field(default_factory=dict)
    rounded: Mapping[str, int] = field(default_factory=dict)
    years_before: int = 0


@dataclass(frozen=True)
class Comparison:
    """What one measure is held against: a column, or a rate per 10,000 worked out from two.

    ``part`` is the part of a year for which it is known, where that is not the year itself.
    """

    measure: str
    of: OfficialColumn
    per: OfficialColumn | None
    decimals: int
    part: str | None = None

    @property
    def columns(self) -> tuple[OfficialColumn, ...]:
        """The columns that are read for it."""
        return (self.of, self.per) if self.per else (self.of,)


@dataclass(frozen=True)
class NeighbourList:
    """A list of the ten statistical neighbours of each authority: its file, and the headings that are read.

    ``code``, ``label`` and ``neighbours`` are headings; ``first_year`` is the first for which it is used.
    """

    name: str
    file: str
    code: str
    label: str
    neighbours: tuple[str, ...]
    first_year: str


@dataclass(frozen=True)
class OfNeighbours:
    """What a category says of the ten: a statistic, on the list of the year or (``is_other``) the other one."""

    statistic: str
    is_other: bool


@dataclass(frozen=True)
class Imports:
    """What an import fills beside the comparisons, and from where.

    ``by_measure`` holds the comparisons too; ``not_given`` says of a measure why no file gives it;
    ``authorities`` is the level of every authority by the code that stays with it; ``described`` are the
    sheets that say where official figures come from, ``supplier`` what they say, and ``titles`` how they
    call a file, by its name with a star.
    """

    by_measure: Mapping[str, Comparison]
    not_given: Mapping[str, str]
    authorities: Level
    lists: tuple[NeighbourList, ...]
    neighbours: Mapping[str, OfNeighbours]
    described: tuple[str, ...]
    supplier: str
    titles: Mapping[str, str]

    def lists_for(self, year: str) -> tuple[NeighbourList, NeighbourList]:
        """Return the list that is used for ``year``, and the other one."""
        own = next((each for each in self.lists if each.first_year <= year), self.lists[-1])
        return own, next(each for each in self.lists if each != own)


@dataclass(frozen=True)
class Comparisons:
    """Every comparison by its measure, and the levels at which places are looked up by their key."""

    levels: Mapping[str, Level]
    by_measure: Mapping[str, Comparison]


@cache
def read_comparisons() -> Comparisons:
    """Return what is held against official files, and how."""
    content = read_whole("official")
    columns = {key: OfficialColumn(**table) for key, table in content["columns"].items()}
    comparisons = [_comparison(table, columns) for table in content["comparisons"]]
    return Comparisons(
        {key: Level(**table) for key, table in content["levels"].items()},
        {comparison.measure: comparison for comparison in comparisons},
    )


@cache
def read_imports() -> Imports:
    """Return what is filled in from official files, and how."""
    content = read_whole("official")
    columns = {key: OfficialColumn(**table) for key, table in content["columns"].items()}
    filled = (_comparison(table, columns) for table in content["imports"])
    described = content["described"]
    return Imports(
        {**read_comparisons().by_measure, **{comparison.measure: comparison for comparison in filled}},
        content["not_given"],
        Level(**content["authorities"]),
        tuple(_list(table) for table in content["neighbour_lists"]),
        {
            key: OfNeighbours(table["statistic"], table["list"] == "other")
            for key, table in content["neighbours"].items()
        },
        tuple(described["sheets"]),
        described["supplier"],
        content["titles"],
    )


def _list(table: dict) -> NeighbourList:
    told = {**table, "neighbours": tuple(table["neighbours"]), "first_year": table["from"]}
    return NeighbourList(**{key: value for key, value in told.items() if key != "from"})


def _comparison(table: dict, columns: Mapping[str, OfficialColumn]) -> Comparison:
    of = columns[table["of"]]
    per = columns[table["per"]] if "per" in table else None
    return Comparison(table["measure"], of, per, table.get("decimals", of.decimals), table.get("part"))
