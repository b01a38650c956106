"""Workbooks that differ only in what is hidden: other numbers in hidden cells, and every rule holds as before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, milp

from kscb_book.disclosure.given import given_of
from kscb_book.disclosure.linked import Linked, link
from kscb_book.disclosure.opened import open_protected, open_unprotected
from kscb_book.disclosure.system import LEAST, MOST, System, Variable
from kscb_book.places import Places

LARGEST = 200


@dataclass(frozen=True)
class Variant:
    """One small count changed, and with it what must change for the rules to hold: new numbers by their cells."""

    changed: str
    numbers: Mapping[str, int]


def variants(places: Places) -> Iterator[Variant]:
    """Yield for each hidden small count a workbook with each of the other numbers from 1 to 5, where there is one."""
    workbook, protection = open_unprotected(places), open_protected(places)
    linked = link(given_of(workbook))
    names = {name for name, cells in linked.cells.items() if {each.address for each in cells} & protection.addresses}
    for group in linked.system.groups():
        for variable in (each for each in group.secrets if each.name in names and each.value is not None):
            for number in (each for each in range(LEAST, MOST + 1) if each != variable.value):
                if found := _solved(group, names, variable, number):
                    yield Variant(f"{linked.cells[variable.name][0].label}: {number}", _by_cell(found, linked))


def _by_cell(found: Mapping[str, int], linked: Linked) -> dict[str, int]:
    return {each.address: number for name, number in found.items() for each in linked.cells.get(name, ())}


def _solved(group: System, names: set[str], wanted: Variable, number: int) -> dict[str, int] | None:
    """Return the counts that are others when ``wanted`` is ``number``, as few and as little as may be."""
    variables = list(group.variables.values())
    place, size = {each.name: at for at, each in enumerate(variables)}, len(variables)
    ends = [_ends(each, names) if each is not wanted else (number, number) for each in variables]
    rows, low, high = [], [], []
    for relation in group.relations:
        row = np.zeros(2 * size)
        for name, factor in relation.terms.items():
            row[place[name]] = float(factor)
        rows.append(row)
        low.append(-np.inf if relation.low is None else float(relation.low))
        high.append(np.inf if relation.high is None else float(relation.high))
    for at, each in enumerate(variables):
        for sign in (1, -1):
            row = np.zeros(2 * size)
            row[at], row[size + at] = sign, -1
            rows.append(row)
            low.append(-np.inf)
            high.append(np.inf if each.value is None else sign * float(each.value))
    solved = milp(
        np.r_[np.zeros(size), np.ones(size)],
        integrality=np.r_[[each.whole for each in variables], np.zeros(size)],
        bounds=(np.r_[[low for low, _ in ends], np.zeros(size)], np.r_[[high for _, high in ends], np.full(size, 1e6)]),
        constraints=[LinearConstraint(np.array(rows), low, high)],
    )
    if solved.status != 0:
        return None
    now = {each.name: round(solved.x[at]) for at, each in enumerate(variables) if each.whole and each.name in names}
    return {name: value for name, value in now.items() if value != group.variables[name].value}


def _ends(variable: Variable, names: set[str]) -> tuple[float, float]:
    if variable.value is None or not variable.whole or variable.name not in names:
        return tuple(float(end) for end in variable.interval(hidden=False))
    return (LEAST, MOST) if variable.secret else (MOST + 1, LARGEST) if variable.people else (0, LARGEST)


def together(changed: Iterable[Variant]) -> dict[str, int]:
    """Return as many of the changes as can be made at once."""
    numbers: dict[str, int] = {}
    for variant in changed:
        if not numbers.keys() & variant.numbers.keys():
            numbers |= variant.numbers
    return numbers
