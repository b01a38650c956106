"""Tables as values: what stands in each place, set later for a notebook, a page or a press."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kscb_book.face.arrangement import arrange
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.source.symbols import MARKS, MEANINGS, symbol_in


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

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of every entry, row by row."""
        return tuple(entry.text for row in self.rows for entry in row)

    @property
    def is_worded(self) -> bool:
        """Whether it prints no figure, but words."""
        return not any(entry.figure for row in self.rows for entry in row)


def set_table(name: str, groups: Iterable[Figures], more: Iterable[tuple[str, Iterable[Figure | None]]] = ()) -> Table:
    """Set figures as a table, arranged as a reader expects them.

    ``more`` are further rows: a label, and a figure or nothing for each column.
    """
    groups, more = tuple(groups), tuple((label, tuple(row)) for label, row in more)
    arranged = arrange(groups)
    figures = [figure for group in groups for figure in group]
    figures += [figure for _, row in more for figure in row if figure]
    rows = [(label, arranged.row(label)) for label in arranged.rows]
    return Table(
        name=name,
        caption=caption_of(groups),
        headings=(groups[0].row_heading, *arranged.columns.values()),
        rows=tuple((Entry(label), *map(_entry, row)) for label, row in [*rows, *more]),
        notes=notes_of(figures),
        sources=tuple(dict.fromkeys(source for figure in figures for source in figure.sources)),
    )


def benchmark_row(series: Figures, against: Figures) -> tuple[str, list[Figure | None]]:
    """Return the row of a yearly benchmark beneath months by years: for each year the latest known by then."""
    years = dict.fromkeys(figure.period.year for figure in series)
    return f"{against.measures[0].name}, latest known", [latest_known(against, year) for year in years]


def latest_known(yearly: Figures, year: str) -> Figure | None:
    """Return the figure of ``year``, or of the last year before it that is known; nothing where none is."""
    known = {figure.period.year: figure for figure in yearly if not symbol_in(figure.printed)}
    years = [each for each in known if each <= year]
    return known[max(years)] if years else None


def caption_of(groups: tuple[Figures, ...]) -> str:
    """Return a caption that names the table, or its one share or rate, and its years, and states nothing."""
    figures = [figure for group in groups for figure in group]
    years = sorted({figure.period.year for figure in figures})
    measures = {figure.measure for figure in figures}
    ratio = len(measures) == 1 and figures[0].measure.number in ("share", "rate")
    title = figures[0].measure.name if ratio else groups[0].title
    return f"{title}, {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "")


def notes_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Explain each symbol, mark and note that occurs among the figures, once."""
    figures = tuple(figures)
    symbols = dict.fromkeys(symbol.letter for figure in figures if (symbol := symbol_in(figure.printed)))
    marks = dict.fromkeys(mark for figure in figures for mark in figure.marks)
    letters = (f"[{letter}] {(MEANINGS | MARKS)[letter]}" for letter in [*symbols, *marks])
    return (*letters, *told_of(figures))


def told_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return, for each known issue that concerns one of the figures, what is said of it in a sentence."""
    notes = {note.number: note for figure in figures for note in figure.notes}
    return tuple(f"[{notes[number].mark}] {notes[number].text}" for number in sorted(notes))


def marked(figure: Figure) -> str:
    """Return the number as printed, and behind it its marks: ``77 [note 1]``."""
    return " ".join([figure.printed, *(f"[{mark}]" for mark in figure.all_marks)])


def _entry(figure: Figure | None) -> Entry:
    return Entry("") if figure is None else Entry(marked(figure), figure.id)


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
