"""Primary suppression: which numbers are small counts of people, and may not be printed as they are."""

from collections.abc import Iterator
from dataclasses import replace

from kscb_book.disclosure.attack import ranges_of, with_goals
from kscb_book.disclosure.given import Given
from kscb_book.disclosure.system import LEAST, MOST, System, Variable
from kscb_book.source.symbols import Symbol

CONFIDENTIAL = Symbol("c")


def is_small(given: Given) -> bool:
    """Whether it is a count of 1 to 5 people, or one that its supplier has hidden already. 0 is printed."""
    is_one = given.number is not None and LEAST <= given.number <= MOST
    return is_hidden_already(given) or (bool(given.measure.people) and is_one)


def is_hidden_already(given: Given) -> bool:
    """Whether it is a count of people that its supplier has hidden."""
    return bool(given.measure.people) and given.value == CONFIDENTIAL


def with_secrets(system: System) -> System:
    """Return the system with what has to be protected in it.

    A count that nobody gives is secret too, where it follows from others that it is small.
    """
    derived = {name for group in system.groups() for name in _derived(group)}
    variables = {name: replace(each, secret=each.secret or name in derived) for name, each in system.variables.items()}
    return with_goals(System(variables, system.relations, system.follows))


def _derived(group: System) -> Iterator[str]:
    related = {name for relation in group.relations for name in relation.terms}
    unknown = [name for name, each in group.variables.items() if _is_unknown(each) and name in related]
    for name, found in ranges_of(group, (), unknown).items():
        if found.low >= LEAST and found.high <= MOST:
            yield name


def _is_unknown(variable: Variable) -> bool:
    return variable.people and variable.value is None and not variable.secret
