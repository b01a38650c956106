"""The list of all released editions, ``index.csv``: what each is, and the hashes that its folders must keep to.

It stays with the board: the hash of an internal side is for nobody else.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from kscb_book.desk.writing import write_again
from kscb_book.findings import refused
from kscb_book.places import YEAR
from kscb_book.releases.hashes import hash_of_sums
from kscb_book.releases.layout import INDEX, INTERNAL, MANIFEST, NUMBER, PUBLIC, Name
from kscb_book.source.texts import harmless

LARGEST = 5 * 10**6
DAMAGED = "is not the list of released editions; put back the one that was committed last"


@dataclass(frozen=True)
class Line:
    """One released edition.

    ``public`` and ``internal`` are the hashes of the two lists of hashes; ``released``, ``because`` and ``unsigned``
    are what its keepers gave.
    """

    year: str
    edition: str
    status: str
    disclosure: str
    released: str
    fingerprint: str
    public: str
    internal: str
    because: str
    unsigned: str

    @property
    def name(self) -> Name:
        """What the edition is called."""
        return Name(self.year, int(self.edition))


COLUMNS = tuple(field.name for field in fields(Line))


def read_index(releases: Path) -> tuple[Line, ...]:
    """Return the released editions, by year and number; none where nothing is released. Raises InputRefused."""
    path = releases / INDEX
    if not path.exists():
        return ()
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            raise ValueError
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        if tuple(lines[0]) != COLUMNS or any(len(line) != len(COLUMNS) for line in lines):
            raise ValueError
        return tuple(sorted((_line(line) for line in lines[1:]), key=lambda each: each.name))
    except (OSError, ValueError, IndexError, csv.Error):
        raise refused(str(path), "", DAMAGED) from None


def _line(texts: list[str]) -> Line:
    line = Line(*(text.removeprefix("'") for text in texts))
    if not YEAR.fullmatch(line.year) or not NUMBER.fullmatch(line.edition):
        raise ValueError
    return line


def write_index(lines: Iterable[Line], releases: Path) -> None:
    """Write the list anew; it takes the place of the one before. Raises InputRefused or BuildFailed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless, astuple(line)) for line in sorted(lines, key=lambda each: each.name))
    write_again(releases / INDEX, text.getvalue().encode("utf-8-sig"), ",".join(COLUMNS).encode("utf-8-sig"))


def unlisted(releases: Path, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the editions that lie there complete and are not listed: a release was stopped before its last step."""
    known = {line.name for line in lines}
    for folder in sorted(releases.glob("*/v*")):
        if YEAR.fullmatch(folder.parent.name) and NUMBER.fullmatch(folder.name[1:]) and not folder.is_symlink():
            name = Name(folder.parent.name, int(folder.name[1:]))
            if name not in known:
                yield line_of(folder)


def line_of(folder: Path) -> Line:
    """Return the line of the edition in a folder, from what it says of itself. Raises InputRefused."""
    try:
        told = json.loads((folder / PUBLIC / MANIFEST).read_text(encoding="utf-8"))
        said = {name: str(told[name]) for name in COLUMNS if name not in (PUBLIC, INTERNAL)}
    except (OSError, ValueError, KeyError, TypeError):
        raise refused(str(folder), "", "is not a released edition; move it away") from None
    return Line(**said, public=hash_of_sums(folder / PUBLIC), internal=hash_of_sums(folder / INTERNAL))
