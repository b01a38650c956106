"""Where things stand among releases, and what an edition is called. A leaf; it opens no file."""

import re
from dataclasses import dataclass
from pathlib import Path

INTERNAL, PUBLIC = "internal", "public"
SIDES = (INTERNAL, PUBLIC)
INDEX, LANDING = "index.csv", "index.html"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
BOOK, PACKAGE, TABLES = "book", "package", "tables"
NUMBER = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True, order=True)
class Name:
    """What an edition is called: its year and its number."""

    year: str
    number: int

    @property
    def title(self) -> str:
        """The name in words."""
        return f"{self.year}, edition {self.number}"

    @property
    def folder(self) -> Path:
        """Where it lies beneath the folder of releases."""
        return Path(self.year) / f"v{self.number}"


def spreadsheet_of(side: Path, named: str) -> Path:
    """Return where the spreadsheet of all tables stands in a side, whose files are ``named`` after its year."""
    return side / f"kscb-tables-{named}.xlsx"
