"""The years before those of the year's workbook, read from the workbooks of earlier editions, literally."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kscb_book.audit.cells import Given, read_code, read_given, year_before
from kscb_book.source.sections import read_sections

YEARS_BACK = 4


def read_over_years(workbooks: Mapping[str, Path], year: str) -> list[Given]:
    """Return every number of the workbook of ``year``, and those of earlier years that its series reach back to.

    ``workbooks`` are that of the year and those of earlier editions by their years; one of another authority is
    not used.
    """
    own, code = read_given(workbooks[year], year), read_code(workbooks[year])
    former = {
        each: read_given(path, each)
        for each, path in sorted(workbooks.items())
        if year_before(year, YEARS_BACK) <= each < year and read_code(path) == code
    }
    names = {each: workbooks[each].name for each in former}
    return [*own, *(given for sheet in _sheets() for given in _earlier(sheet, own, former, names))]


def _sheets() -> Iterator[str]:
    """Yield the name of each sheet whose table runs over years, or whose total is told over years."""
    for table in (table for section in read_sections("tables") for table in section.get("tables", ())):
        rows = " ".join(str(each) for each in table.get("labels", ())) if table["rows"] == "periods" else ""
        columns = " ".join(each.get("period", "") for each in table["columns"])
        if max(len(set(re.findall(r"\{year[^}]*\}", text))) for text in (rows, columns)) > 1:
            yield table["sheet"]
        elif table.get("totals_over_years"):
            yield table["sheet"]


def _earlier(sheet: str, own: list[Given], former: Mapping[str, list[Given]], names: Mapping[str, str]) -> list[Given]:
    """Go back year by year from the first of the sheet's own, until no workbook gives the year in full."""
    here = [each for each in own if each.sheet == sheet]
    measures = {each.measure for each in here}
    labels = {each.category: each.label for each in here}
    wanted, found = year_before(min(map(_year, here)), 1), []
    while (read := _held(sheet, wanted, measures, former)) is not None:
        edition, numbers, formula = read
        found += [
            replace(
                each,
                address=f"{names[edition]}, {each.address}",
                label=labels.get(each.category, each.label),
                formula=formula,
            )
            for each in numbers
        ]
        wanted = year_before(wanted, 1)
    return found


def _held(sheet: str, wanted: str, measures: set[str], former: Mapping[str, list[Given]]):
    """Return the edition that a year of a sheet is taken from, its numbers and the formula, or nothing."""
    holding = {}
    for edition, given in former.items():
        numbers = [each for each in given if each.sheet == sheet and _year(each) == wanted and each.measure in measures]
        known = any(not isinstance(each.value, str) for each in numbers)
        if edition >= wanted and known and {each.measure for each in numbers} == measures:
            holding[edition] = numbers
    for edition in sorted(holding, reverse=True):
        if edition > wanted and holding[edition][0].status == "Revised":
            return edition, holding[edition], f"taken from the workbook of {edition}, which revises it"
    for edition in sorted(holding):
        return edition, holding[edition], f"taken from the workbook of {edition} as it stands"
    return None


def _year(given: Given) -> str:
    return given.period[-7:]
