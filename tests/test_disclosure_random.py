"""Thousands of tables that nobody made up by hand: suppression must hold against the attack in all of them."""

import random
from decimal import Decimal

import pytest
from disclosure_drawing import random_system

from kscb_book.disclosure.attack import ranges_by_name, too_narrow
from kscb_book.disclosure.suppression import suppress
from kscb_book.disclosure.system import BEYOND, LEAST, MOST, State

SOME, FEW, MANY = 40, 200, 10_000


def narrow(group, hidden):
    return [each.variable.name for each in too_narrow(group, hidden)]


def problems_of(seed: int) -> list[str]:
    system = random_system(random.Random(seed))
    hidden = suppress(system, narrow)
    told = [f"{each.variable.name} {each.range}" for each in too_narrow(system, hidden)]
    shown = [each.name for each in system.secrets if each.name not in hidden]
    zeros = [name for name in hidden if system.variables[name].value == 0 and system.variables[name].people]
    public = [name for name in hidden if system.variables[name].state is State.KNOWN]
    strays = [
        name for name, found in ranges_by_name(system, hidden).items() if not _holds(found, system.variables[name])
    ]
    return [*told, *shown, *zeros, *public, *strays]


def _holds(found, variable) -> bool:
    reach = float(variable.spread) + 1e-6
    return found.low - reach <= float(variable.value) <= found.high + reach


@pytest.mark.parametrize("first", range(0, FEW, 50))
def test_no_small_count_can_be_worked_out_of_a_random_system(first):
    problems = {seed: found for seed in range(first, first + 50) if (found := problems_of(seed))}
    assert problems == {}


@pytest.mark.sweep
def test_no_small_count_can_be_worked_out_of_ten_thousand_random_systems():
    problems = {seed: found for seed in range(FEW, FEW + MANY) if (found := problems_of(seed))}
    assert problems == {}


def test_the_solver_says_nothing_of_its_own(capfd):
    assert problems_of(88) == []
    assert capfd.readouterr() == ("", "")


def test_the_random_systems_hold_what_makes_suppression_hard():
    systems = [random_system(random.Random(seed)) for seed in range(SOME)]
    kinds = {relation.rule for system in systems for relation in system.relations}
    assert kinds == {"rows", "columns", "quarters", "share", "again", "part", "years"}
    unprotected = [system for system in systems if too_narrow(system, system.forced)]
    assert len(unprotected) > SOME / 2
    assert {each.state for system in systems for each in system.variables.values()} == set(State)
    assert all(LEAST <= each.value <= MOST < BEYOND for system in systems for each in system.secrets if each.value)
    assert any(each.spread > Decimal(0) for system in systems for each in system.variables.values())
