"""Records of single people where nobody sees them: in what a workbook's file keeps beside its sheets."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kscb_book.disclosure.records import kinds_in_column, kinds_in_lines
from kscb_book.findings import Finding
from kscb_book.source.parts import Part

PLACES = {
    "pivot": (
        "a pivot table keeps a copy of its source, which",
        "delete the pivot table, or turn off Save source data with file in its options",
    ),
    "link": ("a link to another workbook keeps a copy of its cells, which", "break it: Data, Edit Links, Break Link"),
    "custom": ("the file has custom XML, which", "take it out: File, Info, Inspect Document"),
    "names": ("a defined name of the workbook", "delete the name: Formulas, Name Manager"),
    "comments": ("a comment or note of the workbook", "delete it: Review, Delete"),
    "boxes": ("a text box or drawing of the workbook", "delete it"),
}
COPIES = ("pivot", "link")  # whose parts begin with a heading, as columns do


@lru_cache(maxsize=8)
def findings_in_parts(parts: tuple[Part, ...], year: str, shown: str) -> tuple[Finding, ...]:
    """Return what in parts of a workbook's file is kept of single people; ``year`` is the report's."""
    found = dict.fromkeys([*_in_columns(parts, year), *_in_texts(parts)])
    return tuple(Finding(shown, "", _message(*each)) for each in found)


def _in_columns(parts: Sequence[Part], year: str) -> Iterator[tuple[str, str]]:
    for part in (each for each in parts if each.kind in COPIES):
        # A pivot table keeps a day with its time.
        cells = {row: text.removesuffix("T00:00:00") for row, text in enumerate(part.texts)}
        yield from ((part.kind, kind) for kind in kinds_in_column(cells, year))


def _in_texts(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    # Comments stand in a part for each sheet, and a few on each may be many.
    for place in PLACES:
        texts = [text for part in parts if part.kind == place for text in part.texts]
        yield from ((place, kind) for kind in kinds_in_lines(texts))


def _message(place: str, kind: str) -> str:
    where, mend = PLACES[place]
    return f"{where} holds what looks like {kind}; records of single people never belong here: {mend}, then save"
