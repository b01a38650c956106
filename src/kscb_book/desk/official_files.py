"""The folder of official files opened for one authority: who it is, its region, its neighbours, the numbers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kscb_book.desk.neighbour_numbers import NEIGHBOUR
from kscb_book.findings import Finding, InputRefused, refused
from kscb_book.press.official_numbers import ENGLAND, OWN, REGION, OfficialNumbers, Place, places_of
from kscb_book.source.authorities import Authority, find_authority, last_year
from kscb_book.source.comparisons import OfficialColumn, read_comparisons, read_imports
from kscb_book.source.folder import find_files
from kscb_book.source.measures import read_measures
from kscb_book.source.neighbours import Neighbours, read_neighbours
from kscb_book.source.official import REGION_CODE, REGION_NAME, OfficialFile, Wanted, read_official

YEARS = frozenset(str(year) for year in range(2000, 2100))


@dataclass(frozen=True)
class OfficialFiles:
    """What is known of one authority: ``places`` by level, ``regions`` by name, the two lists of its ten.

    ``lists`` holds the neighbours on the list of the year, then those on the other; None where a list does
    not hold the authority.
    """

    authority: Authority
    places: Mapping[str, Place]
    regions: Mapping[str, Place]
    lists: tuple[Neighbours | None, Neighbours | None]
    numbers: OfficialNumbers


@dataclass(frozen=True)
class Asked:
    """Whose figures are asked for: the ONS code, the workbook's year, and the workbook and sheet that say so."""

    code: str
    year: str
    workbook: str
    sheet: str


def open_official_files(folder: Path, asked: Asked) -> OfficialFiles:
    """Open the files in ``folder`` for one authority.

    Raises InputRefused with every fault of every file at once, or where no file holds the authority in the year.
    """
    columns, lists = columns_by_file(), read_imports().lists_for(asked.year)
    paths, faults = find_files(folder, [*columns, *(each.file for each in lists)])
    tables = {pattern: path for pattern, path in paths.items() if pattern in columns}
    authority = find_authority(tables.values(), asked.code)
    old_code = authority.old_code if authority else ""
    found = tuple(_neighbours(paths.get(each.file), each, old_code, faults) for each in lists)
    codes = frozenset(each for neighbours in found if neighbours for each in neighbours.codes)
    files = {pattern: _read(path, columns[pattern], (old_code, codes), faults) for pattern, path in tables.items()}
    if faults:
        raise InputRefused(faults)
    _check(authority, asked, tables.values())
    return opened(authority, found, files)


def opened(authority: Authority, found: tuple, files: Mapping[str, OfficialFile]) -> OfficialFiles:
    """Return the files of one authority; ``found`` are its neighbours on both lists, ``files`` its rows and theirs."""
    level = read_imports().authorities
    own = Place(OWN, authority.old_code, authority.name)
    levels = {**read_comparisons().levels, OWN: level, NEIGHBOUR: level}
    places = places_of(own, level, files.values())
    return OfficialFiles(authority, places, _regions(files.values()), found, OfficialNumbers(files, levels))


def columns_by_file(measures: Collection[str] | None = None) -> dict[str, list[OfficialColumn]]:
    """Return the columns that ``measures``, or those of the schema, need of each file, by its name with a star."""
    columns: dict[str, list[OfficialColumn]] = {}
    wanted = read_measures() if measures is None else measures
    for comparison in (each for each in read_imports().by_measure.values() if each.measure in wanted):
        for column in comparison.columns:
            if column not in columns.setdefault(column.file, []):
                columns[column.file].append(column)
    return columns


def _neighbours(path: Path | None, wanted, code: str, faults: list[Finding]) -> Neighbours | None:
    try:
        return read_neighbours(path, wanted, code) if path else None
    except InputRefused as refusal:
        faults += refusal.findings
        return None


def _read(path: Path, columns: list[OfficialColumn], codes: tuple, faults: list[Finding]) -> OfficialFile | None:
    levels, own = read_comparisons().levels, read_imports().authorities
    asked = Wanted(YEARS, (levels[REGION], levels[ENGLAND], own), own, codes[0], tuple(columns), codes=codes[1])
    try:
        return read_official(path, asked)
    except InputRefused as refusal:
        faults += refusal.findings
        return None


def _check(authority: Authority | None, asked: Asked, paths: Iterable[Path]) -> None:
    """Refuse an authority that the files do not know, or no longer, or not yet."""
    end, problem = int(asked.year[:4]) + 1, ""
    if authority is None:
        problem = f"no official file holds an authority with the ONS code {asked.code}; is it typed as files have it?"
        raise refused(asked.workbook, asked.sheet, problem)
    whom = f"{authority.name} ({asked.code}) stands in the official files"
    if authority.last < end <= last_year(paths):
        problem = f"{whom} until {_year(authority.last)} only; which authority took its place?"
    elif authority.first > end:
        problem = f"{whom} from {_year(authority.first)} only; which authority was there before it?"
    if problem:
        raise refused(asked.workbook, asked.sheet, problem)


def _year(end: int) -> str:
    return f"{end - 1:04d}-{end % 100:02d}"


def _regions(files: Iterable[OfficialFile]) -> dict[str, Place]:
    rows = (row.texts for file in files for row in file.rows)
    return {row[REGION_NAME]: Place(REGION, row[REGION_CODE], row[REGION_NAME]) for row in rows if row[REGION_NAME]}
