"""From the numbers of this edition and of the ones before it to one system: what is told of whom, and what ties it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.disclosure.attack import contradictions
from kscb_book.disclosure.given import Given
from kscb_book.disclosure.primary import is_hidden_already, is_small, with_secrets
from kscb_book.disclosure.relations import Relations
from kscb_book.disclosure.system import BEYOND, LEAST, Relation, State, System, Variable
from kscb_book.source.ledger import Ledger, key_of, moment_of
from kscb_book.source.rules import read_rules
from kscb_book.source.sections import read_whole

# Whose numbers are not the authority's own: official statistics, and targets.
ELSEWHERE = ("england", "region", "neighbours", "target")
# How dear a number is to hide: little for a moderate one, more for a large one, most for the whole of something or a
# number of the front page. Nothing finer: which numbers are hidden must not tell how large they are. Among equally
# dear ones the first in the workbook is hidden.
MODERATE, LARGE, DEAR = 10_000, 30_000, 500_000
LARGE_FROM = 50


@dataclass(frozen=True)
class Earlier:
    """An edition that was published before: its numbers as they are, and the addresses of those that it hid."""

    givens: tuple[Given, ...]
    hidden: frozenset[str]


@dataclass(frozen=True)
class Linked:
    """The system of an edition.

    ``cells`` are the numbers of this edition that each variable stands for; ``left_out`` the names of rules that
    its numbers break somewhere, so that there they tell a reader nothing.
    """

    system: System
    cells: dict[str, tuple[Given, ...]]
    left_out: tuple[str, ...]


def link(givens: Sequence[Given], earlier: Sequence[Earlier] = ()) -> Linked:
    """Return the system of an edition's numbers, tied to those of the editions before it, the newest of them first."""
    names = _Names()
    for given in givens:
        names.add(given)
    cells = {name: tuple(each for each, _ in told) for name, told in names.told.items()}
    for edition in earlier:
        for given in edition.givens:
            names.add(given, State.HIDDEN if given.address in edition.hidden else State.KNOWN)
    relations, follows = _relations(givens, earlier, names)
    dear = {name for each in relations for name, factor in each.terms.items() if factor < 0 and len(each.terms) > 2}
    variables = {name: names.variable(name, name in dear, place) for place, name in enumerate(names.told)}
    implied = {name for each in relations for name in each.terms if name not in variables}
    variables |= {name: Variable(name, None) for name in sorted(implied)}
    system = System(variables, tuple(relations), tuple(dict.fromkeys(follows)))
    broken = [each for group in system.groups() if _matters(group) for each in contradictions(group)]
    return Linked(with_secrets(system.without(broken)), cells, tuple(dict.fromkeys(each.rule for each in broken)))


def _relations(givens: Sequence[Given], earlier: Sequence[Earlier], names: "_Names") -> tuple:
    # Each edition's numbers by themselves, and the newest of each beside those that only earlier editions give.
    everything = [*givens, *(given for edition in earlier for given in edition.givens)]
    relations: dict[tuple, Relation] = {}
    follows: list[tuple[str, str]] = []
    for known in [everything, *(edition.givens for edition in earlier)]:
        made = Relations(Ledger(known), names.name)
        follows += made.behind()
        for rule in read_rules():
            follows += made.divided(rule)
            for each in made.of(rule):
                if each.terms:
                    relations.setdefault((frozenset(each.terms.items()), each.low, each.high, each.given), each)
    return list(relations.values()), [pair for pair in follows if pair[0] != pair[1]]


def _matters(group: System) -> bool:
    return any(each.people and (each.secret or each.value is None) for each in group.variables.values())


class _Names:
    """The variable of each number: one for all cells that give the same measure, moment and category alike."""

    def __init__(self) -> None:
        self.told: dict[str, list[tuple[Given, State]]] = {}
        self._by_thing: dict[tuple, list[tuple[Decimal | None, str]]] = {}
        self._names: dict[int, str] = {}

    def add(self, given: Given, state: State = State.OPEN) -> None:
        """Give a number its name; one that differs from that of the same thing has a name of its own."""
        thing = given.measure.id, moment_of(given), key_of(given)
        known = self._by_thing.setdefault(thing, [])
        alike = (at for at, (number, _) in enumerate(known) if _may_be_one(number, given.number))
        place = next(alike, None)
        if place is None:
            known.append((given.number, self._new(given, len(known))))
        elif known[place][0] is None:
            known[place] = given.number, known[place][1]
        name = known[-1 if place is None else place][1]
        self._names[id(given)] = name
        self.told.setdefault(name, []).append((given, state))

    def _new(self, given: Given, others: int) -> str:
        inside = ", ".join(filter(None, [key_of(given), moment_of(given).label]))
        return f"{given.measure.id}[{inside}]{'*' * others}"

    def name(self, given: Given) -> str:
        """Return the name of a number that has been added."""
        return self._names[id(given)]

    def variable(self, name: str, is_dear: bool, place: int) -> Variable:
        """Return the variable of a name, the ``place``-th, with what the cells that hold it tell."""
        given = next((each for each, _ in self.told[name] if each.number is not None), self.told[name][0][0])
        return Variable(
            name=name,
            value=given.number,
            spread=given.spread,
            whole=given.measure.number == "count",
            least=self._least(name),
            people=bool(given.measure.people),
            secret=is_small(given),
            loss=self._loss(given, is_dear) + place,
            state=self._state(name),
        )

    def _loss(self, given: Given, is_dear: bool) -> int:
        if is_dear or given.measure.id in _headlines():
            return DEAR
        return LARGE if given.number is not None and abs(given.number) >= LARGE_FROM else MODERATE

    def _least(self, name: str) -> int:
        given, _ = self.told[name][0]
        if any(is_hidden_already(each) for each, _ in self.told[name]):
            return LEAST
        return -BEYOND if given.measure.signed else 0

    def _state(self, name: str) -> State:
        elsewhere = any(_is_elsewhere(each) for each, _ in self.told[name])
        states = {State.KNOWN} if elsewhere else {state for each, state in self.told[name] if each.number is not None}
        return next((each for each in (State.KNOWN, State.HIDDEN) if each in states), State.OPEN)


def _may_be_one(number: Decimal | None, other: Decimal | None) -> bool:
    return number is None or other is None or number == other


def _is_elsewhere(given: Given) -> bool:
    # Counts of people are the authority's own, whatever their supplier calls their rows.
    return not given.measure.people and (key_of(given) or "").startswith(ELSEWHERE)


def _headlines() -> set[str]:
    return {row["measure"] for row in read_whole("glance")["rows"]}
