"""What a released edition says of itself on its pages: its fingerprint, what changed, and where the others are.

It stands in ``edition.json`` at the root of the book that the edition is made from. A book that is not released has
none. It is untrusted input, as all of a release is.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kscb_book.findings import refused
from kscb_book.places import YEAR

FILE = "edition.json"
LARGEST = 20 * 10**6
SHORT = 12
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[1-9]\d{0,3}")
LANDING = "../../../../index.html"  # from a page of RELEASES/<year>/v<edition>/public/html
DAMAGED = "this is not what a release says of itself; copy the release again"


@dataclass(frozen=True)
class Known:
    """An edition that had been released when this one was."""

    year: str
    edition: str

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.year}, edition {self.edition}"

    @property
    def address(self) -> str:
        """Where its front page lies, as seen from a page of another edition."""
        return f"../../../../{self.year}/v{self.edition}/public/html/index.html"


@dataclass(frozen=True)
class ChangedTable:
    """Things that differ from the edition before, a row each; the first column is the heading of its row."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ChangedWords:
    """Sentences of one block that stand no longer, and those that stand in their place."""

    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """What differs from the edition ``before``; ``counted`` says in a sentence how much."""

    before: str
    counted: str
    tables: tuple[ChangedTable, ...] = ()
    words: tuple[ChangedWords, ...] = ()


@dataclass(frozen=True)
class Imprint:
    """What an edition says of itself; a text that is empty has nothing to say.

    ``fingerprint`` is a hash, in 64 hexadecimal digits, of all that the edition is made from. ``released`` is the day
    that its keepers gave it, ``because`` why it follows another, ``unsigned`` why it was released although not all of
    it was signed. The first edition of a year has no ``changes``.
    """

    fingerprint: str
    released: str = ""
    because: str = ""
    unsigned: str = ""
    others: tuple[Known, ...] = ()
    changes: Changes | None = None

    @property
    def short(self) -> str:
        """The beginning of the fingerprint, as pages print it."""
        return self.fingerprint[:SHORT]

    def as_json(self) -> str:
        """Return the content of its file."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


def read_imprint(root: Path) -> Imprint | None:
    """Return what the book at ``root`` says of its edition, or None where it is not a released one.

    Raises InputRefused where the file cannot be used.
    """
    path = root / FILE
    if not path.is_file():
        return None
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            raise refused(FILE, "", DAMAGED)
        return _imprint(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise refused(FILE, "", DAMAGED) from None


def _imprint(told: Mapping) -> Imprint:
    changes = told["changes"]
    return Imprint(
        fingerprint=_matching(FINGERPRINT, told["fingerprint"]),
        **{name: _text(told[name]) for name in ("released", "because", "unsigned")},
        others=tuple(
            Known(_matching(YEAR, each["year"]), _matching(NUMBER, each["edition"])) for each in told["others"]
        ),
        changes=None if changes is None else _changes(changes),
    )


def _changes(told: Mapping) -> Changes:
    return Changes(
        before=_text(told["before"]),
        counted=_text(told["counted"]),
        tables=tuple(
            ChangedTable(_text(each["title"]), _texts(each["headings"]), tuple(map(_texts, each["rows"])))
            for each in told["tables"]
        ),
        words=tuple(
            ChangedWords(_text(each["place"]), _texts(each["before"]), _texts(each["after"])) for each in told["words"]
        ),
    )


def _texts(told: object) -> tuple[str, ...]:
    if not isinstance(told, list):
        raise TypeError
    return tuple(map(_text, told))


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


def _matching(pattern: re.Pattern, told: object) -> str:
    if not pattern.fullmatch(_text(told)):
        raise ValueError
    return told
