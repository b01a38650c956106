"""Sets what differs between two editions as a page: one file that asks nothing of any other, and runs nothing."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from kscb_book.desk.difference_words import (
    addresses_of,
    amount_of,
    clear_of,
    counted,
    text_of,
    why_of,
)
from kscb_book.desk.differences import BlockDifference, CellDifference, Differences, FigureDifference
from kscb_book.desk.words import Run, runs_of
from kscb_book.desk.writing import write_again
from kscb_book.face.house import tokens_as_css
from kscb_book.face.record import Published

THEME = Path(__file__).parent.parent / "press" / "theme" / "static"
STYLES = (THEME / "kscb.css", THEME / "kscb-access.css", Path(__file__).with_name("differences.css"))
BEGINNING = '<!DOCTYPE html>\n<html lang="en-GB" class="kscb-diff">\n'
ARROW = "\N{RIGHTWARDS ARROW}"
KEPT = 120  # characters of words that stayed, before and after those that did not
TAGS = {"gone": "del", "new": "ins"}
LABELS = {"gone": "taken out", "new": "put in"}


def write_page(differences: Differences, path: Path) -> None:
    """Write the page. Raises InputRefused or BuildFailed where it cannot be."""
    write_again(path, page_of(differences).encode(), BEGINNING.encode())


def page_of(differences: Differences) -> str:
    """Return the page as HTML; all that comes from a workbook or a narrative is escaped."""
    style = tokens_as_css() + "".join(each.read_text(encoding="utf-8") for each in STYLES)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>What differs</title>\n<style>{style}</style>\n"
    )
    return f"{BEGINNING}<head>\n{head}</head>\n<body>\n{_body(differences)}</body>\n</html>\n"


def _body(differences: Differences) -> str:
    sides = (("First", differences.first), ("Second", differences.second))
    names = "".join(f"<dt>{label}</dt><dd>{escape(name)}</dd>" for label, name in sides)
    return (
        '<header class="kscb-masthead"><div class="kscb-bar">'
        f'<span class="kscb-board">What differs</span></div></header>\n<main class="kscb-differences">\n'
        f"<h1>What differs between two editions</h1>\n<p>{escape(counted(differences))}</p>\n"
        f'<dl class="kscb-report">{names}</dl>\n{"".join(_sections(differences))}</main>\n'
    )


def _sections(differences: Differences) -> Iterator[str]:
    if differences.changed:
        headings = ("Figure", "First", "Second", "Change", "Is it clear?", "Workbook cells that differ")
        yield _section("Figures that differ", _table(headings, map(_changed, differences.changed)))
    for title, figures in (
        ("Figures only in the first", differences.only_first),
        ("Figures only in the second", differences.only_second),
    ):
        if figures:
            yield _section(title, _table(("Figure", "Printed", "Workbook cells"), map(_alone, figures)))
    if differences.cells:
        headings = ("Cell", "What stands there", "First", "Second")
        told = "<p>No figure that differs comes from these.</p>\n"
        yield _section("Other cells of the workbook", told + _table(headings, map(_cell, differences.cells)))
    if differences.blocks:
        yield _section("Narrative", "".join(map(_block, differences.blocks)))


def _section(title: str, inside: str) -> str:
    return f"<section>\n<h2>{title}</h2>\n{inside}</section>\n"


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    lines = "".join(f"<tr>{_row(headings, row)}</tr>\n" for row in rows)
    kind = f"kscb-table kscb-{len(headings)}"
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody></table>\n'


def _row(headings: tuple[str, ...], texts: tuple[str, ...]) -> str:
    first, *others = texts
    cells = [f'<td data-label="{heading}">{text}</td>' for heading, text in zip(headings[1:], others, strict=True)]
    return f'<th scope="row">{first}</th>{"".join(cells)}'


def _changed(each: FigureDifference) -> tuple[str, ...]:
    name = _name(each.second, f"{each.first.id}, {each.second.id}" if each.first.id != each.second.id else "")
    clear = f'{escape(clear_of(each))}<span class="kscb-when">{escape(why_of(each))}</span>'
    first, second = _printed(each.first, each.second), _printed(each.second, each.first)
    return name, first, second, escape(amount_of(each)), clear, _lines(map(_caused, each.cells))


def _alone(figure: Published) -> tuple[str, ...]:
    return _name(figure), f"<strong>{escape(figure.marked)}</strong>", _lines(map(escape, figure.addresses))


def _name(figure: Published, ids: str = "") -> str:
    told = f'{escape(figure.title)} <span class="kscb-when">{escape(figure.period)}</span>'
    return f"{told}<code>{escape(ids or figure.id)}</code>"


def _printed(figure: Published, other: Published) -> str:
    notes = (f'<span class="kscb-when">{escape(note)}</span>' for note in figure.notes if note not in other.notes)
    return f"<strong>{escape(figure.marked)}</strong>{''.join(notes)}"


def _caused(each: CellDifference) -> str:
    return f"{escape(addresses_of(each))}: {escape(text_of(each.first))} {ARROW} {escape(text_of(each.second))}"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<span>{line}</span>" for line in lines)


def _cell(each: CellDifference) -> tuple[str, ...]:
    cell = (each.second or each.first).cell
    label = ", ".join(filter(None, (cell.row, cell.column)))
    return tuple(map(escape, (addresses_of(each), label, text_of(each.first), text_of(each.second))))


def _block(block: BlockDifference) -> str:
    if block.first is None or block.second is None:
        kind = "new" if block.first is None else "gone"
        runs = [Run(kind, block.second if block.first is None else block.first)]
    else:
        runs = list(runs_of(block.first, block.second))
    words = "".join(_run(run, place == 0, place == len(runs) - 1) for place, run in enumerate(runs))
    return f'<h3>{escape(block.name)}</h3>\n<p class="kscb-words">{words}</p>\n'


def _run(run: Run, is_first: bool, is_last: bool) -> str:
    if run.kind == "same":
        return escape(_shortened(run.text, is_first, is_last))
    tag = TAGS[run.kind]
    return f'<{tag}><span class="kscb-unseen">{LABELS[run.kind]}: </span>{escape(run.text)}</{tag}>'


def _shortened(text: str, is_first: bool, is_last: bool) -> str:
    before = "" if is_first else text[:KEPT]
    after = "" if is_last else text[-KEPT:]
    return text if len(text) <= 2 * KEPT else f"{before} \N{HORIZONTAL ELLIPSIS} {after}"
