"""Official statistics from CSV files: each value with its file, line and column; what cannot be read is refused.

The files are untrusted. A symbol stands in them without brackets (DfE, Explore Education Statistics).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from kscb_book.findings import Finding, InputRefused
from kscb_book.source.comparisons import Level, OfficialColumn
from kscb_book.source.symbols import MEANINGS, Symbol
from kscb_book.source.texts import as_found, renamed

YEAR, LEVEL = "time_period", "geographic_level"
REGION_CODE, REGION_NAME = "region_code", "region_name"
AUTHORITY_NAME = "la_name"
NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\.[0-9]{1,10})?")
MARKED = re.compile(rf"(?P<number>{NUMBER.pattern}) ?(?:\[(?P<mark>[pr])\]|(?P<letter>[pr]))", re.IGNORECASE)
OLDER_SYMBOLS = {"": "x", ":": "x"}  # as files of some years ago have them
MOST_FAULTS = 20
MOST_HEADINGS = 200  # among which a renamed one is looked for


@dataclass(frozen=True)
class OfficialRow:
    """A row of an official file: its line, and the text under each heading that matters."""

    line: int
    texts: Mapping[str, str]


@dataclass(frozen=True)
class OfficialFile:
    """The rows of one file for the years and places that were asked for; ``name`` is the file's own."""

    name: str
    rows: tuple[OfficialRow, ...]

    def row(self, year: int, level: Level, code: str, column: OfficialColumn) -> OfficialRow | None:
        """Return the row of this year and place, or None."""
        wanted = {level.code_column: code, **column.where}
        return next((row for row in self._by_year.get((str(year), level.level), ()) if _says(row, wanted)), None)

    def covers(self, year: int) -> bool:
        """Whether the file has any row of this year that was asked for."""
        return any(text == str(year) for text, _ in self._by_year)

    @cached_property
    def _by_year(self) -> Mapping[tuple[str, str], list[OfficialRow]]:
        rows: dict[tuple[str, str], list[OfficialRow]] = {}
        for row in self.rows:
            rows.setdefault((row.texts[YEAR], row.texts[LEVEL]), []).append(row)
        return rows


@dataclass(frozen=True)
class Wanted:
    """What is read of a file: rows of these years, for these levels, the authority's own by its code.

    ``everywhere`` asks for every authority, with its name; ``codes`` for some others beside the own.
    """

    years: frozenset[str]
    levels: tuple[Level, ...]
    own: Level
    code: str
    columns: tuple[OfficialColumn, ...]
    everywhere: bool = False
    codes: frozenset[str] = frozenset()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that the file must have."""
        places = [level.code_column for level in self.levels]
        read = [name for column in self.columns for name in (column.column, *column.where)]
        names = [AUTHORITY_NAME] if self.everywhere or self.codes else []
        return tuple(dict.fromkeys([YEAR, LEVEL, *places, REGION_CODE, REGION_NAME, *names, *read]))


def read_official(path: Path, wanted: Wanted) -> OfficialFile:
    """Return the rows of the file at ``path`` that are wanted. Raises InputRefused with every fault."""
    return checked(read_rows(path, wanted), wanted, str(path))


def read_rows(path: Path, wanted: Wanted) -> OfficialFile:
    """Return the rows that are wanted, whatever stands in them. Raises InputRefused where the file is no table."""
    faults: list[Finding] = []
    rows: list[OfficialRow] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(_rows(csv.reader(file, strict=True), wanted, str(path), faults))
    except OSError as error:
        faults.append(Finding(str(path), "", f"the file cannot be read ({error.strerror})"))
    except UnicodeDecodeError:
        faults.append(Finding(str(path), "", "this is not text in UTF-8; save it in Excel as CSV UTF-8"))
    except csv.Error as error:
        faults.append(Finding(str(path), "", f"this is not a CSV file, or it is damaged ({error})"))
    if faults:
        raise InputRefused(_shortened(faults))
    return OfficialFile(path.name, tuple(rows))


def checked(file: OfficialFile, wanted: Wanted, shown: str) -> OfficialFile:
    """Return the file, called ``shown`` in messages. Raises InputRefused where a row stands twice or cannot be read."""
    if faults := [*_repeated(file.rows, wanted, shown), *_unexpected(file.rows, wanted, shown)]:
        raise InputRefused(_shortened(faults))
    return file


def value_of(row: OfficialRow, column: OfficialColumn) -> Decimal | Symbol:
    """Return the number, or the symbol, that stands in a row under a column."""
    return _value(row.texts[column.column])


def is_provisional(row: OfficialRow, column: OfficialColumn, file: str) -> bool:
    """Whether a number is marked provisional, as ``219 [p]``, or its file is called so."""
    marked = MARKED.fullmatch(row.texts[column.column])
    letter = (marked["mark"] or marked["letter"]).lower() if marked else ""
    return letter == "p" or "provisional" in file.lower()


def _rows(reader, wanted: Wanted, shown: str, faults: list[Finding]) -> Iterator[OfficialRow]:
    headings = [heading.strip() for heading in next(reader, [])]
    faults += _missing(headings, wanted, shown)
    if faults:
        return
    at = {name: headings.index(name) for name in wanted.headings}
    for cells in reader:
        if len(cells) == len(headings):
            if _is_wanted(cells, at, wanted):
                yield OfficialRow(reader.line_num, {name: cells[place].strip() for name, place in at.items()})
        elif cells and len(faults) <= MOST_FAULTS:
            message = f"the row has {len(cells)} columns, the headings {len(headings)}"
            faults.append(Finding(shown, f"line {reader.line_num}", message))


def _is_wanted(cells: list[str], at: Mapping[str, int], wanted: Wanted) -> bool:
    level = cells[at[LEVEL]]
    if cells[at[YEAR]] not in wanted.years or level not in {each.level for each in wanted.levels}:
        return False
    if wanted.everywhere or level != wanted.own.level:
        return True
    return cells[at[wanted.own.code_column]] in {wanted.code, *wanted.codes}


def _missing(headings: list[str], wanted: Wanted, shown: str) -> Iterator[Finding]:
    if not headings:
        yield Finding(shown, "", "the file is empty")
        return
    others = [heading for heading in headings if heading not in wanted.headings][:MOST_HEADINGS]
    for name in wanted.headings:
        if name not in headings:
            yield Finding(shown, "line 1", f"no column {name!r}{renamed(name, others)}")
        elif headings.count(name) > 1:
            yield Finding(shown, "line 1", f"the column {name!r} stands twice")


def _repeated(rows: Iterable[OfficialRow], wanted: Wanted, shown: str) -> Iterator[Finding]:
    codes = {level.level: level.code_column for level in wanted.levels}
    chosen = sorted({name for column in wanted.columns for name in column.where})
    seen: dict[tuple, int] = {}
    for row in rows:
        place = row.texts[codes[row.texts[LEVEL]]]
        key = (row.texts[YEAR], row.texts[LEVEL], place, *(row.texts[name] for name in chosen))
        if key in seen:
            yield Finding(shown, f"line {row.line}", f"year and place are those of line {seen[key]}; keep one of them")
        seen.setdefault(key, row.line)


def _unexpected(rows: Iterable[OfficialRow], wanted: Wanted, shown: str) -> Iterator[Finding]:
    for row in rows:
        for column in wanted.columns:
            if _says(row, column.where) and _value(row.texts[column.column]) is None:
                found = as_found(row.texts[column.column])
                message = f"expected a number, or a symbol such as c or x, found {found}"
                yield Finding(shown, f"line {row.line}, {column.column}", message)


def _says(row: OfficialRow, wanted: Mapping[str, str]) -> bool:
    return all(row.texts[heading] == text for heading, text in wanted.items())


def _value(text: str) -> Decimal | Symbol | None:
    letter = OLDER_SYMBOLS.get(text, text.lower().strip("[]"))
    if letter in MEANINGS:
        return Symbol(letter)
    marked = MARKED.fullmatch(text)
    number = marked["number"] if marked else text
    return Decimal(number.replace(",", "")) if NUMBER.fullmatch(number) else None


def _shortened(faults: list[Finding]) -> list[Finding]:
    more = len(faults) - MOST_FAULTS
    if more <= 0:
        return faults
    return [*faults[:MOST_FAULTS], Finding(faults[0].file, "", "and more of the kind; is it the right file?")]
