"""The place of a value in the workbook."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """A cell by what it means: its sheet, row label and column heading.

    ``address`` (``'LADO referrals'!B12``, as Excel's own Go To takes it) is for people to find it by; two
    cells are the same whatever their addresses, so a table may move on its sheet. ``workbook`` is the name of the
    file where that is not the year's own but that of an earlier edition.
    """

    sheet: str
    row: str
    column: str
    address: str = field(compare=False)
    workbook: str = ""

    @property
    def place(self) -> str:
        """Where people find it: its address, after the name of the workbook where that is an earlier edition's."""
        return f"{self.workbook}, {self.address}" if self.workbook else self.address


def address(sheet: str, letter: str, row: int) -> str:
    """Return a cell's address as Excel writes it: ``Missing!D17``, quoted where the sheet's name has spaces."""
    name = sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{letter}{row}"


def letters_of(column: int) -> str:
    """Return a column's letters as Excel writes them: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def ranges(cells: Iterable[Cell]) -> list[str]:
    """Return the places of cells, those beneath each other as one range: ``Missing!D12:D15``."""
    runs: list[list[str]] = []
    for each in dict.fromkeys(cell.place for cell in cells):
        if runs and _beneath(runs[-1][-1]) == each:
            runs[-1].append(each)
        else:
            runs.append([each])
    return [run[0] if len(run) == 1 else f"{run[0]}:{run[-1].rpartition('!')[2]}" for run in runs]


def _beneath(address: str) -> str:
    place = address.rstrip("0123456789")
    return f"{place}{int(address.removeprefix(place)) + 1}"
