"""The interval of a figure as published."""

from dataclasses import dataclass

from kscb_book.meaning.figures import Figure
from kscb_book.meaning.printing import canonical


@dataclass(frozen=True)
class PublishedInterval:
    """An interval as published: its ends as printed and as unrounded numbers, its level and its method."""

    printed: str
    low: str
    high: str
    level: str
    method: str

    @property
    def in_words(self) -> str:
        """The interval as a reader is told it: ``59.0 to 77.3 (95% interval, Byar)``."""
        return f"{self.printed} ({self.level} interval, {self.method})"


def interval_of(figure: Figure) -> PublishedInterval | None:
    """Return the interval of a figure as published, or None where it has none."""
    found = figure.interval
    if found is None:
        return None
    low, high = canonical(found.low), canonical(found.high)
    return PublishedInterval(figure.printed_interval, low, high, f"{100 * found.level:.0f}%", found.method)
