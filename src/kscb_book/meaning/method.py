"""The method in words: what each rule of the book does, as the function that does it says of itself.

It adds no words. A public function of a module listed here is a rule where its docstring begins with a
name, a colon and a definition: ``Rate: the count divided by the population ...``. The paragraphs that follow
belong to it. Paragraphs that begin with Return or Raise are for developers, and tell no rule.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from kscb_book.meaning import agreement, combinations, control, intervals, printing
from kscb_book.source import symbols

MODULES: tuple[ModuleType, ...] = (combinations, intervals, control, symbols, printing, agreement)
DEFINED = re.compile(r"([A-Z][a-z ]*): (.+)", re.DOTALL)
FOR_DEVELOPERS = ("Return", "Raise")


@dataclass(frozen=True)
class Rule:
    """A rule of the method: the function that keeps it, its name, its definition, and what there is to add."""

    function: str
    name: str
    definition: str
    more: tuple[str, ...]


def rules() -> tuple[Rule, ...]:
    """Return every rule of the method, in the order of the modules and of the functions in them."""
    functions = [function for module in MODULES for function in vars(module).values() if _is_public(function, module)]
    return tuple(rule for function in functions if (rule := rule_of(function)))


def rule_of(function: Callable) -> Rule | None:
    """Return the rule that a function's docstring states, or None where it states none."""
    text = (inspect.getdoc(function) or "").replace("``", "")
    paragraphs = [" ".join(each.split()) for each in text.split("\n\n") if not each.startswith(FOR_DEVELOPERS)]
    found = DEFINED.fullmatch(paragraphs[0]) if paragraphs else None
    return Rule(function.__name__, found[1], _as_sentence(found[2]), tuple(paragraphs[1:])) if found else None


def _is_public(thing: object, module: ModuleType) -> bool:
    return inspect.isfunction(thing) and thing.__module__ == module.__name__ and not thing.__name__.startswith("_")


def _as_sentence(text: str) -> str:
    return text[0].upper() + text[1:]
