"""The house style of charts: the Analysis Function's (``afcharts``), set in a typeface that ships with us.

Colours are the Analysis Function's accessible palette, at most four in a chart; the years
before the last are shades of one grey.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources

from kscb_book.source.sections import read_whole

COLOURS = read_whole("house")["chart"]
NAVY, TEAL, PURPLE, ORANGE, GREY = (COLOURS[name] for name in ("navy", "teal", "purple", "orange", "grey"))
# The palest of the years before: also of what only stands behind a chart's own marks.
PALE = COLOURS["before"]["2"][0]

# By the number of groups of bars.
PALETTE = {1: [NAVY], 2: [NAVY, TEAL], 3: [NAVY, TEAL, PURPLE], 4: [NAVY, TEAL, PURPLE, ORANGE]}

# For the same measure over years: the last year stands out, the years before it stand back.
HIGHLIGHT_LAST = {1: [NAVY], **{int(years): [*shades, NAVY] for years, shades in COLOURS["before"].items()}}

# A fixed salt and text as outlines: the same figures give the same bytes on every machine.
HOUSE = {
    "font.family": read_whole("house")["type"]["print"],
    "font.size": read_whole("house")["type"]["chart_size"],
    "svg.fonttype": "path",
    "svg.hashsalt": "kscb_book",
    "text.parse_math": False,  # a label from the workbook is text, whatever signs stand in it
}

WEIGHTS = ("Regular", "Semibold", "Bold")


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style, whatever the notebook's own settings, and put those back after."""
    import matplotlib.style
    from matplotlib import font_manager

    folder = resources.files("font_source_sans_pro") / "files"
    known = {font.fname for font in font_manager.fontManager.ttflist}
    for weight in WEIGHTS:
        file = str(folder / f"SourceSansPro-{weight}.ttf")
        if file not in known:
            font_manager.fontManager.addfont(file)
    with matplotlib.style.context(["default", "afcharts.afcharts", HOUSE], after_reset=True):
        yield
