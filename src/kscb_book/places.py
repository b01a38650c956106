"""Where things are: the book's root, the data of a year. A leaf; it opens no file."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kscb_book.findings import refused

YEAR = re.compile(r"[0-9]{4}-[0-9]{2}")
# What KSCB_DISCLOSURE may say; nothing may be shown that the workbook's own policy hides.
POLICIES = {"": "", "suppress": "Suppress"}
POLICY_NAMES = {policy: name for name, policy in POLICIES.items()}
# What KSCB_OUTPUT may say, and whether that is the internal output.
OUTPUTS = {"": False, "public": False, "internal": True}


@dataclass(frozen=True)
class Places:
    """The folders of one year's book, and which of its two outputs is meant.

    ``root`` holds ``_config.yml`` and the chapters; ``data`` holds a folder a year. ``disclosure`` is the policy that
    is kept in place of the workbook's own, or nothing. The ``internal`` output shows counts in full whatever the
    policy; the other, the public one, shows what the policy allows.
    """

    root: Path
    data: Path
    year: str
    disclosure: str = ""
    internal: bool = False

    @property
    def built(self) -> str:
        """The name of the folder that a build leaves."""
        return f"{self.year}-suppressed" if self.disclosure and not self.internal else self.named

    @property
    def named(self) -> str:
        """The year as the files of an output are called after it: ``2016-17``, or ``2016-17-internal``."""
        return f"{self.year}-internal" if self.internal else self.year

    def of(self, year: str) -> "Places":
        """Return the places of another year of the same book."""
        return replace(self, year=year)

    @property
    def chapters(self) -> Path:
        """The folder of the chapter notebooks."""
        return self.root / "chapters"

    @property
    def guide(self) -> Path:
        """The analyst's guide, which the site takes in."""
        return self.root / "docs" / "guide.md"

    @property
    def own_contents(self) -> Path:
        """The year's own table of contents, where it has one."""
        return self.data / self.year / "toc.yml"

    @property
    def own_chapters(self) -> Path:
        """The folder of chapters that the year has in place of the book's."""
        return self.data / self.year / "chapters"

    @property
    def workbook(self) -> Path:
        """The year's workbook."""
        return self.data / self.year / f"kscb-{self.year}.xlsx"

    @property
    def narrative(self) -> Path:
        """The folder of the year's narrative, one folder a chapter."""
        return self.data / self.year / "narrative"

    @property
    def phrases(self) -> Path:
        """The file of phrases that the year's narrative may use."""
        return self.data / self.year / "phrases.csv"

    @property
    def review(self) -> Path:
        """The file of the year's sign-offs."""
        return self.data / self.year / "review.csv"

    @property
    def glossary(self) -> Path:
        """The file of abbreviations that the year's narrative explains."""
        return self.data / self.year / "glossary.csv"

    def holds(self, path: Path) -> bool:
        """Whether ``path`` lies in the data folder, wherever its links lead."""
        try:
            found = path.resolve()
            # Python 3.13 returns a link that leads round in a circle as it is; earlier ones raise.
            return found.is_relative_to(self.data.resolve()) and not any(
                each.is_symlink() for each in (found, *found.parents)
            )
        except (OSError, RuntimeError):  # links that lead round in a circle
            return False

    def shown(self, path: Path) -> str:
        """Return ``path`` as a reader of a message knows it: from the root where it lies there."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)


def find_root() -> Path:
    """Return the folder of the book: ``KSCB_ROOT``, or the nearest parent that holds ``_config.yml``."""
    if named := os.environ.get("KSCB_ROOT"):
        return Path(named).resolve()
    here = Path.cwd().resolve()
    for folder in [here, *here.parents]:
        if (folder / "_config.yml").is_file():
            return folder
    raise refused(str(here), "", "no book here: neither this folder nor one above it holds _config.yml")


def find_places(year: str, disclosure: str | None = None, internal: bool | None = None) -> Places:
    """Return the places of ``year``; data lies in ``KSCB_DATA`` or in ``data`` at the root.

    The disclosure policy is the workbook's own unless ``disclosure``, or else ``KSCB_DISCLOSURE``, says ``suppress``;
    the output is the public one unless ``internal``, or else ``KSCB_OUTPUT``, says otherwise.

    Raises InputRefused for a year that is not two following years written as 2016-17, for a data folder
    that is none, for another policy or output, and for a workbook, narrative, phrases, glossary or sign-offs that a
    link brings in from elsewhere.
    """
    check_year(year)
    root = find_root()
    policy = os.environ.get("KSCB_DISCLOSURE", "") if disclosure is None else disclosure
    if policy not in POLICIES:
        raise refused("disclosure", "", f"expected suppress, found {policy!r}")
    data = Path(os.environ.get("KSCB_DATA") or root / "data").resolve()
    places = Places(root, data, year, POLICIES[policy], _is_internal() if internal is None else internal)
    if not places.data.is_dir():
        raise refused(places.shown(places.data), "", "there is no such folder; it should hold a folder a year")
    named = (places.workbook, places.narrative, places.phrases, places.glossary, places.own_contents)
    for path in (places.workbook.parent, *named, places.review, places.own_chapters):
        if not places.holds(path):
            raise refused(
                places.shown(path), "", "is a link that leads out of the data folder; put the thing itself here"
            )
    return places


def _is_internal() -> bool:
    output = os.environ.get("KSCB_OUTPUT", "")
    if output not in OUTPUTS:
        raise refused("output", "", f"expected public or internal, found {output!r}")
    return OUTPUTS[output]


def check_year(year: str) -> None:
    """Refuse a year that is not written as ``2016-17``, two years that follow each other."""
    if not YEAR.fullmatch(year) or (int(year[:4]) + 1) % 100 != int(year[5:]):
        raise refused("year", "", f"expected a year written as 2016-17, found {year!r}")


@contextmanager
def in_environment(places: Places) -> Iterator[None]:
    """Let chapters find these places while they run.

    The environment carries places into a chapter, here or in a kernel; parameters carry only what may be
    printed.
    """
    before = {name: os.environ.get(name) for name in ("KSCB_ROOT", "KSCB_DATA", "KSCB_DISCLOSURE", "KSCB_OUTPUT")}
    policy = POLICY_NAMES[places.disclosure]
    output = "internal" if places.internal else "public"
    os.environ.update(KSCB_ROOT=str(places.root), KSCB_DATA=str(places.data))
    os.environ.update(KSCB_DISCLOSURE=policy, KSCB_OUTPUT=output)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
