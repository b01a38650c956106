"""Lays out what the public may have of all released editions: a folder ready for a web server."""

import shutil
from pathlib import Path

from kscb_book.desk.writing import check_earlier
from kscb_book.findings import BuildFailed, Finding, InputRefused, refused
from kscb_book.releases.hashes import differences_in, hash_of_sums
from kscb_book.releases.index import Line, read_index
from kscb_book.releases.landing import BEGINNING
from kscb_book.releases.layout import INDEX, LANDING, PUBLIC


def publish(releases: Path, target: Path) -> int:
    """Copy the landing page and every public side into ``target``, and return how many editions that are.

    An earlier publication there is replaced as a whole. Raises InputRefused where nothing is released, where an edition
    is not as it was released, or where something else stands there; BuildFailed where it cannot be written.
    """
    lines = read_index(releases)
    if not lines:
        raise refused(str(releases / INDEX), "", "no edition is released yet; kscb-book release YEAR releases one")
    if findings := [finding for line in lines for finding in _altered(line, releases)]:
        raise InputRefused(findings)
    _may_be_replaced(target, releases)
    work = target.with_name(f".{target.name}.making")
    shutil.rmtree(work, ignore_errors=True)
    try:
        for line in lines:
            shutil.copytree(releases / line.name.folder / PUBLIC, work / line.name.folder / PUBLIC)
        shutil.copyfile(releases / LANDING, work / LANDING)
        _put_in_place(work, target)
    except OSError as error:
        raise BuildFailed([Finding(str(target), "", f"cannot be written ({error.strerror})")]) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return len(lines)


def _altered(line: Line, releases: Path) -> list[Finding]:
    folder = releases / line.name.folder / PUBLIC
    shown = (line.name.folder / PUBLIC).as_posix()
    found = differences_in(folder, shown)
    if hash_of_sums(folder) != line.public:
        found.append(Finding(f"{shown}/SHA256SUMS", "", f"is not the list that {INDEX} knows of {line.name.title}"))
    return found


def _may_be_replaced(target: Path, releases: Path) -> None:
    if target == releases or releases.is_relative_to(target) or target.is_relative_to(releases):
        raise refused(str(target), "", "lies in the folder of releases, or holds it; choose another")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise refused(str(target), "", "is no folder; choose another")
    if target.is_dir() and any(target.iterdir()):
        if not (target / LANDING).is_file():
            raise refused(str(target), "", "holds something else, and is left alone; choose another")
        check_earlier(target / LANDING, BEGINNING.encode())


def _put_in_place(work: Path, target: Path) -> None:
    before = target.with_name(f".{target.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if target.exists():
        target.rename(before)
    work.rename(target)
    shutil.rmtree(before, ignore_errors=True)
