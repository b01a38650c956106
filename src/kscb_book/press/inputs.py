"""What a report is made from, by content: whether one made before is the same, and which of its chapters still hold.

A chapter is executed from the workbook and the package; narrative, phrases and glossary only meet it on the page.
"""

import hashlib
import json
import platform
import shutil
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from kscb_book.places import Places
from kscb_book.press.contents import Chapter
from kscb_book.press.former import workbooks_of
from kscb_book.press.imprint import FILE

GUIDE = "docs/"
SETTINGS = ("_config.yml", "_toc.yml", "requirements.txt", FILE)


def made_from(places: Places, chapters: Sequence[Chapter], source_hash: str) -> dict:
    """Return a hash of every input, and the versions that make the report, as its manifest tells them."""
    return {
        "year": places.year,
        "inputs": {name: _hash_if_readable(file) for name, file in _inputs(places, chapters)},
        "package_source": source_hash,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "packages": dict(sorted((each.metadata["Name"].lower(), each.version) for each in metadata.distributions())),
    }


def hash_of(file: Path) -> str:
    """Return a hash of what a file holds."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _hash_if_readable(file: Path) -> str:
    try:
        return hash_of(file)
    except OSError:  # it is told of where the file is read for what it says
        return ""


def is_made_from(folder: Path, made: dict) -> bool:
    """Whether the report in ``folder`` is what would be made again."""
    return made.items() <= _manifest(folder).items()


def keep_executed(folder: Path, made: dict, places: Places, target: Path) -> None:
    """Copy into ``target`` those executed chapters of the report in ``folder`` that would come out the same.

    A chapter would where itself and everything but words is as it was; where anything is in doubt, none is copied.
    """
    before = _manifest(folder)
    if _but_words(before, places) != _but_words(made, places):
        return
    for name, digest in made["inputs"].items():
        executed = folder / "chapters" / Path(name).name
        if _is_chapter(name) and before["inputs"].get(name) == digest and executed.is_file():
            shutil.copyfile(executed, target / executed.name)


def _but_words(made: dict, places: Places) -> dict:
    """Return what every chapter depends on: all but the chapters themselves, the words, and what was made of them."""
    words = tuple(f"data/{path.relative_to(places.data).as_posix()}" for path in _words(places))
    inputs = {
        name: digest
        for name, digest in made.get("inputs", {}).items()
        if not _is_chapter(name) and not name.startswith((*words, GUIDE))
    }
    return {key: made.get(key) for key in ("year", "package_source", "python", "platform", "packages")} | inputs


def _is_chapter(name: str) -> bool:
    return name.endswith(".ipynb")


def _words(places: Places) -> tuple[Path, ...]:
    return places.narrative, places.phrases, places.glossary, places.review


def _manifest(folder: Path) -> dict:
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _inputs(places: Places, chapters: Sequence[Chapter]) -> Iterator[tuple[str, Path]]:
    own = [chapter.path for chapter in chapters if chapter.path.parent == places.own_chapters]
    shared = (chapter.path for chapter in chapters if chapter.path not in own)
    for path in [*(places.root / name for name in SETTINGS), places.guide, *shared]:
        if path.is_file():
            yield path.relative_to(places.root).as_posix(), path
    words = [places.phrases, places.glossary, places.review, *sorted(places.narrative.rglob("*.md"))]
    for path in [*workbooks_of(places).values(), places.own_contents, *own, *words]:
        if path.is_file():
            yield f"data/{path.relative_to(places.data).as_posix()}", path
