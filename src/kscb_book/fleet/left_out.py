"""What a profile does not say: sentences that its numbers do not bear, for those who run a fleet."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class LeftOut:
    """A sentence that a profile does not print: its block as ``01-plans/plans``, its words, and why.

    Each number in ``words`` is an ellipsis. ``lacks_numbers`` is true where it is only that the files give no number,
    which is how it should be; one that is left out for anything else is worth a look.
    """

    block: str
    words: str
    reason: str
    lacks_numbers: bool


def told_of(left_out: Collection[LeftOut], where: str) -> str:
    """Return how many sentences were left out of a fleet and why, in words; nothing where none was.

    ``where`` is the file that lists them.
    """
    if not left_out:
        return ""
    doubtful = sum(not each.lacks_numbers for each in left_out)
    told = f"{_sentences(len(left_out))} not printed, as the numbers do not bear {_them(len(left_out))}"
    look = f"; {doubtful} of them not for want of a number, and worth a look" if doubtful else ""
    return f"{told}{look}: see {where}."


def _sentences(count: int) -> str:
    return "1 sentence was" if count == 1 else f"{count:,} sentences were"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
