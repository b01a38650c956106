"""Which official figure each measure is held against: read from ``schema/official.toml``."""

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
    """What one measure is held against: a column, or a rate per 10,000 worked out from two."""

    measure: str
    of: OfficialColumn
    per: OfficialColumn | None
    decimals: int

    @property
    def columns(self) -> tuple[OfficialColumn, ...]:
        """The columns that are read for it."""
        return (self.of, self.per) if self.per else (self.of,)


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


def _comparison(table: dict, columns: Mapping[str, OfficialColumn]) -> Comparison:
    of = columns[table["of"]]
    per = columns[table["per"]] if "per" in table else None
    return Comparison(table["measure"], of, per, table.get("decimals", of.decimals))
