"""Systems of numbers drawn for tests: small tables by hand, and random ones from a seed."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from kscb_book.disclosure.attack import with_goals
from kscb_book.disclosure.system import JUST, LEAST, MOST, Relation, State, System, Variable


def count(name: str, value: int | None, **told) -> Variable:
    """Return a count of people; one of 1 to 5 is secret."""
    number = None if value is None else Decimal(value)
    secret = number is not None and LEAST <= number <= MOST
    size = 0 if value is None else value.bit_length()
    return Variable(name, number, **{"people": True, "secret": secret, "loss": 1 + size} | told)


def adds_up(whole: str, *parts: str, rule: str = "sum") -> Relation:
    """Return the relation by which parts add up to their whole."""
    return Relation({**dict.fromkeys(parts, Decimal(1)), whole: Decimal(-1)}, Decimal(0), Decimal(0), rule=rule)


def is_part(part: str, whole: str) -> Relation:
    """Return the relation by which a part is no larger than its whole."""
    return Relation({part: Decimal(1), whole: Decimal(-1)}, None, Decimal(0), rule="part")


def system(variables: list[Variable], *relations: Relation, follows: tuple = ()) -> System:
    """Return the system of these variables."""
    return with_goals(System({each.name: each for each in variables}, relations, tuple(follows)))


def table(rows: list[list[int]], **told) -> System:
    """Return a table with its totals: numbers ``a1`` and the like, ``a`` and ``1`` their totals, ``all`` the last."""
    letters, places = "abcdefgh"[: len(rows)], [str(place) for place in range(1, len(rows[0]) + 1)]
    inner = {f"{letter}{place}": rows[r][c] for r, letter in enumerate(letters) for c, place in enumerate(places)}
    totals = {letter: sum(row) for letter, row in zip(letters, rows, strict=True)}
    totals |= {place: sum(row[c] for row in rows) for c, place in enumerate(places)}
    variables = [count(name, value, **told) for name, value in inner.items()]
    variables += [count(name, value, **{"loss": 60} | told) for name, value in totals.items()]
    variables.append(count("all", sum(map(sum, rows)), **{"loss": 60} | told))
    across = [adds_up(letter, *(f"{letter}{place}" for place in places), rule="rows") for letter in letters]
    down = [adds_up(place, *(f"{letter}{place}" for letter in letters), rule="columns") for place in places]
    ends = [adds_up("all", *letters, rule="rows"), adds_up("all", *places, rule="columns")]
    return system(variables, *across, *down, *ends)


def share(name: str, part: Variable, whole: Variable, decimals: int = 0) -> tuple[Variable, list[Relation]]:
    """Return a share that is printed, with what it tells of its part and whole and they of it."""
    exact = 100 * part.value / whole.value
    made = printed_share(name, exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
    return made, told_by(made, part, whole)


def printed_share(name: str, value: Decimal) -> Variable:
    """Return a share as it is printed, right or wrong."""
    return Variable(name, value, spread=Decimal(5).scaleb(value.as_tuple().exponent - 1), whole=False, loss=2)


def told_by(printed: Variable, part: Variable, whole: Variable) -> list[Relation]:
    """Return what a printed share tells of its part and whole, and they of it."""
    low, high = printed.value - printed.spread, printed.value + printed.spread - JUST
    terms = {part.name: Decimal(100)}
    equal = {printed.name: whole.value, part.name: Decimal(-100)}
    return [
        Relation(terms | {whole.name: -low}, Decimal(0), None, (printed.name,), "share"),
        Relation(terms | {whole.name: -high}, None, Decimal(0), (printed.name,), "share"),
        Relation(equal, Decimal(0), Decimal(0), (whole.name,), "share"),
    ]


def random_system(chance: Random) -> System:
    """Return a random system: a table with totals, perhaps by quarter, repeated, with shares, or of two editions."""
    rows, columns = chance.randint(2, 4), chance.randint(2, 4)
    numbers = [[_number(chance) for _ in range(columns)] for _ in range(rows)]
    made = table(numbers)
    variables, relations, follows = dict(made.variables), list(made.relations), []
    for more in chance.sample([_quarters, _shares, _again, _part, _years], chance.randint(1, 3)):
        more(chance, variables, relations, follows)
    return with_goals(System(variables, tuple(relations), tuple(follows)))


def _number(chance: Random) -> int:
    return chance.choice([0, chance.randint(1, 5), chance.randint(6, 12), chance.randint(6, 120)])


def _quarters(chance: Random, variables: dict, relations: list, follows: list) -> None:
    whole = chance.choice([name for name, each in variables.items() if each.people])
    cuts = sorted(chance.randint(0, int(variables[whole].value)) for _ in range(3))
    ends = [0, *cuts, int(variables[whole].value)]
    names = [f"{whole} Q{place}" for place in range(1, 5)]
    values = (high - low for low, high in zip(ends, ends[1:], strict=False))
    variables |= {name: count(name, value) for name, value in zip(names, values, strict=True)}
    relations.append(adds_up(whole, *names, rule="quarters"))


def _shares(chance: Random, variables: dict, relations: list, follows: list) -> None:
    for letter in "ab":
        whole = variables[letter]
        for place in "12":
            if whole.value:
                name = f"share of {letter}{place}"
                variables[name], more = share(name, variables[f"{letter}{place}"], whole, chance.choice([0, 1]))
                relations += more
                follows += [(f"{letter}{place}", name), (letter, name)]


def _again(chance: Random, variables: dict, relations: list, follows: list) -> None:
    """A second table breaks one of the numbers down otherwise."""
    whole = chance.choice(["a", "1", "a1", "all"])
    first = chance.randint(0, int(variables[whole].value))
    for name, value in ((f"{whole} boys", first), (f"{whole} girls", int(variables[whole].value) - first)):
        variables[name] = count(name, value)
    relations.append(adds_up(whole, f"{whole} boys", f"{whole} girls", rule="again"))


def _part(chance: Random, variables: dict, relations: list, follows: list) -> None:
    whole = chance.choice(["a1", "b2", "b"])
    name = f"some of {whole}"
    variables[name] = count(name, chance.randint(0, int(variables[whole].value)))
    relations.append(is_part(name, whole))


def _years(chance: Random, variables: dict, relations: list, follows: list) -> None:
    """Last year's edition published one number or hid it; the change since then is printed."""
    name = chance.choice(["a1", "b1", "b2"])
    before, change = f"{name} last year", f"change of {name}"
    variables[before] = count(before, _number(chance))
    variables[before] = replace(variables[before], state=_state(chance, variables[before]))
    value = variables[name].value - variables[before].value
    variables[change] = Variable(change, value, least=-(10**6), loss=3)
    terms: Mapping[str, Decimal] = {name: Decimal(1), before: Decimal(-1), change: Decimal(-1)}
    relations.append(Relation(terms, Decimal(0), Decimal(0), rule="years"))


def _state(chance: Random, variable: Variable) -> State:
    if variable.secret:
        return State.HIDDEN
    return chance.choice([State.KNOWN, State.HIDDEN]) if variable.value else State.KNOWN
