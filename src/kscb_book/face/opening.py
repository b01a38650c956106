"""How a chapter opens: its two or three figures that matter, and the record that travels in a notebook's output."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import escape

from kscb_book.face.glance import Row, row_in, text_of
from kscb_book.face.record import VERSION, show_bundle

OPENING = "application/vnd.kscb.opening+json"


@dataclass(frozen=True)
class Key:
    """A figure that matters: its row at a glance, and what tells of it, such as ``chart:missing``."""

    row: Row
    told: str


@dataclass(frozen=True)
class Opening:
    """The key figures of a chapter, the year before theirs, and what explains their symbols."""

    keys: tuple[Key, ...]
    before: str
    notes: tuple[str, ...]


def show_key_figures(opening: Opening) -> None:
    """Show how a chapter opens."""
    plain = "\n".join(f"{key.row.now.text}: {key.row.name}" for key in opening.keys)
    show_bundle({OPENING: {"version": VERSION, **asdict(opening)}, "text/html": _as_html(opening), "text/plain": plain})


def opening_in(record: dict) -> Opening:
    """Return the opening that a record holds."""
    keys = tuple(Key(row_in(key["row"]), key["told"]) for key in record["keys"])
    return Opening(keys, record["before"], tuple(record["notes"]))


def printed_in_opening(bundle: dict) -> Iterator[str]:
    """Return the ids of the figures that the opening in a bundle prints."""
    keys = opening_in(bundle[OPENING]).keys if OPENING in bundle else ()
    yield from (entry.figure for key in keys for entry in key.row.entries if entry.figure)


def _as_html(opening: Opening) -> str:
    return f"<ul>{''.join(f'<li>{_key(key.row)}</li>' for key in opening.keys)}</ul>"


def _key(row: Row) -> str:
    said = "; ".join(f"{each.lead}{each.words}{text_of(each.after)}" for each in row.change)
    return f"<strong>{escape(row.now.text)}</strong> {escape(row.name)} {escape(said)}"
