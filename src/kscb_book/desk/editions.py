"""Reads an edition to compare: a year of the book, the folder of one, or a workbook alone.

An edition from elsewhere is worked out by the chapters of this book, from a copy of its workbook.
"""

import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.desk.differences import Edition, Held
from kscb_book.disclosure.opened import open_workbook
from kscb_book.findings import BookError, FindingsOpen, refused
from kscb_book.places import YEAR, Places, check_year, find_places, in_environment
from kscb_book.press.contents import read_contents
from kscb_book.press.narrative import LARGEST
from kscb_book.press.plain import rehearse
from kscb_book.source.cells import Cell
from kscb_book.source.details import DETAILS
from kscb_book.source.schema import read_schema
from kscb_book.source.workbook import Sheet, Workbook, year_of

WORKBOOKS = "kscb-*.xlsx"
OWN_STRUCTURE = ("toc.yml", "chapters")


def read_edition(name: str) -> Edition:
    """Return the edition that ``name`` stands for: a year such as ``2016-17``, a folder, or a workbook's file.

    Raises InputRefused where there is none or where it cannot be used, FindingsOpen where a chapter fails over it.
    """
    if YEAR.fullmatch(name):
        places = find_places(name)
        return edition_of(places, places.shown(places.workbook), places.narrative)
    path = Path(name)
    if not path.exists():
        raise refused(name, "", "there is no such workbook or folder; a year is written as 2016-17")
    workbook = _workbook_in(path, name) if path.is_dir() else path
    shown = f"{workbook.resolve().parent.name}/{workbook.name}"  # where it lies on this machine concerns no reader
    year = year_of(workbook, shown)
    if not YEAR.fullmatch(year):
        raise refused(
            str(workbook), "", "the workbook does not say of which year it is, in the line Year of its Report"
        )
    check_year(year)
    with TemporaryDirectory(prefix="kscb-") as folder:
        places = _laid_out(workbook, year, Path(folder))
        return edition_of(places, shown, workbook.parent / "narrative")


def _workbook_in(folder: Path, name: str) -> Path:
    found = sorted(path for path in folder.glob(WORKBOOKS) if path.is_file())
    if len(found) == 1:
        return found[0]
    held = f"holds {len(found)} workbooks; name one of them" if found else "holds no workbook such as kscb-2016-17.xlsx"
    raise refused(name, "", held)


def _laid_out(workbook: Path, year: str, folder: Path) -> Places:
    """Lay a copy of a workbook out as the data of its year, with the structure that this book has for the year."""
    book = find_places(year)
    places = Places(book.root, folder.resolve() / "data", year)
    places.workbook.parent.mkdir(parents=True)
    shutil.copyfile(workbook, places.workbook)
    for path in (book.workbook.parent / each for each in OWN_STRUCTURE):
        if path.is_dir():
            shutil.copytree(path, places.workbook.parent / path.name)
        elif path.is_file():
            shutil.copyfile(path, places.workbook.parent / path.name)
    return places


def edition_of(places: Places, shown: str, narrative: Path) -> Edition:
    """Return the edition of ``places``, whose workbook readers know as ``shown``, worked out by its chapters.

    Raises InputRefused where its workbook cannot be used, FindingsOpen where a chapter fails over it.
    """
    own = places.shown(places.workbook)
    try:
        workbook = open_workbook(places)
        with in_environment(places):
            rehearsals = [rehearse(chapter, places) for chapter in read_contents(places)]
    except BookError as error:
        raise _named(error, own, shown) from None
    if findings := [finding for each in rehearsals for finding in each.findings]:
        raise FindingsOpen(findings)
    report = workbook.report
    return Edition(
        title=f"{report.year}, edition {report.edition} ({report.status.lower()}), {shown}",
        year=report.year,
        figures={figure.id: figure for each in rehearsals for figure in each.figures},
        cells={held.cell: held for held in held_in(workbook)},
        blocks=dict(blocks_in(narrative)) if narrative.is_dir() else None,
    )


def _named(error: BookError, own: str, shown: str) -> BookError:
    """Return the error with the workbook called what the reader calls it, and not what its copy is called."""
    return type(error)(replace(each, file=shown) if each.file == own else each for each in error.findings)


def held_in(workbook: Workbook) -> Iterator[Held]:
    """Yield what every cell of a workbook holds, of those that are read."""
    schema = read_schema(workbook.report.year)
    said = asdict(workbook.report)
    item, value = schema.report_headings
    for each in (each for each in schema.report_items if each.key != "year"):  # the edition's title says it
        yield Held(Cell(schema.report_sheet, each.label, value, f"{schema.report_sheet}, {each.label}"), said[each.key])
    for sheet in workbook.sheets.values():
        yield from _held_in_sheet(sheet)


def _held_in_sheet(sheet: Sheet) -> Iterator[Held]:
    name, own = sheet.layout.sheet, {row.label for row in sheet.layout.rows}
    for label in DETAILS:
        yield Held(Cell(name, "", label, f"{name}, {label}"), getattr(sheet, label.lower()))
    for row in sheet.frame.index:
        for column in sheet.layout.columns:
            cell, value = sheet.cell(row, column.heading), sheet.frame.at[row, column.heading]
            yield Held(cell, format(value, "f") if isinstance(value, Decimal) else str(value), cell.row in own)


def blocks_in(narrative: Path) -> Iterator[tuple[str, str]]:
    """Yield the blocks that lie in a folder of narrative. Raises InputRefused where one cannot be read."""
    for path in sorted(narrative.glob("*/*.md")):
        if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size > LARGEST:
            raise refused(str(path), "", f"the block is too large to compare; at most {LARGEST // 1000} kB are read")
        try:
            yield f"{path.parent.name}/{path.stem}", path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise refused(str(path), "", "the file is not UTF-8; save it as UTF-8 in the editor") from None
