"""Holds the workbook's figures against official statistics: each difference is a question to the analyst.

Compared are the authority's own figures and those of England and its region, for whole years.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import InputRefused
from kscb_book.meaning.agreement import Stated, Verdict, stated, verdict
from kscb_book.meaning.combinations import PER
from kscb_book.meaning.edition import Edition, open_edition
from kscb_book.meaning.figures import Figure
from kscb_book.meaning.printing import round_half_up
from kscb_book.places import Places
from kscb_book.source.comparisons import Comparison, OfficialColumn, read_comparisons
from kscb_book.source.folder import find_files
from kscb_book.source.official import REGION_CODE, REGION_NAME, OfficialFile, Wanted, read_official, value_of
from kscb_book.source.symbols import Symbol

OWN, REGION, ENGLAND = "own", "region", "england"


@dataclass(frozen=True)
class Place:
    """A place that is compared: its level in the files, its ONS code, and its name as printed."""

    level: str
    code: str
    name: str


@dataclass(frozen=True)
class Source:
    """Where an official number stands: its file and line, the number, and to what the file rounds it."""

    file: str
    line: int
    value: Decimal
    rounded_to: int


@dataclass(frozen=True)
class Held:
    """A figure of the report held against the official one.

    ``official`` and ``sources`` are empty, and ``reason`` says why, where there is no official figure.
    """

    figure: Figure
    place: Place
    verdict: Verdict
    official: Stated | None = None
    decimals: int = 0
    sources: tuple[Source, ...] = ()
    reason: str = ""


def held_against(places: Places, folder: Path) -> tuple[Held, ...]:
    """Return each figure of the year's workbook that has an official counterpart, with the verdict.

    Raises InputRefused, with every fault at once, where the workbook or an official file cannot be used.
    """
    edition = open_edition(open_workbook(places))
    figures = list(_compared(edition))
    files = _read(folder, figures, edition.report.ons_code)
    known = _places(edition, files.values())
    return tuple(_held(figure, known[_level(figure)], files) for figure in figures)


def _compared(edition: Edition) -> Iterator[Figure]:
    comparisons = read_comparisons()
    for figures in edition.sheets.values():
        for figure in figures:
            is_known = figure.measure.id in comparisons.by_measure and _level(figure) in comparisons.levels
            if is_known and figure.period.part is None:
                yield figure


def _level(figure: Figure) -> str:
    return figure.category.key if figure.category else OWN


def _end_year(figure: Figure) -> int:
    return int(figure.period.year[:4]) + 1


def _columns() -> dict[str, list[OfficialColumn]]:
    columns: dict[str, list[OfficialColumn]] = {}
    for comparison in read_comparisons().by_measure.values():
        for column in comparison.columns:
            if column not in columns.setdefault(column.file, []):
                columns[column.file].append(column)
    return columns


def _wanted(figures: list[Figure], columns: list[OfficialColumn], code: str) -> Wanted:
    levels = read_comparisons().levels
    years = {str(_end_year(figure) - column.years_before) for figure in figures for column in columns}
    return Wanted(frozenset(years), tuple(levels.values()), levels[OWN], code, tuple(columns))


def _read(folder: Path, figures: list[Figure], code: str) -> dict[str, OfficialFile]:
    columns = _columns()
    paths, faults = find_files(folder, columns)
    files = {}
    for pattern, path in paths.items():
        wanted = _wanted(figures, columns[pattern], code)
        try:
            files[pattern] = read_official(path, wanted)
        except InputRefused as refusal:
            faults += refusal.findings
    if faults:
        raise InputRefused(faults)
    return files


def _places(edition: Edition, files: Iterable[OfficialFile]) -> dict[str, Place]:
    report, levels = edition.report, read_comparisons().levels
    own = levels[OWN]
    rows = (row.texts for file in files for row in file.rows)
    mine = next((row for row in rows if row[own.code_column] == report.ons_code and row[REGION_CODE]), {})
    code, name = mine.get(REGION_CODE, ""), mine.get(REGION_NAME, "")
    return {
        OWN: Place(OWN, report.ons_code, report.authority),
        REGION: Place(REGION, code, name if name.isprintable() else code),
        ENGLAND: Place(ENGLAND, levels[ENGLAND].code, "England"),
    }


def _held(figure: Figure, place: Place, files: Mapping[str, OfficialFile]) -> Held:
    comparison = read_comparisons().by_measure[figure.measure.id]
    sources: list[Source] = []
    for column in comparison.columns:
        source = _source(figure, place, column, files[column.file])
        if isinstance(source, str):
            return Held(figure, place, Verdict.NO_OFFICIAL_FIGURE, reason=source)
        sources.append(source)
    if comparison.per and sources[1].value == 0:
        return Held(figure, place, Verdict.NO_OFFICIAL_FIGURE, reason=f"{sources[1].file} has a population of 0")
    official = _official(comparison, sources)
    return Held(figure, place, _verdict(figure, official), official, comparison.decimals, tuple(sources))


def _source(figure: Figure, place: Place, column: OfficialColumn, file: OfficialFile) -> Source | str:
    year = _end_year(figure) - column.years_before
    row = file.row(year, read_comparisons().levels[place.level], place.code, column)
    if row is None:
        return f"{file.name} has no row for this {'place' if file.covers(year) else 'period'}"
    value = value_of(row, column)
    if isinstance(value, Symbol):
        return f"{file.name} has {value}, {value.meaning}"
    return Source(file.name, row.line, value, column.rounded.get(place.level, 0))


def _official(comparison: Comparison, sources: list[Source]) -> Stated:
    of = sources[0]
    if not comparison.per:
        return stated(of.value, comparison.decimals, of.rounded_to)
    # A rate worked out from a rounded count is less sure than its decimals say.
    population = sources[1].value
    printed = stated(round_half_up(PER * of.value / population, comparison.decimals), comparison.decimals)
    return Stated(printed.value, printed.spread + PER * Decimal(of.rounded_to) / 2 / population)


def _verdict(figure: Figure, official: Stated) -> Verdict:
    if isinstance(figure.value, Symbol):
        return Verdict.NOT_REPORTED
    reported = stated(round_half_up(figure.value, figure.decimals), figure.decimals)
    return verdict(reported, official, is_count=figure.measure.number == "count")
