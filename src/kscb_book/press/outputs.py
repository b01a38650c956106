"""The files beside the report: every figure, and what the build was made from."""

import csv
import json
from pathlib import Path

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.press.digests import hash_of
from kscb_book.source.report import Report
from kscb_book.source.texts import harmless

COLUMNS = ("id", "printed", "value", "unit", "measure", "period", "rule", "cells", "chapter", "marks")
INTERVAL = ("interval_low", "interval_high", "interval_level", "interval_method")


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


def write_manifest(made: dict, report: Report, path: Path) -> None:
    """Write what the report was made from, and its edition; the PDFs and the one file beside it are listed with
    their hashes too."""
    files = [file for file in path.parent.iterdir() if file.suffix in (".html", ".pdf")]
    papers = {file.name: hash_of(file) for file in sorted(files)}
    told = {"year": made["year"], "edition": report.edition, "disclosure": report.disclosure}
    write_json(told | {"inputs": made["inputs"], "papers": papers} | made, path)


def write_json(content: object, path: Path) -> None:
    """Write JSON that people can read."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
