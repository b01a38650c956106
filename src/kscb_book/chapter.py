"""The door for chapter notebooks: open a year, combine its figures, publish them and show them."""

from dataclasses import replace

from kscb_book.disclosure.formers import read_earlier
from kscb_book.disclosure.opened import open_workbook
from kscb_book.face import about, glance, opening, record
from kscb_book.face.bars import draw_bars, set_bars
from kscb_book.face.benchmarks import draw_benchmarks, set_benchmarks
from kscb_book.face.control import draw_control, set_control
from kscb_book.face.glimpses import set_glance, set_opening
from kscb_book.face.lines import draw_lines, set_lines
from kscb_book.face.particulars import set_particulars
from kscb_book.face.structure import draw_structure, set_structure
from kscb_book.face.tables import benchmark_row, set_table
from kscb_book.face.terms import show_terms
from kscb_book.meaning.combinations import change, low, peak, rate_per_10k, share, total
from kscb_book.meaning.control import Control, control
from kscb_book.meaning.edition import Edition, open_edition
from kscb_book.meaning.figures import Figures
from kscb_book.meaning.particulars import Particulars
from kscb_book.places import find_places

__all__ = [
    "change",
    "control",
    "low",
    "open_year",
    "peak",
    "publish",
    "publish_table",
    "rate_per_10k",
    "share",
    "show_bars",
    "show_benchmarks",
    "show_control",
    "show_facts",
    "show_glance",
    "show_known_issues",
    "show_lines",
    "show_measures",
    "show_method",
    "show_opening",
    "show_particulars",
    "show_report",
    "show_report_in_full",
    "show_sources",
    "show_structure",
    "show_symbols",
    "show_table",
    "show_words",
    "show_years",
    "total",
]


class NotPublishable(ValueError):
    """A figure was to be published under a name that is not its measure's."""


def open_year(year: str) -> Edition:
    """Open the workbook of ``year``, such as ``2016-17``, protected by its disclosure policy.

    Its series reach back to the workbooks of earlier editions that stand beside it.
    """
    places = find_places(year)
    workbook = open_workbook(places)
    return open_edition(workbook, read_earlier(places, workbook.report).formers)


def publish(measure: str, figures: Figures) -> None:
    """Publish figures of one measure, so that narrative, tables and charts may print them.

    ``measure`` must be what the figures are: a count cannot be published under another measure's name.
    """
    found = [each.id for each in figures.measures]
    if found != [measure]:
        raise NotPublishable(f"published as {measure!r}, but the figures are {', '.join(found)}")
    record.show_figures(figures)


def publish_table(prefix: str, figures: Figures) -> None:
    """Publish every figure of a table; its measures' ids begin with ``prefix``."""
    strangers = [each.id for each in figures.measures if each.id != prefix and not each.id.startswith(f"{prefix}.")]
    if strangers:
        raise NotPublishable(f"published under {prefix!r}, but the table holds {', '.join(strangers)}")
    record.show_figures(figures)


def show_table(name: str, *figures: Figures, against: Figures | None = None) -> None:
    """Show figures as a table that the narrative can refer to as ``table:name``.

    ``against`` is a yearly benchmark for months of several years: one more row beneath them.
    """
    more = [benchmark_row(figures[0], against)] if against else []
    record.show_table(set_table(name, figures, more))


def show_particulars(name: str, particulars: Particulars) -> None:
    """Show what a sheet says in words as a table that the narrative can refer to as ``table:name``."""
    record.show_table(set_particulars(name, particulars))


def show_bars(name: str, *figures: Figures) -> None:
    """Show figures as a bar chart that the narrative can refer to as ``chart:name``."""
    chart, bars = set_bars(name, figures)
    record.show_chart(replace(chart, svg=record.drawn(draw_bars, bars)))


def show_years(name: str, *figures: Figures) -> None:
    """Show figures of whole years as a bar chart and as a table, ``chart:name`` and ``table:name``.

    Where only one year is known there is nothing to compare, and nothing is shown.
    """
    if len({period for group in figures for period in group.periods}) > 1:
        names = [measure.name for group in figures for measure in group.measures]
        title = " and ".join([names[0], *(name[0].lower() + name[1:] for name in names[1:])])
        yearly = [replace(group, title=title, row_heading="Year") for group in figures]
        show_bars(name, *yearly)
        show_table(name, *yearly)


def show_lines(name: str, series: Figures, against: Figures | None = None) -> None:
    """Show one measure month by month as a line, against a yearly benchmark: ``chart:name``."""
    chart, line = set_lines(name, series, against)
    record.show_chart(replace(chart, svg=record.drawn(draw_lines, line)))


def show_benchmarks(name: str, own: Figures, elsewhere: Figures, neighbours: Figures) -> None:
    """Show an authority's years beside others, its neighbours' range and the target: ``chart:name``."""
    chart, marks = set_benchmarks(name, own, elsewhere, neighbours)
    record.show_chart(replace(chart, svg=record.drawn(draw_benchmarks, marks)))


def show_control(name: str, controlled: Control) -> None:
    """Show a series with its limits and signals as a control chart: ``chart:name``."""
    chart = set_control(name, controlled)
    record.show_chart(replace(chart, svg=record.drawn(draw_control, controlled)))


def show_structure(name: str, particulars: Particulars) -> None:
    """Show the board and its groups, each beneath the one that it reports to, as a tree: ``chart:name``."""
    chart, groups = set_structure(name, particulars)
    record.show_chart(replace(chart, svg=record.drawn(draw_structure, groups)))


def show_report(edition: Edition) -> None:
    """Show what the workbook says of the report itself: board, year, chair, edition, status."""
    record.show_report(edition.report)


def show_glance(edition: Edition) -> None:
    """Show the year in a few figures, each beside the year before and what it is compared with."""
    glance.show_glance(set_glance(edition, drawn=True))


def show_opening(edition: Edition, chapter: str) -> None:
    """Show the figures with which a chapter opens, each beside the year before and what it is compared with."""
    opening.show_key_figures(set_opening(edition, chapter))


def show_known_issues(edition: Edition) -> None:
    """Show where the year's data are known to disagree; a link reaches each as ``note-1``, ``note-2`` ..."""
    show_terms(about.set_known_issues((*edition.accepted.known, *edition.inherited)))


def show_report_in_full(edition: Edition) -> None:
    """Show every line of the workbook's sheet on the report itself: ``table:report``."""
    record.show_table(about.set_report(edition))


def show_sources(edition: Edition) -> None:
    """Show what each sheet of the workbook holds, who supplied it and from what source: ``table:sources``."""
    record.show_table(about.set_sources(edition))


def show_facts(edition: Edition) -> None:
    """Show where in the source each single fact of the workbook stands: ``table:facts``."""
    record.show_table(about.set_facts(edition))


def show_symbols(edition: Edition) -> None:
    """Show what the symbols and marks mean, those in use first: ``table:symbols``."""
    record.show_table(about.set_symbols(edition))


def show_words() -> None:
    """Show what words that state something mean in this report."""
    show_terms(about.set_words())


def show_method(*examples: Figures) -> None:
    """Show every rule by which the book makes figures, with ``examples`` of figures so made."""
    show_terms(about.set_method(examples))


def show_measures() -> None:
    """Show what each number of the report measures, section by section."""
    for section in about.set_measures():
        show_terms(section)
