"""Conditions: what makes a claim in words true. A small closed grammar, parsed here and never run as Python.

    condition   a comparison, or conditions joined by and, or, not and brackets
    comparison  two values with ==, !=, <, <=, > or >= between them; or all(...) or any(...) of a series so compared
    value       a figure, peak(series), low(series), half(value), count(series compared), or 0
    figure      lado.referrals   lado.referrals[2015-16]   lado.outcomes[unfounded]   missing.episodes[Q1]
    series      lado.referrals[2014-15..2016-17]   missing.episodes[Q1..Q4]   lado.outcomes[*]

No number may be typed but 0: targets and thresholds come from the workbook.
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Protocol

COMPARE: dict[str, Callable] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
OF_SERIES = {"peak": max, "low": min}
OF_COMPARED = {"all": all, "any": any, "count": sum}
TOKEN = re.compile(r"\s*(?:(==|!=|<=|>=|<|>|\(|\))|([A-Za-z_][\w.]*(?:\[[^\[\]]*\])?)|(\d[\w.]*)|(\S))")
DEEPEST = 20


class Faulty(ValueError):
    """A condition that cannot be read, or that asks for what is not known; the text says why."""


class Figures(Protocol):
    """Where conditions find their figures. Both raise Faulty where there is none, or where it is a symbol."""

    def value(self, name: str) -> Decimal:
        """Return the number that a name stands for."""

    def series(self, name: str) -> list[Decimal]:
        """Return the numbers of a series, in order."""


@dataclass(frozen=True)
class Term:
    """One part of a condition: what it is (``word``), a figure's name, and its parts."""

    word: str
    name: str = ""
    parts: tuple["Term", ...] = ()

    def all_parts(self) -> Iterator["Term"]:
        """Return this part and every part of it."""
        yield self
        for part in self.parts:
            yield from part.all_parts()


def read_condition(text: str) -> Term:
    """Return the condition that a text holds. Raises Faulty."""
    reader = _Reader(text)
    found = reader.condition(0)
    if reader.ahead:
        raise Faulty(f"{reader.ahead!r} is not expected in the condition {text.strip()!r}")
    return found


def holds(condition: Term, figures: Figures) -> bool:
    """Return whether a condition is true of the figures. Raises Faulty."""
    parts = condition.parts
    if condition.word == "and":
        return all([holds(part, figures) for part in parts])
    if condition.word == "or":
        return any([holds(part, figures) for part in parts])
    if condition.word == "not":
        return not holds(parts[0], figures)
    if condition.word in ("all", "any"):
        return OF_COMPARED[condition.word](_compared(parts[0], figures))
    return COMPARE[condition.word](value_of(parts[0], figures), value_of(parts[1], figures))


def value_of(term: Term, figures: Figures) -> Decimal:
    """Return the number that a value stands for. Raises Faulty."""
    if term.word == "figure":
        return figures.value(term.name)
    if term.word in OF_SERIES:
        return OF_SERIES[term.word](figures.series(term.parts[0].name))
    if term.word == "count":
        return Decimal(sum(_compared(term.parts[0], figures)))
    if term.word == "half":
        return value_of(term.parts[0], figures) / 2
    return Decimal(0)


def _compared(comparison: Term, figures: Figures) -> list[bool]:
    left, right = comparison.parts
    bound = value_of(right, figures)
    return [COMPARE[comparison.word](each, bound) for each in figures.series(left.name)]


class _Reader:
    """Reads a condition from left to right; ``ahead`` is the next word, empty at the end."""

    def __init__(self, text: str):
        self.text = text.strip()
        self.tokens = [self._token(found) for found in TOKEN.finditer(self.text)]
        self.place = 0

    @property
    def ahead(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def condition(self, depth: int) -> Term:
        return self._joined("or", lambda: self._joined("and", lambda: self._single(depth)))

    def _joined(self, word: str, read: Callable[[], Term]) -> Term:
        parts = [read()]
        while self.ahead == word:
            self.place += 1
            parts.append(read())
        return parts[0] if len(parts) == 1 else Term(word, parts=tuple(parts))

    def _single(self, depth: int) -> Term:
        if depth > DEEPEST:
            raise Faulty("the condition has too many brackets")
        if self.ahead == "not":
            self.place += 1
            return Term("not", parts=(self._single(depth + 1),))
        if self.ahead == "(":
            return self._bracketed(lambda: self.condition(depth + 1))
        if self.ahead in ("all", "any"):
            word = self._next()
            return Term(word, parts=(self._bracketed(self._of_series),))
        return self._comparison(self._value(depth), lambda: self._value(depth))

    def _of_series(self) -> Term:
        return self._comparison(self._series(), lambda: self._value(0))

    def _comparison(self, left: Term, right: Callable[[], Term]) -> Term:
        word = self._next()
        if word not in COMPARE:
            raise Faulty(f"a comparison such as < or == is expected after {self._before()}, found {_as_found(word)}")
        return Term(word, parts=(left, right()))

    def _value(self, depth: int) -> Term:
        if depth > DEEPEST:
            raise Faulty("the condition has too many brackets")
        word = self._next()
        if word in OF_SERIES:
            return Term(word, parts=(self._bracketed(self._series),))
        if word == "half":
            return Term(word, parts=(self._bracketed(lambda: self._value(depth + 1)),))
        if word == "count":
            return Term(word, parts=(self._bracketed(self._of_series),))
        if word == "0":
            return Term("0")
        return Term("figure", self._name(word))

    def _series(self) -> Term:
        name = self._name(self._next())
        if ".." not in name and "*" not in name:
            raise Faulty(f"a series such as {name.partition('[')[0]}[2014-15..2016-17] is expected, found {name!r}")
        return Term("series", name)

    def _name(self, word: str) -> str:
        if word[:1].isdigit():
            raise Faulty(f"the number {word} is typed in a condition; name the figure of the workbook that holds it")
        if not re.match(r"[A-Za-z_][\w.]*(\[|$)", word) or word in ("and", "or", "not"):
            raise Faulty(f"a figure is expected, found {_as_found(word)}")
        return word

    def _bracketed(self, read: Callable[[], Term]) -> Term:
        self._expect("(")
        inside = read()
        self._expect(")")
        return inside

    def _expect(self, word: str) -> None:
        if (found := self._next()) != word:
            raise Faulty(f"{word!r} is expected after {self._before()}, found {_as_found(found)}")

    def _next(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1] if self.place <= len(self.tokens) else ""

    def _before(self) -> str:
        return repr(self.tokens[self.place - 2]) if 2 <= self.place <= len(self.tokens) + 1 else "the beginning"

    @staticmethod
    def _token(found: re.Match) -> str:
        return reduce(lambda one, other: one or other, found.groups())


def _as_found(word: str) -> str:
    return repr(word) if word else "the end"
