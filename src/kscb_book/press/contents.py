"""Which chapters a year's book has, and in which order: the table of contents.

It stands in ``_toc.yml``, or in the year's own ``toc.yml``. A chapter that the year has itself stands in place of the
book's. What a year's folder holds is untrusted: a table of contents names chapters, and never a path.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from kscb_book.findings import Finding, InputRefused, refused
from kscb_book.places import Places

LARGEST = 20_000
FILE = re.compile(r"chapters/([a-z0-9][a-z0-9-]*)")
EXAMPLE = "write it as chapters/11-lado, with small letters, digits and hyphens"
NOT_CONTENTS = "this is not a table of contents; copy _toc.yml, and change its lines"

NOT_A_CHAPTER = "this is not a notebook with cells and a kernel; copy one from the folder chapters"


@dataclass(frozen=True)
class Chapter:
    """A chapter notebook of the book; ``name`` is also its narrative's folder."""

    name: str
    path: Path

    def cells(self) -> list[dict]:
        """Return the notebook's cells as they are stored."""
        return _cells(self.path.read_bytes())


@lru_cache(maxsize=100)  # a chapter is asked for its cells at every step, and holds all that it has drawn
def _cells(notebook: bytes) -> list[dict]:
    return json.loads(notebook)["cells"]


def read_contents(places: Places) -> tuple[Chapter, ...]:
    """Return the chapters in order, the front page first. Raises InputRefused with every fault."""
    toc = places.own_contents if places.own_contents.exists() else places.root / "_toc.yml"
    shown = places.shown(toc)
    if not toc.is_file():
        raise refused(shown, "", "the table of contents is missing")
    names = _names(_entries(toc, shown), shown)
    chapters = tuple(Chapter(name, _path(name, places)) for name in names)
    faults = [*_twice(names, shown), *_missing(chapters, places, shown), *_unnamed(names, places, shown)]
    if faults:
        raise InputRefused(faults)
    return chapters


def _entries(toc: Path, shown: str) -> list[object]:
    import yaml

    try:
        if toc.stat().st_size > LARGEST:
            raise refused(shown, "", f"the file has more than {LARGEST // 1000} kB, which no table of contents has")
        content = yaml.safe_load(toc.read_text(encoding="utf-8-sig"))
    except (OSError, RecursionError, ValueError, yaml.YAMLError):
        raise refused(shown, "", NOT_CONTENTS) from None
    if not isinstance(content, dict) or "root" not in content:
        raise refused(shown, "", NOT_CONTENTS)
    chapters = content.get("chapters") or []
    if not isinstance(chapters, list) or not all(
        isinstance(entry, dict) and set(entry) == {"file"} for entry in chapters
    ):
        raise refused(shown, "", "beneath 'chapters:' stands a line '- file: chapters/NAME' for each, and nothing else")
    return [content["root"], *(entry["file"] for entry in chapters)]


def _names(entries: list[object], shown: str) -> list[str]:
    found = [FILE.fullmatch(entry) if isinstance(entry, str) else None for entry in entries]
    if None in found:
        wrong = [entry for entry, name in zip(entries, found, strict=True) if not name]
        raise InputRefused(Finding(shown, "", f"{str(each)[:60]!r} is not a chapter; {EXAMPLE}") for each in wrong)
    return [name[1] for name in found]


def _path(name: str, places: Places) -> Path:
    own = places.own_chapters / f"{name}.ipynb"
    return own if own.exists() or own.is_symlink() else places.chapters / f"{name}.ipynb"


def _twice(names: list[str], shown: str) -> Iterator[Finding]:
    for name in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield Finding(shown, "", f"the chapter {name} stands here twice")


def _missing(chapters: tuple[Chapter, ...], places: Places, shown: str) -> Iterator[Finding]:
    for chapter in chapters:
        path = chapter.path
        if not path.is_file():
            there = sorted(each.stem for each in places.chapters.glob("*.ipynb"))
            near = get_close_matches(chapter.name, there, n=1)
            hint = f"; is {near[0]} meant?" if near else ""
            yield Finding(shown, "", f"the chapter {places.shown(path)} is missing{hint}")
        elif path.parent == places.own_chapters and (problem := _problem(chapter, places)):
            yield Finding(places.shown(path), "", problem)


def _problem(chapter: Chapter, places: Places) -> str | None:
    if not places.holds(chapter.path):
        return "is a link that leads out of the data folder; put the file itself here"
    try:
        notebook = json.loads(chapter.path.read_text(encoding="utf-8"))
        return None if notebook["cells"] and notebook["metadata"]["kernelspec"]["name"] else NOT_A_CHAPTER
    except (OSError, LookupError, RecursionError, TypeError, ValueError):
        return NOT_A_CHAPTER


def _unnamed(names: list[str], places: Places, shown: str) -> Iterator[Finding]:
    for path in sorted(places.own_chapters.glob("*.ipynb")):
        if path.stem not in names:
            yield Finding(places.shown(path), "", f"{shown} does not name this chapter, so no page would show it")


def source_of(cell: dict) -> str:
    """Return a stored cell's source as one text."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def tags_of(cell: dict) -> list[str]:
    """Return a stored cell's tags."""
    return cell.get("metadata", {}).get("tags", [])
