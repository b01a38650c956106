"""The register: every figure of the book by its id, and the short names a writer may use."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kscb_book.face.record import Published
from kscb_book.source.periods import read_period


class UnknownFigure(LookupError):
    """No figure has this name; the text says which come near."""


class Register:
    """Every published figure of one year's book.

    Writers may leave out what goes without saying: ``lado.referrals`` is the figure of the book's year,
    ``lado.outcomes[unfounded]`` that category in that year, ``missing.episodes[Q1]`` that quarter of it.
    """

    def __init__(self, figures: Iterable[Published], year: str):
        self.year = year
        self.repeated: list[Published] = []
        self._by_id: dict[str, Published] = {}
        for figure in figures:
            if figure.id in self._by_id:
                self.repeated.append(figure)
            self._by_id.setdefault(figure.id, figure)

    def __iter__(self) -> Iterator[Published]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, name: str) -> Published:
        """Return the figure that ``name`` stands for. Raises UnknownFigure."""
        full = self._in_full(name)
        if full not in self._by_id:
            raise UnknownFigure(f"no figure {name!r} is published{self._near(full)}")
        return self._by_id[full]

    def short(self, figure: Published) -> str:
        """Return the shortest name by which a writer reaches ``figure``, leaving out what goes without saying."""
        measure, _, inside = figure.id.removesuffix("]").partition("[")
        *labels, period = inside.split(", ")
        part = period.removesuffix(self.year).strip()
        labels += [part] if part else []
        name = f"{measure}[{', '.join(labels)}]" if labels else measure
        return name if self._in_full(name) == figure.id else figure.id

    def _near(self, full: str) -> str:
        measure = full.partition("[")[0]
        close = get_close_matches(measure, {id.partition("[")[0] for id in self._by_id}, n=1)
        ids = [id for id in self._by_id if close and id.partition("[")[0] == close[0]]
        near = get_close_matches(full, ids, n=1, cutoff=0)
        return f"; the nearest is {near[0]}" if near else ""

    def _in_full(self, name: str) -> str:
        found = re.fullmatch(r"\s*([\w.]+)\s*(?:\[([^\[\]]*)\])?\s*", name)
        if not found:
            return name
        labels = [label.strip() for label in (found[2] or "").split(",") if label.strip()]
        periods = [period for label in labels if (period := read_period(label, self.year))]
        categories = [label for label in labels if not read_period(label, self.year)]
        period = periods[0].label if periods else self.year
        return f"{found[1]}[{', '.join([*categories, period])}]"
