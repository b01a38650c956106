"""What differs between a side of a release and the same made again: figures, tables, texts, and at last bytes."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

from kscb_book.audit.built import read_print, read_register
from kscb_book.findings import Finding

FIGURES, TABLES, PAGES, PAPERS = "figures.csv", "tables/*.csv", "html/*.html", "*.pdf"
UNSEEN = ("script", "style")
WORDS_SHOWN = 12
NONE = "nothing"


@dataclass(frozen=True)
class Compared:
    """What was compared, and what differs: ``findings`` in what it says, ``bytes`` only in how it is stored."""

    figures: int
    tables: int
    pages: int
    papers: int
    files: int
    findings: tuple[Finding, ...]
    bytes: tuple[str, ...]


def compare_sides(released: Path, again: Path, shown: str) -> Compared:
    """Return what differs in ``again``, which was made from the book of the side that messages call ``shown``."""
    findings = [*_figures(released, again, shown), *_tables(released, again, shown), *_texts(released, again, shown)]
    files = sorted(path.relative_to(again).as_posix() for path in again.rglob("*") if path.is_file())
    told = {finding.file for finding in findings}
    other = [name for name in files if _differs(released / name, again / name) and f"{shown}/{name}" not in told]
    return Compared(
        figures=len(list(read_register(again / FIGURES))),
        tables=len(list(again.glob(TABLES))),
        pages=len(list(again.glob(PAGES))),
        papers=len(list(again.glob(PAPERS))),
        files=len(files),
        findings=tuple(findings),
        bytes=tuple(other),
    )


def _figures(released: Path, again: Path, shown: str) -> Iterator[Finding]:
    before, after = (_register(side / FIGURES) for side in (released, again))
    for id in dict.fromkeys([*after, *before]):
        old, new = before.get(id, {}), after.get(id, {})
        keys = [key for key in new or old if old.get(key) != new.get(key)]
        if keys:
            key = "printed" if "printed" in keys else keys[0]
            cells = new.get("cells") or old.get("cells", "")
            said = f"the release says {old.get(key) or NONE}, made again it is {new.get(key) or NONE}"
            yield Finding(f"{shown}/{FIGURES}", id, f"{key}: {said} ({cells})")


def _register(path: Path) -> dict[str, dict[str, str]]:
    return {line["id"]: line for line in read_register(path)} if path.is_file() else {}


def _tables(released: Path, again: Path, shown: str) -> Iterator[Finding]:
    for name in _names(released, again, TABLES):
        before, after = (_lines(side / name) for side in (released, again))
        for number in range(max(len(before), len(after))):
            old, new = (lines[number] if number < len(lines) else [] for lines in (before, after))
            if old != new:
                said = f"the release says {_place(old)}, made again it is {_place(new)}"
                yield Finding(f"{shown}/{name}", f"line {number + 1}", said)


def _lines(path: Path) -> list[list[str]]:
    if not path.is_file():
        return []
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig", errors="replace"), newline="")))


def _place(line: list[str]) -> str:
    return ", ".join(filter(None, line[1:4])) or NONE


def _texts(released: Path, again: Path, shown: str) -> Iterator[Finding]:
    for pattern, read in ((PAGES, _page), (PAPERS, _paper)):
        for name in _names(released, again, pattern):
            if _differs(released / name, again / name):
                before, after = ((read(side / name) if (side / name).is_file() else []) for side in (released, again))
                if told := _first_difference(before, after):
                    yield Finding(f"{shown}/{name}", "", told)


def _names(released: Path, again: Path, pattern: str) -> list[str]:
    found = {path.relative_to(side).as_posix() for side in (released, again) for path in side.glob(pattern)}
    return sorted(found)


def _paper(path: Path) -> list[str]:
    said = read_print(path)
    return " ".join([said.text, *said.notes, *said.alternatives]).split()


def _page(path: Path) -> list[str]:
    reader = _Words()
    reader.feed(path.read_text(encoding="utf-8", errors="replace"))
    return reader.words


class _Words(HTMLParser):
    """Gathers the words of a page, those of text alternatives and of what opens too."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        for name, value in attrs:
            if name in ("alt", "title", "data-told") and value:
                self.words += value.split()

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words += data.split()


def _first_difference(before: list[str], after: list[str]) -> str:
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = _some(before[start:end]), _some(after[first:last])
            at = f" after '{' '.join(before[max(0, start - 4) : start])}'" if start else ""
            return f"the release says {old}{at}, made again it is {new}"
    return ""


def _some(words: list[str]) -> str:
    if not words:
        return NONE
    return f"'{' '.join(words[:WORDS_SHOWN])}{' ...' if len(words) > WORDS_SHOWN else ''}'"


def _differs(one: Path, other: Path) -> bool:
    return not (one.is_file() and other.is_file()) or one.read_bytes() != other.read_bytes()
