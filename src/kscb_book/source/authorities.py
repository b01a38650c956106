"""Who an authority is: the code that stays with it, its name, and the years of which official files tell.

Nothing is judged here; a file that cannot be read holds nobody, and is told of where it is read.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kscb_book.source.official import AUTHORITY_NAME, LEVEL, NUMBER, YEAR

MOST_LINES = 200_000  # the files have a few thousand


@dataclass(frozen=True)
class Authority:
    """An authority as official files know it.

    ``old_code`` is that of the Department for Education; ``codes`` are the ONS codes it has had, in order;
    ``first`` and ``last`` are the calendar years in which the first and last year to 31 March ends.
    """

    old_code: str
    codes: tuple[str, ...]
    name: str
    first: int
    last: int


def find_authority(paths: Iterable[Path], code: str) -> Authority | None:
    """Return the authority that has, or had, the ONS ``code``; None where no file holds it."""
    rows = [row for path in paths for row in _rows(path)]
    old = next((row["old_la_code"] for row in rows if row["new_la_code"] == code), None)
    own = [row for row in rows if row["old_la_code"] == old]
    return _authority(own) if old and own else None


def all_authorities(paths: Iterable[Path]) -> tuple[Authority, ...]:
    """Return every authority that the files tell of, by name."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in (row for path in paths for row in _rows(path)):
        rows.setdefault(row["old_la_code"], []).append(row)
    return tuple(sorted(map(_authority, rows.values()), key=lambda each: (each.name, each.old_code)))


def last_year(paths: Iterable[Path]) -> int:
    """Return the latest year of any authority in the files, or 0."""
    return max((int(row[YEAR]) for path in paths for row in _rows(path)), default=0)


def _authority(rows: Iterable[dict[str, str]]) -> Authority:
    own = sorted(rows, key=lambda row: row[YEAR])
    codes = tuple(dict.fromkeys(row["new_la_code"] for row in own))
    name = own[-1][AUTHORITY_NAME]
    years = [int(row[YEAR]) for row in own]
    return Authority(own[0]["old_la_code"], codes, name if name.isprintable() else codes[-1], years[0], years[-1])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    wanted = ("old_la_code", "new_la_code", AUTHORITY_NAME, YEAR)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            headings = [heading.strip() for heading in next(reader, [])]
            if not {LEVEL, *wanted} <= set(headings):
                return
            for cells in islice(reader, MOST_LINES):
                row = dict(zip(headings, map(str.strip, cells), strict=False))
                if len(cells) == len(headings) and row[LEVEL] == "Local authority" and _tells(row):
                    yield {name: row[name] for name in wanted}
    except (OSError, UnicodeDecodeError, csv.Error):
        return


def _tells(row: dict[str, str]) -> bool:
    # The file on looked-after children has rows of symbols for authorities before their time and after it.
    is_year = len(row[YEAR]) == 4 and row[YEAR].isascii() and row[YEAR].isdigit()
    return is_year and any(NUMBER.fullmatch(text) for name, text in row.items() if name not in (YEAR, "old_la_code"))
