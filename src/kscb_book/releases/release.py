"""Releases an edition: makes both of its sides beside the others, then lets them take their place, the list last.

A released edition is never written over. Stopping at any moment leaves whole what was there.
"""

import hashlib
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

from kscb_book.disclosure.opened import open_workbook, suppresses
from kscb_book.face.record import figures_of
from kscb_book.findings import BuildFailed, Finding, FindingsOpen, refused
from kscb_book.places import Places
from kscb_book.press.check import Checked, check
from kscb_book.press.contents import read_contents
from kscb_book.press.imprint import FILE, Changes, Imprint, Known, read_imprint
from kscb_book.press.inputs import made_from
from kscb_book.press.outputs import write_json
from kscb_book.press.stamp import source_hash
from kscb_book.releases.books import Book, lay_out, published_book, whole_book
from kscb_book.releases.changes import changes_between, told_of
from kscb_book.releases.fingerprint import fingerprint_of, stamped
from kscb_book.releases.hashes import write_sums
from kscb_book.releases.index import Line, line_of, read_index, unlisted, write_index
from kscb_book.releases.landing import write_landing
from kscb_book.releases.layout import BOOK, INTERNAL, MANIFEST, PACKAGE, PUBLIC, Name
from kscb_book.releases.making import Progress, make
from kscb_book.releases.readiness import Reasons, check_next, check_ready, name_of
from kscb_book.releases.wheel import build_wheel
from kscb_book.releases.withheld import check_withheld


def release(places: Places, releases: Path, reasons: Reasons, progress: Progress) -> tuple[Path, bool]:
    """Release the year of ``places`` into the folder ``releases``; return where, and whether it is new.

    An edition that is there already, made from the same, is left as it is. Raises InputRefused, FindingsOpen with
    everything that speaks against it, or BuildFailed.
    """
    places = replace(places, internal=False, disclosure="")  # the policy is the one that the workbook states
    progress("Checking", 0, 1)
    lines = _recovered(releases, places)
    report, checked = open_workbook(places).report, check(places)
    check_ready(places, checked, report, reasons)
    name = name_of(report, places)
    folder = releases / name.folder
    if folder.exists():
        _check_same(places, checked, folder, name)
        return folder, False
    check_next(name, lines, places, reasons)
    for line in (line for line in lines if line.year == name.year):
        check_withheld(places, releases / line.name.folder)
    progress("Checking", 1, 1)
    _put_in_place(_Release(places, checked, reasons, lines), folder, progress)
    _list([*lines, line_of(folder)], report.board, releases)
    return folder, True


def _put_in_place(edition: "_Release", folder: Path, progress: Progress) -> None:
    """Make an edition beside where it is to stand, and let it take its place once it is whole."""
    work = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(work, ignore_errors=True)
    try:
        edition.write(work, progress)
        work.rename(folder)
    except OSError as error:
        raise BuildFailed([Finding(str(folder), "", f"cannot be written ({error.strerror})")]) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _recovered(releases: Path, places: Places) -> list[Line]:
    """Return the released editions; one that was stopped before it was listed is listed now."""
    if any(each.exists() and not each.is_dir() for each in (releases, *releases.parents)):
        raise refused(str(releases), "", "cannot be made: a file lies where a folder should be")
    if places.holds(releases):
        raise refused(str(releases), "", "lies among the data; choose another folder for releases")
    lines = list(read_index(releases))
    if lost := list(unlisted(releases, lines)):
        lines += lost
        _list(lines, open_workbook(places).report.board, releases)
    return lines


def _list(lines: list[Line], board: str, releases: Path) -> None:
    write_landing(lines, board, releases)
    write_index(lines, releases)


def _check_same(places: Places, checked: Checked, folder: Path, name: Name) -> None:
    book = folder / PUBLIC / BOOK
    says = read_imprint(book)
    if says is None or fingerprint_of(published_book(places, checked), says) != says.fingerprint:
        problem = (
            f"edition {name.number} was released already, from something else; raise the number of the edition to "
            f"{name.number + 1} for a correction"
        )
        raise FindingsOpen([Finding(places.shown(places.workbook), "Report", problem)])


class _Release:
    """An edition in the making; ``lines`` are the editions before it."""

    def __init__(self, places: Places, checked: Checked, reasons: Reasons, lines: list[Line]):
        self.places, self.checked, self.reasons, self.lines = places, checked, reasons, lines
        self.report, self.releases = open_workbook(places).report, Path()

    def write(self, work: Path, progress: Progress) -> None:
        """Write both sides into a folder not there yet."""
        self.releases = work.parent.parent
        wheel = build_wheel(work / PACKAGE)
        book = published_book(self.places, self.checked)
        says = stamped(book, self._says(self.places, self.checked, PUBLIC))
        public = self._laid_out({**book, FILE: says.as_json().encode()}, work / PUBLIC / BOOK)
        make(public, work / PUBLIC / "made", progress)
        if suppresses(self.places):
            internal = self._made_in_full(work / INTERNAL, progress)
        else:
            # Nothing is hidden, so that both show the same; the internal side keeps the workbook as it is.
            internal = self._laid_out(
                {**whole_book(self.places), FILE: says.as_json().encode()}, work / INTERNAL / BOOK
            )
            shutil.copytree(work / PUBLIC / "made", work / INTERNAL / "made")
        for side, places in ((PUBLIC, public), (INTERNAL, internal)):
            self._complete(work / side, places, wheel)
        shutil.rmtree(work / PACKAGE)

    def _laid_out(self, book: Book, folder: Path, internal: bool = False) -> Places:
        lay_out(book, folder)
        return Places(folder, folder / "data", self.places.year, internal=internal)

    def _made_in_full(self, side: Path, progress: Progress) -> Places:
        """Make the internal side of an edition whose public one hides small counts."""
        own = replace(self.places, internal=True)
        checked = check(own)
        if checked.findings:
            raise FindingsOpen(checked.findings)
        says = stamped(published_book(own, checked), self._says(own, checked, INTERNAL))
        internal = self._laid_out({**whole_book(self.places), FILE: says.as_json().encode()}, side / BOOK, True)
        make(internal, side / "made", progress)
        return internal

    def _says(self, places: Places, checked: Checked, side: str) -> Imprint:
        others = tuple(Known(line.year, line.edition) for line in reversed(self.lines))
        return Imprint(
            fingerprint="",
            released=self.reasons.released,
            because=self.reasons.because,
            unsigned=self.reasons.unsigned,
            others=others,
            changes=self._changes(places, checked, side),
        )

    def _changes(self, places: Places, checked: Checked, side: str) -> Changes | None:
        before = max(
            (line for line in self.lines if line.year == places.year), key=lambda each: each.name, default=None
        )
        if before is None:
            return None
        folder = self.releases / before.name.folder / side
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        book = folder / BOOK
        earlier = Places(book, book / "data", before.year, internal=told["internal"])
        notebooks = [folder / "chapters" / f"{chapter.name}.ipynb" for chapter in read_contents(earlier)]
        printed = {figure.id: figure for notebook in notebooks for figure in figures_of(notebook)}
        day = f", released {before.released}" if before.released else ""
        title = f"{before.name.title} ({before.status.lower()}{day})"
        return changes_between(
            told_of(earlier, check(earlier), title, printed),
            told_of(places, checked, "", {figure.id: figure for figure in checked.register}),
        )

    def _complete(self, side: Path, book: Places, wheel: Path) -> None:
        """Bring what was made into the side, and beside it the program, the manifest and the hashes."""
        for made in sorted((side / "made").iterdir()):
            made.rename(side / made.name)
        (side / "made").rmdir()
        (side / PACKAGE).mkdir()
        shutil.copyfile(wheel, side / PACKAGE / wheel.name)
        write_json(self._manifest(book, wheel), side / MANIFEST)
        write_sums(side)

    def _manifest(self, book: Places, wheel: Path) -> dict:
        made, says = made_from(book, read_contents(book), source_hash()), read_imprint(book.root)
        told = {name: asdict(self.report)[name] for name in ("year", "edition", "status", "disclosure")}
        said = {name: getattr(says, name) for name in ("fingerprint", "released", "because", "unsigned")}
        program = {"wheel": wheel.name, "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest()}
        return told | said | {"internal": book.internal, "program": program} | made
