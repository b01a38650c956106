"""What differs between two editions: figure by figure, cell by cell, block by block. It reads nothing and sets nothing.

Two editions of one year have the same figures. Of two years each figure is held against the one that means the same
there: the year's own against the year's own, last year's against last year's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.meaning.policy import Change, Judged
from kscb_book.press.changes import judged_of
from kscb_book.press.known import Known
from kscb_book.source.cells import Cell
from kscb_book.source.periods import read_period, year_before

YEAR = re.compile(r"\b\d{4}-\d{2}\b")
LAST_YEAR = re.compile(r"\d{4}-\d{2}(?=\]$)")
NOTE = re.compile(r"note \d+")


@dataclass(frozen=True)
class Held:
    """What a cell of the workbook holds, as text; ``row_has_year`` says that a year in its row's label moves on."""

    cell: Cell
    text: str
    row_has_year: bool = False

    def moved(self, years: int) -> Cell:
        """Return the cell that means the same ``years`` later."""
        row = _moved(self.cell.row, years) if self.row_has_year else self.cell.row
        return Cell(self.cell.sheet, row, _moved(self.cell.column, years), "")


@dataclass(frozen=True)
class Edition:
    """An edition as it is compared: what it is called, its year, figures by id, cells, and narrative.

    ``blocks`` gives the text of each block by ``chapter/block``; None where no narrative lies beside the workbook.
    """

    title: str
    year: str
    figures: Mapping[str, Published]
    cells: Mapping[Cell, Held]
    blocks: Mapping[str, str] | None


@dataclass(frozen=True)
class CellDifference:
    """A cell that holds something else; None where only the other edition has it."""

    first: Held | None
    second: Held | None


@dataclass(frozen=True)
class FigureDifference:
    """A figure that is printed otherwise, was got from another number, or has another mark or note.

    ``change`` is the second number less the first, unrounded, and ``judged`` what may be said of it; both are
    None where one of them is a symbol. ``cells`` are the workbook cells it comes from that differ.
    """

    first: Published
    second: Published
    change: Decimal | None
    judged: Judged | None
    cells: tuple[CellDifference, ...]

    @property
    def is_of_numbers(self) -> bool:
        """Whether the number itself is another, or is printed otherwise, and not only its marks or notes."""
        return (self.first.printed, self.first.value) != (self.second.printed, self.second.value)

    @property
    def is_tested(self) -> bool:
        """Whether it could be tested that the change is clear."""
        return self.judged is not None and self.judged.change not in (Change.HIGHER, Change.LOWER)


@dataclass(frozen=True)
class BlockDifference:
    """A narrative block that reads otherwise; None where only the other edition has it."""

    name: str
    first: str | None
    second: str | None


@dataclass(frozen=True)
class Differences:
    """All that differs; ``same`` counts the figures that do not.

    ``cells`` are those that differ although no figure of ``changed`` comes from them. ``blocks`` is None where
    one edition has no narrative.
    """

    first: str
    second: str
    changed: tuple[FigureDifference, ...]
    only_first: tuple[Published, ...]
    only_second: tuple[Published, ...]
    same: int
    cells: tuple[CellDifference, ...]
    blocks: tuple[BlockDifference, ...] | None

    @property
    def none(self) -> bool:
        """Whether nothing differs."""
        return not (self.changed or self.only_first or self.only_second or self.cells or self.blocks)


def compare(first: Edition, second: Edition) -> Differences:
    """Return what differs in ``second`` from ``first``."""
    pairs = dict(_pairs(first, second))
    years = _years(first, second)
    changed = tuple(
        _difference(old, new, first, second) for old, new in pairs.values() if _told(old, years) != _told(new)
    )
    paired = {new.id for _, new in pairs.values()}
    causes = {each for difference in changed for each in difference.cells}
    return Differences(
        first=first.title,
        second=second.title,
        changed=changed,
        only_first=tuple(figure for figure in first.figures.values() if figure.id not in pairs),
        only_second=tuple(figure for figure in second.figures.values() if figure.id not in paired),
        same=len(pairs) - len(changed),
        cells=tuple(each for each in _cells(first, second) if each not in causes),
        blocks=_blocks(first.blocks, second.blocks),
    )


def _pairs(first: Edition, second: Edition) -> Iterator[tuple[str, tuple[Published, Published]]]:
    """Yield each figure of the first edition, by its id, with the one of the second that means the same."""
    years = _years(first, second)
    moved = {id: LAST_YEAR.sub(lambda year: year_before(year[0], -years), id) for id in first.figures}
    taken = {id for id in moved.values() if id in second.figures}
    for id, figure in first.figures.items():
        # A fact of a bygone year stands in later workbooks as it was.
        partner = moved[id] if moved[id] in second.figures else id if id not in taken else None
        if partner in second.figures:
            yield id, (figure, second.figures[partner])


def _years(first: Edition, second: Edition) -> int:
    return _first(second.year) - _first(first.year)


def _first(period: str) -> int:
    return int(YEAR.search(period)[0][:4])


def _moved(label: str, years: int) -> str:
    return YEAR.sub(lambda year: year_before(year[0], -years), label)


def _told(figure: Published, years: int = 0) -> tuple:
    """Return what a reader is told of a figure; a note's number tells nothing. ``years`` moves those in its notes."""
    notes = [_moved(note.partition("] ")[2], years) for note in figure.notes]
    return figure.printed, figure.value, [NOTE.sub("note", mark) for mark in figure.marks], notes


def _difference(old: Published, new: Published, first: Edition, second: Edition) -> FigureDifference:
    change, judged = None, None
    if not (old.value.startswith("[") or new.value.startswith("[")):
        change = Decimal(new.value) - Decimal(old.value)
        judged = judged_of(new, old, Known(Register((), second.year)))
    years = _first(new.period) - _first(old.period)
    before = {held.moved(years): held for cell in old.cells if (held := first.cells.get(cell))}
    after = {held.cell: held for cell in new.cells if (held := second.cells.get(cell))}
    return FigureDifference(old, new, change, judged, tuple(_otherwise(before, after, years)))


def _cells(first: Edition, second: Edition) -> Iterator[CellDifference]:
    """Yield every cell that holds something else, each held against the one that means the same."""
    years = _years(first, second)
    taken = {held.moved(years) for held in first.cells.values()} & set(second.cells)
    before = {}
    for cell, held in first.cells.items():
        moved = held.moved(years)
        before[cell if moved not in second.cells and cell not in taken else moved] = held
    yield from _otherwise(before, second.cells, years)


def _otherwise(before: Mapping[Cell, Held], after: Mapping[Cell, Held], years: int) -> Iterator[CellDifference]:
    for cell in dict.fromkeys([*before, *after]):
        one, other = before.get(cell), after.get(cell)
        if one is None or other is None or other.text not in (one.text, _period_later(one.text, years)):
            yield CellDifference(one, other)


def _period_later(text: str, years: int) -> str:
    """Return a cell's text, moved by years where it is a period and nothing else."""
    return _moved(text, years) if read_period(text, "") else text


def _blocks(before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> tuple[BlockDifference, ...] | None:
    if before is None or after is None:
        return None
    names = dict.fromkeys([*before, *after])
    found = (BlockDifference(name, before.get(name), after.get(name)) for name in names)
    return tuple(each for each in found if each.first != each.second)
