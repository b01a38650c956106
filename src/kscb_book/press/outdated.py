"""Which pages have to be read again: what each was read from, and what all were, by content.

Sphinx asks when a file was written, which tells nothing of one that was put back. Its own look comes first; here only
more pages are added to those that it finds.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from kscb_book.press.library import library_of

OF_YEAR = ("glossary.csv", "phrases.csv")


def outdated_pages(app, env, added, changed, removed) -> list[str]:
    """Return the pages that were read from other files, or all where what all share has changed.

    It is the answer to ``env-get-outdated`` after the library has been loaded.
    """
    if getattr(env, "kscb_shared", None) != _shared(env):
        return sorted(env.found_docs)
    read_from = env.kscb_read_from
    return [page for page in sorted(env.found_docs) if read_from.get(page) != _files_of(env, page)]


def note_files(app, env) -> list[str]:
    """Note what the pages have been read from (``env-updated``)."""
    env.kscb_shared = _shared(env)
    env.kscb_read_from = {page: _files_of(env, page) for page in sorted(env.found_docs)}
    return []


def _shared(env) -> list[object]:
    """Return what any page may have been read from, whatever it prints: of the figures, all but their numbers."""
    library = library_of(env)
    figures = [(each.id, each.measure, each.name, each.category, each.period) for each in library.register]
    files = [_hash(_data(env) / name) for name in OF_YEAR]
    told = [library.register.year, repr(library.report), library.pages, sorted(library.targets), files]
    return [hashlib.sha256(json.dumps(each).encode()).hexdigest() for each in (figures, told)]


def _files_of(env, page: str) -> dict[str, str]:
    return {str(path): _hash(path) for path in _paths_of(env, page)}


def _paths_of(env, page: str) -> Iterator[Path]:
    """Yield a page's notebook, all blocks that it might bring in, and what else it was read from."""
    yield Path(env.doc2path(page))
    yield from sorted((_data(env) / "narrative" / Path(page).name).glob("*"))
    yield from (Path(env.srcdir, each) for each in sorted(env.dependencies.get(page, ())))


def _data(env) -> Path:
    return Path(env.config.kscb_data or Path(env.srcdir, "data"), env.config.kscb_year)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
