"""A sheet as plain data, whatever program read it, and what there is to say about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Content:
    """What one cell holds: its value, how Excel shows it, and the formula behind it where there is one."""

    value: object = None
    number_format: str = "General"
    formula: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is there to be seen."""
        return not self.formula and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


@dataclass(frozen=True)
class Area:
    """A rectangle of cells by its first and last row and column, all of them inside it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def meets(self, other: "Area") -> bool:
        """Whether the two have a cell in common."""
        rows = self.first_row <= other.last_row and other.first_row <= self.last_row
        return rows and self.first_column <= other.last_column and other.first_column <= self.last_column


@dataclass(frozen=True)
class Page:
    """One sheet: the cells that hold something, and how the sheet is laid out."""

    title: str
    contents: Mapping[tuple[int, int], Content]
    tables: tuple[Area, ...] = ()
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    def at(self, row: int, column: int) -> Content:
        """Return what the cell holds; an empty cell holds nothing."""
        return self.contents.get((row, column), Content())

    @property
    def texts(self) -> frozenset[str]:
        """The texts of all cells."""
        return frozenset(content.value.strip() for content in self.contents.values() if isinstance(content.value, str))

    def rows(self) -> dict[int, dict[int, Content]]:
        """Return the cells that hold something by row and column, in the order of the sheet."""
        rows: dict[int, dict[int, Content]] = {}
        for (row, column), content in sorted(self.contents.items(), key=lambda item: item[0]):
            if not content.is_blank:
                rows.setdefault(row, {})[column] = content
        return rows


@dataclass(frozen=True, eq=False)
class Pages:
    """Every sheet of one workbook by its name; in the place of one too large to read stands its last cell."""

    by_name: Mapping[str, Page | str]


@dataclass(frozen=True)
class Remark:
    """One thing to say of a sheet; row and column are 0 where it concerns the whole of it."""

    sheet: str
    row: int
    column: int
    message: str


@dataclass(frozen=True)
class Blank(Remark):
    """A cell that holds nothing yet, with the label of its row and the heading of its column."""

    label: str
    heading: str


@dataclass
class Remarks:
    """What is said of a workbook: faults, for which it is refused, and notes, with which it is read.

    ``blanks`` are the cells to type in that hold nothing: faults of a final report, to be filled in a draft.
    """

    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)

    def fault(self, sheet: str, message: str, row: int = 0, column: int = 0) -> None:
        """Add a fault."""
        self.faults.append(Remark(sheet, row, column, message))

    def note(self, sheet: str, message: str, row: int = 0, column: int = 0) -> None:
        """Add a note."""
        self.notes.append(Remark(sheet, row, column, message))

    def blank(self, blank: Blank) -> None:
        """Add a cell that holds nothing yet."""
        self.blanks.append(blank)
