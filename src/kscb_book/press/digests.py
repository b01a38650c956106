"""Hashes of the files that a report is made from, none of which tells what the report hides.

A hash of the whole file would: whoever knows all of it but a few small counts can try them until the hash is
right. Where numbers are hidden the hash is of what stands in the file for everybody to see.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from kscb_book.disclosure.formers import of_former
from kscb_book.disclosure.opened import open_workbook
from kscb_book.meaning.edition import open_edition
from kscb_book.places import Places
from kscb_book.press.former import workbooks_of
from kscb_book.source.workbook import Sheet, Workbook

PUBLISHED = "what is published of it: "


def hash_of(file: Path) -> str:
    """Return a hash of what a file holds."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def hash_of_bare(file: Path, bare: Callable[[bytes], bytes]) -> str:
    """Return a hash of what ``bare`` leaves of a file; it says that it is of what is published.

    Raises OSError, or what ``bare`` raises.
    """
    return PUBLISHED + hashlib.sha256(bare(file.read_bytes())).hexdigest()


def workbook_hashes(places: Places) -> dict[Path, str]:
    """Return the hash of each workbook that the report of ``places`` is made from, the latest first.

    That of a workbook with hidden numbers says that it is of what is published. Raises InputRefused.
    """
    return {
        path: _hash(places if year == places.year else of_former(places, year), path)
        for year, path in workbooks_of(places).items()
    }


def _hash(places: Places, path: Path) -> str:
    workbook = open_workbook(places)
    if not workbook.report.suppresses:
        return hash_of(path)
    return PUBLISHED + hashlib.sha256(json.dumps(_published(workbook)).encode()).hexdigest()


def _published(workbook: Workbook) -> list:
    # Known issues quote numbers; those that concern hidden ones are known to nobody, so their place tells nothing.
    known = [asdict(replace(each.issue, addresses={})) for each in open_edition(workbook).accepted.known]
    return [asdict(workbook.report), [_sheet(sheet) for sheet in workbook.sheets.values()], known]


def _sheet(sheet: Sheet) -> list:
    rows = [[number, *map(str, sheet.frame.loc[number])] for number in sheet.frame.index]
    told = sheet.layout.sheet, sheet.supplier, sheet.source, sheet.status
    return [*told, dict(sheet.letters), list(sheet.frame.columns), rows]
