"""What the pages of a fleet share: one shell, style and small script; nothing inline, nothing from another host."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kscb_book.face.house import STYLE_SHEET, fonts_as_css, tokens_as_css

THEME = Path(__file__).parent.parent / "press" / "theme" / "static"
STATIC = "static"
OF_THEME = ("kscb.css", "kscb-access.css", "kscb-frames.js")
FILES = (
    *(THEME / name for name in OF_THEME),
    *THEME.glob("kscb-sans*"),
    *Path(__file__).with_name("static").glob("*"),
)
SHEETS = (STYLE_SHEET, "kscb.css", "kscb-access.css", "fleet.css")
SCRIPTS = ("kscb-frames.js", "fleet.js")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)


def write_static(out: Path) -> None:
    """Write the style and the script that all pages of the fleet in ``out`` share."""
    folder = out / STATIC
    folder.mkdir(exist_ok=True)
    for path in FILES:
        shutil.copyfile(path, folder / path.name)
    (folder / STYLE_SHEET).write_text(fonts_as_css() + tokens_as_css(), encoding="utf-8", newline="\n")


def page(title: str, body: str, to_root: str = "") -> str:
    """Return a page; ``body`` is HTML, ``to_root`` the way from it to the folder of the fleet, such as ``../``."""
    sheets = "".join(f'<link rel="stylesheet" href="{to_root}{STATIC}/{name}">\n' for name in SHEETS)
    scripts = "".join(f'<script src="{to_root}{STATIC}/{name}" defer></script>\n' for name in SCRIPTS)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>{escape(title)}</title>\n'
        f"{sheets}{scripts}</head>\n<body>\n"
        '<a class="kscb-skip" href="#content">Skip to the content</a>\n'
        '<header class="kscb-masthead"><div class="kscb-bar">'
        f'<a class="kscb-board" href="{to_root}index.html">Profiles from official statistics</a></div></header>\n'
        f'<main id="content" class="fleet" tabindex="-1">\n<h1>{escape(title)}</h1>\n{body}</main>\n'
        '<footer class="kscb-footer"><p>Contains public sector information licensed under the Open Government Licence '
        "v3.0.</p></footer>\n</body>\n</html>\n"
    )


@dataclass(frozen=True)
class Line:
    """A row of a table: its cells as HTML, its region as text, and whether it is the one that a page is about."""

    cells: Sequence[str]
    region: str
    is_own: bool = False


def table(caption: str, headings: Sequence[str], lines: Iterable[Line], kind: str = "") -> str:
    """Return a table in a frame; where the scripts run it is scrolled by keyboard, and sorted by its columns."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    lines = "".join(map(_line, lines))
    return (
        f'<div class="kscb-scroll"><table class="kscb-table fleet-sortable {kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody></table></div>\n"
    )


def link(address: str, text: str) -> str:
    """Return a link; both are text."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _line(line: Line) -> str:
    first, *others = line.cells
    own = ' class="fleet-own"' if line.is_own else ""
    cells = f'<th scope="row">{first}</th>' + "".join(f"<td>{each}</td>" for each in others)
    return f'<tr{own} data-region="{escape(line.region)}">{cells}</tr>\n'
