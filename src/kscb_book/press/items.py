"""The items of a chapter: each sentence of its narrative that prints or states something, each table, each chart.

They come from the narrative and from what the chapter shows, in the order of the page.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from kscb_book.face import record
from kscb_book.face.glance import GLANCE, Row, glance_in, text_of
from kscb_book.face.opening import OPENING, opening_in
from kscb_book.face.record import Published
from kscb_book.face.register import Register, UnknownFigure
from kscb_book.face.tables import Table
from kscb_book.meaning.conditions import Faulty
from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.changes import change_of, figures_of_change
from kscb_book.press.claims import read_claim
from kscb_book.press.contents import source_of
from kscb_book.press.known import Known, as_word
from kscb_book.press.narrative import PROTECTED, Block, Use, blocks_named_in, number_and_form, read_block
from kscb_book.press.plain import Rehearsal
from kscb_book.press.reading import Passage, passages_of, sentences_of
from kscb_book.press.telling import figures_of
from kscb_book.review.items import CHART, SENTENCE, TABLE, Item, stated_text
from kscb_book.source.report import Report

SIGNED = ("num", "claim", "change", "reported")
UNKNOWN = "??"


@dataclass(frozen=True)
class Sources:
    """What items are made from, beside the chapter itself."""

    places: Places
    register: Register
    report: Report


def items_of(rehearsals: Iterable[Rehearsal], sources: Sources) -> Iterator[Item]:
    """Yield the items of chapters, in order. A role that cannot be read prints ``??``."""
    for rehearsal in rehearsals:
        paths = {path.stem.removesuffix(PROTECTED): path for path in paths_of(rehearsal.chapter, sources.places)}
        for number, cell in enumerate(rehearsal.chapter.cells(), 1):
            for name in blocks_named_in(source_of(cell)) if cell["cell_type"] == "markdown" else ():
                if path := paths.pop(name, None):
                    yield from _sentences(rehearsal.chapter.name, read_block(path), sources)
            for bundle in rehearsal.shown.get(number, ()):
                yield from _shown(rehearsal, number, bundle, sources)


def _sentences(chapter: str, block: Block, sources: Sources) -> Iterator[Item]:
    numbers = count(1)
    for passage in passages_of(block.text):
        for sentence, number in zip(sentences_of(passage), numbers, strict=False):
            uses = [each.use for each in sentence.placed]
            if any(use.role in SIGNED for use in uses):
                printed = [figure for use in uses for figure in _printed_by(use, sources.register)]
                tested = [figure for use in uses for figure in _tested_by(use, sources.register)]
                yield Item(
                    kind=SENTENCE,
                    chapter=chapter,
                    name=f"{chapter}/{block.path.stem}, sentence {number}",
                    text=_text_of(sentence, sources),
                    figures=_once([*printed, *tested]),
                    printed=frozenset(figure.id for figure in printed),
                    stated=tuple(stated_text(use.role, use.content) for use in uses if _is_stated(use)),
                    file=sources.places.shown(block.path),
                    place=f"line {sentence.line_at(0)}",
                    waiting=not block.reviewed,
                )


def _is_stated(use: Use) -> bool:
    return use.role in SIGNED and use.role != "num"


def _text_of(sentence: Passage, sources: Sources) -> str:
    text = sentence.text
    for each in reversed(sentence.placed):
        text = text[: each.start] + _as_printed(each.use, text[each.start : each.end], sources) + text[each.end :]
    return " ".join(text.split())


def _as_printed(use: Use, words: str, sources: Sources) -> str:
    try:
        if use.role == "num":
            name, form = number_and_form(use.content)
            figure = sources.register.find(name)
            number = figure.printed if form == "digits" else as_word(figure, form) or UNKNOWN
            return " ".join([number, *(f"[{mark}]" for mark in figure.marks)])
        if use.role == "change":
            return change_of(use.content, sources.register)
    except (Faulty, UnknownFigure):
        return UNKNOWN
    if use.role == "report":
        return sources.report.item(use.content) or UNKNOWN
    return use.content.replace(":", " ") if use.role in ("numref", "ref") else words


def _printed_by(use: Use, register: Register) -> Iterator[Published]:
    if use.role == "num":
        with suppress(UnknownFigure):
            yield register.find(number_and_form(use.content)[0])


def _tested_by(use: Use, register: Register) -> Iterator[Published]:
    with suppress(Faulty):
        if use.role == "claim":
            yield from figures_of(read_claim(use.content).condition, Known(register))
        elif use.role == "change":
            yield from figures_of_change(use.content, register)


def _shown(rehearsal: Rehearsal, number: int, bundle: dict, sources: Sources) -> Iterator[Item]:
    if found := _read(bundle):
        kind, name, texts, ids = found
        figures = _once(figure for id in ids if (figure := _figure(id, sources.register)))
        yield Item(
            kind=kind,
            chapter=rehearsal.chapter.name,
            name=f"{rehearsal.chapter.name}, {kind} {name}",
            text=" ".join(" / ".join(filter(None, texts)).split()),
            figures=figures,
            printed=frozenset(figure.id for figure in figures),
            stated=(),
            file=sources.places.shown(rehearsal.chapter.path),
            place=f"cell {number}",
        )


def _read(bundle: dict) -> tuple[str, str, list[str], list[str]] | None:
    """Return the kind, the name, the texts and the ids of the figures of what a bundle shows, if it is to be signed."""
    ids = list(record.printed_in(bundle))
    if record.TABLE in bundle:
        table = record.table_in(bundle[record.TABLE])
        return TABLE, table.name, _texts_of(table), ids
    if record.CHART in bundle:
        chart = record.chart_in(bundle[record.CHART])
        return CHART, chart.name, [*_texts_of(chart.table), chart.alt], ids
    if GLANCE in bundle:
        glance = glance_in(bundle[GLANCE])
        rows, entries = _glimpses(glance.rows)
        return TABLE, "at-a-glance", [glance.caption, " | ".join(glance.headings), *rows, *glance.notes], entries
    if OPENING in bundle:
        opening = opening_in(bundle[OPENING])
        rows, entries = _glimpses([key.row for key in opening.keys])
        return TABLE, "opening", [*rows, *opening.notes], entries
    return None


def _glimpses(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return rows at a glance as texts, and the ids of the figures that they print and draw."""
    entries = [entry.figure for row in rows for entry in row.entries if entry.figure]
    drawn = [id for row in rows if row.picture for id in row.picture.figures]
    return [" | ".join(_glimpsed(row)) for row in rows], entries + drawn


def _texts_of(table: Table) -> list[str]:
    rows = [" | ".join(entry.text for entry in row) for row in table.rows]
    return [
        table.caption,
        " | ".join(table.headings),
        *rows,
        *table.notes,
        *(f"Source: {each}" for each in table.sources),
    ]


def _glimpsed(row: Row) -> Iterator[str]:
    yield from (row.name, row.better, row.now.text, row.before.text)
    yield from (f"{said.lead}{said.words}{text_of(said.after)} ({said.compared}: {said.why})" for said in row.change)
    yield from map(text_of, row.benchmarks)
    yield row.picture.alt if row.picture else ""


def _figure(id: str, register: Register) -> Published | None:
    try:
        return register.find(id)
    except UnknownFigure:
        return None


def _once(figures: Iterable[Published]) -> tuple[Published, ...]:
    return tuple({figure.id: figure for figure in figures}.values())
