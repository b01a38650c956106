"""Writes the comparisons of a year: a page of all authorities, one of each, their funnel charts and tables."""

import csv
import os
import shutil
from dataclasses import replace
from pathlib import Path

from kscb_book.findings import BookError
from kscb_book.fleet.making import PROFILE, WORK, hash_of_inputs, is_made_from, put_in_place, say_made_from
from kscb_book.press.inputs import hash_of
from kscb_book.source.sections import SCHEMA

COMPARISON = "comparison"


def compare(year: str, codes: tuple[str, ...], official: str, out: str) -> str:
    """Write ``comparison/<year>``, unless it is there, and return what is wrong, or nothing.

    The authorities with these old codes have a page of their own.
    """
    os.environ[SCHEMA] = PROFILE
    try:
        files = {each.name: hash_of(each) for each in sorted(Path(official).iterdir()) if each.suffix == ".csv"}
        inputs = hash_of_inputs(year, codes, files)
        if not is_made_from(Path(out, COMPARISON, year), inputs):
            _compare(year, codes, (official, out), inputs)
    except BookError as error:
        return str(error)
    return ""


def _compare(year: str, codes: tuple[str, ...], places: tuple[str, str], inputs: str) -> None:
    from kscb_book.fleet.compared import comparisons
    from kscb_book.fleet.comparison_page import Shown, year_page
    from kscb_book.fleet.official import read_all
    from kscb_book.fleet.plan import slugs_of

    official, out = places
    files = read_all(Path(official))
    slugs = {code: slug for code, slug in slugs_of(files.authorities).items() if code in codes}
    shown = Shown(year, tuple(comparisons(files, year)), slugs)
    work = Path(out, WORK, f"{COMPARISON}-{year}")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    _write(work / "index.html", year_page(shown))
    _draw(shown, work)
    for each in shown.compared:
        _write_table(each, work)
    for code in slugs:
        _own(files, code, shown, work)
    say_made_from(work, inputs)
    put_in_place(work, Path(out, COMPARISON, year))


def _own(files, code: str, shown, work: Path) -> None:
    from kscb_book.fleet.comparison_page import own_page

    authority = files.authority(code)
    ten = files.neighbours(authority, shown.year)
    told = f"its ten statistical neighbours, on the list of {ten.name}" if ten else "no neighbours, as no list holds it"
    own = replace(shown, own=code, near=ten.codes if ten else ())
    _write(work / f"{shown.slugs[code]}.html", own_page(own, authority.name, told))
    _draw(own, work)


def _draw(shown, work: Path) -> None:
    from kscb_book.face.funnel import draw_funnel
    from kscb_book.fleet.comparison_page import picture_name

    for each in shown.compared:
        own = each.at.get(shown.own)
        if each.funnel and (own or not shown.own):
            near = [each.at[code] for code in shown.near if code in each.at]
            title = f"{each.measure.name}, {shown.year}"
            slug = shown.slugs[shown.own] if own else "all"
            _write(work / picture_name(each, slug), draw_funnel(title, each.funnel, own, near))


def _write_table(compared, work: Path) -> None:
    from kscb_book.fleet.comparison_page import rows_of, table_name
    from kscb_book.press.outputs import harmless

    with (work / table_name(compared)).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([harmless(text) for text in row] for row in rows_of(compared))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
