"""The official files, read once for all authorities; and what of them concerns one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kscb_book.desk.official_files import YEARS, OfficialFiles, columns_by_file, opened
from kscb_book.findings import Finding, InputRefused
from kscb_book.press.official_numbers import ENGLAND, REGION
from kscb_book.source.authorities import Authority, all_authorities
from kscb_book.source.comparisons import NeighbourList, OfficialColumn, read_comparisons, read_imports
from kscb_book.source.folder import find_files
from kscb_book.source.neighbours import Neighbours, read_neighbours
from kscb_book.source.official import (
    LEVEL,
    REGION_NAME,
    YEAR,
    OfficialFile,
    OfficialRow,
    Wanted,
    checked,
    read_rows,
)


@dataclass(frozen=True, eq=False)
class AllFiles:
    """The official files of a folder with the rows of every place, by their names in the schema.

    ``paths`` are where they lie, lists of neighbours among them.
    """

    files: Mapping[str, OfficialFile]
    paths: Mapping[str, Path]
    authorities: tuple[Authority, ...]
    rows: Mapping[tuple[str, str], tuple[OfficialRow, ...]] = field(repr=False)

    def of(self, authority: Authority, year: str) -> OfficialFiles:
        """Return what concerns one authority: its own rows, those of its neighbours, the regions and England.

        Raises InputRefused with every fault in those rows.
        """
        found = tuple(self._neighbours(each, authority) for each in read_imports().lists_for(year))
        codes = {authority.old_code, *(code for each in found if each for code in each.codes)}
        faults: list[Finding] = []
        files = {pattern: self._checked(pattern, codes, faults) for pattern in self.files}
        if faults:
            raise InputRefused(faults)
        return opened(authority, found, files)

    def authority(self, code: str) -> Authority:
        """Return the authority with this old code."""
        return next(each for each in self.authorities if each.old_code == code)

    def region_of(self, authority: Authority) -> str:
        """Return the region that the files put an authority in."""
        found = (row.texts for pattern in self.files for row in self.rows.get((pattern, authority.old_code), ()))
        named = max(found, key=lambda texts: texts[YEAR], default={REGION_NAME: ""})[REGION_NAME]
        return named if named.isprintable() else ""

    def neighbours(self, authority: Authority, year: str) -> Neighbours | None:
        """Return its ten neighbours on the list of the year, or None where the list does not hold it."""
        return self._neighbours(read_imports().lists_for(year)[0], authority)

    def _neighbours(self, wanted: NeighbourList, authority: Authority) -> Neighbours | None:
        return read_neighbours(self.paths[wanted.file], wanted, authority.old_code)

    def _checked(self, pattern: str, codes: Iterable[str], faults: list[Finding]) -> OfficialFile | None:
        file = self.files[pattern]
        rows = [row for code in ("", *sorted(codes)) for row in self.rows.get((pattern, code), ())]
        try:
            return checked(OfficialFile(file.name, tuple(rows)), wanted_of(pattern), file.name)
        except InputRefused as refusal:
            faults += refusal.findings
            return None


# A worker makes one book after another from the same files.
@lru_cache(maxsize=1)
def read_all(folder: Path) -> AllFiles:
    """Read the files in ``folder``. Raises InputRefused with every fault of every file at once."""
    columns, lists = _columns(), read_imports().lists
    paths, faults = find_files(folder, [*columns, *(each.file for each in lists)])
    files = {}
    for pattern in (each for each in columns if each in paths):
        try:
            files[pattern] = read_rows(paths[pattern], wanted_of(pattern))
        except InputRefused as refusal:
            faults += refusal.findings
    if faults:
        raise InputRefused(faults)
    # Estimates of a year serve for the one after it, and tell of children before an authority had its first return.
    dated = [pattern for pattern, found in columns.items() if not all(column.years_before for column in found)]
    return AllFiles(files, paths, all_authorities(paths[pattern] for pattern in dated), _by_code(files))


def wanted_of(pattern: str) -> Wanted:
    """Return what is read of a file: every place, and every column that a number is taken from."""
    levels, own = read_comparisons().levels, read_imports().authorities
    columns = tuple(_columns()[pattern])
    return Wanted(YEARS, (levels[REGION], levels[ENGLAND], own), own, "", columns, everywhere=True)


def _columns() -> dict[str, list[OfficialColumn]]:
    """Return the columns of every measure: those who plan a fleet know another schema than those who make its books."""
    return columns_by_file(read_imports().by_measure)


def _by_code(files: Mapping[str, OfficialFile]) -> dict[tuple[str, str], tuple[OfficialRow, ...]]:
    """Return the rows of each authority, by file and its old code; those of England and the regions have none."""
    own = read_imports().authorities
    rows: dict[tuple[str, str], list[OfficialRow]] = {}
    for pattern, file in files.items():
        for row in file.rows:
            code = row.texts[own.code_column] if row.texts[LEVEL] == own.level else ""
            rows.setdefault((pattern, code), []).append(row)
    return {key: tuple(found) for key, found in rows.items()}
