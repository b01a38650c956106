"""The one seam for disclosure control: it lies before anything is computed, so nothing later can leak."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kscb_book.disclosure.attack import Narrow, too_narrow
from kscb_book.disclosure.given import Given, given_of
from kscb_book.disclosure.linked import Earlier, Linked, link
from kscb_book.disclosure.primary import CONFIDENTIAL, is_small
from kscb_book.disclosure.suppression import suppress
from kscb_book.disclosure.system import LEAST, MOST, State, Variable
from kscb_book.findings import Finding
from kscb_book.source.workbook import Sheet, Workbook


@dataclass(frozen=True, eq=False)
class Protection:
    """A workbook as it may be published under its disclosure policy.

    ``hidden`` are the numbers that stand as [c] in it; ``narrow`` tells of which of them a reader could work out
    too much all the same, so that the edition is not final; ``told`` what there is to know of the rest. ``linked``
    are its numbers as a system, and ``names`` those of its variables that are hidden.
    """

    workbook: Workbook
    hidden: tuple[Given, ...] = ()
    narrow: tuple[Finding, ...] = ()
    told: tuple[Finding, ...] = ()
    linked: Linked | None = None
    names: frozenset[str] = frozenset()

    @property
    def addresses(self) -> frozenset[str]:
        """The cells whose numbers are hidden."""
        return frozenset(each.address for each in self.hidden)


def protect(workbook: Workbook, shown: str, earlier: tuple[Earlier, ...] = ()) -> Workbook:
    """Return the workbook that may be published under its disclosure policy.

    Under ``As published`` every count stands as it was published, so the workbook is returned as it is. Under
    ``Suppress`` counts of 1 to 5 people, and whatever they could be worked out from, are [c].
    """
    return protection_of(workbook, shown, earlier).workbook


@lru_cache(maxsize=8)
def protection_of(workbook: Workbook, shown: str, earlier: tuple[Earlier, ...] = ()) -> Protection:
    """Return the protected workbook with what was decided; ``earlier`` are the editions before it, newest first."""
    if not workbook.report.suppresses:
        return Protection(workbook)
    linked = link(given_of(workbook), earlier)
    system = linked.system
    names = suppress(system, lambda group, hidden: [each.variable.name for each in too_narrow(group, hidden)])
    hidden = tuple(_hidden(linked, names))
    return Protection(
        workbook=_masked(workbook, hidden),
        hidden=hidden,
        narrow=tuple(_narrow(each, linked, shown) for each in too_narrow(system, names)),
        told=tuple(_told(linked, hidden, shown)),
        linked=linked,
        names=names,
    )


def _hidden(linked: Linked, names: Collection[str]) -> Iterator[Given]:
    for name, givens in linked.cells.items():
        if name in names and linked.system.variables[name].state is not State.KNOWN:
            yield from (given for given in givens if given.number is not None)


def _masked(workbook: Workbook, hidden: Iterable[Given]) -> Workbook:
    by_sheet: dict[str, list[Given]] = {}
    for given in hidden:
        by_sheet.setdefault(given.sheet, []).append(given)
    sheets = {
        name: _masked_sheet(sheet, by_sheet[name]) if name in by_sheet else sheet
        for name, sheet in workbook.sheets.items()
    }
    return replace(workbook, sheets=sheets)


def _masked_sheet(sheet: Sheet, hidden: Sequence[Given]) -> Sheet:
    frame = sheet.frame.copy()
    # Words beside a number, such as where in the source it stands, may tell it.
    words = [column.heading for column in sheet.layout.columns if column.text and column.heading != "Period"]
    for given in hidden:
        frame.at[given.row, given.heading] = CONFIDENTIAL
        for heading in words:
            frame.at[given.row, heading] = str(CONFIDENTIAL)
    return replace(sheet, frame=frame)


def _narrow(narrow: Narrow, linked: Linked, shown: str) -> Finding:
    name = narrow.variable.name
    cells = linked.cells.get(name, ())
    what = cells[0].label if cells else name
    must = narrow.variable.must
    wanted = f"anything from {must[0]} to {must[1]} must be possible" if must else "it must be more than one value"
    place = cells[0].address if cells else ""
    return Finding(
        shown, place, f"{what}: it is hidden, and what is published tells that it is {narrow.range}; {wanted}"
    )


def _told(linked: Linked, hidden: Sequence[Given], shown: str) -> Iterator[Finding]:
    small = sum(is_small(each) for each in hidden)
    if hidden:
        counts = f"{small} small {'count' if small == 1 else 'counts'} of people, and {len(hidden) - small} more"
        yield Finding(shown, "", f"hidden as [c]: {counts}, from which they could be worked out or that rest on them")
    for name, givens in linked.cells.items():
        if message := _of_small(linked.system.variables[name]):
            yield Finding(shown, givens[0].address, f"{givens[0].label}: {message}")
    if linked.left_out:
        message = "nothing can be worked out where the numbers break a rule: "
        yield Finding(shown, "", message + "; ".join(linked.left_out))


def _of_small(variable: Variable) -> str | None:
    if not variable.secret or variable.must == (LEAST, MOST):
        return None
    if variable.state is State.KNOWN:
        return "a small count of people that an earlier edition published; hiding it now would be in vain"
    known = f"only that it is {variable.must[0]} to {variable.must[1]} can be kept" if variable.must else "it is known"
    return f"a small count of people; from what is public already, or from others that are not 0, {known}"
