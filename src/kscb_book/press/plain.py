"""Runs a chapter's cells in one plain process, without a kernel and without drawing.

Cells are thin, so this tells in a moment what the kernels would publish. A failing cell is a finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kscb_book.face import record
from kscb_book.face.glance import printed_at_a_glance
from kscb_book.face.opening import printed_in_opening
from kscb_book.face.record import Published
from kscb_book.findings import BookError, Finding
from kscb_book.places import Places
from kscb_book.press.contents import Chapter, source_of, tags_of


@dataclass(frozen=True)
class Rehearsal:
    """What a chapter publishes and shows, or why it does not.

    ``shown`` are the bundles of records that each cell shows, by the number of the cell.
    """

    chapter: Chapter
    figures: tuple[Published, ...]
    targets: tuple[str, ...]
    findings: tuple[Finding, ...]
    shown: Mapping[int, tuple[dict, ...]]

    @property
    def printed(self) -> frozenset[str]:
        """The ids of the figures in its opening, its tables and its charts."""
        kinds = (record.printed_in, printed_at_a_glance, printed_in_opening)
        return frozenset(id for each in self._bundles for printed_in in kinds for id in printed_in(each))

    @property
    def rows(self) -> frozenset[tuple[str, ...]]:
        """The texts of each row of its tables."""
        return frozenset(row for each in self._bundles for row in record.words_in(each))

    @property
    def _bundles(self) -> Iterator[dict]:
        return (bundle for bundles in self.shown.values() for bundle in bundles)


def rehearse(chapter: Chapter, places: Places) -> Rehearsal:
    """Run the chapter's cells for the year of ``places``; an InputRefused of the workbook passes through."""
    names: dict[str, object] = {}
    figures: list[Published] = []
    targets: list[str] = []
    bundles: dict[int, tuple[dict, ...]] = {}
    for number, cell in enumerate(chapter.cells(), 1):
        if cell["cell_type"] != "code":
            continue
        with record.collecting() as shown:
            finding = _run(source_of(cell), names, chapter, places, number)
        if finding:
            return Rehearsal(chapter, tuple(figures), tuple(targets), (finding,), bundles)
        if "parameters" in tags_of(cell):
            names["year"] = places.year
        bundles[number] = tuple(shown)
        for bundle in shown:
            figures += [
                replace(figure, chapter=chapter.name, cell=cell.get("id", "")) for figure in record.figures_in(bundle)
            ]
            targets += record.targets_in(bundle)
    return Rehearsal(chapter, tuple(figures), tuple(targets), (), bundles)


def _run(source: str, names: dict, chapter: Chapter, places: Places, number: int) -> Finding | None:
    place = f"cell {number}"
    try:
        exec(compile(source, f"{chapter.name}, {place}", "exec"), names)
    except BookError:
        raise
    except Exception as error:
        return Finding(places.shown(chapter.path), place, f"{type(error).__name__}: {error}")
    return None
