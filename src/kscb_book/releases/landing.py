"""The landing page: every released edition, the newest first, with what it holds; one file that works from disk.

It leads to public sides only, so that it may be published with them.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from kscb_book.desk.writing import write_again
from kscb_book.face.house import tokens_as_css
from kscb_book.press.imprint import SHORT
from kscb_book.press.papers import pdf_of, summary_of
from kscb_book.releases.index import Line
from kscb_book.releases.layout import LANDING, PUBLIC, spreadsheet_of

THEME = Path(__file__).parent.parent / "press" / "theme" / "static"
STYLES = (THEME / "kscb.css", THEME / "kscb-access.css", Path(__file__).with_name("landing.css"))
UNSEEN = '<span class="kscb-unseen">'
BEGINNING = '<!DOCTYPE html>\n<html lang="en-GB" class="kscb-releases">\n'


def write_landing(lines: Sequence[Line], board: str, releases: Path) -> None:
    """Write the page anew; ``board`` is the name over it. Raises InputRefused or BuildFailed."""
    write_again(releases / LANDING, landing_of(lines, board, releases).encode(), BEGINNING.encode())


def landing_of(lines: Iterable[Line], board: str, releases: Path) -> str:
    """Return the page as HTML; all that comes from a workbook or a command is escaped."""
    style = tokens_as_css() + "".join(each.read_text(encoding="utf-8") for each in STYLES)
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
        f'<main id="content">\n<h1>All years and editions</h1>\n{years}</main>\n</body>\n</html>\n'
    )


def _year(year: str, lines: Sequence[Line], releases: Path) -> str:
    editions = "".join(_edition(line, place == 0, releases) for place, line in enumerate(lines))
    return f"<section>\n<h2>{escape(year)}</h2>\n{editions}</section>\n"


def _edition(line: Line, is_latest: bool, releases: Path) -> str:
    links = "".join(
        f'<li><a href="{escape(address)}">{label}{UNSEEN}, {escape(line.name.title)}</span></a></li>'
        for label, address in _links(line, releases)
    )
    texts = "".join(f"<p>{text}</p>" for text in _told(line, is_latest))
    kind = "kscb-edition" if is_latest else "kscb-edition kscb-replaced"
    return f'<article class="{kind}">\n<h3>Edition {escape(line.edition)}</h3>\n{texts}\n<ul>{links}</ul>\n</article>\n'


def _told(line: Line, is_latest: bool) -> Iterator[str]:
    standing = "in force" if is_latest else "replaced by a later edition"
    day = f"Released {line.released}." if line.released else "The day of its release is not available."
    yield escape(f"{line.status}, {standing}. {day}")
    if line.because:
        yield escape(f"Why it follows another: {line.because}")
    if line.unsigned:
        yield escape(f"Not all of it was signed. The reason given: {line.unsigned}")
    yield f"Fingerprint: <code>{escape(line.fingerprint[:SHORT])}</code>"


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
