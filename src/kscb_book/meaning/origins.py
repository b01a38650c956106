"""Where the numbers of a year come from, in the words of its workbook and of those before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kscb_book.meaning.figures import Figures
from kscb_book.source.earlier import Former
from kscb_book.source.workbook import Workbook


@dataclass(frozen=True)
class Origin:
    """Who supplied one sheet of the workbook, and from what; ``[x]`` where it is not available."""

    sheet: str
    title: str
    supplier: str
    source: str
    status: str


@dataclass(frozen=True)
class FactOrigin:
    """Where in the source a single fact stands."""

    fact: str
    period: str
    place: str


def origins_of(workbook: Workbook) -> tuple[Origin, ...]:
    """Return the origin of every sheet, in the order of the workbook's schema."""
    return tuple(
        Origin(name, sheet.layout.title, sheet.supplier, sheet.source, sheet.status)
        for name, sheet in workbook.sheets.items()
    )


def earlier_origins_of(formers: Iterable[Former], sheets: Iterable[Figures]) -> tuple[Origin, ...]:
    """Return the origin of each sheet of an earlier edition that a figure rests on; its workbook's name comes first."""
    used = {(cell.workbook, cell.sheet) for figures in sheets for figure in figures for cell in figure.cells}
    return tuple(
        replace(origin, sheet=f"{former.name}, {origin.sheet}")
        for former in formers
        for origin in origins_of(former.workbook)
        if (former.name, origin.sheet) in used
    )


def fact_origins_of(workbook: Workbook) -> tuple[FactOrigin, ...]:
    """Return the origin of every single fact, in the order of its sheet."""
    return tuple(_fact_origins(workbook))


def _fact_origins(workbook: Workbook) -> Iterator[FactOrigin]:
    for sheet in workbook.sheets.values():
        if sheet.layout.kind == "facts":
            fact, _, period, place = sheet.layout.headings
            yield from (
                FactOrigin(*(sheet.frame.at[row, heading] for heading in (fact, period, place)))
                for row in sheet.frame.index
            )
