"""What the report tells about its own data: tables and terms made from the workbook, the measures and the method."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kscb_book.face.tables import Entry, Table
from kscb_book.face.terms import Line, Term, Terms, line
from kscb_book.meaning.control import COMBINATIONS, control
from kscb_book.meaning.discrepancies import Side
from kscb_book.meaning.edition import Edition
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.meaning.history import earlier_years
from kscb_book.meaning.known_issues import KnownIssue
from kscb_book.meaning.method import Rule, rule_of, rules
from kscb_book.meaning.origins import Origin
from kscb_book.source.cells import ranges
from kscb_book.source.measures import Measure, measures_by_section, read_measures
from kscb_book.source.schema import read_schema
from kscb_book.source.sections import read_whole
from kscb_book.source.symbols import MARKS, MEANINGS, symbol_in

BRACKETED = re.compile(r"\[\w+\]")
HIDDEN = (
    "Where [c] stands there is a small count of people, or a number from which such a count could be worked out.",
    "A report that hides numbers becomes final only when an attack on it fails: from all that it prints, and what "
    "earlier reports printed, nobody can work out of such a count more than that it is small.",
)
KINDS = {"flow": "over a period", "stock": "on a day"}
BETTER = {"up": "a higher number is better", "down": "a lower number is better", "neither": "neither way is better"}


def set_known_issues(known: Iterable[KnownIssue]) -> Terms:
    """Set known issues, each with the anchor ``note-1``, ``note-2`` ... that marks at its numbers lead to."""
    return Terms(tuple(map(_known_issue, known)), otherwise="There are no known issues.")


def _known_issue(known: KnownIssue) -> Term:
    issue, found = known.issue, known.discrepancy
    return Term(
        f"Note {issue.number}. {issue.what}",
        (line(found.rule.sentence), line(*_side(found.first), " ", *_side(found.second)), line(issue.explanation)),
        (line(f"Rule: {issue.rule}. Accepted by: {issue.accepted_by}, {issue.date}."),),
        anchor=f"note-{issue.number}",
    )


def _side(side: Side) -> Line:
    cells = ranges(cell for figure in side.figures for cell in figure.cells)
    return line(f"{side.label}: {side.printed} ({'; '.join(cells)}).")


def set_report(edition: Edition) -> Table:
    """Set everything the workbook says of the report itself as a table."""
    items = [(item.label, getattr(edition.report, item.key)) for item in read_schema(edition.report.year).report_items]
    table = _worded("report", "What the workbook says of the report", ("Item", "Value"), items)
    return replace(table, notes=(*table.notes, *HIDDEN)) if edition.report.suppresses else table


def set_sources(edition: Edition) -> Table:
    """Set the origin of every sheet as a table."""
    headings = ("Sheet, and what it holds", "Supplier", "Source, and status")
    rows = [(_sheet(each), each.supplier, f"{each.source} ({each.status.lower()})") for each in edition.origins]
    return _worded("sources", "The sheets of the workbook and their sources", headings, rows)


def _sheet(origin: Origin) -> str:
    return origin.sheet if origin.sheet == origin.title else f"{origin.sheet}: {origin.title}"


def set_facts(edition: Edition) -> Table:
    """Set where in the source each single fact stands as a table."""
    rows = [(each.fact, each.period, each.place) for each in edition.fact_origins]
    return _worded("facts", "Single facts and where they stand in the source", ("Fact", "Period", "Where"), rows)


def set_symbols(edition: Edition) -> Table:
    """Set every symbol and mark as a table, those in use first."""
    used = set(_letters_in(edition))
    letters = sorted(MEANINGS | MARKS, key=lambda letter: letter not in used)
    rows = [(f"[{each}]", (MEANINGS | MARKS)[each], "used" if each in used else "not used") for each in letters]
    return _worded("symbols", "Symbols and marks", ("Symbol", "What it means", "In this report"), rows)


def _letters_in(edition: Edition) -> Iterator[str]:
    for figure in (figure for sheet in edition.sheets.values() for figure in sheet):
        yield from figure.marks
        yield from _letters(figure.printed)
    for text in (
        text for table in (set_report(edition), set_sources(edition), set_facts(edition)) for text in table.texts
    ):
        yield from _letters(text)


def _letters(text: str) -> list[str]:
    return [symbol.letter for found in BRACKETED.findall(text) if (symbol := symbol_in(found))]


def _worded(name: str, caption: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    entries = tuple(tuple(map(Entry, row)) for row in rows)
    letters = dict.fromkeys(letter for row in entries for entry in row[1:] for letter in _letters(entry.text))
    return Table(name, caption, headings, entries, tuple(f"[{each}] {MEANINGS[each]}" for each in letters), ())


def set_words() -> Terms:
    """Set what words such as rose and reported mean in this report."""
    return Terms(tuple(Term(each["name"], tuple(map(line, each["says"]))) for each in read_whole("policy")["words"]))


def set_method(examples: Iterable[Figures]) -> Terms:
    """Set every rule of the method, with each of ``examples`` beneath the rule that made it.

    How series reach back to earlier editions is told where an example rests on one.
    """
    figures = [figure for each in examples for figure in each]
    reach_back = any(cell.workbook for figure in figures for cell in figure.cells)
    told = (*rules(), rule_of(earlier_years)) if reach_back else rules()
    return Terms(tuple(_rule(rule, figures) for rule in told))


def _rule(rule: Rule, figures: Iterable[Figure]) -> Term:
    made = [_example(figure) for figure in figures if figure.measure.combination == rule.function]
    return Term(rule.name, (line(rule.definition), *map(line, rule.more)), tuple(made))


def _example(figure: Figure) -> Line:
    calculation, _, words = figure.rule.partition(": ")
    number = Entry(figure.printed, figure.id if figure.measure.id in read_measures() else None)
    if calculation == figure.printed:
        return line(f"For example, {words} is ", number, f", of {figure.period.label}.")
    when = "" if figure.period.label in words else f", {figure.period.label}"
    return line(f"For example, {words}{when}: {calculation} gives ", number, ".")


def set_measures() -> tuple[Terms, ...]:
    """Set every measure with all that is laid down of it, section by section."""
    names = {rule.function: rule.name for rule in rules()}
    names |= dict.fromkeys(COMBINATIONS, names[control.__name__])
    return tuple(
        Terms(tuple(_measure(measure, names) for measure in measures), chapter=section)
        for section, measures in measures_by_section().items()
    )


def _measure(measure: Measure, rule_names: dict[str, str]) -> Term:
    notes = [
        f"About: {measure.population}.",
        f"Unit: {measure.unit}, {KINDS[measure.kind]}; {BETTER[measure.better]}.",
        f"From: {measure.system}.",
    ]
    if measure.combination:
        parts = " and ".join(read_measures()[each].name for each in measure.of)
        notes[-1] = f"Worked out by this book: {rule_names[measure.combination].lower()} ({parts})."
    return Term(measure.name, (line(measure.definition),), (line(" ".join(notes)),))
