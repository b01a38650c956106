"""What changed from one released edition to the next: figures, cells and sentences, as both say them to a reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kscb_book.desk.difference_words import addresses_of, cells_of, text_of
from kscb_book.desk.differences import CellDifference, Differences, Edition, FigureDifference, compare
from kscb_book.desk.editions import held_in
from kscb_book.disclosure.opened import open_workbook
from kscb_book.face.record import Published
from kscb_book.places import Places
from kscb_book.press.check import Checked
from kscb_book.press.imprint import ChangedTable, ChangedWords, Changes
from kscb_book.review.items import SENTENCE
from kscb_book.source.schema import read_schema

FIGURES = ("Figure", "Before", "Now", "Workbook cells that differ")
ALONE = ("Figure", "Printed", "Workbook cells")
CELLS = ("Cell", "What stands there", "Before", "Now")


@dataclass(frozen=True)
class Told:
    """An edition as it is compared: its name, its figures and cells, and by block the sentences as printed."""

    title: str
    edition: Edition
    sentences: Mapping[str, tuple[str, ...]]


def told_of(places: Places, checked: Checked, title: str, figures: Mapping[str, Published]) -> Told:
    """Return the edition of ``places``, which was checked; ``figures`` are those that it published."""
    workbook = open_workbook(places)
    edition = Edition(title, places.year, figures, {held.cell: held for held in held_in(workbook)}, None)
    sentences: dict[str, tuple[str, ...]] = {}
    for item in checked.items:
        if item.kind == SENTENCE:
            sentences[item.block] = (*sentences.get(item.block, ()), item.text)
    return Told(title, edition, sentences)


def changes_between(before: Told, after: Told) -> Changes:
    """Return what differs in ``after``."""
    differences = compare(before.edition, after.edition)
    cells = [each for each in differences.cells if not _is_number_of_edition(each, after.edition.year)]
    words = tuple(_words(before.sentences, after.sentences))
    return Changes(
        before=before.title,
        counted=_counted(differences, len(cells), words),
        tables=tuple(_tables(differences, cells)),
        words=words,
    )


def _is_number_of_edition(each: CellDifference, year: str) -> bool:
    schema = read_schema(year)
    label = next(item.label for item in schema.report_items if item.key == "edition")
    cell = (each.second or each.first).cell
    return (cell.sheet, cell.row) == (schema.report_sheet, label)


def _counted(differences: Differences, cells: int, words: Sequence[ChangedWords]) -> str:
    changed, new, gone = len(differences.changed), len(differences.only_second), len(differences.only_first)
    sentences = sum(max(len(each.before), len(each.after)) for each in words)
    parts = [
        f"{changed} of {_many(changed + differences.same, 'figure')} differ{'s' if changed == 1 else ''}",
        *([_many(new, "new figure")] if new else []),
        *([f"{_many(gone, 'figure')} no longer printed"] if gone else []),
        *([f"{_many(cells, 'other cell')} of the workbook changed"] if cells else []),
        *([f"{_many(sentences, 'sentence')} changed"] if sentences else []),
    ]
    return f"{'; '.join(parts)}."


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _tables(differences: Differences, cells: Sequence[CellDifference]) -> Iterator[ChangedTable]:
    if differences.changed:
        yield ChangedTable("Figures that differ", FIGURES, tuple(map(_changed, differences.changed)))
    if differences.only_second:
        yield ChangedTable("Figures that are new", ALONE, tuple(map(_alone, differences.only_second)))
    if differences.only_first:
        yield ChangedTable("Figures that are gone", ALONE, tuple(map(_alone, differences.only_first)))
    if cells:
        yield ChangedTable("Other cells of the workbook", CELLS, tuple(map(_cell, cells)))


def _changed(each: FigureDifference) -> tuple[str, ...]:
    return _name(each.second), each.first.marked, each.second.marked, "; ".join(cells_of(each.cells))


def _alone(figure: Published) -> tuple[str, ...]:
    return _name(figure), figure.marked, "; ".join(figure.addresses)


def _name(figure: Published) -> str:
    return f"{figure.title}, {figure.period}"


def _cell(each: CellDifference) -> tuple[str, ...]:
    cell = (each.second or each.first).cell
    label = ", ".join(filter(None, (cell.row, cell.column)))
    return addresses_of(each), label, text_of(each.first), text_of(each.second)


def _words(before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]) -> Iterator[ChangedWords]:
    for block in dict.fromkeys([*after, *before]):
        old, new = before.get(block, ()), after.get(block, ())
        gone, put_in = [], []
        for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                gone += old[start:end]
                put_in += new[first:last]
        if gone or put_in:
            yield ChangedWords(block, tuple(gone), tuple(put_in))
