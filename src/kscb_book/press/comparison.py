"""Compares the authority with all others: a funnel chart and its table for each rate that official files give."""

import csv
from collections.abc import Iterator
from pathlib import Path

from kscb_book.face.funnel import draw_funnel
from kscb_book.findings import InputRefused, refused
from kscb_book.meaning.funnel import Funnel, Place, funnel
from kscb_book.meaning.printing import round_half_up
from kscb_book.places import Places
from kscb_book.source.comparisons import Comparison, OfficialColumn, read_comparisons
from kscb_book.source.folder import find_files
from kscb_book.source.measures import read_measures
from kscb_book.source.official import AUTHORITY_NAME, OfficialRow, Wanted, read_official, value_of
from kscb_book.source.symbols import Symbol
from kscb_book.source.texts import harmless
from kscb_book.source.workbook import read_workbook

COLUMNS = ("code", "name", "count", "population", "rate", "low_2", "high_2", "low_3", "high_3", "position")
OWN = "own"


def compare(places: Places, folder: Path, out: Path) -> list[Path]:
    """Write a funnel chart (SVG) and its table (CSV) for each rate into ``out``, and return their paths.

    Raises InputRefused where the workbook or a file cannot be used, or where no file knows the authority.
    """
    report = read_workbook(places.workbook, places.year, places.shown(places.workbook)).report
    made = []
    for comparison in read_comparisons().by_measure.values():
        if comparison.per:
            made += _compared(comparison, report.ons_code, places.year, (folder, out))
    return made


def _compared(comparison: Comparison, code: str, year: str, folders: tuple[Path, Path]) -> list[Path]:
    folder, out = folders
    places = tuple(_places(comparison, code, int(year[:4]) + 1, folder))
    own = next((place for place in places if place.code == code), None)
    if own is None or len(places) == 1:
        whom = "any other authority" if own else code
        raise refused(str(folder), "", f"no count and population of {whom} for {year}; nothing can be compared")
    found = funnel(places)
    title = f"{read_measures()[comparison.measure].name}, {year}"
    out.mkdir(parents=True, exist_ok=True)
    stem = out / f"funnel-{comparison.measure.replace('.', '-')}-{year}"
    picture, table = stem.with_suffix(".svg"), stem.with_suffix(".csv")
    picture.write_text(draw_funnel(title, found, own), encoding="utf-8", newline="\n")
    _write(found, table)
    return [picture, table]


def _places(comparison: Comparison, code: str, year: int, folder: Path) -> Iterator[Place]:
    counts, sizes = (_rows(column, code, year, folder) for column in comparison.columns)
    own = read_comparisons().levels[OWN]
    for key, row in counts.items():
        count, size = value_of(row, comparison.of), _value(sizes.get(key), comparison.per)
        if not isinstance(count, Symbol) and size:
            yield Place(row.texts[own.code_column], row.texts[AUTHORITY_NAME], count, size)


def _value(row: OfficialRow | None, column: OfficialColumn):
    value = value_of(row, column) if row else None
    return None if isinstance(value, Symbol) else value


def _rows(column: OfficialColumn, code: str, year: int, folder: Path) -> dict[str, OfficialRow]:
    levels = read_comparisons().levels
    paths, faults = find_files(folder, [column.file])
    if faults:
        raise InputRefused(faults)
    own = levels[OWN]
    years = frozenset({str(year - column.years_before)})
    wanted = Wanted(years, tuple(levels.values()), own, code, (column,), everywhere=True)
    rows = read_official(paths[column.file], wanted).rows
    chosen = [row for row in rows if all(row.texts[heading] == text for heading, text in column.where.items())]
    return {row.texts[own.code_column]: row for row in chosen if row.texts["geographic_level"] == own.level}


def _write(found: Funnel, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for place in sorted(found.places, key=lambda each: each.code):
            limits = [limit for sigma in (2, 3) for limit in found.limits(place.population, sigma)]
            rates = [round_half_up(each, 1) for each in (place.rate, *limits)]
            writer.writerow(
                [
                    harmless(place.code),
                    harmless(place.name),
                    place.count,
                    place.population,
                    *rates,
                    found.position(place),
                ]
            )
