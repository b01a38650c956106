"""Any two texts of any chart of the book may be exchanged, and the chart is not believed."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from mutations import Tried

from kscb_book.face import bars, benchmarks, control, lines, record, structure
from kscb_book.face.charts import NotAsGiven, picture
from kscb_book.places import Places, in_environment
from kscb_book.press.contents import read_contents, source_of


def charts_of(chapter, places: Places) -> list[tuple]:
    """What each chart of a chapter is drawn from: the module that draws it, and the bars or the line."""
    found: list[tuple] = []
    show = {
        "show_bars": lambda name, *figures: found.append((bars, bars.set_bars(name, figures)[1])),
        "show_lines": lambda name, series, against=None: found.append(
            (lines, lines.set_lines(name, series, against)[1])
        ),
        "show_benchmarks": lambda name, *groups: found.append(
            (benchmarks, benchmarks.set_benchmarks(name, *groups)[1])
        ),
        "show_structure": lambda name, particulars: found.append(
            (structure, structure.set_structure(name, particulars)[1])
        ),
        "show_control": lambda name, controlled: found.append((control, controlled)),
    }
    names: dict[str, object] = {}
    with in_environment(places), record.collecting():
        for cell in (each for each in chapter.cells() if each["cell_type"] == "code"):
            exec(source_of(cell), names)
            names |= show
    return found


def values_exchanged(axes) -> Iterator[str]:
    """Exchange the numbers beside two bars or points."""
    yield from _exchanged(axes.texts)


def names_exchanged(axes) -> Iterator[str]:
    """Exchange two names in the legend."""
    yield from _exchanged([text for legend in axes.figure.legends for text in legend.get_texts()])


def labels_exchanged(axes) -> Iterator[str]:
    """Exchange two labels of an axis."""
    for axis in (axes.xaxis, axes.yaxis):
        labels = [label.get_text() for label in axis.get_ticklabels()] if axes.axison and axis.get_visible() else []
        places, before = axis.get_ticklocs(), axis.get_major_formatter()
        for place, (one, other) in enumerate(pairwise(labels)):
            if one != other:
                axis.set_ticks(places, [*labels[:place], other, one, *labels[place + 2 :]])
                yield f"{one} and {other}"
                axis.set_major_formatter(before)


def _exchanged(texts) -> Iterator[str]:
    for first, second in pairwise(texts):
        one, other = first.get_text(), second.get_text()
        if one != other:
            first.set_text(other)
            second.set_text(one)
            yield f"{one} and {other}"
            first.set_text(one)
            second.set_text(other)


KINDS = {
    "two numbers of a chart exchanged": values_exchanged,
    "two names of a legend exchanged": names_exchanged,
    "two labels of an axis exchanged": labels_exchanged,
}


def tried(kind: str, drawn_from: list[tuple]) -> Tried:
    for module, given in drawn_from:
        with picture(4) as drawn:
            module.paint(drawn.axes, given)
            for exchanged in KINDS[kind](drawn.axes):
                yield exchanged, is_refused(module, drawn.axes, given)
            module.read_back(drawn.axes, given)


def is_refused(module, axes, given) -> bool:
    try:
        module.read_back(axes, given)
    except NotAsGiven:
        return True
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_one_exchange_of_a_kind_in_each_chapter_is_caught(real, kind):
    charts = [charts_of(chapter, real) for chapter in read_contents(real)]
    firsts = [next(tried(kind, each), None) for each in charts]
    assert any(firsts) and [each for each in firsts if each and not each[1]] == []


@pytest.mark.sweep
@pytest.mark.parametrize("kind", KINDS)
def test_every_exchange_of_a_kind_is_caught(real, kind, record_property):
    exchanged = [each for chapter in read_contents(real) for each in tried(kind, charts_of(chapter, real))]
    missed = [name for name, caught in exchanged if not caught]
    record_property("mutations", (kind, len(exchanged), len(exchanged) - len(missed)))
    assert missed == []
