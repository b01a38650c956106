"""What the workbook says in words, such as the groups of the board and whom they report to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Particulars:
    """The columns of words of one sheet: each row begins with its label; ``[x]`` where it is not available."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str
