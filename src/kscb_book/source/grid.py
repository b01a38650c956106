"""Where a sheet's table stands, and what lies in it, across it and around it that should not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kscb_book.source.cells import letters_of
from kscb_book.source.page import Area, Content, Page, Remarks
from kscb_book.source.texts import as_found, renamed, text_of, text_problem

MOST_ROWS = 2000
MOST_STRAYS = 20


@dataclass(frozen=True)
class Grid:
    """Where a sheet's table stands: its heading row, its last row, the column of each heading."""

    heading_row: int
    last_row: int
    columns: dict[str, int]

    def rows(self) -> Iterator[int]:
        """The Excel rows beneath the headings."""
        return iter(range(self.heading_row + 1, self.last_row + 1))


def find_grid(page: Page, headings: tuple[str, ...], remarks: Remarks) -> Grid | None:
    """Return where the table with these headings stands; None, with the faults, where it cannot be read."""
    area = _area(page, headings)
    if area is None:
        remarks.fault(page.title, f"no table found: no row holds the heading {headings[0]!r} and others beside it")
        return None
    columns = _columns(page, area, headings, remarks)
    _surroundings(page, area, remarks)
    rows = area.last_row - area.first_row
    if rows > MOST_ROWS:
        remarks.fault(page.title, f"the table has {rows:,} rows; at most {MOST_ROWS:,} are read")
    if rows > MOST_ROWS or any(heading not in columns for heading in headings):
        return None
    return Grid(area.first_row, area.last_row, {heading: columns[heading] for heading in headings})


def _area(page: Page, headings: tuple[str, ...]) -> Area | None:
    rows = page.rows()
    scores = {
        row: len({text_of(content.value) for content in contents.values()} & set(headings))
        for row, contents in rows.items()
        if len(contents) > 1
    }
    row = max(scores, key=scores.get, default=0)
    titles = [text_of(content.value) for content in rows.get(row, {}).values()]
    if not row or not (scores[row] > 1 or headings[0] in titles):
        return next((table for table in page.tables if len(rows.get(table.first_row, {})) > 1), None)
    first = next(column for column, content in rows[row].items() if text_of(content.value) in headings)
    tables = [table for table in page.tables if table.first_row == row and table.holds(row, first)]
    return tables[0] if tables else _plain_area(rows, row, first)


def _plain_area(rows: dict[int, dict[int, Content]], row: int, column: int) -> Area:
    # Without an Excel table, one reaches as far as its headings stand side by side, down to a blank row.
    left = right = column
    while left - 1 in rows[row]:
        left -= 1
    while right + 1 in rows[row]:
        right += 1
    last = row
    while any(left <= each <= right for each in rows.get(last + 1, ())):
        last += 1
    return Area(row, left, last, right)


def _columns(page: Page, area: Area, headings: tuple[str, ...], remarks: Remarks) -> dict[str, int]:
    columns: dict[str, int] = {}
    spoilt = 0
    for column in range(area.first_column, area.last_column + 1):
        content = page.at(area.first_row, column)
        heading = text_of(content.value)
        if problem := text_problem(content.value, content.formula):
            spoilt += 1
            remarks.fault(page.title, f"heading: {problem}", area.first_row, column)
        elif heading in columns and heading in headings:
            remarks.fault(page.title, f"a second column {heading!r}; keep one of them", area.first_row, column)
        columns.setdefault(heading, column)
    missing = [heading for heading in headings if heading not in columns]
    others = [heading for heading in columns if heading not in headings]
    for heading in missing if len(missing) > spoilt else []:
        message = f"no column {heading!r}{renamed(heading, others)}"
        remarks.fault(page.title, message, area.first_row, columns.get(headings[0], area.first_column))
    return columns


def _surroundings(page: Page, area: Area, remarks: Remarks) -> None:
    for merged in page.merged:
        if merged.meets(area):
            message = f"the cells {_corners(merged)} are merged; unmerge them and give each its own value"
            remarks.fault(page.title, message, merged.first_row, merged.first_column)
    for first, last in _runs(row for row in page.hidden_rows if area.first_row <= row <= area.last_row):
        named = f"row {first} is" if first == last else f"rows {first} to {last} are"
        message = f"{named} hidden, by hand or by a filter; show all rows, so that what is read can be seen"
        remarks.fault(page.title, message, first, area.first_column)
    for first, last in _runs(column for column in page.hidden_columns if area.holds(area.first_row, column)):
        left, right = letters_of(first), letters_of(last)
        named = f"column {left} is" if left == right else f"columns {left} to {right} are"
        remarks.fault(page.title, f"{named} hidden; show it, so that what is read can be seen", area.first_row, first)
    _strays(page, area, remarks)


def _strays(page: Page, area: Area, remarks: Remarks) -> None:
    strays = [
        (row, column, content)
        for row, contents in page.rows().items()
        for column, content in contents.items()
        if row >= area.first_row and not area.holds(row, column)
    ]
    is_table = area in page.tables
    for row, column, content in strays[:MOST_STRAYS]:
        remarks.fault(page.title, f"{_shown(content)} stands {_where(area, row, is_table)}", row, column)
    if len(strays) > MOST_STRAYS:
        remarks.fault(page.title, f"{len(strays) - MOST_STRAYS:,} more cells outside the table hold something")


def _where(area: Area, row: int, is_table: bool) -> str:
    if row <= area.last_row:
        return "beside the table, where nothing is read; delete it, or move it above the table"
    if is_table:
        return f"below the table, which ends at row {area.last_row}; drag the table's corner down over it, or delete it"
    return "below a blank row, where nothing is read; delete the blank row, or what stands here"


def _shown(content: Content) -> str:
    return f"the formula {as_found(content.formula)}" if content.formula else as_found(content.value)


def _corners(area: Area) -> str:
    first, last = letters_of(area.first_column), letters_of(area.last_column)
    return f"{first}{area.first_row}:{last}{area.last_row}"


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]
