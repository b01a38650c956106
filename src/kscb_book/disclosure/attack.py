"""The attack: what a reader can work out of each hidden number from everything that is published.

It takes a whole number for a whole number, knows the rule (a hidden count of people is not 0), and shares no code
with suppression but the system they both read.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, floor

import numpy as np

from kscb_book.disclosure.quiet import quiet
from kscb_book.disclosure.system import BEYOND, LEAST, MOST, Relation, State, System, Variable

SLIGHT = 1e-4  # what a solver may be off by
STRETCHED = 5e-7  # by how much a relation has to give way to count as broken; less than JUST of one


@dataclass(frozen=True)
class Range:
    """The lowest and highest that a hidden number may be; ``high`` is near BEYOND where nothing bounds it."""

    low: float
    high: float

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.low:g} or more" if self.high > BEYOND / 2 else f"from {self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class Narrow:
    """A hidden number of which a reader can work out too much."""

    variable: Variable
    range: Range


def too_narrow(system: System, hidden: Collection[str]) -> list[Narrow]:
    """Return the hidden numbers of which what is published tells too much, in the order of the system.

    Of a small count nobody may learn more than the rule says: its range covers all of 1 to 5, as far as it can. The
    range of another hidden number holds more than one value.
    """
    found = []
    for group in system.groups():
        wanted = [name for name, each in group.variables.items() if name in hidden or each.must]
        ranges = ranges_of(group, hidden, wanted)
        found += [Narrow(group.variables[name], ranges[name]) for name in wanted if _tells(group, name, ranges[name])]
    return found


def _tells(system: System, name: str, found: Range) -> bool:
    variable = system.variables[name]
    if variable.must:
        return found.low > variable.must[0] or found.high < variable.must[1]
    if variable.secret or variable.state is not State.OPEN:
        return False  # what can be known of it is public already
    step = 1 if variable.whole else float(2 * variable.spread)
    return found.high - found.low < step - SLIGHT or found.high == found.low


def ranges_of(system: System, hidden: Collection[str], wanted: Iterable[str]) -> dict[str, Range]:
    """Return the range of each number of ``wanted`` that a reader can derive while ``hidden`` is not published.

    Raises ValueError where the published numbers contradict the relations.
    """
    known = _Known(system, hidden)
    return {name: known.range(name) for name in wanted}


def with_goals(system: System) -> System:
    """Return the system in which each number to protect says what has to remain possible of it.

    For a small count that is 1 to 5, for what an earlier edition hid any second value: as far as a reader would
    not know better with everything hidden that may be. Two hidden counts are 2 together, since neither is 0.
    """
    goals: dict[str, tuple[int, int] | None] = {}
    for group in system.groups():
        wanted = [name for name in group.variables if name in group.forced or group.variables[name] in group.secrets]
        best = ranges_of(group, group.hideable, [name for name in wanted if group.variables[name].whole])
        goals |= {name: _goal(group.variables[name], found) for name, found in best.items()}
    variables = {name: replace(each, must=goals.get(name)) for name, each in system.variables.items()}
    return System(variables, system.relations, system.follows)


def _goal(variable: Variable, best: Range) -> tuple[int, int] | None:
    low, high = int(best.low), int(best.high)
    if variable.secret:
        goal = max(low, LEAST), min(high, MOST)
    else:
        value = int(variable.value)
        goal = (value, value + 1) if value < high else (value - 1, value) if value > low else (value, value)
    return goal if goal[0] < goal[1] else None


def contradictions(system: System) -> list[Relation]:
    """Return the relations that the numbers break where all is published; the least that mends the rest."""
    return _Known(system, ()).broken()


class _Known:
    """All that is known to a reader, as bounds and inequalities."""

    def __init__(self, system: System, hidden: Collection[str]):
        self.system = system
        self.place = {name: place for place, name in enumerate(system.variables)}
        intervals = [each.interval(name in hidden) for name, each in system.variables.items()]
        self.low, self.high = (np.array(ends, dtype=float) for ends in zip(*intervals, strict=True))
        self.whole = np.array([each.whole for each in system.variables.values()], dtype=int)
        self.relations = [each for each in system.relations if not self._is_lost(each, hidden)]

    def _is_lost(self, relation: Relation, hidden: Collection[str]) -> bool:
        return any(name in hidden or self.system.variables[name].value is None for name in relation.given)

    def range(self, name: str) -> Range:
        """Return the lowest and the highest that one number may be."""
        ends = [self._furthest(name, sign) for sign in (1, -1)]
        if not self.system.variables[name].whole:
            return Range(*ends)
        return Range(ceil(ends[0] - SLIGHT), min(floor(ends[1] + SLIGHT), BEYOND))

    def _furthest(self, name: str, sign: int) -> float:
        from scipy.optimize import LinearConstraint, milp

        aim = np.zeros(len(self.place))
        aim[self.place[name]] = sign
        matrix, low, high = self._matrix
        with quiet():
            solved = milp(
                aim,
                integrality=self.whole,
                bounds=(self.low, self.high),
                constraints=[LinearConstraint(matrix, low, high)] if self.relations else [],
            )
        if solved.status != 0:
            raise ValueError(f"the published numbers about {name} contradict each other")
        return sign * solved.fun

    @cached_property
    def _matrix(self) -> tuple:
        from scipy.sparse import csr_array

        entries = [
            (row, self.place[name], float(factor))
            for row, relation in enumerate(self.relations)
            for name, factor in relation.terms.items()
        ]
        rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        shape = len(self.relations), len(self.place)
        low = [-np.inf if each.low is None else float(each.low) for each in self.relations]
        high = [np.inf if each.high is None else float(each.high) for each in self.relations]
        return csr_array((factors, (rows, columns)), shape=shape), np.array(low), np.array(high)

    def broken(self) -> list[Relation]:
        """Return the relations that have to give way for the others to hold, by least stretching."""
        if not self.relations:
            return []
        from scipy.optimize import LinearConstraint, milp
        from scipy.sparse import eye_array, hstack

        matrix, low, high = self._matrix
        count, size = matrix.shape
        stretches = eye_array(count)
        with quiet():
            solved = milp(
                np.r_[np.zeros(size), np.ones(2 * count)],
                integrality=np.r_[self.whole, np.zeros(2 * count)],
                bounds=(np.r_[self.low, np.zeros(2 * count)], np.r_[self.high, np.full(2 * count, np.inf)]),
                constraints=[LinearConstraint(hstack([matrix, stretches, -stretches]), low, high)],
            )
        stretched = solved.x[size : size + count] + solved.x[size + count :]
        return [each for each, by in zip(self.relations, stretched, strict=True) if by > STRETCHED]


def ranges_by_name(system: System, hidden: Collection[str]) -> Mapping[str, Range]:
    """Return the range of every hidden number."""
    return {
        name: found
        for group in system.groups()
        for name, found in ranges_of(group, hidden, [each for each in group.variables if each in hidden]).items()
    }
