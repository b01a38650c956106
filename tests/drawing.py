"""Workbooks and books drawn for tests: a sheet is a small table of text, a chapter a list of cells."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from kscb_book.source.periods import year_before
from kscb_book.source.schema import read_schema

YEAR = "2030-31"
EMPTY = re.compile(r"<v ?/>|<v></v>")  # as openpyxl writes a formula without a stored value, with lxml or without
DETAILS = {"Supplier": "A made-up supplier", "Source": "made up for a test", "Status": "Final"}

# A sound workbook of a made-up year. Details stand in rows 1 to 3, headings in row 5.
SOUND = {
    "Report": """
        | Item                    | Value               |
        | Local authority         | Anyborough          |
        | ONS code                | E00000000           |
        | Name of the board       | Anyborough Board    |
        | Short name of the board | AB                  |
        | Year                    | 2030-31             |
        | Independent chair       | [x]                 |
        | Prepared by             | [x]                 |
        | Edition                 | 1                   |
        | Status of the report    | Draft               |
        | Disclosure policy       | As published        |
        | Layout version          | 1                   |
        """,
    "Known issues": """
        | Rule | What disagrees | First value | Second value | Explanation | Accepted by | Date |
        """,
    "LADO referrals": """
        | Year    | Referrals | No further action |
        | 2028-29 | 40        | 10                |
        | 2029-30 | 50        | 20                |
        | 2030-31 | 80        | 20                |
        """,
    "LADO outcomes": """
        | Outcome                                    | 2028-29 | 2029-30 | 2030-31 |
        | No further action after first consideration or investigation | 10      | 20      | 20      |
        | Unfounded                                  | 1       | 2       | 3       |
        | Unsubstantiated                            | 0       | 0       | 0       |
        | Malicious                                  | 0       | 1       | 0       |
        | Substantiated                              | 9       | 8       | 7       |
        | Training needs identified                  | 0       | 0       | 0       |
        | Investigation continuing                   | [x]     | 0       | 4       |
        """,
    "LADO disposals": """
        | How it was dealt with | Allegations |
        | Resigned              | 3           |
        | Back at work          | 4           |
        """,
}

FINAL = SOUND["Report"].replace("| Draft ", "| Final ")


def rows_of(drawing: str) -> list[list[object]]:
    """Read a drawn table: numbers become numbers, TRUE and FALSE become what they say, blank is empty.

    As in Excel, an apostrophe before it keeps a number text.
    """
    lines = [line.strip().strip("|") for line in drawing.strip().splitlines()]
    return [[_content(text.strip()) for text in line.split("|")] for line in lines]


def _content(text: str) -> object:
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if text.startswith("'"):
        return text[1:]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None


def accepting(rows: Iterable[str]) -> str:
    """Return a drawing of the sheet of known issues that accepts ``rows``, as ``check --rows`` writes them."""
    lines = [[*row.split("\t"), "So it was given.", "A", "1 May 2031"] for row in rows]
    return SOUND["Known issues"].rstrip() + "".join(f"\n| {' | '.join(line)} |" for line in lines)


def drawn_by_schema(layout, year: str = YEAR) -> str:
    """Return a sound drawing of a layout, with small made-up numbers: 11, 12, 13 ... down and across."""
    rows = [row.label for row in layout.rows] or ["One thing", "Another thing"]
    lines = [layout.headings]
    for number, label in enumerate(rows, 11):
        texts = {"Period": year, "Where in the source": "page 1"}
        columns = enumerate(layout.columns)
        lines.append([label, *(texts.get(column.heading, str(number + place)) for place, column in columns)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def sound_sheets(year: str = YEAR) -> dict[str, str]:
    """Return a sound drawing of every sheet that the schema asks for."""
    drawn = {layout.sheet: drawn_by_schema(layout, year) for layout in read_schema(year).layouts}
    return drawn | {name: of_year(drawing, year) for name, drawing in SOUND.items()}


def of_year(drawing: str, year: str) -> str:
    """Return a drawing made for ``YEAR`` with every year in it moved, so that it is one for ``year``."""
    years = int(YEAR[:4]) - int(year[:4])
    return re.sub(r"\d{4}-\d{2}", lambda found: year_before(found[0], years), drawing)


def draw_workbook(
    path: Path,
    details: dict | None = None,
    at: tuple[int, int] = (5, 1),
    then: Callable[[Workbook], object] = lambda book: None,
    year: str = YEAR,
    **changed,
) -> Path:
    """Write a sound workbook of ``year`` with some sheets drawn otherwise; a sheet drawn as None is left out.

    ``details`` replaces what stands above every table; ``at`` is where each table's first heading stands;
    ``then`` does to the book what a drawing cannot show.
    """
    book = Workbook()
    book.remove(book.active)
    sheets = sound_sheets(year) | {name.replace("_", " "): drawing for name, drawing in changed.items()}
    for name, drawing in sheets.items():
        if drawing is None:
            continue
        page = book.create_sheet(name)
        for row, (label, text) in enumerate((DETAILS if details is None else details).items(), 1):
            page.cell(row, 1, label)
            page.cell(row, 2, text)
        for row, values in enumerate(rows_of(drawing), at[0]):
            for column, value in enumerate(values, at[1]):
                page.cell(row, column, value)
    then(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def as_table(sheet: str, reference: str) -> Callable[[Workbook], None]:
    """Make the range a real Excel table."""
    return lambda book: book[sheet].add_table(Table(displayName="tblDrawn", ref=reference))


def typed(sheet: str, **cells) -> Callable[[Workbook], None]:
    """Put values into cells by their addresses."""

    def put(book: Workbook) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return put


def calculated(path: Path, **values) -> Path:
    """Store what Excel worked out for formulas: ``calculated(path, SUM=50)`` for each formula with SUM in it."""

    def store(text: str) -> str:
        for name, value in values.items():
            head, *rest = text.split(f"<f>{name}(")
            text = head + "".join(f"<f>{name}(" + EMPTY.sub(f"<v>{value}</v>", each, count=1) for each in rest)
        return text

    return repacked(path, lambda name, content: store(content.decode()).encode() if "worksheets" in name else content)


def repacked(path: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    """Write a workbook's parts anew, each as ``change`` gives it back, and ``more`` parts beside them."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: change(name, packed.read(name)) for name in packed.namelist()} | more
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def code(source: str, id: str, *tags: str) -> dict:
    """Return a code cell without outputs."""
    return {
        "cell_type": "code",
        "id": id,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def text(source: str, id: str) -> dict:
    """Return a Markdown cell."""
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": source}


FRONT = [
    text("# {report}`title`\n\nA made-up report.", "title"),
    code('year = "2030-31"', "parameters", "parameters"),
    code("from kscb_book.chapter import open_year, show_report\n\nshow_report(open_year(year))", "open"),
]
TOY = [
    text("# A toy chapter\n\nA sentence.", "title"),
    code('year = "2030-31"', "parameters", "parameters"),
    code(
        "from kscb_book.chapter import open_year, publish, show_bars, show_table\n\nedition = open_year(year)", "open"
    ),
    code(
        'referrals = edition.sheet("LADO referrals").series("referrals")\npublish("lado.referrals", referrals)',
        "figures",
    ),
    code('show_bars("toy", referrals)', "chart"),
    code('show_table("toy", referrals)', "table"),
    text("## Words\n\n```{narrative} words\n```", "words"),
]
WORDS = (
    "There were {num}`lado.referrals` referrals in {report}`authority` ({numref}`chart:toy`, {numref}`table:toy`).\n"
)


def draw_book(root: Path, toy: list[dict] = TOY, words: str = WORDS, phrases: tuple[str, ...] = (), **sheets) -> Path:
    """Write a book of two chapters, a front page and a toy, for the made-up year; ``phrases`` may hold numbers."""
    here = Path(__file__).parent.parent
    (root / "chapters").mkdir(parents=True)
    shutil.copyfile(here / "_config.yml", root / "_config.yml")
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nchapters:\n- file: chapters/toy\n")
    for name, cells in {"index": FRONT, "toy": toy}.items():
        notebook = {
            "cells": cells,
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (root / "chapters" / f"{name}.ipynb").write_text(json.dumps(notebook, indent=1))
    draw_workbook(root / "data" / YEAR / f"kscb-{YEAR}.xlsx", **sheets)
    (root / "data" / YEAR / "narrative" / "toy").mkdir(parents=True)
    (root / "data" / YEAR / "narrative" / "toy" / "words.md").write_text(words, encoding="utf-8")
    if phrases:
        lines = ["phrase,reason", *(f'"{phrase}",for a test' for phrase in phrases)]
        (root / "data" / YEAR / "phrases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root
