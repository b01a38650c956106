"""Which sign-offs hold: each item with those who signed it as it stands, or with what has lapsed, and why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kscb_book.review.items import SENTENCE, Item
from kscb_book.review.signoffs import BETWEEN, SignOff, same_name
from kscb_book.source.symbols import symbol_in

NOT_REVIEWED, NOT_SIGNED = "not independently reviewed", "not signed"
NEAR = 0.7  # how much of a sentence stays where it counts as the same sentence, changed
LONGEST = 1_000  # characters of a sentence; comparing texts takes time by the square of their length
AND = re.compile(r"\s*(?:,|;|&|/|\band\b)\s*")


@dataclass(frozen=True)
class Standing:
    """An item, the sign-offs that hold for it, and those that held for what it was before.

    An item that anybody has signed as it stands has nothing ``lapsed``.
    """

    item: Item
    signed: tuple[SignOff, ...] = ()
    lapsed: tuple[SignOff, ...] = ()

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who signed it as it stands, each once."""
        return _names(self.signed)


@dataclass(frozen=True)
class Review:
    """How far a year has been reviewed: its items in the order of the report, and sign-offs of what is gone.

    ``preparer`` is who prepared the report, and ``counts`` its disclosure policy, as the workbook says.
    """

    standings: tuple[Standing, ...]
    preparer: str
    counts: str
    gone: tuple[SignOff, ...] = ()

    @property
    def signed(self) -> tuple[Standing, ...]:
        """The items that somebody has signed as they stand."""
        return tuple(each for each in self.standings if each.signed)

    @property
    def unsigned(self) -> tuple[Standing, ...]:
        """The items that nobody has signed as they stand, those that have lapsed among them."""
        return tuple(each for each in self.standings if not each.signed)

    @property
    def lapsed(self) -> tuple[Standing, ...]:
        """The items that were signed and have changed since."""
        return tuple(each for each in self.standings if each.lapsed)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Everybody who has signed anything that holds."""
        return _names(one for each in self.signed for one in each.signed)

    @property
    def is_independent(self) -> bool:
        """Whether every item is signed by somebody other than those who prepared the report, who are known."""
        return bool(self.standings) and all(self._is_independent(each) for each in self.standings)

    def _is_independent(self, standing: Standing) -> bool:
        return any(is_other(name, self.preparer) for name in standing.reviewers)

    @property
    def in_words(self) -> str:
        """What the front page says of the review."""
        count = f"{len(self.signed):,} of {len(self.standings):,} sentences, tables and charts signed"
        by = f" by {listed(self.reviewers)}" if self.reviewers else ""
        if self.is_independent:
            return f"independently reviewed: every sentence, table and chart signed{by}"
        return f"{NOT_REVIEWED}: {count}{by}"

    def signed_where(self, figure: str) -> str:
        """Return who signed the items that print the figure with this id, and how many of them where not all."""
        return _signed_in([each for each in self.standings if figure in each.item.printed])

    def signed_words(self, stated: str) -> str:
        """Return who signed the sentences with this condition or source, and how many of them where not all."""
        return _signed_in([each for each in self.standings if stated in each.item.stated])

    @property
    def by_what(self) -> dict[str, str]:
        """Who signed what, for each figure that is printed and for each condition or source, in a fixed order."""
        figures = sorted({id for each in self.standings for id in each.item.printed})
        words = sorted({text for each in self.standings for text in each.item.stated})
        return {id: self.signed_where(id) for id in figures} | {text: self.signed_words(text) for text in words}


def reviewed(items: Sequence[Item], signoffs: Sequence[SignOff], preparer: str, counts: str) -> Review:
    """Return how far ``items`` are reviewed.

    A sign-off belongs to what was signed and holds wherever that stands. One that holds for nothing has lapsed for
    the item that has its name, or reads most like it; under another policy it may still hold for the other edition.
    """
    holding: dict[str, list[SignOff]] = {}
    for signoff in signoffs:
        holding.setdefault(signoff.fingerprint, []).append(signoff)
    current = {item.fingerprint for item in items}
    stale = [each for each in signoffs if each.fingerprint not in current and each.counts == counts]
    lapsed = _lapsed([item for item in items if item.fingerprint not in holding], stale)
    standings = tuple(
        Standing(item, tuple(holding.get(item.fingerprint, ())), tuple(lapsed.get(item.name, ()))) for item in items
    )
    told = {each for found in lapsed.values() for each in found}
    return Review(standings, preparer, counts, tuple(each for each in stale if each not in told))


def is_other(reviewer: str, preparer: str) -> bool:
    """Whether a reviewer is none of those who prepared the report; nobody can tell where they are not known."""
    preparers = {same_name(name) for name in (preparer, *AND.split(preparer)) if name.strip()}
    return bool(preparers) and not symbol_in(preparer) and same_name(reviewer) not in preparers


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _signed_in(standings: Sequence[Standing]) -> str:
    signed = [each for each in standings if each.signed]
    if not signed:
        return NOT_SIGNED
    by = f"signed by {listed(_names(one for each in signed for one in each.signed))}"
    return by if len(signed) == len(standings) else f"{by}, in {len(signed)} of {len(standings)} places"


def _names(signoffs: Iterable[SignOff]) -> tuple[str, ...]:
    names = {same_name(each.reviewer): each.reviewer for each in signoffs}
    return tuple(names[key] for key in sorted(names))


def _lapsed(unsigned: Sequence[Item], stale: Sequence[SignOff]) -> dict[str, list[SignOff]]:
    found: dict[str, list[SignOff]] = {}
    for signoff in stale:
        same = [item for item in unsigned if item.name == signoff.item]
        if item := next(iter(same), None) or _nearest(signoff, unsigned):
            found.setdefault(item.name, []).append(signoff)
    return found


def _nearest(signoff: SignOff, items: Sequence[Item]) -> Item | None:
    chapter = re.split("[/,]", signoff.item)[0]
    scored = [
        (SequenceMatcher(None, signoff.text[:LONGEST], item.text[:LONGEST]).ratio(), item)
        for item in items
        if item.chapter == chapter and item.kind == SENTENCE
    ]
    score, item = max(scored, key=lambda each: each[0], default=(0, None))
    return item if score >= NEAR else None


def changes_of(item: Item, signoff: SignOff) -> Iterator[tuple[str, str]]:
    """Yield what has changed in an item since it was signed: what was, and what is in its place."""
    if signoff.text != item.text:
        yield signoff.text, item.text
    before, now = signoff.basis.split(BETWEEN), basis_of(item).split(BETWEEN)
    gone, new = [each for each in before if each not in now], [each for each in now if each not in before]
    for place in range(max(len(gone), len(new))):
        yield (*gone[place : place + 1], "")[0], (*new[place : place + 1], "")[0]
    if signoff.text == item.text and before == now:
        yield "", "the definition, the unit or a note of a figure"


def signed_anew(item: Item, signoff: SignOff) -> SignOff:
    """Return a sign-off of an item as the item stands: its reviewer, day and policy, and nothing else of it."""
    return replace(signoff, item=item.name, fingerprint=item.fingerprint, text=item.text, basis=basis_of(item))


def basis_of(item: Item) -> str:
    """Return what an item rests on, as one text of a sign-off."""
    return " ".join(BETWEEN.join(item.basis).split())
