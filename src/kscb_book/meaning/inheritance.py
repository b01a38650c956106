"""Known issues of earlier editions: a number that disagreed then is not printed later as if it had agreed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kscb_book.meaning.discrepancies import Side
from kscb_book.meaning.figures import Figure, Figures, Note
from kscb_book.meaning.known_issues import KnownIssue

Numbers = Mapping[tuple[str, int], int]


def numbers_of(sheets: Mapping[str, Figures], after: int) -> Numbers:
    """Return a number of its own, on from ``after``, for each note of an earlier edition that a figure carries.

    A note is known by the name of its workbook and its number there.
    """
    used = dict.fromkeys((note.workbook, note.number) for note in _notes(sheets) if note.workbook)
    return {key: number for number, key in enumerate(used, after + 1)}


def renumbered(figures: Figures, numbers: Numbers) -> Figures:
    """Return the figures with the notes of earlier editions under their new numbers."""
    return figures.like(replace(each, notes=tuple(_numbered(note, numbers) for note in each.notes)) for each in figures)


def inherited(known: Mapping[str, tuple[KnownIssue, ...]], numbers: Numbers) -> tuple[KnownIssue, ...]:
    """Return the issues that the notes tell of, in their new order; ``known`` are those of each workbook by name."""
    by_key = {(workbook, each.issue.number): each for workbook, issues in known.items() for each in issues}
    return tuple(_of_workbook(by_key[key], key[0], number) for key, number in numbers.items())


def _notes(sheets: Mapping[str, Figures]) -> Iterator[Note]:
    return (note for figures in sheets.values() for figure in figures for note in figure.notes)


def _numbered(note: Note, numbers: Numbers) -> Note:
    return replace(note, number=numbers[note.workbook, note.number]) if note.workbook else note


def _of_workbook(known: KnownIssue, workbook: str, number: int) -> KnownIssue:
    found = known.discrepancy
    sides = {"first": _side(found.first, workbook), "second": _side(found.second, workbook)}
    return KnownIssue(replace(found, **sides), replace(known.issue, number=number))


def _side(side: Side, workbook: str) -> Side:
    return replace(side, figures=tuple(in_workbook(each, workbook) for each in side.figures))


def in_workbook(figure: Figure, workbook: str) -> Figure:
    """Return a figure of an earlier edition whose cells and notes say so."""
    return replace(
        figure,
        cells=tuple(replace(cell, workbook=workbook) for cell in figure.cells),
        notes=tuple(replace(note, workbook=workbook) for note in figure.notes),
    )
