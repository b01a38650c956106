"""What a report is made from, by content, as its manifest tells it: whether one made before is the same."""

import hashlib
import json
import platform
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from kscb_book.places import Places
from kscb_book.press.contents import Chapter
from kscb_book.press.former import workbooks_of
from kscb_book.press.imprint import FILE

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
