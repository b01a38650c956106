"""Holds the comparators of a year against the edition that was published the year before."""

from collections.abc import Iterator
from decimal import Decimal

from kscb_book.desk.former import FormerYear
from kscb_book.findings import Finding, InputRefused
from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.figures import Figure
from kscb_book.places import Places
from kscb_book.source.periods import year_before
from kscb_book.source.workbook import Workbook, read_workbook

REVISED = "r"


def comparator_findings(places: Places) -> tuple[Finding, ...]:
    """Return a question for each number of an earlier period that is not that of last year's final edition.

    A number on a table whose status is *Revised* may differ, and so may one that was not known last year. There is
    nothing to compare where last year has no workbook, or its edition is not final. Raises InputRefused where the
    year's own workbook cannot be used.
    """
    before = Places(places.root, places.data, year_before(places.year, 1))
    if not before.workbook.is_file() or not before.holds(before.workbook):
        return ()
    workbook = read_workbook(places.workbook, places.year, places.shown(places.workbook))
    shown = before.shown(before.workbook)
    try:
        former = read_workbook(before.workbook, before.year, shown)
    except InputRefused as refused:
        unread = f"cannot be read, so no comparator was held against it: {refused.findings[0].message}"
        return (Finding(shown, refused.findings[0].place, unread),)
    if former.report.status != "Final":
        return ()
    return tuple(_differences(workbook, FormerYear(former), places))


def _differences(workbook: Workbook, former: FormerYear, places: Places) -> Iterator[Finding]:
    for name, figures in open_edition(workbook).sheets.items():
        for figure in figures:
            if figure.period.year < places.year and REVISED not in figure.marks:
                category = figure.category and figure.category.key
                before = former.figure(name, figure.measure.id, category, figure.period)
                if before and isinstance(before.value, Decimal) and before.value != figure.value:
                    yield _question(figure, before, places)


def _question(figure: Figure, before: Figure, places: Places) -> Finding:
    (cell,), (published,) = figure.cells, before.cells
    values = f"is {figure.printed} here, and {before.printed} in last year's edition ({published.address})"
    asked = "was it revised? Then set the status above the table to Revised"
    return Finding(places.shown(places.workbook), cell.address, f"{figure.label}: {values}; {asked}")
