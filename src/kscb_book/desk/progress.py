"""How far a year has come: what is filled in and reviewed, what is still to do, and what is wrong."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.check import Checked
from kscb_book.press.claims import Untrue, untrue
from kscb_book.press.contents import Chapter
from kscb_book.press.narrative import read_block
from kscb_book.source.cells import Cell
from kscb_book.source.workbook import Workbook, read_workbook

TO_REVIEW = "last year's words; read them, correct them, and delete this line"


@dataclass(frozen=True)
class Part:
    """A sheet or a chapter: how many of its cells or of its blocks are done, and how many there are."""

    name: str
    done: int
    whole: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do in it."""
        return self.done == self.whole


@dataclass(frozen=True)
class Turned:
    """A claim that does not hold: where it stands, the whole role as it is written, and what is said of it."""

    file: str
    line: int
    written: str
    untrue: Untrue

    @property
    def as_finding(self) -> Finding:
        """The claim as a check tells of it."""
        return Finding(self.file, f"line {self.line}", self.untrue.problem)


@dataclass(frozen=True)
class Progress:
    """What is done of a year and what is open: ``sheets`` that are not full first, as the workbook has them.

    ``to_fill`` are empty cells, ``to_review`` blocks not yet reviewed, ``to_reword`` what is wrong with the words of
    such blocks; ``claims`` are all that do not hold. ``findings`` stop a report, and so would ``errors`` in a final
    one; ``questions`` never do.
    """

    sheets: tuple[Part, ...]
    chapters: tuple[Part, ...]
    to_fill: tuple[Finding, ...] = ()
    to_review: tuple[Finding, ...] = ()
    to_reword: tuple[Finding, ...] = ()
    claims: tuple[Turned, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()
    questions: tuple[Finding, ...] = ()

    @property
    def turned(self) -> tuple[Turned, ...]:
        """The claims that do not hold in blocks not yet reviewed."""
        return tuple(claim for claim in self.claims if claim.as_finding in self.to_reword)

    @property
    def other_words(self) -> tuple[Finding, ...]:
        """What else is wrong with the words of blocks not yet reviewed."""
        turned = {claim.as_finding for claim in self.claims}
        return tuple(each for each in self.to_reword if each not in turned)

    @property
    def to_do(self) -> tuple[Finding, ...]:
        """All that is left to do, beside what is wrong."""
        return (*self.to_fill, *self.to_review, *self.to_reword)

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do, to mend or to answer."""
        return bool(self.to_do or self.findings or self.errors or self.questions)


def progress_of(places: Places, checked: Checked) -> Progress:
    """Return how far the year has come that was checked. Raises InputRefused where its workbook cannot be used."""
    shown, numbers = places.shown(places.workbook), checked.reconciled
    workbook = read_workbook(places.workbook, places.year, shown)
    return Progress(
        sheets=tuple(_sheets(workbook)),
        chapters=tuple(_chapters(checked.chapters, places)),
        to_fill=tuple(Finding(shown, cell.address, _named(cell)) for cell in workbook.to_fill),
        to_review=tuple(each for chapter in checked.chapters for each in _to_review(chapter, places)),
        to_reword=checked.todo,
        claims=tuple(each for chapter in checked.chapters for each in _turned(chapter, places, checked)),
        findings=checked.findings,
        errors=() if numbers.final else numbers.errors,
        questions=(*numbers.questions, *checked.asked),
    )


def _named(cell: Cell) -> str:
    return ", ".join(filter(None, (cell.row, cell.column)))


def _sheets(workbook: Workbook) -> Iterator[Part]:
    empty = Counter(cell.sheet for cell in workbook.to_fill)
    unnamed = Counter(cell.sheet for cell in workbook.to_fill if not cell.row)
    # Cells to fill come in the order of the workbook, its tables in that of the schema; tables that are full come last.
    for name in dict.fromkeys([*empty, *workbook.sheets]):
        sheet = workbook.sheets[name]
        # A row whose label is still to be typed counts as one cell: it is no row of the table yet.
        whole = len(sheet.frame) * len(sheet.layout.columns) + unnamed[name]
        yield Part(name, whole - empty[name], whole)


def _chapters(chapters: tuple[Chapter, ...], places: Places) -> Iterator[Part]:
    for chapter in chapters:
        blocks = [read_block(path) for path in paths_of(chapter, places)]
        if blocks:
            yield Part(chapter.name, sum(block.reviewed for block in blocks), len(blocks))


def _to_review(chapter: Chapter, places: Places) -> Iterator[Finding]:
    for path in paths_of(chapter, places):
        if not read_block(path).reviewed:
            yield Finding(places.shown(path), "line 1", TO_REVIEW)


def _turned(chapter: Chapter, places: Places, checked: Checked) -> Iterator[Turned]:
    for path in paths_of(chapter, places):
        for use in (each for each in read_block(path).uses if each.role == "claim"):
            if found := untrue(use.content, checked.register):
                yield Turned(places.shown(path), use.line, f"{{claim}}`{use.content}`", found)
