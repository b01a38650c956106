"""The folder of official files: which file is which, and is it there, readable and of a sane size?"""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from kscb_book.findings import Finding, refused
from kscb_book.source.texts import nearest

LARGEST = 100 * 10**6


def find_files(folder: Path, patterns: Iterable[str]) -> tuple[dict[str, Path], list[Finding]]:
    """Return the file of each name, in which a star stands for anything, and what is wrong with the others.

    Raises InputRefused where the folder itself cannot be used.
    """
    paths = _paths_in(folder)
    found: dict[str, Path] = {}
    faults: list[Finding] = []
    for pattern in patterns:
        matches = [path for path in paths if fnmatchcase(path.name.lower(), pattern.lower())]
        problem = _problem(pattern, matches, paths)
        if problem:
            faults.append(Finding(str(folder), pattern, problem))
        else:
            found[pattern] = matches[0]
    return found, faults


def _paths_in(folder: Path) -> list[Path]:
    if not folder.exists():
        raise refused(str(folder), "", "there is no such folder; it should hold the official files")
    if not folder.is_dir():
        raise refused(str(folder), "", "this is a file; name the folder that holds the official files")
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise refused(str(folder), "", f"the folder cannot be read ({error.strerror})") from None


def _problem(pattern: str, matches: list[Path], paths: list[Path]) -> str | None:
    if not matches:
        near = nearest(pattern, [path.name for path in paths])
        return f"no such file{f'; found {near!r} - was it renamed?' if near else ''} (* stands for any years)"
    if len(matches) > 1:
        return f"{len(matches)} files have such a name: {', '.join(repr(path.name) for path in matches)}; keep one"
    size = matches[0].stat().st_size
    if size > LARGEST:
        return f"{matches[0].name!r} has {size / 10**6:,.0f} MB; at most {LARGEST // 10**6} MB are read"
    return None
