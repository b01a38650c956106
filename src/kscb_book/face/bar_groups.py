"""What a bar chart is to show: groups of bars over labels, how they lie, and where their names and numbers stand."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from kscb_book.face.charts import WIDTH, height_of, is_number
from kscb_book.face.style import HIGHLIGHT_LAST, PALETTE
from kscb_book.meaning.figures import Figure

# Labels longer than this do not stand under an upright bar; the bars lie down instead.
LONGEST_UPRIGHT = 12
# Nor do numbers stand above upright bars that would take more letters than this side by side.
MOST_LETTERS = 44
GROUP_WIDTH = 0.8
LETTER = 0.08  # in inches, of a name


@dataclass(frozen=True)
class Group:
    """Bars of one colour: a name, and the figure that stands at each label of the axis."""

    name: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Bars:
    """What is to be drawn: groups of bars over the labels of an axis.

    ``over_years`` says that the groups are the same measure in following years, the last of which matters
    most; otherwise they are different measures.
    """

    groups: tuple[Group, ...]
    labels: tuple[str, ...]
    over_years: bool

    @property
    def lying(self) -> bool:
        """Whether the bars lie, so that long labels can be read without turning the head, and numbers do not meet."""
        numbers = [len(figure.printed) for group in self.groups for figure in group.figures if figure]
        return max(map(len, self.labels)) > LONGEST_UPRIGHT or len(numbers) * max(numbers) > MOST_LETTERS

    @property
    def named_by_bars(self) -> bool:
        """Whether the bars of the first label carry the names of the groups in place of a key: years, of lying bars."""
        first = [group.figures[0] for group in self.groups]
        return self.lying and self.over_years and len(first) > 1 and all(map(is_number, first))

    @property
    def names_above(self) -> tuple[tuple[tuple[float, float], str], ...]:
        """The names of two groups in place of a key, by where they stand: over the upright bars of the first label.

        There are none where a bar is not known, or a word would reach over the bars of the next label.
        """
        first = [group.figures[0] for group in self.groups]
        if self.lying or len(first) != 2 or not all(map(is_number, first)):
            return ()
        width = int(WIDTH / LETTER / len(first) / len(self.labels))
        names = [textwrap.fill(group.name, width, break_long_words=False) for group in self.groups]
        fits = all(len(line) <= width for name in names for line in name.splitlines())
        return tuple(((0.0, height_of(figure)), name) for figure, name in zip(first, names, strict=True) if fits)

    @property
    def has_key(self) -> bool:
        """Whether the names of the groups stand in a key, beside their colours."""
        return len(self.groups) > 1 and not self.named_by_bars and not self.names_above

    def text(self, place: int, group: Group) -> str:
        """What stands beside a bar: its number, and in the first place the year that the bars of its colour are of."""
        number = group.figures[place].printed
        return f"{number} in {group.name}" if self.named_by_bars and place == 0 else number

    @property
    def palette(self) -> list[str]:
        """The colour of each group."""
        return (HIGHLIGHT_LAST if self.over_years else PALETTE)[len(self.groups)]

    def places(self) -> Iterator[tuple[float, Figure, str]]:
        """Where each figure's bar stands along the axis, as seaborn dodges groups, and what stands beside it."""
        width = GROUP_WIDTH / len(self.groups)
        for number, group in enumerate(self.groups):
            for place, figure in enumerate(group.figures):
                if figure:
                    across = round(place + (number + 0.5) * width - GROUP_WIDTH / 2, 6)
                    yield across, figure, self.text(place, group)
