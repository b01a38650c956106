"""A search through a built public edition, beside the proof that its bytes depend on nothing hidden.

It takes the addresses of the hidden cells, and reads the files by itself: each place that prints a figure which rests
on one of them holds [c] and no digit.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from pdf_reading import PdfReader
from public_book import SHEETS, draw_public_book

from kscb_book.disclosure.opened import open_protected, open_workbook
from kscb_book.press.book import build
from kscb_book.press.imprint import Imprint
from kscb_book.press.papers import pdf_of
from kscb_book.releases.spreadsheet import write_spreadsheet
from kscb_book.releases.tables import figures_of, tables_of
from kscb_book.releases.tidy_tables import write_tables

pytestmark = pytest.mark.build
HIDDEN = "[c]"
BEFORE = "kscb-2029-30.xlsx, "


@pytest.fixture(scope="module")
def public(tmp_path_factory) -> SimpleNamespace:
    """The folder of the edition with the tables of a release, the hidden cells, and the ids that rest on them."""
    places = draw_public_book(tmp_path_factory.mktemp("public"))
    folder = build(places, places.root / "_build", lambda *told: None)
    notebooks = [folder / "chapters" / "index.ipynb", folder / "chapters" / "toy.ipynb"]
    tables, figures = tables_of(notebooks), figures_of(notebooks)
    write_tables(tables, figures, folder / "tables")
    write_spreadsheet(tables, figures, (open_workbook(places).report, Imprint("")), folder / "tables.xlsx")
    cells = open_protected(places).addresses
    cells |= {f"{BEFORE}{each}" for each in open_protected(places.of("2029-30")).addresses}
    ids = frozenset(line["id"] for line in lines_of(folder / "figures.csv") if cells & {*line["cells"].split("; ")})
    return SimpleNamespace(places=places, folder=folder, cells=cells, ids=ids)


def lines_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def pages_of(public) -> Iterator[BeautifulSoup]:
    for path in sorted((public.folder / "html").glob("*.html")):
        yield BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def objects_in(content: object) -> Iterator[dict]:
    """Yield every object within JSON, also within JSON that is text in JSON."""
    if isinstance(content, dict):
        yield content
    for each in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from objects_in(each)


def objects_of(public) -> Iterator[dict]:
    for path in sorted((public.folder / "chapters").glob("*.ipynb")):
        yield from objects_in(json.loads(path.read_text(encoding="utf-8")))


def recorded_tables(public) -> dict[str, list[list[dict]]]:
    """Return the places of each table and chart as the notebooks record them, by the name of its file of numbers."""
    tables = {}
    for bundle in objects_of(public):
        for kind in ("table", "chart"):
            if found := bundle.get(f"application/vnd.kscb.{kind}+json"):
                table = found.get("table", found)
                tables[f"{kind}-{table['name']}"] = table["rows"]
    return tables


def hidden_rows(public) -> Iterator[tuple[str, int, list[dict], list[int]]]:
    """Yield the name, the row, its places and the columns of hidden figures of every recorded table."""
    for name, rows in recorded_tables(public).items():
        for at, row in enumerate(rows):
            if columns := [column for column, place in enumerate(row) if place.get("figure") in public.ids]:
                yield name, at, row, columns


def test_every_small_count_that_was_typed_is_among_the_hidden_cells(public):
    book = load_workbook(public.places.workbook)
    for name in SHEETS:
        sheet = name.replace("_", " ")
        numbers = [cell for row in book[sheet].iter_rows(min_row=6, min_col=2) for cell in row]
        small = {f"'{sheet}'!{cell.coordinate}" for cell in numbers if cell.value in range(1, 6)}
        assert small and small <= public.cells, sheet


def test_every_line_of_the_figures_says_that_it_is_hidden(public):
    lines = [line for line in lines_of(public.folder / "figures.csv") if line["id"] in public.ids]
    assert len(lines) == 17
    assert {(line["printed"], line["value"]) for line in lines} == {(HIDDEN, HIDDEN)}
    assert {text for line in lines for name, text in line.items() if name.startswith("interval")} == {""}


def test_every_record_in_a_notebook_says_that_it_is_hidden(public):
    found = [each for each in objects_of(public) if each.get("id") in public.ids]
    assert {each["id"] for each in found} == public.ids
    assert {(each["printed"], each["value"], each.get("interval")) for each in found} == {(HIDDEN, HIDDEN, None)}
    places = [each for each in objects_of(public) if each.get("figure") in public.ids]
    assert len(places) > len(public.ids)
    assert {each["text"] for each in places} == {HIDDEN}


def test_every_number_on_a_page_and_what_opens_on_it_say_that_it_is_hidden(public):
    found = [each for page in pages_of(public) for each in page.find_all(attrs={"data-figure": True})]
    hidden = [each for each in found if each["data-figure"] in public.ids]
    assert {each.get_text() for each in hidden} == {HIDDEN}
    assert {name for each in hidden for name in each.attrs} <= {"class", "id", "data-figure"}
    opened = [json.loads(each.string) for page in pages_of(public) for each in page.find_all(id="kscb-figures")]
    told = [(id, each) for figures in opened for id, each in figures.items() if id in public.ids]
    assert {each["data-figure"] for each in hidden} <= {id for id, _ in told}
    assert {each["printed"] for _, each in told} == {HIDDEN}


def test_the_page_of_all_figures_says_that_it_is_hidden(public):
    page = BeautifulSoup((public.folder / "html" / "figures.html").read_text(encoding="utf-8"), "html.parser")
    rows = [page.find(id=re.sub(r"[\[\], ]+", "-", f"row-{id}").strip("-")) for id in public.ids]
    printed = [row.find(class_="kscb-printed").get_text() for row in rows if row]
    # Two are published and printed nowhere: the page does not list them.
    assert printed == [HIDDEN] * (len(public.ids) - 2)


def test_every_file_of_numbers_says_that_it_is_hidden(public):
    seen = set()
    for name, at, _, columns in hidden_rows(public):
        text = (public.folder / "html" / "data" / f"{name}.csv").read_text(encoding="utf-8-sig")
        headings, *rows = csv.reader(text.splitlines())
        numbers = [each for each, heading in zip(rows[at], headings, strict=True) if not heading.startswith("notes on")]
        assert {numbers[column] for column in columns} == {HIDDEN}, name
        seen.add(name)
    assert {"table-outcomes", "table-disposals", "chart-cases", "chart-outcomes", "table-sexes"} <= seen


def test_the_tables_of_a_release_say_that_it_is_hidden(public):
    lines = [line for path in (public.folder / "tables").glob("*.csv") for line in lines_of(path)]
    hidden = [line for line in lines if line["figure"] in public.ids]
    assert len(hidden) > 10
    assert {(line["text"], line["printed"], line["value"]) for line in hidden} == {(HIDDEN, HIDDEN, HIDDEN)}


def test_the_spreadsheet_of_a_release_says_that_it_is_hidden(public):
    book = load_workbook(public.folder / "tables.xlsx")
    by_name = {sheet.title.partition(" ")[2]: list(sheet.iter_rows(values_only=True)) for sheet in book}
    shown = [each for each in hidden_rows(public) if each[0].startswith("table-")]
    assert shown
    for name, _, places, columns in shown:
        (row,) = [row for row in by_name[name.removeprefix("table-")] if row[0] == places[0]["text"]]
        assert {row[column] for column in columns} == {HIDDEN}, name


def test_the_rows_of_the_paper_say_that_it_is_hidden(public):
    told = {" ".join(place["text"] for place in row) for name, _, row, _ in hidden_rows(public) if "table-" in name}
    rows = rows_of(PdfReader(pdf_of(public.folder, public.places.named)).root)
    assert told and [each for each in told if each not in rows] == []


def rows_of(element) -> set[str]:
    below = set().union(*(rows_of(child) for child in element.children))
    return below | ({element.text} if element.tag == "TR" else set())
