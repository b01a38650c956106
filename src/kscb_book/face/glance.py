"""At a glance: the year's few figures as a value, and as the record that travels in a notebook's output."""

import base64
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import escape

from kscb_book.face.record import VERSION, show_bundle
from kscb_book.face.tables import Entry
from kscb_book.face.terms import Line

GLANCE = "application/vnd.kscb.glance+json"


@dataclass(frozen=True)
class Statement:
    """Words of change: what stands before them, the words, what was compared, why, and what stands after them."""

    lead: str
    words: str
    compared: str
    why: str
    after: Line = ()


@dataclass(frozen=True)
class SmallPicture:
    """A small picture of a series: the name of what it shows, its text alternative, its figures and their periods.

    ``svg`` is empty until it is drawn.
    """

    name: str
    alt: str
    figures: tuple[str, ...]
    periods: tuple[str, ...]
    svg: str = ""


@dataclass(frozen=True)
class Row:
    """One figure: its name and chapter, which way is better, its number, that of the year before, and the rest."""

    name: str
    chapter: str
    better: str
    now: Entry
    before: Entry
    change: tuple[Statement, ...]
    benchmarks: tuple[Line, ...]
    picture: SmallPicture | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every number, symbol and piece of text beside it, in order."""
        after = (piece for said in self.change for piece in said.after)
        return (self.now, self.before, *after, *(piece for line in self.benchmarks for piece in line))


@dataclass(frozen=True)
class Glance:
    """The year at a glance: a caption, the headings of the columns, a row a figure, and notes beneath."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def show_glance(glance: Glance) -> None:
    """Show the year at a glance."""
    show_bundle(
        {GLANCE: {"version": VERSION, **asdict(glance)}, "text/html": _as_html(glance), "text/plain": glance.caption}
    )


def glance_in(record: dict) -> Glance:
    """Return the glance that a record holds."""
    rows = tuple(map(row_in, record["rows"]))
    return Glance(record["caption"], tuple(record["headings"]), rows, tuple(record["notes"]))


def printed_at_a_glance(bundle: dict) -> Iterator[str]:
    """Return the ids of the figures that a bundle prints at a glance."""
    rows = glance_in(bundle[GLANCE]).rows if GLANCE in bundle else ()
    yield from (entry.figure for row in rows for entry in row.entries if entry.figure)


def row_in(record: dict) -> Row:
    """Return the row that a record holds."""
    told = {key: record[key] for key in ("name", "chapter", "better")}
    picture = record["picture"]
    if picture:
        picture = SmallPicture(**picture | {"figures": tuple(picture["figures"]), "periods": tuple(picture["periods"])})
    return Row(
        **told,
        now=Entry(**record["now"]),
        before=Entry(**record["before"]),
        change=tuple(Statement(**said | {"after": _line(said["after"])}) for said in record["change"]),
        benchmarks=tuple(map(_line, record["benchmarks"])),
        picture=picture,
    )


def _line(record: list[dict]) -> Line:
    return tuple(Entry(**piece) for piece in record)


def text_of(line: Line) -> str:
    """Return a line as plain text."""
    return "".join(piece.text for piece in line)


def _as_html(glance: Glance) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in glance.headings)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in glance.rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in glance.notes)
    caption = f"<caption>{escape(glance.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}"


def _cells(row: Row) -> str:
    change = "<br>".join(escape(f"{said.lead}{said.words}{text_of(said.after)}") for said in row.change)
    benchmarks = "<br>".join(escape(text_of(line)) for line in row.benchmarks)
    cells = (escape(row.now.text), escape(row.before.text), change, benchmarks, _picture(row.picture))
    return f'<th scope="row">{escape(row.name)}</th>' + "".join(f"<td>{cell}</td>" for cell in cells)


def _picture(picture: SmallPicture | None) -> str:
    if picture is None:
        return ""
    data = base64.b64encode(picture.svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(picture.alt)}">'
