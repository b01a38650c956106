"""One thing of a built book changed, as a wrong chapter, page or hand would change it, and whether that is noticed.

The book is built once; what the audit is given is changed, and never built again. Each kind yields, for one
chapter, what was changed and whether it was caught.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kscb_book.audit.alternatives import problems_of_chart
from kscb_book.audit.built import LIST, Built, read_built
from kscb_book.audit.cells import read_given
from kscb_book.audit.expected import Engine
from kscb_book.audit.judge import findings_in_print, findings_on_page, problems_of_figure
from kscb_book.audit.pages import read_page, spaced
from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.figures import Figure
from kscb_book.meaning.printing import printed
from kscb_book.places import Places
from kscb_book.press.contents import Chapter, read_contents
from kscb_book.press.papers import pdf_of, summary_of
from kscb_book.source.measures import read_measures
from kscb_book.source.workbook import read_workbook

Tried = Iterator[tuple[str, bool]]
NUMBER = re.compile(r'(<span class="kscb-number"[^>]*>)([^<]+)(</span>)')
DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Book:
    """A built report with everything needed to change and to judge it."""

    places: Places
    folder: Path

    @cached_property
    def chapters(self) -> list[Chapter]:
        return list(read_contents(self.places))

    @cached_property
    def engine(self) -> Engine:
        return Engine(read_given(self.places.workbook, self.places.year))

    @cached_property
    def built(self) -> Built:
        papers = (each(self.folder, self.places.year) for each in (pdf_of, summary_of))
        return read_built(self.folder, [each.name for each in self.chapters], *papers)

    @cached_property
    def cells(self) -> dict[str, Figure]:
        """Every number of the workbook, by its address."""
        edition = open_edition(read_workbook(self.places.workbook, self.places.year, "the workbook"))
        return {figure.cells[0].address: figure for sheet in edition.sheets.values() for figure in sheet}

    def lines(self, chapter: str) -> list[dict]:
        return [line for line in self.built.figures if line["chapter"] == chapter]

    def html(self, page: str) -> str:
        return (self.folder / "html" / f"{page}.html").read_text(encoding="utf-8")

    def page_is_refused(self, name: str, text: str) -> bool:
        return any(findings_on_page(read_page(name, text), self.built, self.engine))

    def line_is_refused(self, line: dict) -> bool:
        return any(problems_of_figure(line, self.engine))


def other_digit(text: str) -> str:
    """Change the last digit of a text; a text without one gets one."""
    place = max((found.start() for found in DIGIT.finditer(text)), default=None)
    return f"{text}1" if place is None else f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"


def _worked_out(book: Book, line: dict, addresses: list[str]) -> dict:
    """Return a line as a chapter would publish it that took these cells."""
    measure = read_measures()[line["id"].partition("[")[0]]
    figures = [book.cells[address] for address in addresses]
    values = [figure.value for figure in figures]
    known = not any(str(value).startswith("[") for value in values)
    if measure.combination == "total":
        value = sum(values) if known else "[x]"
    elif measure.combination:
        times = 100 if measure.combination == "share" else 10_000
        value = times * values[0] / values[1] if known and values[1] else "[x]"
    else:
        value = values[0]
    decimals = figures[0].decimals if not measure.combination else None
    shown = value if isinstance(value, str) else printed(value, measure, decimals)
    return line | {"value": f"{value}"[:24], "printed": shown, "cells": "; ".join(addresses)}


def _beside(book: Book, address: str, same: str, other: str) -> str | None:
    """Return the next cell of the sheet that shares ``same`` (row or column) and differs in ``other``."""
    here = book.cells[address].cells[0]
    row = [
        place
        for place, figure in book.cells.items()
        if figure.cells[0].sheet == here.sheet and getattr(figure.cells[0], same) == getattr(here, same)
    ]
    others = [place for place in row if getattr(book.cells[place].cells[0], other) != getattr(here, other)]
    return next((place for place in others if row.index(place) > row.index(address)), next(iter(others), None))


def _moved(book: Book, chapter: str, same: str, other: str) -> Tried:
    for line in book.lines(chapter):
        first, *rest = line["cells"].split("; ")
        if (instead := _beside(book, first, same, other)) and instead not in rest:
            yield f"{line['id']} from {instead}", book.line_is_refused(_worked_out(book, line, [instead, *rest]))


def another_cell(book: Book, chapter: str) -> Tried:
    """The next row of the column."""
    yield from _moved(book, chapter, "column", "row")


def another_column(book: Book, chapter: str) -> Tried:
    """The next column of the row."""
    yield from _moved(book, chapter, "row", "column")


def another_value(book: Book, chapter: str) -> Tried:
    """The next row's number, under the address of the right one."""
    for line in book.lines(chapter):
        first, *rest = line["cells"].split("; ")
        instead = _beside(book, first, "column", "row")
        worked_out = _worked_out(book, line, [instead, *rest]) if instead and instead not in rest else line
        if worked_out["value"] != line["value"]:
            yield f"{line['id']} from {instead}", book.line_is_refused(worked_out | {"cells": line["cells"]})


def another_year(book: Book, chapter: str) -> Tried:
    """The figure of the same measure and category for another period."""
    for line in book.lines(chapter):
        stem = line["id"].removesuffix(f"{line['period']}]")
        others = [each for each in book.built.figures if each["id"] in (f"{stem}{each['period']}]",) and each != line]
        for other in others[:1]:
            taken = {name: other[name] for name in ("value", "printed", "cells", "rule")}
            yield f"{line['id']} from {other['period']}", book.line_is_refused(line | taken)


def swapped(book: Book, chapter: str) -> Tried:
    """Numerator and denominator."""
    for line in book.lines(chapter):
        if read_measures()[line["id"].partition("[")[0]].combination in ("share", "rate_per_10k"):
            part, whole = line["cells"].split("; ")
            yield line["id"], book.line_is_refused(_worked_out(book, line, [whole, part]))


def digit_in_register(book: Book, chapter: str) -> Tried:
    """A digit of the number as printed."""
    for line in book.lines(chapter):
        yield line["id"], book.line_is_refused(line | {"printed": other_digit(line["printed"])})


def digit_on_page(book: Book, chapter: str) -> Tried:
    """A digit, or a word for a number, in the page's HTML."""
    text = book.html(chapter)
    for found in NUMBER.finditer(text):
        changed = f"{text[: found.start(2)]}{other_digit(found[2])}{text[found.end(2) :]}"
        yield found[0], book.page_is_refused(chapter, changed)


def digit_in_list(book: Book, chapter: str) -> Tried:
    """A digit in the list of all figures."""
    text = book.html(LIST)
    slugs = {re.sub(r"[^\w.]+", "-", line["id"]).strip("-") for line in book.lines(chapter)}
    for found in re.finditer(r'<tr id="row-([^"]+)">\s*<td[^>]*>([^<]+)</td>', text):
        if found[1] in slugs:
            changed = f"{text[: found.start(2)]}{other_digit(found[2])}{text[found.end(2) :]}"
            yield found[1], book.page_is_refused(LIST, changed)


def digit_in_pop_over(book: Book, chapter: str) -> Tried:
    """A digit in what a number tells when it is opened."""
    page = next(each for each in book.built.pages if each.name == chapter)
    for id, told in page.details.items():
        changed = replace(page, details={id: told | {"printed": other_digit(told["printed"])}})
        yield id, any(findings_on_page(changed, book.built, book.engine))


def digit_in_alternative(book: Book, chapter: str) -> Tried:
    """A digit of a chart's text alternative, where it is made."""
    for chart in book.built.charts[chapter]:
        for found in re.finditer(r"\d+", chart.alt):
            alt = f"{chart.alt[: found.start()]}{other_digit(found[0])}{chart.alt[found.end() :]}"
            yield f"{chart.name}: {alt[: found.end()]}", any(problems_of_chart(replace(chart, alt=alt), book.engine))


def digit_in_alternative_on_page(book: Book, chapter: str) -> Tried:
    """A digit of a text alternative in the page's HTML."""
    text = book.html(chapter)
    for picture in re.finditer(r'<img alt="([^"]*)"', text):
        for found in re.finditer(r"(?<![&#\d])\d+", picture[1]):
            start, end = picture.start(1) + found.start(), picture.start(1) + found.end()
            changed = f"{text[:start]}{other_digit(found[0])}{text[end:]}"
            yield html.unescape(picture[1][: found.end()]), book.page_is_refused(chapter, changed)


def digit_in_print(book: Book, chapter: str) -> Tried:
    """A digit in the text of the PDF, at each number that the site prints."""
    text, position = book.built.print.text, 0
    pages = tuple(page for page in book.built.pages if page.name != LIST)
    for page in pages:
        for unit in (each for each in page.units if each.numbers or each.is_caption):
            start = position = text.index(unit.text, position)
            for number in unit.numbers if page.name == chapter else ():
                start = text.index(number.text, start)
                changed = f"{text[:start]}{other_digit(number.text)}{text[start + len(number.text) :]}"
                start += len(number.text)
                said = replace(book.built.print, text=changed)
                yield f"{number.figure} in {unit.text[:40]}", any(findings_in_print(pages, said, "the PDF"))


def digit_in_alternative_in_print(book: Book, chapter: str) -> Tried:
    """A digit of a text alternative in the PDF."""
    pages = tuple(page for page in book.built.pages if page.name != LIST)
    alternatives = book.built.print.alternatives
    for chart in book.built.charts[chapter]:
        place = alternatives.index(spaced(chart.alt))
        for found in re.finditer(r"\d+", chart.alt):
            alt = f"{chart.alt[: found.start()]}{other_digit(found[0])}{chart.alt[found.end() :]}"
            said = replace(book.built.print, alternatives=(*alternatives[:place], alt, *alternatives[place + 1 :]))
            yield f"{chart.name}: {alt[: found.end()]}", any(findings_in_print(pages, said, "the PDF"))


KINDS: dict[str, Callable[[Book, str], Tried]] = {
    "another cell of the column": another_cell,
    "another column": another_column,
    "another value under the right cell": another_value,
    "another year's row": another_year,
    "numerator and denominator swapped": swapped,
    "a digit in the register": digit_in_register,
    "a digit on a page": digit_on_page,
    "a digit in the list of all figures": digit_in_list,
    "a digit in a pop-over": digit_in_pop_over,
    "a digit in a text alternative": digit_in_alternative,
    "a digit in a text alternative on a page": digit_in_alternative_on_page,
    "a digit in the PDF": digit_in_print,
    "a digit in a text alternative in the PDF": digit_in_alternative_in_print,
}
