"""Known issues: discrepancies that the board prints all the same, each accepted by a row of the workbook's sheet.

A row names its discrepancy and quotes both values as printed; one that no longer fits says so. Its explanation is
printed, and may hold no number but those of the discrepancy.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches

from kscb_book.meaning.discrepancies import Discrepancy
from kscb_book.meaning.figures import Figure, Note
from kscb_book.meaning.numerals import numerals_in, value_of
from kscb_book.meaning.printing import MINUS, printed
from kscb_book.source.issues import Issue
from kscb_book.source.rules import read_rules

FIRST_SENTENCE = re.compile(r".*?[.!?](?=\s+[A-Z]|\s*$)")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class KnownIssue:
    """A discrepancy that was accepted, and the row that accepts it."""

    discrepancy: Discrepancy
    issue: Issue

    @property
    def note(self) -> Note:
        """What stands beneath a table that prints a figure of it: the first sentence of the explanation."""
        found = FIRST_SENTENCE.match(self.issue.explanation)
        return Note(self.issue.number, found[0] if found else self.issue.explanation)


@dataclass(frozen=True)
class Accepted:
    """The discrepancies of a workbook held against its known issues.

    ``known`` are those accepted, ``open`` those that are not; ``faults`` are the cells of rows that fit none,
    each with what is wrong.
    """

    known: tuple[KnownIssue, ...]
    open: tuple[Discrepancy, ...]
    faults: tuple[tuple[str, str], ...]


def hold(discrepancies: Iterable[Discrepancy], issues: Iterable[Issue]) -> Accepted:
    """Return which discrepancies the rows accept, numbered on from 1, and which rows fit none.

    A row on hidden numbers fits none, and its number does not tell that there is one.
    """
    found = {(each.rule.name, each.what): each for each in discrepancies}
    known: dict[tuple[str, str], KnownIssue] = {}
    faults: list[tuple[str, str]] = []
    for issue in issues:
        key = issue.rule, issue.what
        problems = list(_problems(issue, found, known))
        faults += problems
        if not problems:
            # Numbered as if the others were not there: of a row whose numbers are hidden nothing is told.
            known[key] = KnownIssue(found[key], replace(issue, number=len(known) + 1))
    left = tuple(each for key, each in found.items() if key not in known)
    return Accepted(tuple(known.values()), left, tuple(faults))


def noted(figure: Figure, known: Iterable[KnownIssue]) -> tuple[Note, ...]:
    """Return the notes that a figure carries: one for each known issue that it is part of."""
    return tuple(each.note for each in known if figure in each.discrepancy.figures)


def _problems(issue: Issue, found: Mapping[tuple[str, str], Discrepancy], known: Mapping) -> Iterator[tuple[str, str]]:
    names = [rule.name for rule in read_rules()]
    discrepancy = found.get((issue.rule, issue.what))
    if issue.rule not in names:
        yield issue.addresses["rule"], f"no rule is called {issue.rule!r}{_meant(issue.rule, names)}"
    elif discrepancy is None:
        others = [what for rule, what in found if rule == issue.rule and (rule, what) not in known]
        near = get_close_matches(issue.what, others, n=1)
        unless = f", unless {near[0]!r} is meant" if near else ""
        yield issue.addresses["what"], f"the numbers of {issue.what!r} agree now; delete the row{unless}"
    elif (issue.rule, issue.what) in known:
        yield issue.addresses["what"], f"{issue.what!r} stands twice for the rule {issue.rule!r}; keep one of the rows"
    else:
        sides = {"first": (issue.first, discrepancy.first), "second": (issue.second, discrepancy.second)}
        for key, (typed, now) in sides.items():
            if not _same(typed, now.printed):
                yield issue.addresses[key], f"the workbook now says {now.printed}; the row says {typed}"
        yield from ((issue.addresses["explanation"], message) for message in _strange_numbers(issue, discrepancy))


def _strange_numbers(issue: Issue, discrepancy: Discrepancy) -> Iterator[str]:
    sides = discrepancy.first.printed, discrepancy.second.printed
    figures = [printed(each.value, each.measure, each.decimals) for each in discrepancy.figures]
    names = [each.text for figure in discrepancy.figures for each in numerals_in(figure.measure.name)]
    known = {_size(text) for text in (*sides, *figures, *names)}
    for each in numerals_in(issue.explanation):
        if _size(value_of(each.text)) not in known:
            yield (
                f"the explanation says {each.text!r}, which is neither {sides[0]} nor {sides[1]} nor a number that "
                "they rest on; correct it, or leave it out"
            )


def _size(text: str) -> Decimal | str:
    """Return how large a number is that stands in words, where a minus sign may be told by a word."""
    plain = _plain(text).lstrip("-").lower()
    return Decimal(plain) if NUMBER.fullmatch(plain) else plain


def _meant(typed: str, others: list[str]) -> str:
    near = get_close_matches(typed, others, n=1)
    return f"; is {near[0]!r} meant?" if near else ""


def _same(typed: str, now: str) -> bool:
    one, other = (_plain(text) for text in (typed, now))
    if NUMBER.fullmatch(one) and NUMBER.fullmatch(other):
        return Decimal(one) == Decimal(other)
    return one == other


def _plain(text: str) -> str:
    return re.sub(r"[£,\s]|(?<=\d)[m%]$", "", text.replace(MINUS, "-"))
