"""The workbooks of earlier editions, which stand beside the year's own: what its series reach back to."""

from dataclasses import dataclass

from kscb_book.source.workbook import Workbook

YEARS_BACK = 4


@dataclass(frozen=True)
class Former:
    """The workbook of an earlier edition, and the name of its file."""

    name: str
    workbook: Workbook

    @property
    def year(self) -> str:
        """The year that it is the workbook of."""
        return self.workbook.report.year
