"""The year before as its own workbook has it: what a new year's workbook takes over from it."""

from collections.abc import Iterator

from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.figures import Figure
from kscb_book.source.periods import Period
from kscb_book.source.workbook import Sheet, Workbook


class FormerYear:
    """The numbers of the year before by what they are, and the words of its sheets.

    ``report`` describes that year's report, ``sheets`` are its tables by name.
    """

    def __init__(self, workbook: Workbook):
        self.report, self.sheets = workbook.report, workbook.sheets
        self._figures = {name: tuple(figures) for name, figures in open_edition(workbook).sheets.items()}
        self._places: dict[tuple, dict[str, Figure]] = {}
        for name, figures in self._figures.items():
            for figure in figures:
                key = figure.measure.id, figure.category and figure.category.key, figure.period
                self._places.setdefault(key, {}).setdefault(name, figure)

    def figure(self, sheet: str, measure: str, category: str | None, period: Period) -> Figure | None:
        """Return the number with this measure, category and period, or None where that year does not hold it.

        That of the sheet itself counts first. Of other sheets it is taken only where all have the same value.
        """
        places = self._places.get((measure, category, period), {})
        if sheet in places or len({str(figure.value) for figure in places.values()}) != 1:
            return places.get(sheet)
        return next(iter(places.values()))

    def fact(self, sheet: str, measure: str) -> Figure | None:
        """Return the single fact with this measure, of whatever period, or None."""
        return next((figure for figure in self._figures.get(sheet, ()) if figure.measure.id == measure), None)

    def rows(self, sheet: str) -> Iterator[tuple[str, dict[str, object]]]:
        """Yield the label and the contents by heading of each row of a sheet, if that year has the sheet."""
        found: Sheet | None = self.sheets.get(sheet)
        for row in found.frame.index if found else ():
            contents = dict(found.frame.loc[row])
            yield contents[found.layout.row_heading], contents
