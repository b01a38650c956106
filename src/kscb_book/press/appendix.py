"""The appendix of the printed report: where each number in its text comes from, chapter by chapter.

The site has the same in its pop-overs and its page of all figures; paper has neither.
"""

from collections.abc import Iterator, Mapping, Sequence

from docutils import nodes
from docutils.utils import new_document

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.press.nodes import figure_number
from kscb_book.press.typst_tables import BREAKS
from kscb_book.source.cells import ranges

APPENDIX = "where-the-numbers-come-from"
TITLE = "Where the numbers come from"
LEAD = "Each number that the text prints, in the order of the text: what it is, and how it was got."
HEADINGS = ("Printed", "What it is", "Period", "How it was got", "Workbook cells")
TABLES = (nodes.table, nodes.figure)


def appendix(chapters: Mapping[str, nodes.document], register: Register) -> nodes.document | None:
    """Return the appendix for these chapters, or None where their text prints no figure."""
    known = {figure.id: figure for figure in register}
    sections = []
    for page, tree in chapters.items():
        if figures := [known[id] for id in _in_text(tree) if id in known]:
            title = next(tree.findall(nodes.title)).astext()
            sections.append(_section(title, f"{APPENDIX}-{page}", [_table(figures)]))
    if not sections:
        return None
    document = new_document(APPENDIX)
    document += _section(TITLE, APPENDIX, [nodes.paragraph(text=LEAD), *sections])
    return document


def _in_text(tree: nodes.document) -> Iterator[str]:
    """Return the figures that running text prints, each once, in order; tables and charts are not text."""
    numbers = (number for number in tree.findall(figure_number) if not _is_set(number))
    yield from dict.fromkeys(number["figure"] for number in numbers)


def _is_set(node: nodes.Node | None) -> bool:
    while node is not None and not isinstance(node, TABLES):
        node = node.parent
    return node is not None


def _section(title: str, id: str, content: Sequence[nodes.Node]) -> nodes.section:
    return nodes.section("", nodes.title(text=title), *content, ids=[id])


def _table(figures: Sequence[Published]) -> nodes.table:
    """Return a table of figures; what is printed and what it is are the heading of a row."""
    columns = [nodes.colspec(colwidth=1, **({"stub": 1} if place < 2 else {})) for place, _ in enumerate(HEADINGS)]
    head, body = nodes.thead("", _row(HEADINGS)), nodes.tbody("", *(_row(_told(figure)) for figure in figures))
    return nodes.table("", nodes.tgroup("", *columns, head, body, cols=len(HEADINGS)), classes=[BREAKS])


def _told(figure: Published) -> tuple[str, ...]:
    return figure.printed, figure.title, figure.period, figure.rule, "; ".join(ranges(figure.cells))


def _row(texts: Sequence[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph(text=text)) for text in texts))
