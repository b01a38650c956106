"""Periods: the year to 31 March, and its quarters and months."""

import re
from dataclasses import dataclass
from functools import cache

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
NAMES = (
    *("April", "May", "June", "July", "August", "September"),
    *("October", "November", "December", "January", "February", "March"),
)
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
PARTS = (*QUARTERS, *MONTHS)


@dataclass(frozen=True)
class Period:
    """A year to 31 March written ``2016-17``, or a part of one: ``Q1`` to ``Q4``, ``Apr`` to ``Mar``."""

    year: str
    part: str | None = None

    @property
    def label(self) -> str:
        """The period in short, as it stands in ids and tables: ``2016-17``, ``Q1 2016-17``."""
        return f"{self.part} {self.year}" if self.part else self.year

    @property
    def in_words(self) -> str:
        """The period as a reader says it: ``2016-17``, ``Q1 2016-17``, ``August 2016``."""
        if self.part not in MONTHS:
            return self.label
        place = MONTHS.index(self.part)
        return f"{NAMES[place]} {int(self.year[:4]) + (place >= MONTHS.index('Jan'))}"

    @property
    def order(self) -> tuple[str, int]:
        """What periods of one kind are sorted by: the year, then the quarter or month in it."""
        return self.year, PARTS.index(self.part) if self.part else -1

    @property
    def previous(self) -> "Period":
        """The same period a year before, by its label and never by its place in a table."""
        return Period(year_before(self.year, 1), self.part)

    @property
    def month_before(self) -> "Period":
        """The month before a month: March of the year before, before April."""
        place = MONTHS.index(self.part)
        return Period(self.year, MONTHS[place - 1]) if place else Period(self.previous.year, MONTHS[-1])

    @property
    def divisions(self) -> tuple[tuple[str, ...], ...]:
        """The ways it is divided: a year into quarters and into months, a quarter into months, a month into nothing."""
        if self.part is None:
            return QUARTERS, MONTHS
        if self.part in QUARTERS:
            first = 3 * QUARTERS.index(self.part)
            return (MONTHS[first : first + 3],)
        return ()


def year_before(year: str, years: int) -> str:
    """Return the year that lies ``years`` before ``year``: 2016-17 and 2 give 2014-15."""
    first = int(year[:4]) - years
    return f"{first:04d}-{(first + 1) % 100:02d}"


@cache
def read_period(label: str, year: str) -> Period | None:
    """Return the period that ``label`` names, or None.

    A label is a year, a part, or a part and its year; a part alone belongs to ``year``.
    """
    found = re.fullmatch(rf"(?:({'|'.join(PARTS)})\s*)?(\d{{4}}-\d{{2}})?", label.strip())
    if not found or not label.strip():
        return None
    return Period(found[2] or year, found[1])


def filled_in(template: str, year: str) -> str:
    """Put years into a template of the schema: ``{year-1}`` becomes the year before ``year``."""
    return re.sub(r"\{year(?:-(\d))?\}", lambda hit: year_before(year, int(hit[1] or 0)), template)
