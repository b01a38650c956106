"""What must agree in the year's numbers: the rules, read from ``schema/reconciliation``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kscb_book.source.sections import read_sections

REFERENCE = re.compile(r"(?P<minus>-?)(?P<measure>[\w.]+)(?:\[(?P<category>\w+)\])?")


@dataclass(frozen=True)
class Reference:
    """Figures that a rule speaks of: a measure, or one category of it; ``sign`` is -1 where they are taken away."""

    measure: str
    category: str | None = None
    sign: int = 1


@dataclass(frozen=True)
class Rule:
    """One thing that must hold in the world.

    ``name`` is what the sheet of known issues calls it, ``sentence`` what it says, ``severity`` is ``error`` or
    ``question``; ``kind`` tells what is compared, and ``terms`` of which figures (see ``schema/README.md``).
    """

    name: str
    sentence: str
    kind: str
    severity: str
    terms: Mapping[str, object]

    def reference(self, term: str) -> Reference:
        """Return the figures that one term names."""
        return read_reference(self.terms[term])

    def references(self, term: str) -> tuple[Reference, ...]:
        """Return the figures that each text of a term names; none where the rule leaves the term out."""
        return tuple(map(read_reference, self.terms.get(term, ())))


@cache
def read_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the report's sections."""
    return tuple(_rule(dict(table)) for section in read_sections("reconciliation") for table in section["rules"])


def read_reference(text: str) -> Reference:
    """Return the figures that a text such as ``-finance.expenditure`` or ``lado.outcomes[unfounded]`` names."""
    found = REFERENCE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} names no figures")
    return Reference(found["measure"], found["category"], -1 if found["minus"] else 1)


def _rule(told: dict) -> Rule:
    shared = {key: told.pop(key) for key in ("name", "sentence", "kind", "severity")}
    return Rule(**shared, terms=told)
