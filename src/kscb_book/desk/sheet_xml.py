"""Puts numbers and texts into cells of a sheet's own XML, and leaves every other byte as it is.

A number is written as a number and a text as a text, never as a formula; a cell keeps its style.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from xml.parsers import expat
from xml.sax.saxutils import escape

from kscb_book.source.cells import letters_of

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
NOT_XML = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class _Element:
    """Where an element stands: its bytes from ``start`` to ``end``, its raw name and attributes."""

    name: str
    start: int
    attributes: dict[str, str]
    end: int = 0


@dataclass
class _Row(_Element):
    """A row with its cells by column."""

    cells: dict[int, _Element] = field(default_factory=dict)


def with_cells(xml: bytes, values: Mapping[tuple[int, int], Decimal | str]) -> bytes:
    """Return the XML of a sheet with ``values`` by row and column. Raises ValueError where it is no sheet."""
    sheet = _Sheet(xml)
    changes: list[tuple[int, int, bytes]] = []
    for row, columns in _by_row(values).items():
        changes += sheet.changes(row, columns)
    # All are put in from the end backwards; of several at one place, the first is to come first.
    for start, end, content in reversed(sorted(changes, key=lambda change: change[0])):
        xml = xml[:start] + content + xml[end:]
    return xml


def _by_row(values: Mapping[tuple[int, int], Decimal | str]) -> dict[int, dict[int, Decimal | str]]:
    rows: dict[int, dict[int, Decimal | str]] = {}
    for (row, column), value in sorted(values.items()):
        rows.setdefault(row, {})[column] = value
    return rows


class _Sheet:
    """The rows and cells of a sheet and where they stand in its bytes."""

    def __init__(self, xml: bytes):
        if b"\0" in xml:
            raise ValueError("a sheet is written in UTF-8")
        self.xml, self.rows = xml, {}
        self.styles: dict[int, str] = {}
        self._open: list[_Element] = []
        self._data: _Element | None = None
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise ValueError("not the XML of a sheet") from error
        if self._data is None:
            raise ValueError("not the XML of a sheet")

    def changes(self, number: int, columns: Mapping[int, Decimal | str]) -> list[tuple[int, int, bytes]]:
        """Return what is to be put where, as (start, end, bytes), so that a row holds these values."""
        row = self.rows.get(number)
        if row is None:
            cells = b"".join(self._cell(number, column, value) for column, value in columns.items())
            name = self._name("row")
            content = f'<{name} r="{number}">'.encode() + cells + f"</{name}>".encode()
            return [self._into(self._data, self._place(self.rows, number), content)]
        if not row.cells:
            cells = b"".join(self._cell(number, column, value) for column, value in columns.items())
            return [self._into(row, None, cells)]
        return self._in_row(row, number, columns)

    def _in_row(self, row: _Row, number: int, columns: Mapping[int, Decimal | str]) -> list[tuple[int, int, bytes]]:
        changes: dict[tuple[int, int], bytes] = {}
        for column, value in columns.items():
            content = self._cell(number, column, value)
            if column in row.cells:
                place = row.cells[column].start, row.cells[column].end
            else:
                place = self._into(row, self._place(row.cells, column), b"")[:2]
            changes[place] = changes.get(place, b"") + content
        return [(start, end, content) for (start, end), content in changes.items()]

    def _place(self, known: Mapping[int, _Element], number: int) -> int | None:
        before = [each for each in known if each < number]
        after = [each for each in known if each > number]
        if after:
            return known[min(after)].start
        return known[max(before)].end if before else None

    def _into(self, parent: _Element, place: int | None, content: bytes) -> tuple[int, int, bytes]:
        """Return the change that puts bytes at a place in a parent, which may be written as ``<row/>``."""
        if place is not None:
            return place, place, content
        raw = self.xml[parent.start : parent.end]
        if raw.endswith(b"/>"):
            return parent.end - 2, parent.end, b">" + content + f"</{parent.name}>".encode()
        inside = parent.start + raw.rindex(b"</")
        return inside, inside, content

    def _cell(self, row: int, column: int, value: Decimal | str) -> bytes:
        attributes = {"r": f"{letters_of(column)}{row}"}
        if style := self._style(row, column):
            attributes["s"] = style
        name, told = self._name("c"), ""
        if isinstance(value, Decimal):
            inner = f"<{self._name('v')}>{value:f}</{self._name('v')}>"
        else:
            told, text, outer = ' t="inlineStr"', self._name("t"), self._name("is")
            inner = f'<{outer}><{text} xml:space="preserve">{escape(NOT_XML.sub(" ", value))}</{text}></{outer}>'
        written = "".join(f' {key}="{escape(each)}"' for key, each in attributes.items())
        return f"<{name}{written}{told}>{inner}</{name}>".encode("ascii", "xmlcharrefreplace")

    def _style(self, row: int, column: int) -> str:
        # A cell that is not there looks as its row does, or else as its column (ECMA-376, 18.3.1.73 and 18.3.1.13).
        known = self.rows.get(row)
        if known and column in known.cells:
            return _number(known.cells[column].attributes.get("s"))
        if known and known.attributes.get("customFormat") in ("1", "true"):
            return _number(known.attributes.get("s"))
        return self.styles.get(column, "")

    def _name(self, local: str) -> str:
        prefix = self._data.name.rpartition(":")[0]
        return f"{prefix}:{local}" if prefix else local

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        parents = [each.name.rpartition(":")[2] for each in self._open]
        element = _Element(name, self._parser.CurrentByteIndex, attributes)
        if local == "col" and parents == ["worksheet", "cols"]:
            self._column(attributes)
        elif local == "sheetData" and parents == ["worksheet"]:
            self._data = element
        elif local == "row" and parents == ["worksheet", "sheetData"]:
            element = _Row(name, self._parser.CurrentByteIndex, attributes)
            self.rows[int(attributes.get("r", max(self.rows, default=0) + 1))] = element
        elif local == "c" and parents == ["worksheet", "sheetData", "row"]:
            cells = self._open[-1].cells
            cells[_column_of(attributes.get("r")) or max(cells, default=0) + 1] = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        element = self._open.pop()
        tag = TAG.match(self.xml, element.start).end()
        is_empty = self.xml.startswith(b"/>", tag - 2)
        element.end = tag if is_empty else self.xml.index(b">", self._parser.CurrentByteIndex) + 1

    def _column(self, attributes: dict[str, str]) -> None:
        first, last, style = (_number(attributes.get(key)) for key in ("min", "max", "style"))
        if first and last and style:
            self.styles |= dict.fromkeys(range(int(first), min(int(last), 16384) + 1), style)

    def _refuse(self, *told: object) -> None:
        raise ValueError("a sheet has no document type")


def _number(text: str | None) -> str:
    return text if text and text.isascii() and text.isdigit() else ""


def _column_of(address: str | None) -> int:
    found = ADDRESS.fullmatch(address or "")
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
