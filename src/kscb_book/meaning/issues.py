"""What is told of places where the data of a year disagree, and somebody has accepted it and said why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DisagreeingValue:
    """One of two values that disagree: what it is, as printed, the addresses of its cells, and its figure's id.

    ``figure`` is None where the value is not that of one figure.
    """

    name: str
    printed: str
    cells: tuple[str, ...]
    figure: str | None = None


@dataclass(frozen=True)
class Disagreement:
    """Two values that disagree and are printed all the same.

    ``number`` is that of its note; ``rule`` the name of the rule that finds it and ``sentence`` what that rule
    says of the world; ``date`` the day on which it was accepted, as the workbook has it.
    """

    number: int
    rule: str
    sentence: str
    what: str
    first: DisagreeingValue
    second: DisagreeingValue
    explanation: str
    accepted_by: str
    date: str
