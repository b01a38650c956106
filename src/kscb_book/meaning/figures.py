"""A figure: a number that knows what it is, by which rule it was got, and from which cells."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kscb_book.meaning.intervals import Interval
from kscb_book.meaning.printing import printed, printed_range
from kscb_book.source.cells import Cell
from kscb_book.source.measures import Measure
from kscb_book.source.periods import Period, read_period
from kscb_book.source.symbols import Symbol


@dataclass(frozen=True)
class Category:
    """The part of a breakdown that a figure counts: a short key for ids, and the label as printed."""

    key: str
    label: str


@dataclass(frozen=True)
class Note:
    """What is known to be amiss with a figure: the number of its known issue, and the reason in a sentence.

    ``workbook`` is the name of the file where it is an issue of an earlier edition.
    """

    number: int
    text: str
    workbook: str = ""

    @property
    def mark(self) -> str:
        """What stands in square brackets behind the number: ``note 1``."""
        return f"note {self.number}"


@dataclass(frozen=True)
class Figure:
    """One number of the report.

    ``value`` is unrounded and in the measure's unit; ``rule`` says in words how it was got; ``cells``
    are all the workbook cells it rests on; ``marks`` are letters such as ``p`` for provisional;
    ``sources`` name who supplied it; ``decimals`` are those it was given with, where they are fewer than
    its measure's; ``notes`` are the known issues that concern it; ``interval`` is known for rates and shares of
    known counts.
    """

    value: Decimal | Symbol
    measure: Measure
    period: Period
    rule: str
    cells: tuple[Cell, ...]
    category: Category | None = None
    marks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    decimals: int | None = None
    notes: tuple[Note, ...] = ()
    interval: Interval | None = None

    @property
    def all_marks(self) -> tuple[str, ...]:
        """What stands in square brackets behind the number: its letters, then its notes."""
        return (*self.marks, *(note.mark for note in sorted(self.notes, key=lambda note: note.number)))

    @property
    def label(self) -> str:
        """What the figure is, for people: ``Outcomes: Unfounded, 2016-17``."""
        category = f": {self.category.label}" if self.category else ""
        return f"{self.measure.name}{category}, {self.period.label}"

    @property
    def id(self) -> str:
        """The figure's name in the book: ``lado.referrals[2016-17]``, ``lado.outcomes[unfounded, 2016-17]``."""
        labels = [self.category.key] if self.category else []
        return f"{self.measure.id}[{', '.join([*labels, self.period.label])}]"

    @property
    def printed(self) -> str:
        """The number as printed, without marks."""
        return printed(self.value, self.measure, self.decimals)

    @property
    def printed_interval(self) -> str:
        """The ends of the interval as printed, or nothing where there is none."""
        if not self.interval:
            return ""
        return printed_range(self.interval.low, self.interval.high, self.measure, self.decimals)

    @property
    def key(self) -> tuple[Period, Category | None]:
        """What tells this figure from others of its measure."""
        return self.period, self.category


@dataclass(frozen=True)
class Figures:
    """Figures in the order of their table.

    ``title`` names the table they come from, ``row_heading`` what a row of it is, ``own`` the authority that
    figures without a category are of. Selections by measure,
    period or category are Figures again, so a single figure is Figures of one.
    """

    members: tuple[Figure, ...]
    title: str
    row_heading: str
    own: str = ""

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that occur, in order."""
        return tuple(dict.fromkeys(figure.measure for figure in self))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that occur, in order."""
        return tuple(dict.fromkeys(figure.period for figure in self))

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that occur, in order."""
        return tuple(dict.fromkeys(figure.category for figure in self if figure.category))

    def series(self, name: str) -> "Figures":
        """Return the figures of one measure, named in full or by the last part of its id."""
        return self._only(
            lambda figure: name in (figure.measure.id, figure.measure.id.rpartition(".")[2]), f"no measure {name!r}"
        )

    def at(self, label: str) -> "Figures":
        """Return the figures of one period, such as ``2016-17`` or ``Q1 2016-17``."""
        wanted = read_period(label, self.periods[-1].year)
        return self._only(lambda figure: figure.period == wanted, f"no period {label!r}")

    def category(self, key: str) -> "Figures":
        """Return the figures of one category, by its key."""
        return self._only(
            lambda figure: figure.category is not None and figure.category.key == key, f"no category {key!r}"
        )

    def by_part(self) -> "Figures":
        """Return the figures of quarters or months, leaving out those of whole years."""
        return self._only(lambda figure: figure.period.part is not None, "no quarter or month")

    def by_year(self) -> "Figures":
        """Return the figures of whole years, leaving out those of quarters and months."""
        return self._only(lambda figure: figure.period.part is None, "no whole year")

    def like(self, members: Iterable[Figure]) -> "Figures":
        """Return other figures of the same table."""
        return replace(self, members=tuple(members))

    def _only(self, wanted: Callable[[Figure], bool], problem: str) -> "Figures":
        found = self.like(figure for figure in self if wanted(figure))
        if not found:
            raise LookupError(f"{problem} among {', '.join(figure.id for figure in self)}")
        return found
