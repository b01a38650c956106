"""Holds what a build has left against what the workbook and the schema say it must be."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kscb_book.audit.alternatives import Chart, problems_of_chart
from kscb_book.audit.built import LIST, REGISTER, Built, Print
from kscb_book.audit.expected import Engine, Expected, NotDerivable
from kscb_book.audit.glance import Compared, problems_of_compared
from kscb_book.audit.history import read_over_years
from kscb_book.audit.numbers import same, word_for
from kscb_book.audit.pages import Page, Printed, Unit, spaced
from kscb_book.findings import Finding

MARKS = r"(\s?\[[^\[\]]+\])*"


@dataclass(frozen=True)
class Audited:
    """What an audit found, and how many figures and printed places, on the site and in the PDF, it judged."""

    findings: tuple[Finding, ...]
    figures: int
    places: int


def audit(workbooks: Mapping[str, Path], year: str, built: Built, papers: tuple[str, str]) -> Audited:
    """Return what is wrong with a built report.

    ``workbooks`` are that of the year and those of the earlier editions that stand beside it, by their years;
    ``papers`` are the names of the PDF and the summary in messages.
    """
    engine = Engine(read_over_years(workbooks, year))
    findings = [*findings_in_register(built, engine)]
    for page in built.pages:
        findings += findings_on_page(page, built, engine)
    chapters = tuple(page for page in built.pages if page.name != LIST)
    findings += findings_in_print(chapters, built.print, papers[0])
    if built.summary:
        findings += findings_in_print(tuple(page.summarised for page in chapters), built.summary, papers[1])
    places = sum(len(list(page.numbers)) for page in chapters)
    return Audited(tuple(findings), len(built.figures), places)


def findings_in_register(built: Built, engine: Engine) -> Iterator[Finding]:
    """Judge every figure of the register; it and the notebooks must hold the same figures."""
    for line in built.figures:
        yield from (Finding(REGISTER, line["id"], problem) for problem in problems_of_figure(line, engine))
    registered = {line["id"] for line in built.figures}
    for id in dict.fromkeys(built.published):
        if id not in registered:
            yield Finding(REGISTER, id, "a chapter publishes it, and the register does not hold it")
    for id in registered.difference(built.published):
        yield Finding(REGISTER, id, "the register holds it, and no chapter publishes it")


def problems_of_figure(line: Mapping[str, str], engine: Engine) -> Iterator[str]:
    """Yield how a line of the register differs from what follows from its id."""
    try:
        expected = engine.expected(line["id"])
    except NotDerivable as reason:
        yield str(reason)
        return
    must_be = {
        "cells": "; ".join(expected.cells),
        "printed": expected.printed,
        "measure": expected.title,
        "unit": expected.unit,
        "period": expected.period,
    }
    for name, text in must_be.items():
        if line[name] != text:
            yield f"{name}: found {line[name]!r}, expected {text!r}{_from(expected)}"
    if not same(line["value"], expected.value):
        yield f"value: found {line['value']}, expected {_shown(expected)}{_from(expected)}"
    if line["rule"].partition(": ")[0] != expected.formula:
        yield f"rule: found {line['rule']!r}, expected {expected.formula!r}{_from(expected)}"


def findings_on_page(page: Page, built: Built, engine: Engine) -> Iterator[Finding]:
    """Judge every number, text alternative and pop-over of a page, and each row of the list of all figures."""
    registered = {line["id"] for line in built.figures}
    file = f"html/{page.name}.html"
    for number in (*page.numbers, *page.listed):
        for problem in problems_of_number(number, registered, engine):
            yield Finding(file, number.figure, problem)
    for id, told in page.details.items():
        yield from (Finding(file, id, problem) for problem in _of_details(id, told, engine))
    charts = built.charts.get(page.name, ())
    for chart in charts:
        yield from (Finding(file, f"chart:{chart.name}", problem) for problem in problems_of_chart(chart, engine))
    for compared in built.glances.get(page.name, ()):
        yield from (Finding(file, compared.now, problem) for problem in _of_compared(compared, page, engine))
    yield from _pictures(file, page.alternatives, charts)
    if page.name == LIST:
        yield from (Finding(file, row[1], problem) for row in page.rows for problem in _of_row(row, built, engine))


def problems_of_number(number: Printed, registered: set[str], engine: Engine) -> Iterator[str]:
    """Yield what is wrong with a number on a page."""
    if number.figure not in registered:
        yield f"prints {number.text!r} for a figure that the register does not hold"
        return
    with suppress(NotDerivable):  # the register has told of it
        expected = engine.expected(number.figure)
        if not _prints(number.text, expected) and not (expected.interval and number.text == expected.interval):
            yield f"prints {number.text!r}, expected {expected.printed!r}{_from(expected)}"


def _prints(text: str, expected: Expected) -> bool:
    if expected.unit == "number" and text.lower() == word_for(expected.value):
        return True
    return re.fullmatch(re.escape(expected.printed) + MARKS, text) is not None


def _of_details(id: str, told: Mapping, engine: Engine) -> Iterator[str]:
    with suppress(NotDerivable):
        expected = engine.expected(id)
        cells = tuple(cell["address"] for cell in told["cells"])
        if not _prints(told["printed"], expected) or cells != expected.cells:
            found = f"{told['printed']!r} from {', '.join(cells)}"
            yield f"its pop-over tells {found}, expected {expected.printed!r}{_from(expected)}"
        if told["interval"].partition(" (")[0] != expected.interval:
            yield f"its pop-over tells the interval {told['interval']!r}, expected {expected.interval!r}"


def _of_row(row: tuple[str, ...], built: Built, engine: Engine) -> Iterator[str]:
    if row[0] == "Printed":
        return
    for line in built.figures:
        with suppress(NotDerivable):
            figure = engine.expected(line["id"])
            told = row[2].startswith(figure.formula) and row[2].endswith("; ".join(figure.cells))
            if told and _prints(row[0], figure) and row[1] == f"{figure.title} {figure.period}":
                return
    yield f"the list prints {row[0]!r} with {row[2]!r}; no figure of the register is so"


def _of_compared(compared: Compared, page: Page, engine: Engine) -> Iterator[str]:
    yield from problems_of_compared(compared, engine)
    rows = (unit.text for unit in page.units if compared.figures <= {number.figure for number in unit.numbers})
    if not any(compared.words in text for text in rows):
        yield f"no row prints it with the words {compared.words!r}"


def _pictures(file: str, found: tuple[str, ...], charts: tuple[Chart, ...]) -> Iterator[Finding]:
    expected = [spaced(chart.alt) for chart in charts]
    for chart, alt in zip(charts, expected, strict=True):
        if alt not in found:
            yield Finding(file, f"chart:{chart.name}", "no picture has its text alternative")
    if len(found) != len(expected) or (set(found) == set(expected) and list(found) != expected):
        yield Finding(file, "", f"has {len(found)} pictures in another order or number than the {len(expected)} charts")


def findings_in_print(pages: tuple[Page, ...], printed: Print, file: str) -> Iterator[Finding]:
    """Look for every text that prints a figure, and every caption, in the PDF, in the order of the site."""
    text, position = f" {printed.text} ", 0
    for page in pages:
        for unit in (each for each in page.units if each.numbers or each.is_caption):
            at = text.find(f" {unit.text} ", position)
            if at < 0:
                yield _lost(unit, page, file)
            else:
                position = at + len(unit.text)
        for note in (each for each in page.notes if each.numbers and each.text not in printed.notes):
            yield _lost(note, page, file)
    alternatives = [alt for page in pages for alt in page.alternatives]
    for alt in (each for each in alternatives if each not in printed.alternatives):
        yield Finding(file, "", f"no picture has the text alternative of the site {alt!r}")
    if len(alternatives) != len(printed.alternatives):
        yield Finding(file, "", f"has {len(printed.alternatives)} pictures, the site {len(alternatives)}")


def _lost(unit: Unit, page: Page, file: str) -> Finding:
    ids = ", ".join(dict.fromkeys(number.figure for number in unit.numbers))
    return Finding(file, ids, f"does not print, in the place it has in html/{page.name}.html, the text {unit.text!r}")


def _shown(expected: Expected) -> str:
    return expected.value if isinstance(expected.value, str) else f"{float(expected.value):.10g}"


def _from(expected: Expected) -> str:
    return f" from {', '.join(expected.cells)}"
