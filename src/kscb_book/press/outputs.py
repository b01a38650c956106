"""The files beside the report: every figure, and what the build was made from."""

import csv
import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.places import Places
from kscb_book.press.contents import Chapter
from kscb_book.press.former import workbooks_of
from kscb_book.source.report import Report

COLUMNS = ("id", "printed", "value", "unit", "measure", "period", "rule", "cells", "chapter", "marks")
INTERVAL = ("interval_low", "interval_high", "interval_level", "interval_method")
# A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_figures(register: Register, path: Path) -> None:
    """Write every figure of the book, a line each, in the order of publishing."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*COLUMNS, *INTERVAL))
        for figure in register:
            row = (
                figure.id,
                figure.printed,
                figure.value,
                figure.unit,
                figure.title,
                figure.period,
                figure.rule,
                "; ".join(figure.addresses),
                figure.chapter,
                "; ".join(figure.marks),
                *_interval(figure),
            )
            writer.writerow([harmless(text) for text in row])


def _interval(figure: Published) -> tuple[str, ...]:
    found = figure.interval
    return (found.low, found.high, found.level, found.method) if found else ("",) * len(INTERVAL)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    number = text.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not number else text


def write_manifest(places: Places, chapters: Sequence[Chapter], report: Report, source_hash: str, path: Path) -> None:
    """Write what the report was made from: a hash of every input, and the versions that made it.

    The PDFs that stand beside it are listed with their hashes too.
    """
    content = {
        "year": places.year,
        "edition": report.edition,
        "inputs": {name: _hash(file) for name, file in _inputs(places, chapters)},
        "papers": {file.name: _hash(file) for file in sorted(path.parent.glob("*.pdf"))},
        "package_source": source_hash,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "packages": dict(sorted((each.metadata["Name"].lower(), each.version) for each in metadata.distributions())),
    }
    write_json(content, path)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_json(content: object, path: Path) -> None:
    """Write JSON that people can read."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _inputs(places: Places, chapters: Sequence[Chapter]) -> Iterable[tuple[str, Path]]:
    settings = [places.root / name for name in ("_config.yml", "_toc.yml", "requirements.txt")]
    for path in [*settings, *(chapter.path for chapter in chapters)]:
        if path.is_file():
            yield path.relative_to(places.root).as_posix(), path
    for path in [*workbooks_of(places).values(), places.phrases, *sorted(places.narrative.rglob("*.md"))]:
        if path.is_file():
            yield f"data/{path.relative_to(places.data).as_posix()}", path
