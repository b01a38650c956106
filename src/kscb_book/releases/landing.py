"""The landing page: every released edition, the newest first, with what it holds; one file that works from disk.

It leads to public sides only, so that it may be published with them.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from kscb_book.desk.writing import write_again
from kscb_book.press.imprint import SHORT
from kscb_book.press.papers import pdf_of, summary_of
from kscb_book.releases.index import Line
from kscb_book.releases.layout import LANDING, PUBLIC, spreadsheet_of

STYLE = Path(__file__).parent.parent / "press" / "theme" / "static" / "kscb.css"
BEGINNING = '<!DOCTYPE html>\n<html lang="en-GB" class="kscb-releases">\n'
HEADINGS = ("Edition", "Status", "Released", "To read", "Fingerprint", "Why it was made")
NOT_AVAILABLE = "not available"


def write_landing(lines: Sequence[Line], board: str, releases: Path) -> None:
    """Write the page anew; ``board`` is the name over it. Raises InputRefused or BuildFailed."""
    write_again(releases / LANDING, landing_of(lines, board, releases).encode(), BEGINNING.encode())


def landing_of(lines: Iterable[Line], board: str, releases: Path) -> str:
    """Return the page as HTML; all that comes from a workbook or a command is escaped."""
    style = STYLE.read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"{board}: annual reports"
    by_year: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda each: each.name, reverse=True):
        by_year.setdefault(line.year, []).append(line)
    years = "".join(_year(year, group, releases) for year, group in by_year.items())
    return (
        f'{BEGINNING}<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<header class="kscb-masthead"><div class="kscb-bar">'
        f'<span class="kscb-board">{escape(board)} <span>Annual reports</span></span></div></header>\n'
        f'<main class="kscb-differences">\n<h1>All years and editions</h1>\n{years}</main>\n</body>\n</html>\n'
    )


def _year(year: str, lines: Sequence[Line], releases: Path) -> str:
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    rows = "".join(_row(line, place == 0, releases) for place, line in enumerate(lines))
    table = f'<table class="kscb-table"><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>'
    return f'<section>\n<h2>{escape(year)}</h2>\n<div class="kscb-scroll">{table}</div>\n</section>\n'


def _row(line: Line, is_latest: bool, releases: Path) -> str:
    links = "<br>".join(
        f'<a href="{escape(address)}">{label}<span class="kscb-unseen"> of {escape(line.name.title)}</span></a>'
        for label, address in _links(line, releases)
    )
    status = f"{line.status}, {'in force' if is_latest else 'replaced by a later edition'}"
    told = [line.because or ("The first edition." if line.edition == "1" else NOT_AVAILABLE)]
    if line.unsigned:
        told.append(f"Not all of it was signed: {line.unsigned}")
    texts = [
        escape(status),
        escape(line.released or NOT_AVAILABLE),
        links,
        f"<code>{escape(line.fingerprint[:SHORT])}</code>",
    ]
    cells = "".join(f"<td>{text}</td>" for text in [*texts, "<br>".join(map(escape, told))])
    return f'<tr><th scope="row">{escape(line.edition)}</th>{cells}</tr>\n'


def _links(line: Line, releases: Path) -> Iterator[tuple[str, str]]:
    side = line.name.folder / PUBLIC
    files = {
        "Site": side / "html" / "index.html",
        "Whole report (PDF)": pdf_of(side, line.year),
        "Summary (PDF)": summary_of(side, line.year),
        "Tables (spreadsheet)": spreadsheet_of(side, line.year),
        "What changed": side / "html" / "changes.html",
    }
    yield from ((label, path.as_posix()) for label, path in files.items() if (releases / path).is_file())
