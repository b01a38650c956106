"""Keeps the outputs of the reference year in the chapter notebooks, and says what changed.

What it keeps is what nbval compares with; nothing else may write into ``chapters/``.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.face.record import Published, figures_of
from kscb_book.findings import BookError
from kscb_book.places import find_places
from kscb_book.press.chapters import execute
from kscb_book.press.contents import Chapter, read_contents
from kscb_book.press.workers import workers


def accept(year: str) -> Iterator[str]:
    """Execute every chapter as it stands, store the outputs, and yield a line for each figure that changed."""
    places = find_places(year)
    chapters = read_contents(places)
    with TemporaryDirectory() as folder, workers(places) as working:
        execute(chapters, working, Path(folder), {}, lambda chapter: None)
        for chapter in chapters:
            yield from _keep(chapter, Path(folder) / f"{chapter.name}.ipynb")


def _keep(chapter: Chapter, executed: Path) -> Iterator[str]:
    before, after = chapter.path.read_text(encoding="utf-8"), executed.read_text(encoding="utf-8")
    if before == after:
        yield f"{chapter.name}: unchanged"
        return
    yield f"{chapter.name}: outputs changed"
    yield from differences(tuple(figures_of(chapter.path)), tuple(figures_of(executed)))
    chapter.path.write_text(after, encoding="utf-8", newline="\n")


def differences(before: Sequence[Published], after: Sequence[Published]) -> Iterator[str]:
    """Yield a line for each figure that is new, gone, printed otherwise or got otherwise."""
    old, new = {figure.id: figure for figure in before}, {figure.id: figure for figure in after}
    for id in dict.fromkeys([*old, *new]):
        if id not in old:
            yield f"  {id}: new, {new[id].printed}"
        elif id not in new:
            yield f"  {id}: gone, was {old[id].printed}"
        elif old[id].printed != new[id].printed:
            yield f"  {id}: {old[id].printed} -> {new[id].printed}"
        elif old[id] != new[id]:
            yield f"  {id}: {new[id].printed} as before, from other cells or by another rule"


if __name__ == "__main__":
    try:
        for line in accept(sys.argv[1]):
            print(line)
    except BookError as error:
        sys.exit(str(error))
