"""Short lists that an analyst keeps as CSV beside the workbook; untrusted, and read with every fault at once."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kscb_book.findings import Finding
from kscb_book.source.texts import meant

LARGEST = 200_000
MOST_ENTRIES = 2_000


@dataclass(frozen=True)
class Entry:
    """One line of a list: its texts in the order of the headings asked for, and where it stands."""

    line: int
    texts: tuple[str, ...]


def read_list(path: Path, headings: Sequence[str], shown: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return the entries of a list under these headings, and what is wrong with the file, called ``shown``.

    A file that is not there is an empty list. White space is folded; blank lines are passed over.
    """
    try:
        if not path.exists():
            return (), ()
        size = path.stat().st_size
        if size > LARGEST:
            return (), (Finding(shown, "", f"the file has {size // 1000:,} kB; at most {LARGEST // 1000} kB are read"),)
        return _entries(path.read_text(encoding="utf-8-sig"), headings, shown)
    except UnicodeDecodeError:
        return (), (Finding(shown, "", "this is not text in UTF-8; save it in Excel as CSV UTF-8"),)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its links lead round in a circle"
        return (), (Finding(shown, "", f"the file cannot be read ({reason}); close it where it is open"),)
    except csv.Error as error:
        return (), (Finding(shown, "", f"this is not a CSV file, or it is damaged ({error})"),)


def _entries(text: str, headings: Sequence[str], shown: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = [heading.strip().lower() for heading in next(reader, [])]
    if missing := [heading for heading in headings if heading not in found]:
        return (), tuple(Finding(shown, "line 1", f"no column {each!r}{meant(each, found)}") for each in missing)
    columns = [found.index(heading) for heading in headings]
    entries: list[Entry] = []
    for row in reader:
        if not any(each.strip() for each in row):
            continue
        if len(entries) >= MOST_ENTRIES:
            return tuple(entries), (
                Finding(shown, f"line {reader.line_num}", f"at most {MOST_ENTRIES:,} lines are read"),
            )
        texts = (" ".join(row[column].split()) if column < len(row) else "" for column in columns)
        entries.append(Entry(reader.line_num, tuple(texts)))
    return tuple(entries), ()
