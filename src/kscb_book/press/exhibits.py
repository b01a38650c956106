"""Tables and charts as document nodes: what stands in each place, what explains it, and the file that holds it."""

from collections.abc import Sequence

from docutils import nodes

from kscb_book.face.charts import Chart
from kscb_book.face.tables import Entry, Table
from kscb_book.press.columns import Column, columns_of
from kscb_book.press.data_files import file_of
from kscb_book.press.nodes import PERIOD, data_behind, number_node, recorded_text
from kscb_book.press.notes import marks_node, note_lines, told_in, without_marks

# What leads to the same numbers as a file; paper has no use for it.
DOWNLOAD = "kscb-download"
MARKED, ABREAST = "kscb-marked", "kscb-abreast"


def table_nodes(table: Table, folder: str, chart: bool = False) -> list[nodes.Node]:
    """Return a table and, beneath it, what explains it and the way to its file in ``folder``.

    The data of a ``chart`` have no caption of their own.
    """
    columns = tuple(map(Column, table.headings)) if table.is_worded else columns_of(table.headings, table.rows)
    classes = ["kscb-worded"] if table.is_worded else []
    node = nodes.table(classes=["kscb-table", "colwidths-auto", *classes])
    if not chart:
        node += nodes.title(text=table.caption)
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=1, **({"stub": 1} if place == 0 else {})) for place, _ in enumerate(columns)]
    group += nodes.thead("", _row([Entry(column.heading) for column in columns], columns, table.is_worded))
    group += nodes.tbody("", *(_row(row, columns, table.is_worded) for row in table.rows))
    node += group
    sources = [recorded_text(f"Source: {source}") for source in table.sources]
    beneath = [nodes.paragraph("", "", source, classes=["kscb-note"]) for source in sources]
    return [node, *note_lines(table.notes), *beneath, _download(f"{folder}{file_of(table.name, chart)}")]


def chart_nodes(chart: Chart, uri: str) -> list[nodes.Node]:
    """Return a chart as a figure with caption and text alternative, and beneath it what is known to be amiss.

    ``uri`` is its picture's.
    """
    columns = zip(*chart.table.rows, strict=True)
    image = nodes.image(uri=uri, alt=chart.alt, figures=[each.figure for column in columns for each in column])
    figure = nodes.figure("", image, nodes.caption(text=chart.table.caption), classes=["kscb-chart"])
    return [figure, *note_lines(told_in(chart.table.notes))]


def data_node(chart: Chart, folder: str) -> data_behind:
    """Return the data of a chart."""
    return data_behind("", *table_nodes(chart.table, folder, chart=True))


def _download(uri: str) -> nodes.paragraph:
    link = nodes.reference("", "", recorded_text("Download these numbers (CSV)"), refuri=uri)
    return nodes.paragraph("", "", link, classes=[DOWNLOAD])


def _row(entries: Sequence[Entry], columns: Sequence[Column], is_worded: bool) -> nodes.row:
    first, *others = zip(entries, columns, strict=True)
    return nodes.row("", _stub(first[0], is_worded), *(_entry(*each, is_worded) for each in others))


def _stub(entry: Entry, is_worded: bool) -> nodes.entry:
    words = recorded_text(entry.text) if is_worded else nodes.Text(entry.text)
    return nodes.entry("", nodes.paragraph("", "", words), classes=_period(entry.text))


def _entry(entry: Entry, column: Column, is_worded: bool) -> nodes.entry:
    if is_worded:
        return nodes.entry("", nodes.paragraph("", "", recorded_text(entry.text)), classes=_period(entry.text))
    content = _number(entry, column) if entry.figure else _text(entry, column)
    missing = column.missing(entry)
    places = [MARKED, *([ABREAST] if column.marks > 1 else [])] if column.is_marked else []
    classes = ["kscb-right", *places, *([f"kscb-short-{missing}"] if missing else [])]
    told = {"missing": missing, "marked": column.marks, "classes": [*classes, *_period(entry.text)]}
    return nodes.entry("", nodes.paragraph("", "", *content), **told)


def _text(entry: Entry, column: Column) -> list[nodes.Node]:
    """Return a symbol, or a heading, whose unit does not break."""
    name, unit, _ = entry.text.partition(f"({column.unit})") if column.unit else (entry.text, "", "")
    return [nodes.Text(name), *([nodes.inline("", unit, classes=["kscb-unit"])] if unit else [])]


def _number(entry: Entry, column: Column) -> list[nodes.Node]:
    in_full, marks = without_marks(entry.text)
    number = number_node(column.number(entry), entry.figure, in_full)
    return [number, *([marks_node(marks)] if marks else [])]


def _period(text: str) -> list[str]:
    return ["kscb-period"] if PERIOD.fullmatch(text) else []
