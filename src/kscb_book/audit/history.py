"""The years before those of the year's workbook, read from the workbooks of earlier editions, literally."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kscb_book.audit.cells import Given, read_code, read_given, year_before
from kscb_book.source.sections import read_sections

YEARS_BACK = 4


def read_over_years(
    workbooks: Mapping[str, Path], year: str, hidden: Mapping[str, Collection[str]] | None = None
) -> list[Given]:
    """Return every number of the workbook of ``year``, and those of earlier years that its series reach back to.

    ``workbooks`` are that of the year and those of earlier editions by their years; one of another authority is
    not used. The cells that are ``hidden`` in each, by their addresses, are confidential whatever they hold.
    """
    hidden = hidden or {}
    own, code = read_given(workbooks[year], year, hidden.get(year, ())), read_code(workbooks[year])
    first = year_before(year, YEARS_BACK)
    former = {
        each: [_of(path, given) for given in read_given(path, each, hidden.get(each, ()))]
        for each, path in sorted(workbooks.items())
        if first <= each < year and read_code(path) == code
    }
    earlier = (given for sheet in _sheets() for given in _earlier(sheet, own, former))
    return [*own, *(given for given in earlier if _year(given) >= first)]


def _of(path: Path, given: Given) -> Given:
    return replace(given, address=f"{path.name}, {given.address}")


def _sheets() -> Iterator[str]:
    """Yield the name of each sheet whose table runs over years, or whose total is told over years."""
    for table in (table for section in read_sections("tables") for table in section.get("tables", ())):
        rows = " ".join(str(each) for each in table.get("labels", ())) if table["rows"] == "periods" else ""
        columns = " ".join(each.get("period", "") for each in table["columns"])
        years = max(len(set(re.findall(r"\{year[^}]*\}", text))) for text in (rows, columns))
        if years > 1 or table.get("totals_over_years"):
            yield table["sheet"]


def _earlier(sheet: str, own: list[Given], former: Mapping[str, list[Given]]) -> Iterator[Given]:
    """Go back year by year from the first of the sheet's own, until no workbook gives the year in full."""
    here = [each for each in own if each.sheet == sheet]
    measures, labels = {each.measure for each in here}, {each.category: each.label for each in here}
    wanted = year_before(min(map(_year, here)), 1)
    while held := _held(sheet, wanted, measures, former):
        edition, numbers = held
        revises = edition > wanted and numbers[0].status == "Revised"
        formula = f"taken from the workbook of {edition}" + (", which revises it" if revises else " as it stands")
        for each in numbers:
            yield replace(each, label=labels.get(each.category, each.label), formula=formula)
        wanted = year_before(wanted, 1)


def _held(sheet: str, wanted: str, measures: set[str], former: Mapping[str, list[Given]]):
    """Return the edition that a year of a sheet is taken from and its numbers, or nothing."""
    holding = {}
    for edition in (each for each in sorted(former) if each >= wanted):
        numbers = [each for each in former[edition] if (each.sheet, _year(each)) == (sheet, wanted)]
        numbers = [each for each in numbers if each.measure in measures]
        known = any(not isinstance(each.value, str) for each in numbers)
        if known and {each.measure for each in numbers} == measures:
            holding[edition] = numbers
    later = [each for each in holding if each > wanted and holding[each][0].status == "Revised"]
    chosen = (later[-1:] or list(holding)[:1] or [None])[0]
    return (chosen, holding[chosen]) if chosen else None


def _year(given: Given) -> str:
    return given.period[-7:]
