"""What each number is: the measures, read from ``schema/measures.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Measure:
    """What a number is, apart from its value, period and place.

    ``number`` is ``count``, ``share`` (per cent), ``rate`` (per 10,000) or ``money`` (million pounds);
    ``better`` tells which way is good: ``up``, ``down`` or ``neither``; ``signed`` says that the number
    may be negative. A measure worked out from others names its ``combination`` and,
    in ``of``, the ids of those others in their order.
    """

    id: str
    name: str
    definition: str
    population: str
    kind: str
    number: str
    decimals: int
    better: str
    system: str
    nouns: tuple[str, ...]
    signed: bool = False
    combination: str | None = None
    of: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The unit in words: ``%``, ``per 10,000``, ``£ million``, or ``number``."""
        return {"count": "number", "share": "%", "rate": "per 10,000", "money": "£ million"}[self.number]


@cache
def read_measures() -> dict[str, Measure]:
    """Return every measure by its id, in the order of the file."""
    text = resources.files("kscb_book").joinpath("schema/measures.toml").read_text(encoding="utf-8")
    return dict(_measures(tomllib.loads(text), ""))


def _measures(tables: dict, prefix: str):
    for key, table in tables.items():
        if "name" in table:
            of, nouns = tuple(table.pop("of", ())), tuple(table.pop("nouns"))
            yield f"{prefix}{key}", Measure(id=f"{prefix}{key}", of=of, nouns=nouns, **table)
        else:
            yield from _measures(table, f"{prefix}{key}.")
