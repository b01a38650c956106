"""Opens the workbook of a year as it may be published: looked through, and protected beside earlier editions."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kscb_book.disclosure.given import given_of
from kscb_book.disclosure.linked import Earlier
from kscb_book.disclosure.protect import Protection, protection_of
from kscb_book.disclosure.records import findings_in_pages
from kscb_book.disclosure.unseen import findings_in_parts
from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.source.parts import read_parts
from kscb_book.source.periods import year_before
from kscb_book.source.report import IN_FULL, SUPPRESS, Report
from kscb_book.source.workbook import Workbook, read_pages, read_workbook

YEARS_BEFORE = 5  # no edition reaches further back


def open_workbook(places: Places) -> Workbook:
    """Return the workbook of ``places`` as it may be published. Raises InputRefused."""
    return open_protected(places).workbook


def open_protected(places: Places) -> Protection:
    """Return the workbook of ``places`` as it may be published, with what was decided of it. Raises InputRefused."""
    workbook = open_unprotected(places)
    earlier = tuple(_earlier(places)) if workbook.report.suppresses else ()
    return protection_of(workbook, places.shown(places.workbook), earlier)


def open_unprotected(places: Places) -> Workbook:
    """Return the workbook of ``places`` as it stands, under the policy in force: for judging it, never for printing.

    Raises InputRefused, first of all where it holds records of single people.
    """
    shown = places.shown(places.workbook)
    records = findings_in_pages(read_pages(places.workbook, shown), places.year, shown)
    unseen = findings_in_parts(read_parts(places.workbook, shown), places.year, shown)
    if records or unseen:
        raise InputRefused((*records, *unseen))
    workbook = read_workbook(places.workbook, places.year, shown)
    return _under(workbook, _policy(workbook.report, places))


def suppresses(places: Places) -> bool:
    """Whether small counts are hidden in the edition of ``places``. Raises InputRefused."""
    return open_unprotected(places).report.suppresses


def _policy(report: Report, places: Places) -> str:
    policy = places.disclosure or report.disclosure
    return IN_FULL if places.internal and policy == SUPPRESS else policy


@lru_cache(maxsize=8)
def _under(workbook: Workbook, policy: str) -> Workbook:
    if workbook.report.disclosure == policy:
        return workbook
    return replace(workbook, report=replace(workbook.report, disclosure=policy))


def _earlier(places: Places) -> Iterator[Earlier]:
    for years in range(1, YEARS_BEFORE + 1):
        before = replace(places, year=year_before(places.year, years), disclosure="")
        is_there = before.workbook.is_file() and before.holds(before.workbook)
        # A draft was never published, so nothing of it is known.
        if is_there and open_unprotected(before).report.status == "Final":
            yield _edition(open_protected(before), open_unprotected(before))


@lru_cache(maxsize=8)
def _edition(protection: Protection, workbook: Workbook) -> Earlier:
    return Earlier(tuple(given_of(workbook)), protection.addresses)
