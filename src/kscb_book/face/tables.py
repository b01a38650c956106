"""Tables as values: what stands in each place, set later for a notebook, a page or a press."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kscb_book.meaning.figures import Figure, Figures
from kscb_book.source.measures import Measure
from kscb_book.source.symbols import MARKS, MEANINGS, symbol_in

TOTAL = "Total"


@dataclass(frozen=True)
class Entry:
    """One place of a table: its text, and the id of the figure that it prints, if it prints one."""

    text: str
    figure: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: the first entry of each row is the row's heading.

    ``notes`` explain the symbols that occur; ``sources`` name who supplied the numbers.
    """

    name: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]


def set_table(name: str, groups: Iterable[Figures]) -> Table:
    """Set figures as a table.

    Figures of one measure with categories make a row a category and a column a period, or one column
    with the measure's name where there is one period. Other figures make a row a period or category
    and a column a measure. A total of a measure beside that measure is its last row.
    """
    groups = tuple(groups)
    figures = [figure for group in groups for figure in group]
    measures = dict.fromkeys(figure.measure for figure in figures)
    measures = [measure for measure in measures if _totalled(measure, measures) is None]
    periods = tuple(dict.fromkeys(figure.period for figure in figures))
    if len(measures) == 1 and len(periods) > 1 and figures[0].category:
        columns = {period: period.label for period in periods}
        place = {(_row_of(figure, measures), figure.period): figure for figure in figures}
    else:
        columns = {measure: measure.name for measure in measures}
        place = {
            (_row_of(figure, measures), _totalled(figure.measure, measures) or figure.measure): figure
            for figure in figures
        }
    rows = dict.fromkeys(row for row, _ in place)
    return Table(
        name=name,
        caption=caption_of(groups),
        headings=(groups[0].row_heading, *columns.values()),
        rows=tuple((Entry(row), *(_entry(place.get((row, column))) for column in columns)) for row in rows),
        notes=notes_of(figures),
        sources=tuple(dict.fromkeys(source for figure in figures for source in figure.sources)),
    )


def _totalled(measure: Measure, measures: Iterable[Measure]) -> Measure | None:
    if measure.combination != "total":
        return None
    return next((part for part in measures if (part.id,) == measure.of), None)


def _row_of(figure: Figure, measures: Iterable[Measure]) -> str:
    if _totalled(figure.measure, measures):
        return TOTAL
    return figure.category.label if figure.category else figure.period.label


def caption_of(groups: tuple[Figures, ...]) -> str:
    """Return a caption that names the table and its periods and states nothing."""
    periods = tuple(dict.fromkeys(period for group in groups for period in group.periods))
    span = periods[0].label if len(periods) == 1 else f"{periods[0].label} to {periods[-1].label}"
    return f"{groups[0].title}, {span}"


def notes_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Explain each symbol and mark that occurs among the figures, once."""
    figures = tuple(figures)
    symbols = dict.fromkeys(symbol.letter for figure in figures if (symbol := symbol_in(figure.printed)))
    marks = dict.fromkeys(mark for figure in figures for mark in figure.marks)
    return tuple(f"[{letter}] {(MEANINGS | MARKS)[letter]}" for letter in [*symbols, *marks])


def _entry(figure: Figure | None) -> Entry:
    if figure is None:
        return Entry("")
    return Entry(" ".join([figure.printed, *(f"[{mark}]" for mark in figure.marks)]), figure.id)


def as_html(table: Table) -> str:
    """Set the table for a notebook."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)
    rows = "".join(_row_as_html(row) for row in table.rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in (*table.notes, *map("Source: {}".format, table.sources)))
    caption = f"<caption>{escape(table.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}"


def _row_as_html(row: tuple[Entry, ...]) -> str:
    label, *entries = row
    cells = "".join(f"<td>{escape(entry.text)}</td>" for entry in entries)
    return f'<tr><th scope="row">{escape(label.text)}</th>{cells}</tr>'
