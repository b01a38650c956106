"""The attack, against a plain one that tries every table there is."""

from decimal import Decimal
from itertools import product
from random import Random

import pytest
from disclosure_drawing import adds_up, count, printed_share, share, system, table, told_by

from kscb_book.disclosure.attack import contradictions, ranges_by_name, too_narrow
from kscb_book.disclosure.system import BEYOND, System

NO_END = "no end"


def ranges(drawn: System, *hidden: str) -> dict[str, tuple]:
    found = ranges_by_name(drawn, hidden)
    return {name: (each.low, NO_END if each.high > BEYOND / 4 else each.high) for name, each in found.items()}


def test_one_hidden_number_of_a_row_is_told_by_its_total():
    drawn = system([count("a", 3), count("b", 17), count("all", 20)], adds_up("all", "a", "b"))
    assert ranges(drawn, "a") == {"a": (3, 3)}
    assert [each.variable.name for each in too_narrow(drawn, {"a"})] == ["a"]


def test_two_hidden_numbers_of_a_row_are_at_least_one_each():
    drawn = system([count("a", 3), count("b", 17), count("all", 20)], adds_up("all", "a", "b"))
    assert ranges(drawn, "a", "b") == {"a": (1, 19), "b": (1, 19)}
    assert too_narrow(drawn, {"a", "b"}) == []


def test_two_small_counts_of_a_small_total_that_is_published_are_told():
    drawn = system([count("a", 1), count("b", 1), count("all", 2)], adds_up("all", "a", "b"))
    assert ranges(drawn, "a", "b") == {"a": (1, 1), "b": (1, 1)}


def test_nothing_bounds_a_number_that_stands_alone():
    assert ranges(system([count("a", 3)]), "a") == {"a": (1, NO_END)}


@pytest.mark.parametrize("decimals, found", [(0, (3, 4)), (1, (4, 4))])
def test_a_share_that_is_left_tells_its_count_the_better_the_more_decimals_it_has(decimals, found):
    part, whole = count("part", 4), count("whole", 200)
    printed, tells = share("share", part, whole, decimals)
    assert ranges(system([part, whole, printed], *tells), "part") == {"part": found}


def test_a_share_whose_whole_is_hidden_binds_both():
    part, whole = count("part", 3), count("whole", 6)
    printed, tells = share("share", part, whole)
    found = ranges(system([part, whole, printed], *tells), "part", "whole")
    assert found == {"part": (1, NO_END), "whole": (2, NO_END)}


def test_rounding_half_up_leaves_the_upper_end_out():
    # 5 of 200 would be 2.5%, which is printed 3%.
    part, whole = count("part", 4), count("whole", 200)
    printed, tells = share("share", part, whole)
    assert printed.value == 2
    assert ranges(system([part, whole, printed], *tells), "part") == {"part": (3, 4)}


def test_the_relation_that_the_numbers_break_is_named_and_no_other():
    numbers = [count("a", 3), count("b", 17), count("all", 20), count("c", 4), count("d", 9), count("whole", 20)]
    sound, broken = adds_up("all", "a", "b"), adds_up("whole", "c", "d")
    assert contradictions(system(numbers, sound, broken)) == [broken]


@pytest.mark.parametrize("part, whole, printed", [(69, 240, "28.7"), (1, 8, "12"), (3, 4000, "0.0")])
def test_a_share_that_was_rounded_down_from_the_half_is_a_relation_that_the_numbers_break(part, whole, printed):
    above, below = count("part", part), count("whole", whole)
    shown = printed_share("share", Decimal(printed))
    drawn = System({each.name: each for each in (above, below, shown)}, tuple(told_by(shown, above, below)))
    found = contradictions(drawn)
    assert {each.rule for each in found} == {"share"}
    assert contradictions(drawn.without(found)) == []


@pytest.mark.parametrize("seed", range(40))
def test_it_finds_what_trying_every_table_finds(seed):
    chance = Random(seed)
    drawn = table([[chance.randint(0, 4) for _ in range(2)] for _ in range(2)])
    nonzero = [name for name, each in drawn.variables.items() if each.value]
    hidden = chance.sample(nonzero, min(len(nonzero), chance.randint(1, 6)))
    assert ranges(drawn, *hidden) == {name: tried(drawn, hidden, name) for name in drawn.variables if name in hidden}


def tried(drawn: System, hidden: list[str], name: str) -> tuple:
    top = 18  # more than all numbers of the table together
    known = {each.name: int(each.value) for each in drawn.variables.values() if each.name not in hidden}
    inner = [each for each in ("a1", "a2", "b1", "b2")]
    found = []
    for values in product(*(range(1, top) if each in hidden else [known[each]] for each in inner)):
        a1, a2, b1, b2 = values
        whole = dict(zip(inner, values, strict=True))
        whole |= {"a": a1 + a2, "b": b1 + b2, "1": a1 + b1, "2": a2 + b2, "all": sum(values)}
        if all(whole[each] == value for each, value in known.items()):
            found.append(whole[name])
    return min(found), NO_END if max(found) >= top - 1 else max(found)
