"""Begins a new year: a folder with a fresh workbook, and narrative to be reviewed.

The folder is made beside, and renamed when all of it is there; one that is there already is never touched.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kscb_book.desk.former import FormerYear
from kscb_book.desk.fresh_blocks import empty_blocks, former_blocks, phrases_of_chapters
from kscb_book.desk.fresh_workbook import fresh_workbook
from kscb_book.desk.years_on import moved_on
from kscb_book.findings import BuildFailed, Finding, InputRefused, refused
from kscb_book.places import Places
from kscb_book.source.report import DRAFT, SUPPRESS, Report
from kscb_book.source.schema import read_schema
from kscb_book.source.sections import read_whole
from kscb_book.source.texts import text_problem
from kscb_book.source.workbook import read_workbook

NOT_KNOWN = "[x]"
AT_FIRST = {"edition": "1", "status": DRAFT, "disclosure": SUPPRESS}


def begin_year(places: Places, before: Places) -> Path:
    """Make the folder of the year of ``places`` from the year ``before``, and return it.

    Numbers of the year before stand as comparators, its words are to be reviewed, its own chapters are kept.
    Raises InputRefused where the folder is there, or the year before cannot be read, and BuildFailed.
    """
    if before.year >= places.year:
        raise refused("year", "", f"{places.year} cannot be begun from {before.year}, which is not before it")
    return _made(places, _taken_over(places, before))


def _taken_over(places: Places, before: Places) -> Iterator[tuple[str, bytes]]:
    years = int(places.year[:4]) - int(before.year[:4])
    workbook = read_workbook(before.workbook, before.year, before.shown(before.workbook))
    report = replace(workbook.report, year=places.year, **AT_FIRST)
    yield places.workbook.name, fresh_workbook(report, FormerYear(workbook))
    for name, text in former_blocks(before, years):
        yield f"narrative/{name}", text.encode()
    yield from _kept(before, years)


def begin_for_another(places: Places, before: Places, names: dict[str, str]) -> Path:
    """Make the folder of a year for another authority, and return it: no number and no word of the first is in it.

    ``names`` are its ``authority``, ``ons_code``, ``board`` and ``short_name``; what is wrong with them is refused. Of
    the year ``before``, if it is there, the phrases are kept that the chapters themselves use.
    """
    if faults := list(_faults(names, places)):
        raise InputRefused(faults)
    return _made(places, _for_another(places, before, names))


def _for_another(places: Places, before: Places, names: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    layout = str(read_whole("workbook")["layout_version"])
    unknown = {"chair": NOT_KNOWN, "preparer": NOT_KNOWN}
    report = Report(**names, **AT_FIRST, **unknown, year=places.year, layout_version=layout)
    yield places.workbook.name, fresh_workbook(report, None)
    for name, text in empty_blocks(places):
        yield f"narrative/{name}", text.encode()
    yield places.phrases.name, phrases_of_chapters(places, before).encode()


def _faults(names: dict[str, str], places: Places) -> Iterator[Finding]:
    items = {item.key: item for item in read_schema(places.year).report_items}
    for key, text in names.items():
        item = items[key]
        problem = text_problem(text) if text.strip() else "is not given; another authority needs all four"
        if not problem and item.pattern and not re.fullmatch(item.pattern, text):
            problem = f"expected {item.expected}, found {text!r}"
        if problem:
            yield Finding("another authority", item.label, problem)


def _may_be_made(places: Places) -> None:
    folder = places.workbook.parent
    if os.path.lexists(folder):
        told = "is there already, and is left alone; to begin again, move it away first"
        raise refused(places.shown(folder), "", told)


def _kept(before: Places, years: int) -> Iterator[tuple[str, bytes]]:
    """Yield what a year keeps of the year before as it is, by its name in the year's folder."""
    folder = before.workbook.parent
    lists = [before.phrases, folder / "glossary.csv", before.own_contents]
    for path in [*lists, *sorted(before.own_chapters.glob("*.ipynb"))]:
        if path.is_file() and before.holds(path):
            content = path.read_bytes()
            if path == before.phrases:
                text = content.decode("utf-8", "surrogateescape")
                content = moved_on(text, years).encode("utf-8", "surrogateescape")
            yield path.relative_to(folder).as_posix(), content


def _made(places: Places, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write the files, each as it is made, and let the folder take its place when all are there."""
    _may_be_made(places)
    folder = places.workbook.parent
    work = folder.with_name(f".{folder.name}.beginning")
    try:
        shutil.rmtree(work, ignore_errors=True)
        for name, content in files:
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _may_be_made(places)
        work.rename(folder)
    except OSError as error:
        problem = f"cannot be made ({error.strerror}); nothing was left behind"
        raise BuildFailed([Finding(places.shown(folder), "", problem)]) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder
