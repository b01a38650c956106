"""What does not agree in a year's workbook, in the words of the person who keeps it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kscb_book.disclosure.opened import open_unprotected
from kscb_book.findings import Finding, as_text
from kscb_book.meaning.discrepancies import Discrepancy, Side
from kscb_book.meaning.edition import open_edition
from kscb_book.places import Places

MOST_NAMED = 3
ISSUES = "Known issues"
HINT = (
    "mend the numbers, or accept what is known: check with the option --rows writes the rows for this sheet; "
    "add the reason, your name and the date"
)
DRAFT = f"Errors stop a final report: {HINT.replace('this sheet', f'the sheet {ISSUES}')}."


@dataclass(frozen=True)
class Reconciled:
    """What reconciliation found in a workbook.

    ``faults`` are rows of its known issues that fit nothing; ``errors`` and ``questions`` are discrepancies
    that no row accepts; ``rows`` are the rows that would accept them, with tabs between the columns. Errors
    stop a ``final`` edition. ``known`` counts the issues accepted.
    """

    faults: tuple[Finding, ...]
    errors: tuple[Finding, ...]
    questions: tuple[Finding, ...]
    rows: tuple[str, ...]
    final: bool
    known: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What must be mended or accepted before the report can be built."""
        if not self.final or not self.errors:
            return self.faults
        return (*self.faults, *self.errors, Finding(self.errors[0].file, ISSUES, HINT))

    @property
    def told(self) -> str:
        """What is said beside the result: the discrepancies that do not stop it, and how to accept one."""
        errors = () if self.final else self.errors
        blocks = [as_text(errors, "error"), as_text(self.questions, "question"), DRAFT if errors else ""]
        return "\n".join(filter(None, blocks))


def reconciled(places: Places) -> Reconciled:
    """Return what reconciliation finds in the workbook of ``places``. Raises InputRefused where it cannot be used.

    It judges every number, also those that will be hidden: what it says is for whoever keeps the workbook.
    """
    shown = places.shown(places.workbook)
    edition = open_edition(open_unprotected(places))
    accepted = edition.accepted
    by_severity = {
        severity: tuple(_finding(each, shown) for each in accepted.open if each.rule.severity == severity)
        for severity in ("error", "question")
    }
    return Reconciled(
        faults=tuple(Finding(shown, cell, message) for cell, message in accepted.faults),
        errors=by_severity["error"],
        questions=by_severity["question"],
        rows=tuple("\t".join(_row(each)) for each in accepted.open),
        final=edition.report.status == "Final",
        known=len(accepted.known),
    )


def _row(discrepancy: Discrepancy) -> Iterator[str]:
    yield from (discrepancy.rule.name, discrepancy.what)
    yield from (discrepancy.first.printed, discrepancy.second.printed)


def _finding(discrepancy: Discrepancy, shown: str) -> Finding:
    sides = " ".join(f"{_told(side)}." for side in (discrepancy.first, discrepancy.second))
    return Finding(shown, discrepancy.first.figures[0].cells[0].address, f"{discrepancy.rule.sentence} {sides}")


def _told(side: Side) -> str:
    cells = _named(cell.address for figure in side.figures for cell in figure.cells)
    return f"{side.label}: {side.printed}{f' ({cells})' if cells else ''}"


def _named(addresses: Iterable[str]) -> str:
    """Name cells, those of one sheet after its name once; of many only the first, the last and their number."""
    by_sheet: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        sheet, _, cell = address.rpartition("!")
        by_sheet.setdefault(sheet, []).append(cell)
    return "; ".join(f"{sheet}!{_few(cells)}" for sheet, cells in by_sheet.items())


def _few(cells: list[str]) -> str:
    if len(cells) <= MOST_NAMED:
        return ", ".join(cells)
    return f"{cells[0]} to {cells[-1]}, {len(cells)} cells"
