"""Links from a workbook that the book makes to the files that people keep: by the way from one to the other."""

import os
import re
from pathlib import Path
from urllib.parse import quote

from kscb_book.findings import Finding
from kscb_book.places import Places

CELL = re.compile(r"(?:'(?:[^']|'')+'|[^'!]+)![A-Z]{1,3}[0-9]{1,7}")


class LinksOut:
    """The links of a workbook that stands in a folder; none of them names a folder of this machine."""

    def __init__(self, places: Places, folder: Path):
        self._places, self._folder = places, folder

    def shown(self, file: str) -> str:
        """Return a file of a finding as the workbook names it: by the way from the book's root."""
        return (_way(Path(file), self._places.root) or Path(file).name) if Path(file).is_absolute() else file

    def to(self, finding: Finding) -> tuple[str, str] | None:
        """Return the address of the file that a finding is in, and the cell, or None where it is in no file."""
        path = self._places.root / finding.file
        way = _way(path, self._folder) if path.is_file() else None
        return (quote(way), self._cell(finding) if path == self._places.workbook else "") if way else None

    def _cell(self, finding: Finding) -> str:
        if CELL.fullmatch(finding.place):
            return finding.place
        quoted = finding.place.replace("'", "''")
        return f"'{quoted}'!A1" if quoted else ""


def _way(path: Path, folder: Path) -> str | None:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on Windows, no way leads from one drive to another
        return None
