"""Numbers, and what must hold among them, as linear relations: all that anybody can work out from what is published.

Pure: it knows neither workbooks nor solvers. Suppression and the attack on it share this and nothing else.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

# DfE, children in need: counts of 1 to 5 are not published; 0 is.
LEAST, MOST = 1, 5
# An attacker looks no further; no count of people in one authority is so large.
BEYOND = 10**6
# A number that is printed rounded half up lies below the upper end of its interval, never on it.
JUST = Decimal("0.000001")


class State(Enum):
    """What can still be done about a number."""

    OPEN = "open"  # it may be hidden or published
    KNOWN = "known"  # it is public already, or is no number of the authority: hiding it would be in vain
    HIDDEN = "hidden"  # an earlier edition has hidden it: it stays hidden


@dataclass(frozen=True)
class Variable:
    """One number, in however many cells it stands.

    ``value`` is the number as printed, None where nobody gives it; ``spread`` tells how far rounding may have taken
    it from the truth, which is a ``whole`` number for a count and lies between ``least`` and ``most``. ``people``
    are counted by it, so that hidden it is not 0; ``secret`` is a small count of them. ``loss`` is how dear it is to
    hide. ``must`` is what has to remain possible to a reader, from and to, of a number that is protected.
    """

    name: str
    value: Decimal | None
    spread: Decimal = Decimal(0)
    whole: bool = True
    least: int = 0
    most: int = BEYOND
    people: bool = False
    secret: bool = False
    loss: int = 1
    state: State = State.OPEN
    must: tuple[int, int] | None = None

    def interval(self, hidden: bool) -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest that it may be to a reader to whom it is hidden, or published."""
        if self.value is None or (hidden and self.state is not State.KNOWN):
            # A true 0 is always published, so a count of people that is hidden is none.
            least = max(self.least, LEAST) if hidden and self.people else self.least
            return Decimal(least), Decimal(self.most)
        if not self.spread:
            return self.value, self.value
        return self.value - self.spread, self.value + self.spread - min(JUST, self.spread)

    @property
    def may_be_hidden(self) -> bool:
        """Whether hiding it is possible and of use: not of a true 0, nor of what is public already."""
        zero = self.value == 0 and self.people
        return self.value is not None and self.state is not State.KNOWN and not zero


@dataclass(frozen=True)
class Relation:
    """What holds: ``low`` <= the terms added up <= ``high``, each a variable's name with its factor.

    Where ``given`` names variables it is known only while all of them are published, such as the share that binds
    its part and its whole. ``rule`` says whose relation it is.
    """

    terms: Mapping[str, Decimal]
    low: Decimal | None
    high: Decimal | None
    given: tuple[str, ...] = ()
    rule: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Every variable that it concerns."""
        return frozenset((*self.terms, *self.given))


@dataclass(frozen=True)
class System:
    """Variables by name, and their relations.

    ``follows`` are pairs of names: a count, and the share, rate or average that is hidden with it.
    """

    variables: Mapping[str, Variable]
    relations: tuple[Relation, ...] = ()
    follows: tuple[tuple[str, str], ...] = ()

    @property
    def secrets(self) -> tuple[Variable, ...]:
        """The small counts of people that nobody may work out."""
        return tuple(each for each in self.variables.values() if each.secret and each.state is not State.KNOWN)

    @property
    def targets(self) -> tuple[Variable, ...]:
        """The numbers to protect: small counts, and what an earlier edition hid."""
        return tuple(each for each in self.variables.values() if each.must)

    @property
    def hideable(self) -> frozenset[str]:
        """All that may be hidden."""
        return self.with_followers({each.name for each in self.variables.values() if each.may_be_hidden})

    @property
    def forced(self) -> frozenset[str]:
        """What is hidden whatever else is: small counts, what an earlier edition hid, and what follows from either."""
        hidden = {each.name for each in self.variables.values() if each.state is State.HIDDEN}
        return self.with_followers(hidden | {each.name for each in self.secrets if each.value is not None})

    def with_followers(self, hidden: Collection[str]) -> frozenset[str]:
        """Return the hidden names with those of the shares, rates and averages that are hidden with them."""
        return frozenset({*hidden, *(share for count, share in self.followed if count in hidden)})

    @property
    def followed(self) -> list[tuple[str, str]]:
        """The pairs of ``follows`` of which the second can still be hidden."""
        numbers = ((pair, self.variables[pair[1]]) for pair in self.follows)
        return [pair for pair, number in numbers if number.value is not None and number.state is not State.KNOWN]

    def groups(self) -> list["System"]:
        """Return the parts of the system that have no relation between them, in the order of the variables."""
        leader = {name: name for name in self.variables}

        def first(name: str) -> str:
            while leader[name] != name:
                leader[name] = name = leader[leader[name]]
            return name

        for names in (*(each.names for each in self.relations), *self.follows):
            one, *others = sorted(names)
            for other in others:
                leader[first(other)] = first(one)
        members: dict[str, tuple[list, list, list]] = {}
        for name in self.variables:
            members.setdefault(first(name), ([], [], []))[0].append(name)
        for relation in self.relations:
            members[first(min(relation.names))][1].append(relation)
        for pair in self.follows:
            members[first(pair[0])][2].append(pair)
        return [
            System({name: self.variables[name] for name in names}, tuple(relations), tuple(follows))
            for names, relations, follows in members.values()
        ]

    def without(self, dropped: Iterable[Relation]) -> "System":
        """Return the system without some of its relations."""
        left_out = set(map(id, dropped))
        kept = tuple(each for each in self.relations if id(each) not in left_out)
        return System(self.variables, kept, self.follows)
