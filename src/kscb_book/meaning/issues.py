"""Known issues: places where the data of a year disagree, and somebody has accepted it and said why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IssueSide:
    """One of two values that disagree: as printed, where it stands, and the figure's id where the book prints it."""

    printed: str
    place: str
    figure: str | None = None


@dataclass(frozen=True)
class KnownIssue:
    """A disagreement that was accepted: the rule that found it, what disagrees, both values, and why they stand.

    ``date`` is the day on which it was accepted, as the workbook has it.
    """

    rule: str
    what: str
    first: IssueSide
    second: IssueSide
    explanation: str
    accepted_by: str
    date: str
