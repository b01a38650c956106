"""What a report is made from, by content, as its manifest tells it."""

import platform
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

from kscb_book.disclosure.opened import suppresses
from kscb_book.places import Places
from kscb_book.press.bare import without_comments, without_outputs
from kscb_book.press.contents import Chapter
from kscb_book.press.digests import hash_of, hash_of_bare, workbook_hashes
from kscb_book.press.imprint import FILE
from kscb_book.press.narrative import twin_of

SETTINGS = ("_config.yml", "_toc.yml", "requirements.txt", FILE)


def made_from(places: Places, chapters: Sequence[Chapter], source_hash: str) -> dict:
    """Return a hash of every input, and the versions that make the report, as its manifest tells them."""
    return {
        "year": places.year,
        "inputs": _shared(places, chapters) | _of_year(places, chapters),
        "package_source": source_hash,
        **versions(),
    }


@cache
def versions() -> dict:
    """Return the versions of Python, of the platform and of every package."""
    return {
        **this_machine(),
        "packages": dict(sorted((each.metadata["Name"].lower(), each.version) for each in metadata.distributions())),
    }


def this_machine() -> dict[str, str]:
    """Return what of this machine may show in the bytes of a report."""
    return {"python": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}


def _hash_if_readable(file: Path, bare: Callable[[bytes], bytes] | None = None) -> str:
    try:
        return hash_of_bare(file, bare) if bare else hash_of(file)
    except (OSError, ValueError, LookupError, TypeError):  # it is told of where the file is read for what it says
        return ""


def _shared(places: Places, chapters: Sequence[Chapter]) -> dict[str, str]:
    shared = [chapter.path for chapter in chapters if not _is_own(chapter, places)]
    files = [*(places.root / name for name in SETTINGS), places.guide]
    hashes = {path: _hash_if_readable(path) for path in files if path.is_file()} | _of_chapters(shared, places)
    return {path.relative_to(places.root).as_posix(): digest for path, digest in hashes.items()}


def _of_year(places: Places, chapters: Sequence[Chapter]) -> dict[str, str]:
    own = [chapter.path for chapter in chapters if _is_own(chapter, places)]
    # A sign-off keeps a hash of what was signed, which may be a count that is hidden here, and a phrase may quote one.
    kept = [] if suppresses(places) else [places.phrases, places.review]
    files = [places.own_contents, *kept, places.glossary]
    hashes = workbook_hashes(places) | {path: _hash_if_readable(path) for path in files if path.is_file()}
    hashes |= _of_chapters(own, places) | _of_blocks(places)
    return {f"data/{path.relative_to(places.data).as_posix()}": digest for path, digest in hashes.items()}


def _is_own(chapter: Chapter, places: Places) -> bool:
    return chapter.path.parent == places.own_chapters


def _of_chapters(paths: Iterable[Path], places: Places) -> dict[Path, str]:
    bare = without_outputs if suppresses(places) else None
    return {path: _hash_if_readable(path, bare) for path in paths if path.is_file()}


def _of_blocks(places: Places) -> dict[Path, str]:
    blocks = [path for path in sorted(places.narrative.rglob("*.md")) if path.is_file()]
    if not suppresses(places):
        return {path: _hash_if_readable(path) for path in blocks}
    # A block whose twin is read in its place may tell what is hidden, and its hash with it.
    return {path: _hash_if_readable(path, without_comments) for path in blocks if not twin_of(path).is_file()}
