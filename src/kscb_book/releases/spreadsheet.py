"""The accessible spreadsheet: a cover, a list of contents, the notes, and one table a sheet.

Set by gptables as the Government Analysis Function asks. The only module that knows it. A number stands as a number
that looks as it is printed; its marks stand in a column of their own.
"""

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from kscb_book.face.record import Published
from kscb_book.face.tables import Entry
from kscb_book.press.imprint import Imprint
from kscb_book.releases.tables import Number, Shown, explained, marks_of, number_in
from kscb_book.source.report import Report

MADE = datetime(1980, 1, 1)  # a workbook carries no time of its making
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
LONGEST_NAME = 31  # of a sheet, in Excel
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
NOTES = "Notes"
MARKS = "Marks and notes"
# gptables takes these for a link and for a reference to a note; what comes from a workbook is neither.
TAKEN = (("](", "] ("), ("$$", "$ $"))
INSTRUCTIONS = "This sheet holds one table. The sheet Notes explains the symbols, marks and notes in it."
ABOUT = (
    "Each table of the report stands on a sheet of its own, and so do the data of each chart that no table shows.",
    "A number stands as it is printed, rounded once; 47.9% is the number 47.9. Files with the numbers before they "
    "were rounded, and with the cells they come from, lie beside this file, in the folder tables.",
    "A place that the report leaves empty is not applicable, [z].",
    "Official statistics contain public sector information licensed under the Open Government Licence v3.0.",
)


def write_spreadsheet(
    tables: Sequence[Shown], figures: Mapping[str, Published], edition: tuple[Report, Imprint], path: Path
) -> None:
    """Write the spreadsheet of all tables: the same bytes for the same tables."""
    import gptables

    names = _names(tables)
    sheets = {NOTES: _notes(tables)} | {name: _sheet(shown, figures, name) for name, shown in names.items()}
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the sheet of notes is the project's own, as its numbers are the report's
        book = gptables.produce_workbook(content, sheets, cover=_cover(*edition), workbook_options=AS_TEXT)
    book.set_properties({"title": _title(edition[0]), "author": edition[0].board, "created": MADE})
    book.close()
    path.write_bytes(content.getvalue())


def _title(report: Report) -> str:
    return plain(f"{report.board}: tables of the annual report {report.year}")


def _cover(report: Report, imprint: Imprint):
    import gptables

    day = f"released {imprint.released}" if imprint.released else "day of release not available"
    told = f"Edition {report.edition}, {report.status.lower()}; {day}. Fingerprint: {imprint.fingerprint}"
    return gptables.Cover(title=_title(report), intro=[plain(told)], about=list(ABOUT))


def _names(tables: Sequence[Shown]) -> dict[str, Shown]:
    names: dict[str, Shown] = {}
    for number, shown in enumerate(tables, 1):
        said = NOT_IN_A_NAME.sub(" ", shown.table.name.lower()).strip()
        names[f"{number} {said}"[:LONGEST_NAME].strip()] = shown
    return names


def _notes(tables: Sequence[Shown]):
    import gptables
    import pandas as pd

    lines = [(plain(sign), plain(meaning)) for sign, meaning in explained(tables)] or [("none", "nothing to explain")]
    frame = pd.DataFrame(lines, columns=["Symbol, mark or note", "What it means"])
    return gptables.GPTable(frame, "notes", "Notes", instructions="This sheet holds one table.")


def _sheet(shown: Shown, figures: Mapping[str, Published], name: str):
    import gptables
    import pandas as pd

    table = shown.table
    rows = [_row(table.headings[1:], row, figures) for row in table.rows]
    frame = pd.DataFrame([_texts(row) for row in rows], columns=_headings((*table.headings, MARKS)), dtype=object)
    if not any(row[-1] for row in rows):
        frame = frame.drop(columns=MARKS)
    return gptables.GPTable(
        frame,
        table_name="table_" + NOT_IN_A_NAME.sub("_", name.lower()),
        title=plain(table.caption),
        instructions=INSTRUCTIONS,
        source=plain("; ".join(table.sources)) or None,
        additional_formatting=[_format(place, each) for place, each in _numbers(rows)],
    )


def _row(headings: Sequence[str], row: Sequence[Entry], figures: Mapping[str, Published]) -> list[str | Number]:
    """Return what stands in a row of the sheet, its marks last."""
    label, *entries = row
    found = [figures.get(entry.figure or "") for entry in entries]
    pairs = list(zip(entries, found, strict=True))
    cells = [number_in(entry, figure) or _words(entry, figure) for entry, figure in pairs]
    return [plain(label.text), *cells, _marks(headings, found)]


def _texts(row: Sequence[str | Number]) -> list[str | float]:
    return [each.value if isinstance(each, Number) else each for each in row]


def _numbers(rows: Sequence[Sequence[str | Number]]) -> Iterator[tuple[tuple[int, int], Number]]:
    for line, row in enumerate(rows, 1):
        yield from (((line, column), each) for column, each in enumerate(row) if isinstance(each, Number))


def _format(place: tuple[int, int], number: Number) -> dict:
    return {"cell": {"cells": place, "format": {"num_format": number.number_format}}}


def _words(entry: Entry, figure: Published | None) -> str:
    """Return what stands in a place without a number; a place that is empty says so to who cannot see it."""
    return plain(figure.printed if figure else entry.text) or "[z]"


def _marks(headings: Sequence[str], figures: Sequence[Published | None]) -> str:
    marked = ((heading, marks_of(figure)) for heading, figure in zip(headings, figures, strict=True))
    return plain("; ".join(f"{heading}: {marks}" for heading, marks in marked if marks))


def _headings(texts: Sequence[str]) -> list[str]:
    """Return headings that are not empty, and of which none is another."""
    headings: list[str] = []
    for place, text in enumerate(map(plain, texts), 1):
        heading = text or f"Column {place}"
        headings.append(f"{heading} ({place})" if heading.lower() in map(str.lower, headings) else heading)
    return headings


def plain(text: str) -> str:
    """Return a text of which gptables makes neither a link nor a reference."""
    for taken, kept in TAKEN:
        text = text.replace(taken, kept)
    return text
