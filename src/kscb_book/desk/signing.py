"""Signs what a reviewer has seen: adds to the year's file of sign-offs what is still to be signed by that name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kscb_book.desk.writing import write_again
from kscb_book.findings import InputRefused, refused
from kscb_book.places import Places
from kscb_book.review.items import Item
from kscb_book.review.signoffs import SignOff, content_of, name_problem, read_day, read_signoffs, same_name, today
from kscb_book.review.standing import Review, Standing, basis_of


@dataclass(frozen=True)
class Reviewer:
    """Who signs, on which day, and under which disclosure policy."""

    name: str
    day: str
    counts: str


def read_reviewer(name: str, day: str, counts: str) -> Reviewer:
    """Return the reviewer that options name; the day is today unless given. Raises InputRefused."""
    name = " ".join(name.split())
    if problem := name_problem(name):
        raise refused("--reviewer", "", problem)
    if day and not read_day(day):
        raise refused("--on", "", f"expected a date such as 2026-11-25, found {day!r}")
    return Reviewer(name, read_day(day) or today(), counts)


def meant_by(pattern: str, review: Review) -> tuple[Standing, ...]:
    """Return the items that a pattern names, in the order of the report. Raises InputRefused where it names none."""
    found = tuple(each for each in review.standings if each.item.is_meant_by(pattern))
    if not found:
        names = [name for each in review.standings for name in (each.item.chapter, each.item.block, each.item.name)]
        near = get_close_matches(pattern.strip(), dict.fromkeys(names), n=1)
        hint = f"; is {near[0]!r} meant?" if near else "; name a chapter, or part of an item's name and *"
        raise refused("review", "", f"no sentence, table or chart is called {pattern!r}{hint}")
    return found


def to_sign(standings: Iterable[Standing], reviewer: Reviewer) -> tuple[Standing, ...]:
    """Return those of the items that this reviewer may sign and has not signed as they stand."""
    mine = same_name(reviewer.name)
    return tuple(each for each in standings if not each.item.waiting and mine not in map(same_name, each.reviewers))


def sign(standings: Sequence[Standing], reviewer: Reviewer, places: Places) -> None:
    """Add the sign-offs of these items to the year's file; they take the place of what has lapsed for the items.

    The file is read again, so that what others have signed meanwhile stays. Raises InputRefused or BuildFailed.
    """
    before, findings = read_signoffs(places.review, places.shown(places.review))
    if findings:
        raise InputRefused(findings)
    lapsed = {signoff for each in standings for signoff in each.lapsed}
    signed = {signoff.fingerprint: signoff for signoff in (_signoff(each.item, reviewer) for each in standings)}
    kept = [each for each in before if each not in lapsed]
    write_again(places.review, content_of([*kept, *signed.values()]), b"")


def _signoff(item: Item, reviewer: Reviewer) -> SignOff:
    told = {"reviewer": reviewer.name, "date": reviewer.day, "counts": reviewer.counts}
    return SignOff(item=item.name, fingerprint=item.fingerprint, text=item.text, basis=basis_of(item), **told)
