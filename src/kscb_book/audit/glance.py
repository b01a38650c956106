"""Whether the year at a glance, or where a chapter opens, tells the right year before, and which way a figure went."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kscb_book.audit.cells import year_before
from kscb_book.audit.expected import Engine

GLANCE, OPENING = "application/vnd.kscb.glance+json", "application/vnd.kscb.opening+json"
SIGNS = {
    "rose": 1,
    "came out higher": 1,
    "fell": -1,
    "came out lower": -1,
    "did not change": 0,
}


@dataclass(frozen=True)
class Compared:
    """A figure at a glance: its id, that of the year before, that of the change where it is given, and the words."""

    now: str
    before: str | None
    difference: str | None
    words: str

    @property
    def figures(self) -> set[str]:
        """The ids of all its figures."""
        return {id for id in (self.now, self.before, self.difference) if id}


def compared_in(bundle: Mapping) -> Iterator[Compared]:
    """Return what a bundle compares at a glance, or where a chapter opens."""
    keys = [key["row"] for key in bundle.get(OPENING, {}).get("keys", ())]
    for row in (*bundle.get(GLANCE, {}).get("rows", ()), *keys):
        said = row["change"][0] if row["change"] and not row["change"][0]["lead"] else {"words": "", "after": ()}
        difference = next((piece["figure"] for piece in said["after"] if piece["figure"]), None)
        yield Compared(row["now"]["figure"], row["before"]["figure"], difference, said["words"])


def problems_of_compared(compared: Compared, engine: Engine) -> Iterator[str]:
    """Yield what is wrong with the year before, and with the way that the words say a figure went."""
    if compared.before and compared.before != (right := _year_before(compared.now)):
        yield f"stands beside {compared.before}, expected {right}"
    change = _change(compared, engine)
    sign = next((sign for word, sign in SIGNS.items() if compared.words.startswith(word)), None)
    if sign is not None and (change is None or sign != (change > 0) - (change < 0)):
        yield f"is told to have changed so: {compared.words!r}; the numbers do not say that"


def _change(compared: Compared, engine: Engine):
    """Return the change as a number, or nothing where it is not known."""
    ids = [compared.difference] if compared.difference else [compared.now, compared.before]
    values = [engine.expected(id).value for id in ids if id]
    if len(values) < len(ids) or any(isinstance(value, str) for value in values):
        return None
    return values[0] if compared.difference else values[0] - values[1]


def _year_before(id: str) -> str:
    year = id[-8:-1]
    return f"{id[:-8]}{year_before(year, 1)}]"
