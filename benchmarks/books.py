"""Books to measure: a copy of this one, the same with one value changed, and one of as many chapters as wanted."""

import json
import shutil
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ("_config.yml", "_toc.yml", "requirements.txt")
YEAR = "2016-17"
FACT = "Young people who completed the survey"


def copied(folder: Path) -> Path:
    """Return a copy of the book, with which one may do what one likes."""
    for name in ("chapters", "data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    for name in SETTINGS:
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def change_a_value(book: Path) -> None:
    """Add one to one number of the workbook, which a sentence prints and nothing else depends on."""
    path = book / "data" / YEAR / f"kscb-{YEAR}.xlsx"
    workbook = load_workbook(path)
    row = next(row for row in workbook["Facts"].iter_rows() if row[0].value == FACT)
    row[1].value += 1
    workbook.save(path)


def of_chapters(folder: Path, count: int) -> Path:
    """Return a book of ``count`` chapters, each of which draws a chart and sets a table, behind one that publishes."""
    (folder / "chapters").mkdir(parents=True)
    (folder / "data" / YEAR).mkdir(parents=True)
    shutil.copyfile(ROOT / "_config.yml", folder / "_config.yml")
    shutil.copyfile(ROOT / "data" / YEAR / f"kscb-{YEAR}.xlsx", folder / "data" / YEAR / f"kscb-{YEAR}.xlsx")
    door = "from kscb_book.chapter import open_year, publish, show_bars, show_report, show_table"
    figures = 'referrals = open_year(year).sheet("LADO referrals").series("referrals")'
    names = [f"made-up-{number}" for number in range(count)]
    _write(
        folder, "index", [f"{door}\n\nshow_report(open_year(year))", f'{figures}\npublish("lado.referrals", referrals)']
    )
    for name in names:
        _write(
            folder,
            name,
            [f"{door}\n\n{figures}", f'show_bars("{name}", referrals)', f'show_table("{name}", referrals)'],
        )
    lines = ["format: jb-book", "root: chapters/index", "chapters:", *(f"- file: chapters/{name}" for name in names)]
    (folder / "_toc.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _write(folder: Path, name: str, sources: list[str]) -> None:
    made_up = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# A chapter\n\nMade up."}
    first = _code('year = "2016-17"', "parameters") | {"metadata": {"tags": ["parameters"]}}
    notebook = {
        "cells": [made_up, first, *(_code(source, f"cell-{number}") for number, source in enumerate(sources))],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "chapters" / f"{name}.ipynb").write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def _code(source: str, id: str) -> dict:
    return {
        "cell_type": "code",
        "id": id,
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
