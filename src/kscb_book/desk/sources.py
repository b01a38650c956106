"""The files that a year's report is made from, watched: what they hold, and whether a save has come to its end.

Excel writes a temporary file and renames it, an editor may write a file in two steps: such a moment is no change.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.press.inputs import SETTINGS
from kscb_book.source.files import copy_of

SUFFIXES = (".xlsx", ".md", ".csv", ".ipynb", ".yml")
NOT_A_PERSONS = ("~$", ".")  # what Office leaves beside an open file, and hidden files
UNREADABLE = "cannot be read"
PAUSE = 1.0
MOST_PAUSES = 5

Pause = Callable[[float], object]


def contents_of(places: Places) -> dict[str, str]:
    """Return a hash of what each file holds that the year's report may depend on, by its path."""
    return {str(path): _hash(path) for path in _watched(places)}


def next_contents(places: Places, before: dict[str, str], pause: Pause = time.sleep) -> dict[str, str]:
    """Wait until files hold something else than ``before`` and are at rest; return what they hold.

    A workbook that is not whole is waited for, but not for ever: its reader then says what is wrong with it.
    """
    while (now := contents_of(places)) == before:
        pause(PAUSE)
    for _ in range(MOST_PAUSES):
        pause(PAUSE)
        last, now = now, contents_of(places)
        if now == last and UNREADABLE not in now.values() and _is_whole(places):
            break
    return now


def _watched(places: Places) -> Iterator[Path]:
    """Yield the settings, the chapters, all of the year's own files, and the workbooks of other years."""
    year = places.workbook.parent
    settings = (places.root / name for name in SETTINGS)
    yield from (path for path in settings if path.is_file())
    for folder, pattern in ((places.chapters, "*.ipynb"), (year, "**/*"), (places.data, "*/*.xlsx")):
        for path in sorted(folder.glob(pattern)):
            hidden = any(part.startswith(NOT_A_PERSONS) for part in path.relative_to(folder).parts)
            if path.suffix in SUFFIXES and not hidden and path.is_file():
                yield path


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return UNREADABLE


def _is_whole(places: Places) -> bool:
    try:
        copy_of(places.workbook, "")
    except InputRefused:
        return False
    return True
