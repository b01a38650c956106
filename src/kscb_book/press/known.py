"""The register as conditions ask for it: figures and series by name, and their numbers."""

from decimal import Decimal

from kscb_book.face.record import Published
from kscb_book.face.register import Register, UnknownFigure
from kscb_book.meaning.conditions import Faulty
from kscb_book.meaning.printing import in_words
from kscb_book.source.periods import MONTHS, QUARTERS, Period, read_period

NO_WORD = "only a count below ten can be written as a word"


class Known:
    """The register as conditions ask for it: numbers by name, with some of them changed for the asking."""

    def __init__(self, register: Register, changed: dict[str, Decimal] | None = None):
        self.register, self.changed = register, changed or {}

    def value(self, name: str) -> Decimal:
        """Return the number that a name stands for. Raises Faulty."""
        return self.number(self.figure(name))

    def series(self, name: str) -> list[Decimal]:
        """Return the numbers of a series, in order. Raises Faulty."""
        return [self.number(figure) for figure in self.members(name)]

    def members(self, name: str) -> list[Published]:
        """Return the figures that a series stands for, in order; a single name stands for one. Raises Faulty."""
        measure, _, rest = name.partition("[")
        labels = [label.strip() for label in rest.rstrip("]").split(",")]
        if not any("*" in label or ".." in label for label in labels):
            return [self.figure(name)]
        figures = [figure for figure in self.register if figure.measure == measure]
        for label in labels:
            figures = [figure for figure in figures if self._fits(figure, label)]
        if not any(read_period(end, self.register.year) for label in labels for end in label.split("..")):
            figures = [figure for figure in figures if figure.period == self.register.year]
        if len(figures) < 2:
            raise Faulty(f"the series {name!r} has fewer than two figures")
        return sorted(figures, key=lambda figure: self.period(figure).order)

    def _fits(self, figure: Published, label: str) -> bool:
        category = figure.id.partition("[")[2].rpartition(",")[0]
        if label == "*":
            return bool(category)
        first, _, last = label.partition("..")
        ends = [read_period(first, self.register.year), read_period(last or first, self.register.year)]
        if None in ends:
            return category == label
        period = self.period(figure)
        alike = {_kind(each) for each in (*ends, period)}
        return len(alike) == 1 and ends[0].order <= period.order <= ends[1].order

    def period(self, figure: Published) -> Period:
        """Return the period of a figure."""
        return read_period(figure.period, self.register.year)

    def figure(self, name: str) -> Published:
        """Return the figure that a name stands for. Raises Faulty."""
        try:
            return self.register.find(name)
        except UnknownFigure as unknown:
            raise Faulty(str(unknown)) from None

    def number(self, figure: Published) -> Decimal:
        """Return the number of a figure. Raises Faulty where it is a symbol."""
        if figure.id in self.changed:
            return self.changed[figure.id]
        if figure.value.startswith("["):
            raise Faulty(f"{figure.id} is {figure.printed}; what is not known cannot be claimed")
        return Decimal(figure.value)


def as_word(figure: Published, form: str) -> str | None:
    """Return a count below ten as a ``word`` or ``Word``, or None where a figure has none."""
    if figure.unit != "number" or not figure.value.isdigit():
        return None
    word = in_words(Decimal(figure.value))
    return word.capitalize() if word and form == "Word" else word


def _kind(period: Period) -> int:
    return 0 if period.part is None else 1 if period.part in QUARTERS else 2 if period.part in MONTHS else 3
