"""Holds the workbook's figures against official statistics: each difference is a question to the analyst.

Compared are the authority's own figures and those of England and its region, for whole years.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import InputRefused
from kscb_book.meaning.agreement import Stated, Verdict, stated, verdict
from kscb_book.meaning.edition import Edition, open_edition
from kscb_book.meaning.figures import Figure
from kscb_book.meaning.printing import round_half_up
from kscb_book.places import Places
from kscb_book.press.official_numbers import OWN, OfficialNumbers, Place, Source, places_of
from kscb_book.source.comparisons import OfficialColumn, read_comparisons
from kscb_book.source.folder import find_files
from kscb_book.source.official import OfficialFile, Wanted, read_official
from kscb_book.source.symbols import Symbol


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
    own = Place(OWN, edition.report.ons_code, edition.report.authority)
    known = places_of(own, read_comparisons().levels[OWN], files.values())
    numbers = OfficialNumbers(files, read_comparisons().levels)
    return tuple(_held(figure, known[_level(figure)], numbers) for figure in figures)


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


def _held(figure: Figure, place: Place, numbers: OfficialNumbers) -> Held:
    comparison = read_comparisons().by_measure[figure.measure.id]
    official = numbers.of(comparison, _end_year(figure), place)
    if official.stated is None:
        return Held(figure, place, Verdict.NO_OFFICIAL_FIGURE, reason=official.reason)
    found = _verdict(figure, official.stated)
    return Held(figure, place, found, official.stated, official.decimals, official.sources)


def _verdict(figure: Figure, official: Stated) -> Verdict:
    if isinstance(figure.value, Symbol):
        return Verdict.NOT_REPORTED
    reported = stated(round_half_up(figure.value, figure.decimals), figure.decimals)
    return verdict(reported, official, is_count=figure.measure.number == "count")
