"""Holds a release against itself: its hashes, and all of it made again by the program and from the book in it.

It runs code from the release. A release is untrusted until its hashes are those that were listed; where its program or
a chapter was changed, nothing of it is run.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.findings import Finding, refused
from kscb_book.places import YEAR
from kscb_book.press.imprint import FINGERPRINT
from kscb_book.press.inputs import this_machine
from kscb_book.releases.comparing import Compared, compare_sides
from kscb_book.releases.environment import Environment
from kscb_book.releases.hashes import NOT_A_FILE, differences_in, hash_of_sums
from kscb_book.releases.index import read_index
from kscb_book.releases.layout import BOOK, INDEX, MANIFEST, NUMBER, PACKAGE, SIDES, Name
from kscb_book.releases.making import Progress
from kscb_book.releases.requirements import other_versions

LARGEST = 5 * 10**6
MAKING = "kscb_book.releases.making"
CODE = (f"{PACKAGE}/", f"{BOOK}/chapters/", f"{BOOK}/_config.yml", f"{BOOK}/requirements.txt")


@dataclass(frozen=True)
class Side:
    """A side of a release: its folder, what messages call it, and what its manifest says."""

    folder: Path
    shown: str
    name: Name
    fingerprint: str
    output: str
    wheel: str
    machine: Mapping[str, object]

    @property
    def book(self) -> Path:
        """The book that it is made from."""
        return self.folder / BOOK


def sides_of(folder: Path) -> tuple[Side, ...]:
    """Return the sides of a release that a folder holds; it may be a side itself. Raises InputRefused."""
    found = [folder] if (folder / MANIFEST).is_file() else [folder / each for each in SIDES]
    sides = tuple(_side(each) for each in found if (each / MANIFEST).is_file() and not each.is_symlink())
    if not sides:
        raise refused(str(folder), "", "is no release; name a folder such as releases/2016-17/v1")
    return sides


def altered_in(sides: Sequence[Side]) -> list[Finding]:
    """Return every file that is not as it was released. Raises InputRefused where a list of hashes is none."""
    findings = [finding for side in sides for finding in differences_in(side.folder, side.shown)]
    return [*findings, *(finding for side in sides for finding in _unlike_the_index(side))]


def may_be_run(altered: Sequence[Finding], sides: Sequence[Side]) -> bool:
    """Whether the program and the chapters are those that were released, and nothing leads out of the folder."""
    code = tuple(f"{side.shown}/{part}" for side in sides for part in CODE)
    return not any(
        each.message == NOT_A_FILE or each.file.startswith(code) or each.file.endswith(".ipynb") for each in altered
    )


def other_packages(sides: Sequence[Side]) -> list[tuple[str, str, str]]:
    """Return the packages of which this machine has another version than the release pins."""
    return other_versions((sides[0].book / "requirements.txt").read_bytes())


def make_again(
    sides: Sequence[Side], download: bool, progress: Progress
) -> tuple[list[Finding], list[Finding], Compared]:
    """Make the sides again in a fresh environment; return findings, notes, and what was compared.

    Sides with one fingerprint show the same, and are made once. Raises BuildFailed where it cannot be done.
    """
    findings, notes, counts = [], [], None
    with TemporaryDirectory(prefix="kscb-") as work:
        progress("Making an environment", 0, 1)
        environment = _environment(Path(work), sides[-1], download)
        progress("Making an environment", 1, 1)
        made: dict[str, Path] = {}
        progress("Making it again", 0, len(sides))
        for number, side in enumerate(reversed(sides), 1):
            findings += _made(side, environment, made, Path(work))
            compared = compare_sides(side.folder, made[side.fingerprint], side.shown)
            findings += compared.findings
            findings += _of_bytes(side, compared, download, notes)
            counts = counts or compared
            progress("Making it again", number, len(sides))
    return findings, notes, counts


def _environment(work: Path, side: Side, download: bool) -> Environment:
    environment = Environment(work / "environment")
    if download:
        environment.download(side.book / "requirements.txt")
    else:
        environment.use_those_here()
    environment.bring_program(side.folder / PACKAGE / side.wheel)
    return environment


def _made(side: Side, environment: Environment, made: dict[str, Path], work: Path) -> Iterator[Finding]:
    """Make a side again, unless one that shows the same was made; yield a finding where its fingerprint is another."""
    book = work / f"book-{len(made)}-{side.output}-{side.folder.name}"
    shutil.copytree(side.book, book)
    target = [] if side.fingerprint in made else [str(work / f"made-{len(made)}")]
    found = environment.run(MAKING, str(book), side.name.year, side.output, *target).split()[0]
    if target:
        made[side.fingerprint] = Path(target[0])
    if found != side.fingerprint:
        problem = f"the pages bear the fingerprint {side.fingerprint[:12]}; what they were made from has {found[:12]}"
        yield Finding(f"{side.shown}/{BOOK}", "", problem)


def _of_bytes(side: Side, compared: Compared, download: bool, notes: list[Finding]) -> Iterator[Finding]:
    """Yield a finding for each file that differs in its bytes alone; elsewhere than it was made, that is a note."""
    here = this_machine()
    is_alike = all(side.machine.get(key) == here[key] for key in ("python", "platform"))
    if is_alike and (download or not other_versions((side.book / "requirements.txt").read_bytes())):
        for name in compared.bytes:
            yield Finding(f"{side.shown}/{name}", "", "says the same made again, and differs in its bytes")
    elif compared.bytes:
        said = f"{len(compared.bytes)} files say the same and differ in their bytes, which other machines may cause"
        notes.append(Finding(side.shown, "", said))


def _unlike_the_index(side: Side) -> Iterator[Finding]:
    """Yield a finding where the list of editions, if the release still lies beside it, knows another list of hashes."""
    releases = side.folder.parent.parent.parent
    if side.folder.name not in SIDES or not (releases / INDEX).is_file():
        return
    for line in read_index(releases):
        if line.name == side.name and getattr(line, side.folder.name) != hash_of_sums(side.folder):
            yield Finding(f"{side.shown}/SHA256SUMS", "", f"is not the list that {INDEX} knows of {side.name.title}")


def _side(folder: Path) -> Side:
    path = folder / MANIFEST
    shown = f"{folder.parent.name}/{folder.name}"
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            raise ValueError
        told = json.loads(path.read_text(encoding="utf-8"))
        wheel = told["program"]["wheel"]
        if not YEAR.fullmatch(told["year"]) or not NUMBER.fullmatch(told["edition"]) or Path(wheel).name != wheel:
            raise ValueError
        if not FINGERPRINT.fullmatch(told["fingerprint"]):
            raise ValueError
        name, output = Name(told["year"], int(told["edition"])), "internal" if told["internal"] else "public"
        machine = {key: told[key] for key in ("python", "platform")}
        return Side(folder, shown, name, told["fingerprint"], output, wheel, machine)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise refused(
            f"{shown}/{MANIFEST}", "", "is not what a release says of itself; copy the release again"
        ) from None
