"""Secondary suppression: what else has to be hidden, losing the least, so that no small count can be worked out.

The cell suppression problem as an integer programme (Fischetti and Salazar 2001): beside a 0 or 1 for each number,
hidden or not, two whole tables for each small count, both consistent with all that is published, in one of which
the count is 1 and in the other 5. One programme for each connected group. Where the solver does not
prove the optimum within its bound, small counts are protected one after the other, each losing the least beyond
what is hidden already; what turns out to be hidden in vain is then published after all. No clock decides, so the
same numbers have the same answer.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

import numpy as np

from kscb_book.disclosure.quiet import quiet
from kscb_book.disclosure.system import Relation, System, Variable

# How much a programme may hold, and how long it may search, before small counts are protected one by one.
MOST_UNKNOWNS = 1_500
MOST_NODES = 300
MOST_ATTEMPTS = 5
Goal = tuple[Variable, int, int]  # a number, whether down (-1) or up (1), and what it has to be able to come to
Attack = Callable[[System, Collection[str]], Collection[str]]


def suppress(system: System, narrow: Attack) -> frozenset[str]:
    """Return the names of all numbers to hide.

    ``narrow`` attacks a group of which so many numbers are hidden, and names those that it can tell too much of.
    """
    return frozenset().union(*(_of_group(group, narrow) for group in system.groups()))


def _of_group(group: System, narrow: Attack) -> frozenset[str]:
    forced = group.forced
    if not group.targets or not narrow(group, forced):
        return forced
    goals = [goal for variable in group.targets for goal in _goals(variable)]
    in_vain: frozenset[str] = frozenset()
    for _ in range(MOST_ATTEMPTS if (len(goals) + 1) * len(group.variables) <= MOST_UNKNOWNS else 0):
        hidden = _Programme(group, goals, forced, in_vain).solved()
        told = narrow(group, hidden) if hidden is not None else ()
        if hidden is not None and not told:
            return hidden
        # A number that can be worked out exactly is hidden in vain, and what it binds is known with it.
        in_vain |= frozenset(told) - forced
        if hidden is None or not frozenset(told) - forced:
            break
    return _trimmed(group, _one_by_one(group, forced, in_vain), narrow)


def _goals(variable: Variable) -> list[Goal]:
    # What is true already needs no second table.
    return [(variable, sign, end) for sign, end in zip((-1, 1), variable.must, strict=True) if variable.value != end]


def _one_by_one(group: System, forced: frozenset[str], in_vain: frozenset[str]) -> frozenset[str]:
    hidden = forced
    for goal in (goal for variable in group.targets for goal in _goals(variable)):
        found = _Programme(group, [goal], hidden, in_vain).solved()
        found = _Programme(group, [goal], hidden, frozenset()).solved() if found is None else found
        hidden = hidden if found is None else found
    return hidden


def _trimmed(group: System, hidden: frozenset[str], narrow: Attack) -> frozenset[str]:
    secondary = [each for name, each in group.variables.items() if name in hidden - group.forced]
    told = set(narrow(group, hidden))
    for variable in sorted(secondary, key=lambda each: -each.loss):
        fewer = group.with_followers(hidden - {variable.name})
        if variable.name not in fewer and set(narrow(group, fewer)) <= told:
            hidden = fewer
    return hidden


class _Programme:
    """The programme of one group: a 0 or 1 for each number, then for each goal a whole table of the numbers."""

    def __init__(self, group: System, goals: Sequence[Goal], hidden: frozenset[str], in_vain: frozenset[str]):
        self.group, self.goals, self.hidden, self.in_vain = group, goals, hidden, in_vain - hidden
        self.variables = list(group.variables.values())
        self.place = {each.name: place for place, each in enumerate(self.variables)}
        self.size = len(self.variables)
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def solved(self) -> frozenset[str] | None:
        """Return the names to hide that lose the least; None where there are none, or the optimum is not proved."""
        from scipy.optimize import LinearConstraint, milp

        for table, (variable, sign, end) in enumerate(self.goals, 1):
            self.rows += self._table(table)
            self.rows.append(({self._at(table, variable.name): sign}, sign * end, np.inf))
        self.rows += [({self._at(0, one): 1, self._at(0, other): -1}, -np.inf, 0) for one, other in self.group.followed]
        low, high = self._bounds()
        losses = [0 if each.name in self.hidden else each.loss for each in self.variables]
        whole = [each.whole for each in self.variables] * len(self.goals)
        with quiet():
            solved = milp(
                np.r_[losses, np.zeros(len(low) - self.size)],
                integrality=np.r_[np.ones(self.size), whole],
                bounds=(low, high),
                constraints=[LinearConstraint(*self._matrix(len(low)))],
                options={"node_limit": MOST_NODES, "mip_rel_gap": 0},
            )
        if solved.status != 0:
            return None
        return frozenset(each.name for place, each in enumerate(self.variables) if solved.x[place] > 0.5)

    def _at(self, table: int, name: str) -> int:
        return table * self.size + self.place[name]

    def _bounds(self) -> tuple[np.ndarray, np.ndarray]:
        must = [each.name in self.hidden for each in self.variables]
        also = self.hidden | {share for _, share in self.group.followed}
        may = [each.name not in self.in_vain and (each.may_be_hidden or each.name in also) for each in self.variables]
        reach = [self._reach(each) for each in self.variables]
        low = np.array([*must, *[low for low, _ in reach] * len(self.goals)], dtype=float)
        high = np.array([*may, *[high for _, high in reach] * len(self.goals)], dtype=float)
        return low, high

    def _reach(self, variable: Variable) -> tuple[float, float]:
        """Return how far a table may go from the truth: enough for a small count to become 1 or 5."""
        low, high = (float(each) for each in variable.interval(hidden=variable.value is not None))
        if variable.value is None:
            return low, high
        low, high = max(low, float(-abs(variable.value) - 100)), min(high, float(2 * abs(variable.value) + 100))
        ends = [float(each) for each in variable.interval(hidden=False)]
        return min(low, ends[0]), max(high, ends[1])

    def _table(self, table: int) -> Iterator[tuple[dict[int, float], float, float]]:
        for each in self.variables:
            if each.value is None:
                continue
            (low, high), (least, most) = (float(end) for end in each.interval(False)), self._reach_hidden(each)
            here, flag = self._at(table, each.name), self._at(0, each.name)
            yield {here: 1, flag: low - least}, low, np.inf
            yield {here: 1, flag: high - most}, -np.inf, high
        for relation in self.group.relations:
            yield from self._relation(relation, table)

    def _reach_hidden(self, variable: Variable) -> tuple[float, float]:
        low, high = self._reach(variable)
        return max(low, float(variable.interval(hidden=True)[0])), high

    def _relation(self, relation: Relation, table: int) -> Iterator[tuple[dict[int, float], float, float]]:
        if any(self.group.variables[name].value is None for name in relation.given):
            return
        terms = {self._at(table, name): float(factor) for name, factor in relation.terms.items()}
        least, most = self._extremes(relation)
        flags = [self._at(0, name) for name in relation.given]
        if relation.low is not None:
            low = float(relation.low)
            yield terms | {flag: max(low - least, 0) for flag in flags}, low, np.inf
        if relation.high is not None:
            high = float(relation.high)
            yield terms | {flag: min(high - most, 0) for flag in flags}, -np.inf, high

    def _extremes(self, relation: Relation) -> tuple[float, float]:
        ends = [
            sorted(float(factor) * end for end in self._reach(self.group.variables[name]))
            for name, factor in relation.terms.items()
        ]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    def _matrix(self, width: int) -> tuple:
        from scipy.sparse import csr_array

        entries = [
            (row, column, factor) for row, (terms, _, _) in enumerate(self.rows) for column, factor in terms.items()
        ]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(len(self.rows), width))
        return matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
