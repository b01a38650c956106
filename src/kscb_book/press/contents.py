"""Which chapters a book has, and in which order: the table of contents in ``_toc.yml``."""

import json
from dataclasses import dataclass
from pathlib import Path

from kscb_book.findings import refused
from kscb_book.places import Places


@dataclass(frozen=True)
class Chapter:
    """A chapter notebook of the book; ``name`` is also its narrative's folder."""

    name: str
    path: Path

    def cells(self) -> list[dict]:
        """Return the notebook's cells as they are stored."""
        return json.loads(self.path.read_text(encoding="utf-8"))["cells"]


def read_contents(places: Places) -> tuple[Chapter, ...]:
    """Return the chapters in order, the front page first. Raises InputRefused where one is missing."""
    import yaml

    toc = places.root / "_toc.yml"
    if not toc.is_file():
        raise refused(places.shown(toc), "", "the table of contents is missing")
    content = yaml.safe_load(toc.read_text(encoding="utf-8"))
    names = [content["root"], *(entry["file"] for entry in content.get("chapters", ()))]
    chapters = tuple(Chapter(Path(name).name, places.root / f"{name}.ipynb") for name in names)
    for chapter in chapters:
        if not chapter.path.is_file():
            raise refused(places.shown(toc), "", f"the chapter {places.shown(chapter.path)} is missing")
    return chapters


def source_of(cell: dict) -> str:
    """Return a stored cell's source as one text."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def tags_of(cell: dict) -> list[str]:
    """Return a stored cell's tags."""
    return cell.get("metadata", {}).get("tags", [])
