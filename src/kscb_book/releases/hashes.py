"""The hashes of all files of a side, as a list that the program ``sha256sum`` reads too; and how a folder keeps to it.

A release is untrusted: what is listed stays inside its folder, and no link is followed.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kscb_book.findings import Finding, refused
from kscb_book.releases.layout import SUMS

LARGEST_LIST, LARGEST_FILE, MOST_FILES = 5 * 10**6, 200 * 10**6, 20_000
LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<name>[^\n]+)")
NOT_A_FILE = "is a link, or no file at all; a release holds the thing itself"
DAMAGED = "is not a list of hashes with a file a line"


def write_sums(folder: Path) -> str:
    """Write the list of a folder that is complete, and return the hash of the list."""
    lines = [f"{_hash(folder / name)}  {name}\n" for name in sorted(_names_in(folder)) if name != SUMS]
    content = "".join(lines).encode()
    (folder / SUMS).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def hash_of_sums(folder: Path) -> str:
    """Return the hash of the list of a folder. Raises InputRefused where it has none."""
    _check_list(folder)
    return _hash(folder / SUMS)


def differences_in(folder: Path, shown: str) -> list[Finding]:
    """Return each file that is not as the list has it, in words. Raises InputRefused where the list cannot be used."""
    listed = _listed(folder, shown)
    there = sorted(_names_in(folder))
    if len(there) > MOST_FILES:
        raise refused(shown, "", f"holds more than {MOST_FILES:,} files, which no release does")
    return list(_differences(folder, listed, there, shown))


def _differences(folder: Path, listed: dict[str, str], there: list[str], shown: str) -> Iterator[Finding]:
    for name in sorted({*listed, *there} - {SUMS}):
        file = f"{shown}/{name}"
        if name not in there:
            yield Finding(file, "", "is missing")
        elif (folder / name).is_symlink() or not (folder / name).is_file():
            yield Finding(file, "", NOT_A_FILE)
        elif name not in listed:
            yield Finding(file, "", "does not belong to the release")
        elif (folder / name).stat().st_size > LARGEST_FILE or _hash(folder / name) != listed[name]:
            yield Finding(file, "", "has been changed since it was released")


def _listed(folder: Path, shown: str) -> dict[str, str]:
    _check_list(folder, shown)
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except ValueError:
        raise refused(f"{shown}/{SUMS}", "", DAMAGED) from None
    found = [LINE.fullmatch(line) for line in lines]
    if None in found or any(not _is_inside(each["name"]) for each in found):
        raise refused(f"{shown}/{SUMS}", "", DAMAGED)
    return {each["name"]: each["hash"] for each in found}


def _check_list(folder: Path, shown: str = "") -> None:
    path = folder / SUMS
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_LIST:
        raise refused(f"{shown or folder}/{SUMS}", "", "the list of hashes is missing: this is no side of a release")


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _names_in(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
