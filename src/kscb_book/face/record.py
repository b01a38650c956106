"""The record that travels inside a notebook's own output, from the cell that computes to the page.

Writer and reader stand together here. A record is JSON under a MIME type of the project, beside an HTML
form for people who open the notebook.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields, replace
from html import escape
from pathlib import Path

from kscb_book.face.charts import Chart
from kscb_book.face.intervals import PublishedInterval, interval_of
from kscb_book.face.tables import Entry, Table, as_html, told_of
from kscb_book.meaning.figures import Figure, Figures
from kscb_book.meaning.printing import canonical
from kscb_book.source.cells import Cell
from kscb_book.source.report import Report

FIGURES = "application/vnd.kscb.figures+json"
TABLE = "application/vnd.kscb.table+json"
CHART = "application/vnd.kscb.chart+json"
REPORT = "application/vnd.kscb.report+json"
DRAWN_FROM = "application/vnd.kscb.drawn-from"
VERSION = 1


@dataclass(frozen=True)
class Published:
    """A figure as published: what a reader may ask of a printed number.

    ``value`` is the unrounded number as text, or the symbol; ``marks`` are all that stand behind it, ``notes``
    what is said of the known issues among them; ``chapter`` and ``cell`` say which notebook
    cell published it, and are known once it is read back.
    """

    id: str
    printed: str
    value: str
    unit: str
    measure: str
    name: str
    definition: str
    period: str
    category: str | None
    rule: str
    cells: tuple[Cell, ...]
    marks: tuple[str, ...]
    notes: tuple[str, ...] = ()
    chapter: str = ""
    cell: str = ""
    interval: PublishedInterval | None = None

    @property
    def title(self) -> str:
        """What the figure is: its measure's name and, after a colon, its category."""
        return f"{self.name}: {self.category}" if self.category else self.name

    @property
    def marked(self) -> str:
        """The number as printed, and behind it its marks."""
        return " ".join([self.printed, *(f"[{mark}]" for mark in self.marks)])

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the workbook cells it rests on, those of earlier editions with their workbook's name."""
        return tuple(cell.place for cell in self.cells)


def published(figure: Figure) -> Published:
    """Return the record of ``figure``."""
    return Published(
        id=figure.id,
        printed=figure.printed,
        value=canonical(figure.value),
        unit=figure.measure.unit,
        measure=figure.measure.id,
        name=figure.measure.name,
        definition=figure.measure.definition,
        period=figure.period.label,
        category=figure.category.label if figure.category else None,
        rule=figure.rule,
        cells=figure.cells,
        marks=figure.all_marks,
        notes=told_of([figure]),
        interval=interval_of(figure),
    )


_collected: ContextVar[list | None] = ContextVar("collected", default=None)


@contextmanager
def collecting() -> Iterator[list[dict]]:
    """Gather what is shown instead of displaying it; nothing is drawn meanwhile."""
    shown: list[dict] = []
    token = _collected.set(shown)
    try:
        yield shown
    finally:
        _collected.reset(token)


def is_collecting() -> bool:
    """Whether what is shown is gathered, so that a picture would be drawn for nobody."""
    return _collected.get() is not None


def drawn(draw: Callable[[object], str], what: object) -> str:
    """Return the picture that ``draw`` makes of ``what`` as SVG.

    While what is shown is gathered, nothing is drawn, and all that the picture would be drawn from is gathered too.
    """
    if is_collecting():
        show_bundle({DRAWN_FROM: f"{draw.__name__} {what!r}"})
        return ""
    return draw(what)


def show_figures(figures: Figures) -> None:
    """Show figures as published."""
    records = [published(figure) for figure in figures]
    plain = "\n".join(f"{record.id} = {record.marked}" for record in records)
    show_bundle(
        {
            FIGURES: {"version": VERSION, "figures": [_as_json(record) for record in records]},
            "text/html": _figures_as_html(records),
            "text/plain": plain,
        }
    )


def show_table(table: Table) -> None:
    """Show a table."""
    show_bundle(
        {TABLE: {"version": VERSION, **asdict(table)}, "text/html": as_html(table), "text/plain": table.caption}
    )


def show_chart(chart: Chart) -> None:
    """Show a chart; its picture stands beside its record as SVG."""
    record = {key: value for key, value in asdict(chart).items() if key != "svg"}
    show_bundle({CHART: {"version": VERSION, **record}, "image/svg+xml": chart.svg, "text/plain": chart.alt})


def show_report(report: Report) -> None:
    """Show what the workbook says of the report itself."""
    lines = "".join(f"<tr><th>{escape(key)}</th><td>{escape(value)}</td></tr>" for key, value in asdict(report).items())
    show_bundle(
        {
            REPORT: {"version": VERSION, **asdict(report)},
            "text/html": f"<table>{lines}</table>",
            "text/plain": report.board,
        }
    )


def show_bundle(bundle: dict) -> None:
    """Show a bundle of records and other forms by their MIME types, or gather it where nothing is to be shown."""
    bundle = json.loads(json.dumps(bundle))
    collected = _collected.get()
    if collected is not None:
        collected.append(bundle)
        return
    from IPython.display import display

    display(bundle, raw=True)


def _as_json(record: Published) -> dict:
    told = {key: value for key, value in asdict(record).items() if key not in ("chapter", "cell")}
    for cell in (cell for cell in told["cells"] if not cell["workbook"]):
        del cell["workbook"]  # a cell of the year's own workbook
    return told if record.interval else {key: value for key, value in told.items() if key != "interval"}


def _figures_as_html(records: list[Published]) -> str:
    head = "".join(f"<th>{name}</th>" for name in ("Figure", "Value", "Measure", "Period", "Rule", "Cells"))
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(text)}</td>"
            for text in (
                record.id,
                record.marked,
                record.title,
                record.period,
                record.rule,
                ", ".join(record.addresses),
            )
        )
        + "</tr>"
        for record in records
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def figures_in(bundle: dict) -> Iterator[Published]:
    """Return the figures that an output's bundle records."""
    known = {field.name for field in fields(Published)}
    for record in bundle.get(FIGURES, {}).get("figures", ()):
        cells = tuple(Cell(**cell) for cell in record["cells"])
        interval = PublishedInterval(**record["interval"]) if "interval" in record else None
        yield Published(
            **{key: value for key, value in record.items() if key in known}
            | {"cells": cells, "marks": tuple(record["marks"]), "notes": tuple(record.get("notes", ()))}
            | {"interval": interval}
        )


def targets_in(bundle: dict) -> Iterator[str]:
    """Return the names by which narrative may refer to what a bundle shows: ``table:...``, ``chart:...``."""
    named = {"table": bundle.get(TABLE), "chart": bundle.get(CHART)}
    yield from (f"{kind}:{record['name']}" for kind, record in named.items() if record)


def printed_in(bundle: dict) -> Iterator[str]:
    """Return the ids of the figures that a bundle's table, or the data of its chart, prints."""
    return (entry["figure"] for row in _rows_in(bundle) for entry in row if entry["figure"])


def words_in(bundle: dict) -> Iterator[tuple[str, ...]]:
    """Return the texts of each row that a bundle's table, or the data of its chart, shows."""
    return (tuple(entry["text"] for entry in row) for row in _rows_in(bundle))


def _rows_in(bundle: dict) -> list:
    return (bundle.get(TABLE) or bundle.get(CHART, {}).get("table", {})).get("rows", [])


def table_in(record: dict) -> Table:
    """Return the table that a record holds."""
    rows = tuple(tuple(Entry(**entry) for entry in row) for row in record["rows"])
    return Table(
        record["name"],
        record["caption"],
        tuple(record["headings"]),
        rows,
        tuple(record["notes"]),
        tuple(record["sources"]),
    )


def chart_in(record: dict) -> Chart:
    """Return the chart that a record holds; its picture stands beside the record."""
    return Chart(record["name"], record["alt"], table_in(record["table"]))


def report_in(record: dict) -> Report:
    """Return the description of the report that a record holds."""
    return Report(**{key: value for key, value in record.items() if key != "version"})


def outputs_of(notebook: Path) -> Iterator[tuple[str, dict]]:
    """Return each output of an executed notebook as the id of its cell and its bundle."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            if "data" in output:
                yield cell.get("id", ""), output["data"]


def figures_of(notebook: Path) -> Iterator[Published]:
    """Return the figures that an executed notebook publishes, with chapter and cell."""
    for cell, bundle in outputs_of(notebook):
        for record in figures_in(bundle):
            yield replace(record, chapter=notebook.stem, cell=cell)
