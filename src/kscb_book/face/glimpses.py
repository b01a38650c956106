"""Sets the year at a glance: each figure in its row, what may be said of it in words, its picture drawn."""

from dataclasses import replace

from kscb_book.face import record
from kscb_book.face.glance import Glance, Row, SmallPicture, Statement
from kscb_book.face.opening import Key, Opening
from kscb_book.face.sparkline import draw_sparkline, in_words
from kscb_book.face.tables import Entry, marked, notes_of
from kscb_book.face.terms import Line, line
from kscb_book.meaning.edition import Edition
from kscb_book.meaning.figures import Figure
from kscb_book.meaning.glance import Glimpse, glance, key_figures
from kscb_book.meaning.policy import Change
from kscb_book.source.periods import year_before
from kscb_book.source.sections import read_whole
from kscb_book.source.symbols import Symbol

NOT_AVAILABLE = Symbol("x")
BETTER = {"up": "higher is better", "down": "lower is better", "neither": ""}
VERDICTS = {
    (Change.ROSE, "up"): ", for the better",
    (Change.ROSE, "down"): ", for the worse",
    (Change.FELL, "up"): ", for the worse",
    (Change.FELL, "down"): ", for the better",
}


def set_glance(edition: Edition, drawn: bool) -> Glance:
    """Return the year at a glance, its pictures drawn or not."""
    year, glimpses = edition.report.year, glance(edition)
    before = year_before(year, 1)
    rows = tuple(_row(each, drawn) for each in glimpses)
    return Glance(
        caption=f"The figures of {year} beside those of {before}",
        headings=("Figure", year, before, "Change", "Compared with", "Over time"),
        rows=rows,
        notes=(*_notes(rows, glimpses), *read_whole("glance")["notes"]),
    )


def set_opening(edition: Edition, chapter: str) -> Opening:
    """Return the figures with which a chapter opens; of a known issue its mark tells, and no line beneath."""
    told = key_figures(edition, chapter)
    rows = tuple(_row(each, drawn=False) for each, _ in told)
    keys = tuple(Key(replace(row, picture=None), name) for row, (_, name) in zip(rows, told, strict=True))
    notes = _notes(rows, tuple(each for each, _ in told))
    return Opening(keys, year_before(edition.report.year, 1), tuple(note for note in notes if "[note" not in note))


def _notes(rows: tuple[Row, ...], glimpses: tuple[Glimpse, ...]) -> tuple[str, ...]:
    notes = notes_of(figure for each in glimpses for figure in _printed(each))
    explained = f"{NOT_AVAILABLE} {NOT_AVAILABLE.meaning}"
    missing = any(entry.text == str(NOT_AVAILABLE) for row in rows for entry in row.entries)
    return (explained, *notes) if missing and explained not in notes else notes


def _printed(glimpse: Glimpse) -> list[Figure]:
    beside = [glimpse.before, glimpse.difference, *glimpse.benchmarks]
    return [glimpse.now, *(figure for figure in beside if figure)]


def _row(glimpse: Glimpse, drawn: bool) -> Row:
    now = glimpse.now
    month = f" ({now.period.in_words.partition(' ')[0]})" if now.period.part else ""
    return Row(
        name=f"{glimpse.name}{month}",
        chapter=glimpse.chapter,
        better=BETTER[now.measure.better],
        now=_entry(now),
        before=_entry(glimpse.before),
        change=_change(glimpse),
        benchmarks=tuple(_benchmark(each, now.period.year) for each in glimpse.benchmarks),
        picture=_picture(glimpse, drawn) if glimpse.series else None,
    )


def _entry(figure: Figure | None) -> Entry:
    return Entry(marked(figure), figure.id) if figure else Entry(str(NOT_AVAILABLE))


def _change(glimpse: Glimpse) -> tuple[Statement, ...]:
    """Return what may be said: of the year before, and month by month where there are months."""
    said = []
    if glimpse.judged:
        words = glimpse.judged.change.value + VERDICTS.get((glimpse.judged.change, glimpse.now.measure.better), "")
        after = line(" (", _entry(glimpse.difference), ")") if glimpse.difference else ()
        said.append(Statement("", words, _compared(glimpse), glimpse.judged.why, after))
    if glimpse.trend:
        first, last = glimpse.series[0].period.in_words, glimpse.series[-1].period.in_words
        compared = f"{glimpse.now.measure.name}, {first} to {last}"
        said.append(Statement("month by month: ", glimpse.trend.words, compared, glimpse.trend.why))
    return tuple(said)


def _compared(glimpse: Glimpse) -> str:
    now, before, difference = glimpse.now, glimpse.before, glimpse.difference
    if difference:
        return f"{difference.measure.name}, {difference.printed}, with no change at all"
    return f"{now.printed} in {now.period.in_words} after {before.printed} in {before.period.in_words}"


def _benchmark(figure: Figure, year: str) -> Line:
    name = figure.category.label if figure.category else figure.measure.name
    when = () if figure.period.year == year else (f" ({figure.period.label})",)
    return line(f"{name} ", _entry(figure), *when)


def _picture(glimpse: Glimpse, drawn: bool) -> SmallPicture:
    return SmallPicture(
        name=glimpse.now.measure.name,
        alt=in_words(glimpse.series),
        figures=tuple(figure.id for figure in glimpse.series),
        periods=tuple(figure.period.label for figure in glimpse.series),
        svg=record.drawn(draw_sparkline, glimpse.series) if drawn else "",
    )
