"""What Excel lets into a cell of a new workbook: numbers that its measure can have, and symbols."""

from kscb_book.desk.sheets_out import Limit
from kscb_book.source.measures import Measure
from kscb_book.source.sections import read_whole

SYMBOLS = "Symbols"
# A list in Excel that is typed out, and not named, holds its entries between quotation marks.
ENTRIES = '"{}"'


def limit_of(measure: Measure) -> Limit:
    """Return what a cell of this measure may hold; the reader judges the same once more."""
    tests = [] if measure.signed else ["{cell}>=0"]
    if measure.number == "count":
        tests.append("{cell}=INT({cell})")
    if measure.number == "share":
        tests.append("ABS({cell})<=100")
    number = f"AND({','.join(tests)})" if tests else "TRUE"
    formula = f"IF(ISNUMBER({{cell}}),{number},COUNTIF({SYMBOLS},{{cell}})>0)"
    return Limit(read_whole("new-workbook")["limits"][measure.number], formula)


def one_of(entries: tuple[str, ...], message: str) -> Limit:
    """Return the limit to a few entries that are shown in a drop-down list."""
    return Limit(message, choices=ENTRIES.format(",".join(entries)))
