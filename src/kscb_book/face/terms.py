"""Terms: names and what is said of each, as values and as the record that travels in a notebook's output."""

from dataclasses import asdict, dataclass
from html import escape

from kscb_book.face.record import VERSION, show_bundle
from kscb_book.face.tables import Entry

TERMS = "application/vnd.kscb.terms+json"

# A line of text in pieces, some of which print a figure.
Line = tuple[Entry, ...]


@dataclass(frozen=True)
class Term:
    """A name and what is said of it; ``notes`` stand beneath, smaller, and ``anchor`` is where links lead."""

    name: str
    says: tuple[Line, ...]
    notes: tuple[Line, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Terms:
    """Terms one beneath the other.

    ``chapter`` is the chapter that they are of, and ``otherwise`` what is said where there are none.
    """

    terms: tuple[Term, ...]
    chapter: str = ""
    otherwise: str = ""


def line(*pieces: str | Entry) -> Line:
    """Return a line that consists of these pieces."""
    return tuple(Entry(piece) if isinstance(piece, str) else piece for piece in pieces)


def show_terms(terms: Terms) -> None:
    """Show terms."""
    plain = "\n".join(term.name for term in terms.terms) or terms.otherwise
    show_bundle({TERMS: {"version": VERSION, **asdict(terms)}, "text/html": _as_html(terms), "text/plain": plain})


def terms_in(record: dict) -> Terms:
    """Return the terms that a record holds."""
    return Terms(tuple(map(_term, record["terms"])), record["chapter"], record["otherwise"])


def _term(record: dict) -> Term:
    lines = {key: tuple(tuple(Entry(**piece) for piece in line) for line in record[key]) for key in ("says", "notes")}
    return Term(record["name"], **lines, anchor=record["anchor"])


def _as_html(terms: Terms) -> str:
    heading = f"<p><strong>{escape(terms.chapter)}</strong></p>" if terms.chapter else ""
    items = "".join(f"<dt>{escape(term.name)}</dt><dd>{_lines(term)}</dd>" for term in terms.terms)
    return heading + (f"<dl>{items}</dl>" if items else f"<p>{escape(terms.otherwise)}</p>")


def _lines(term: Term) -> str:
    return "".join(f"<p>{escape(''.join(piece.text for piece in line))}</p>" for line in (*term.says, *term.notes))
