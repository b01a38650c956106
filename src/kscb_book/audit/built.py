"""What a build has left to be judged: the register, the charts, the pages of the site, the text of the PDF."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kscb_book.audit.alternatives import Chart
from kscb_book.audit.glance import GLANCE, Compared, compared_in
from kscb_book.audit.pages import Page, read_page, spaced
from kscb_book.audit.paper import Paper, joined

FIGURES, CHART = "application/vnd.kscb.figures+json", "application/vnd.kscb.chart+json"
MARKS = re.compile(r"(?<=\S)( \[(?:note \d+|[prb])\])+$")
REGISTER, LIST = "figures.csv", "figures"


@dataclass(frozen=True)
class Print:
    """What the PDF says: its text in reading order, its footnotes, and the text alternatives of its pictures."""

    text: str
    notes: tuple[str, ...]
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class Built:
    """A built report: the lines of its register, what each chapter published and drew, its pages and its PDF.

    ``glances`` are what a chapter compares at a glance; ``summary`` is what its summary says, where it has one.
    """

    figures: tuple[Mapping[str, str], ...]
    published: tuple[str, ...]
    charts: Mapping[str, tuple[Chart, ...]]
    pages: tuple[Page, ...]
    print: Print
    glances: Mapping[str, tuple[Compared, ...]] = field(default_factory=dict)
    summary: Print | None = None


def read_built(
    folder: Path,
    chapters: Sequence[str],
    pdf: Path,
    summary: Path,
    read_paper: Callable[[Path], Print] | None = None,
) -> Built:
    """Return the report in ``folder`` whose chapters follow each other in this order.

    There is a summary where a chapter shows the year at a glance. PDFs are read last, by ``read_paper`` where it is
    given.
    """
    read_paper = read_paper or read_print
    outputs = {chapter: list(_outputs(folder / "chapters" / f"{chapter}.ipynb")) for chapter in chapters}
    glances = {
        chapter: tuple(each for bundle in bundles for each in compared_in(bundle))
        for chapter, bundles in outputs.items()
    }
    figures = tuple(read_register(folder / REGISTER))
    marks = {
        line["id"]: "".join(f" [{mark}]" for mark in line["marks"].split("; ")) for line in figures if line["marks"]
    }
    return Built(
        figures=figures,
        published=tuple(
            figure["id"]
            for bundles in outputs.values()
            for bundle in bundles
            for figure in bundle.get(FIGURES, {}).get("figures", ())
        ),
        charts={
            chapter: tuple(chart for bundle in bundles for chart in _charts(bundle, marks))
            for chapter, bundles in outputs.items()
        },
        pages=tuple(
            read_page(name, (folder / "html" / f"{name}.html").read_text(encoding="utf-8"))
            for name in (*chapters, LIST)
        ),
        print=read_paper(pdf),
        glances=glances,
        summary=read_paper(summary) if any(GLANCE in bundle for each in outputs.values() for bundle in each) else None,
    )


def read_register(path: Path) -> Iterator[dict[str, str]]:
    """Yield each line of the register by its headings; an apostrophe that keeps Excel from reading is taken off."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            yield {name: text.removeprefix("'") if text[1:2] in tuple("=+-@") else text for name, text in line.items()}


def read_print(pdf: Path) -> Print:
    """Return what the PDF at this path says."""
    root = Paper(pdf).root
    notes = tuple(note.text.partition(" ")[2] for note in root.all("Note"))
    alternatives = tuple(spaced(str(each.attributes.get("/Alt", ""))) for each in root.all("Figure"))
    return Print(joined(root.prose), notes, alternatives)


def _outputs(notebook: Path) -> Iterator[dict]:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        yield from (output["data"] for output in cell.get("outputs", ()) if "data" in output)


def _charts(bundle: Mapping, marks: Mapping[str, str]) -> Iterator[Chart]:
    """Return the chart that a bundle records, or the small pictures at a glance."""
    if CHART in bundle:
        yield _chart(bundle[CHART])
    for row in bundle.get(GLANCE, {}).get("rows", ()):
        if told := row["picture"]:
            points = tuple((period, (id,)) for period, id in zip(told["periods"], told["figures"], strict=True))
            own = {id: marks[id] for id in told["figures"] if id in marks}
            yield Chart(row["name"], told["alt"], told["name"], ("Period", told["name"]), points, own)


def _chart(record: dict) -> Chart:
    table = record["table"]
    rows = tuple((row[0]["text"], tuple(entry["figure"] for entry in row[1:])) for row in table["rows"])
    marks = {
        entry["figure"]: found[0]
        for row in table["rows"]
        for entry in row[1:]
        if entry["figure"] and (found := MARKS.search(entry["text"]))
    }
    return Chart(record["name"], record["alt"], table["caption"], tuple(table["headings"]), rows, marks)
