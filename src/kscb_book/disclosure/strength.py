"""How well an edition hides: what the attack leaves a reader to know of its small counts."""

from kscb_book.disclosure.attack import ranges_by_name
from kscb_book.disclosure.protect import Protection
from kscb_book.findings import Finding


def strength_of(protection: Protection, shown: str) -> tuple[Finding, ...]:
    """Return a note on the narrowest range that a reader can derive of a hidden small count; none where none is hidden.

    ``shown`` is what messages call the workbook.
    """
    if not protection.linked:
        return ()
    linked, small = protection.linked, {each.name for each in protection.linked.system.secrets}
    ranges = {name: found for name, found in ranges_by_name(linked.system, protection.names).items() if name in small}
    if not ranges:
        return ()
    name, narrowest = min(ranges.items(), key=lambda each: each[1].high - each[1].low)
    cells = linked.cells.get(name, ())
    counts = "the one small count" if len(ranges) == 1 else f"the {len(ranges)} small counts"
    message = (
        f"attacked with all that is published: of {counts}, the narrowest range that a reader is "
        f"left with is {narrowest} ({cells[0].label if cells else name})"
    )
    return (Finding(shown, "", message),)
