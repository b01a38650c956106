"""Fills a copy of the year's workbook with official figures: blank cells only, each with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path

from kscb_book.desk.filled_workbook import filled_workbook
from kscb_book.desk.official_answers import answer_to
from kscb_book.desk.official_files import Asked, OfficialFiles, open_official_files
from kscb_book.desk.official_texts import Told, texts_beside
from kscb_book.desk.wanted_cells import WantedCell, ons_code, wanted_cells
from kscb_book.desk.writing import write_new
from kscb_book.findings import refused
from kscb_book.meaning.agreement import Verdict, stated, verdict
from kscb_book.meaning.printing import decimals_of, round_half_up
from kscb_book.places import Places
from kscb_book.press.official_numbers import Official
from kscb_book.source.files import DAMAGED, copy_of
from kscb_book.source.schema import read_schema
from kscb_book.source.symbols import Symbol
from kscb_book.source.texts import as_found
from kscb_book.source.values import Unexpected, is_percentage, read_value
from kscb_book.source.workbook import pages_of


class Outcome(Enum):
    """What came of one cell."""

    FILLED = "filled"
    AGREES = "in agreement"
    DIFFERS = "different"
    LEFT = "still blank"
    NOT_HELD = "without an official figure"


@dataclass(frozen=True)
class Import:
    """One cell, what official files give for it, and what came of it.

    ``whose`` names the place; ``value`` is what the files give; ``verdict`` how a number that stood there
    differs, and ``found`` what it is; ``reason`` why there is no official figure.
    """

    cell: WantedCell
    outcome: Outcome
    whose: str
    official: Official
    value: Decimal | Symbol | None = None
    verdict: Verdict | None = None
    found: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Imported:
    """What an import did: cell by cell, and in words above and beside tables; ``path`` is the copy, or None."""

    files: OfficialFiles
    code: str
    imports: tuple[Import, ...]
    told: tuple[Told, ...]
    path: Path | None

    def of(self, outcome: Outcome) -> tuple[Import, ...]:
        """Return the cells of which this came."""
        return tuple(each for each in self.imports if each.outcome is outcome)


def import_official(places: Places, folder: Path) -> Imported:
    """Write a copy of the year's workbook, beside it, with the official figures of ``folder`` in blank cells.

    Raises InputRefused where the workbook or a file cannot be used, or another such copy stands there.
    """
    shown, schema = places.shown(places.workbook), read_schema(places.year)
    content = copy_of(places.workbook, shown)
    pages = pages_of(content, places.year, shown)
    code = ons_code(pages, schema, places.year, shown)
    cells = wanted_cells(pages, schema, places.year, shown)
    files = open_official_files(folder, Asked(code, places.year, shown, schema.report_sheet))
    imports = tuple(_import(cell, files) for cell in cells)
    filled = [each for each in imports if each.outcome is Outcome.FILLED]
    told = tuple(texts_beside([(each.cell, each.official) for each in filled], files, pages, schema))
    path = _write(places, content, _values(filled, told)) if filled else None
    return Imported(files, code, imports, told, path)


def _write(places: Places, content: bytes, values: Mapping) -> Path:
    path = places.workbook.with_name(f"{places.workbook.stem}-with-official-figures.xlsx")
    try:
        copy = filled_workbook(content, values)
    except ValueError:
        raise refused(places.shown(places.workbook), "", DAMAGED) from None
    write_new(path, copy, places.shown(path))
    return path


def _values(filled: list[Import], told: tuple[Told, ...]) -> dict[str, dict[tuple[int, int], Decimal | str]]:
    values: dict[str, dict[tuple[int, int], Decimal | str]] = {}
    for each in filled:
        spot = each.cell.spot
        values.setdefault(spot.sheet, {})[spot.row, spot.column] = _stored(each)
    for each in told:
        if each.is_written:
            values.setdefault(each.spot.sheet, {})[each.spot.row, each.spot.column] = each.text
    return values


def _stored(filled: Import) -> Decimal | str:
    if isinstance(filled.value, Symbol):
        return str(filled.value)
    # Excel shows 0.479 as 47.9% in a cell of percentages.
    return filled.value / 100 if is_percentage(filled.cell.spot.content.number_format) else filled.value


def _import(cell: WantedCell, files: OfficialFiles) -> Import:
    answer = answer_to(cell, files)
    official, value = answer.official, answer.value
    if cell.spot.content.is_blank:
        outcome = Outcome.LEFT if value is None else Outcome.FILLED
        return Import(cell, outcome, answer.whose, official, value, reason=official.reason)
    return _held(Import(cell, Outcome.NOT_HELD, answer.whose, official, value, reason=official.reason))


def _held(held: Import) -> Import:
    """Return what holding a cell that is filled in already against the official figure shows."""
    content, measure, official = held.cell.spot.content, held.cell.measure, held.official
    found = f"the formula {as_found(content.formula)}" if content.formula else as_found(content.value)
    try:
        value = None if content.formula else read_value(content.value, content.number_format, measure)
    except Unexpected:
        value = None
    if held.value is None:
        return held
    if value == held.value:
        return _judged(held, Outcome.AGREES, Verdict.AGREES, found)
    if isinstance(held.value, Symbol) or value is None:
        return _judged(held, Outcome.DIFFERS, Verdict.CONFLICT, found)
    if isinstance(value, Symbol):
        return _judged(held, Outcome.DIFFERS, Verdict.NOT_REPORTED, str(value))
    decimals = min(measure.decimals, decimals_of(value))
    reported = stated(round_half_up(value, decimals), decimals)
    judged = verdict(reported, official.stated, is_count=measure.number == "count")
    outcome = Outcome.AGREES if judged is Verdict.AGREES else Outcome.DIFFERS
    return _judged(held, outcome, judged, f"{value:,}")


def _judged(held: Import, outcome: Outcome, judged: Verdict, found: str) -> Import:
    return replace(held, outcome=outcome, verdict=judged, found=found)
