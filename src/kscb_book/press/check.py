"""Checks a year without building it: chapters, narrative and the figures they share."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from difflib import get_close_matches

from kscb_book.disclosure.opened import open_protected
from kscb_book.disclosure.records import problems_in_text
from kscb_book.disclosure.strength import strength_of
from kscb_book.face.register import Register, UnknownFigure
from kscb_book.findings import Finding
from kscb_book.places import Places, in_environment
from kscb_book.press.abbreviations import findings_of_abbreviations
from kscb_book.press.blocks import (
    findings_in_folders,
    findings_of_files,
    findings_of_required,
    findings_of_sentences,
    paths_of,
)
from kscb_book.press.claims import problems_of_change, problems_of_claim, problems_of_reported
from kscb_book.press.contents import Chapter, read_contents
from kscb_book.press.counts import problems_of_counts
from kscb_book.press.former import notes_on_earlier
from kscb_book.press.items import Sources, items_of
from kscb_book.press.known import NO_WORD, as_word
from kscb_book.press.narrative import Block, Use, findings_of, number_and_form, read_block, same_paragraph
from kscb_book.press.persons import questions_on_persons
from kscb_book.press.plain import Rehearsal, rehearse
from kscb_book.press.reconciled import Reconciled, reconciled
from kscb_book.press.unprinted import notes_on_unprinted, notes_on_unshown, printed_in_words
from kscb_book.press.words_check import findings_in_words
from kscb_book.review.items import Item
from kscb_book.review.signoffs import read_signoffs
from kscb_book.source.report import DRAFT, Report

STATING = ("claim", "change", "reported")
NOT_REVIEWED = (
    "the block is still to be reviewed, and the report is final; read it against the data, then delete this line"
)
REPORT_ITEMS = ("title", *(each.name for each in fields(Report)))


@dataclass(frozen=True)
class Checked:
    """What a check found: the register as the chapters would publish it, and what is wrong.

    ``notes`` are on the workbook: what was read and is worth a second look, and what no page prints.
    ``stated`` are the claims, changes and reported words of the narrative, ``printed`` the ids of the figures
    that text, tables and charts print; ``reconciled`` is what does not agree in the numbers. ``todo`` is, in a
    draft, what is wrong with the words of blocks that are not yet reviewed: it is no finding until they are.
    ``items`` are what a reviewer may sign, once every chapter runs; ``asked`` are the blocks of which somebody has
    to decide whether they may be published; ``rehearsals`` tell what each chapter shows.
    """

    register: Register
    chapters: tuple[Chapter, ...]
    findings: tuple[Finding, ...]
    reconciled: Reconciled
    notes: tuple[Finding, ...] = ()
    stated: tuple[Use, ...] = ()
    printed: frozenset[str] = frozenset()
    todo: tuple[Finding, ...] = ()
    items: tuple[Item, ...] = ()
    asked: tuple[Finding, ...] = ()
    rehearsals: tuple[Rehearsal, ...] = ()


def notes_on(places: Places) -> tuple[Finding, ...]:
    """Return the notes on the year's workbook and those before it. Raises InputRefused where it cannot be used."""
    protected = open_protected(places)
    strength = strength_of(protected, places.shown(places.workbook))
    return (*protected.workbook.notes, *protected.told, *strength, *notes_on_earlier(places))


def check(places: Places) -> Checked:
    """Run every chapter plainly, read every narrative block, and hold them against each other.

    Raises InputRefused where the workbook itself cannot be used.
    """
    chapters, numbers = read_contents(places), reconciled(places)
    protected = open_protected(places)
    workbook, is_draft = protected.workbook, protected.workbook.report.status == DRAFT
    with in_environment(places):
        rehearsals = [rehearse(chapter, places) for chapter in chapters]
    register = Register((figure for each in rehearsals for figure in each.figures), places.year)
    targets = {target for each in rehearsals for target in each.targets}
    narrow = protected.narrow if numbers.final else ()
    findings = [*numbers.findings, *narrow, *(finding for each in rehearsals for finding in each.findings)]
    findings += [_twice(figure.id, figure.chapter) for figure in register.repeated]
    complete = not any(each.findings for each in rehearsals)
    words = []
    for chapter in chapters:
        findings += _files(chapter, places, is_draft)
        words += _words(chapter, places, register, targets) if complete else []
    findings += findings_in_folders(chapters, places)
    words += findings_of_abbreviations(chapters, places, workbook.report)
    words += findings_in_words(chapters, places, register if complete else None)
    waiting = _waiting(chapters, places) if is_draft else frozenset()
    findings += [each for each in words if each.file not in waiting]
    todo = tuple(each for each in words if each.file in waiting)
    uses = tuple(use for chapter in chapters for path in paths_of(chapter, places) for use in read_block(path).uses)
    printed = frozenset().union(*(each.printed for each in rehearsals), printed_in_words(uses, register))
    notes = (*notes_on(places), *(() if numbers.final else protected.narrow))
    if complete:
        shown, rows = places.shown(places.workbook), (row for each in rehearsals for row in each.rows)
        notes += (*notes_on_unprinted(workbook, printed, register, shown), *notes_on_unshown(workbook, rows, shown))
    findings += read_signoffs(places.review, places.shown(places.review))[1]
    items = tuple(items_of(rehearsals, Sources(places, register, workbook.report))) if complete else ()
    stated = tuple(use for use in uses if use.role in STATING)
    return Checked(
        register,
        chapters,
        tuple(findings),
        numbers,
        notes,
        stated,
        printed,
        todo,
        items,
        tuple(questions_on_persons(chapters, places)),
        tuple(rehearsals),
    )


def _twice(id: str, chapter: str) -> Finding:
    return Finding(f"chapters/{chapter}.ipynb", "", f"{id} is published a second time here")


def _waiting(chapters: Iterable[Chapter], places: Places) -> frozenset[str]:
    """Return the files of a draft whose words are not yet held against the data: blocks to be reviewed.

    While there is one, the list of phrases is among them: words to come may need what those of today do not.
    """
    paths = [path for chapter in chapters for path in paths_of(chapter, places)]
    blocks = [places.shown(path) for path in paths if not read_block(path).reviewed]
    return frozenset([*blocks, places.shown(places.phrases)] if blocks else [])


def _files(chapter: Chapter, places: Places, is_draft: bool) -> Iterator[Finding]:
    yield from findings_of_files(chapter, places)
    yield from findings_of_required(chapter, places)
    yield from findings_of_sentences(chapter, places)
    for path in paths_of(chapter, places):
        block = read_block(path)
        yield from findings_of(block, places.shown(path))
        for line, problem in problems_in_text(block.text):
            yield Finding(places.shown(path), f"line {line}", problem)
        if not block.reviewed and not is_draft:
            yield Finding(places.shown(path), "line 1", NOT_REVIEWED)


def _words(chapter: Chapter, places: Places, register: Register, targets: set[str]) -> Iterator[Finding]:
    for path in paths_of(chapter, places):
        for line, problem in problems_of_uses(read_block(path), register, targets):
            yield Finding(places.shown(path), f"line {line}", problem)


def problems_of_uses(block: Block, register: Register, targets: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the roles of a block, each with its line; ``targets`` are the tables and charts."""
    for use in block.uses:
        for problem in filter(None, [_problem(use, register, targets), *_stated(use, block, register)]):
            yield use.line, problem


def _stated(use: Use, block: Block, register: Register) -> Iterator[str]:
    if use.role == "claim":
        yield from problems_of_claim(use.content, register, _printed_beside(use, block, register))
    if use.role == "change":
        yield from problems_of_change(use.content, register)
    if use.role == "reported":
        yield from problems_of_reported(use.content, register)
    yield from problems_of_counts(use, [each for each in same_paragraph(block, use) if each != use], register)


def _printed_beside(use: Use, block: Block, register: Register) -> Iterator[str]:
    for each in same_paragraph(block, use):
        if each.role == "num":
            with suppress(UnknownFigure):
                yield register.find(number_and_form(each.content)[0]).id


def _problem_of_number(use: Use, register: Register) -> str | None:
    name, form = number_and_form(use.content)
    try:
        figure = register.find(name)
    except UnknownFigure as unknown:
        return str(unknown)
    return None if form == "digits" or as_word(figure, form) else f"{figure.id} is {figure.printed}; {NO_WORD}"


def _problem(use: Use, register: Register, targets: Collection[str]) -> str | None:
    if use.role == "num":
        return _problem_of_number(use, register)
    if use.role == "numref" and use.content not in targets:
        return f"no table or chart is called {use.content!r}; there are {', '.join(sorted(targets))}"
    if use.role == "report" and use.content not in REPORT_ITEMS:
        near = get_close_matches(use.content, REPORT_ITEMS, n=1)
        return f"the report has no item {use.content!r}; {f'the nearest is {near[0]}' if near else _items()}"
    return None


def _items() -> str:
    return f"there are {', '.join(REPORT_ITEMS)}"
