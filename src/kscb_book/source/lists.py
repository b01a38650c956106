"""Short lists that an analyst keeps as CSV beside the workbook; untrusted, and read with every fault at once."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kscb_book.findings import Finding
from kscb_book.source.texts import meant


@dataclass(frozen=True)
class Form:
    """How large a list may be, in bytes and in lines; an ``exact`` one has the headings asked for and no others."""

    largest: int = 200_000
    most: int = 2_000
    exact: bool = False


SHORT = Form()


@dataclass(frozen=True)
class Entry:
    """One line of a list: its texts in the order of the headings asked for, and where it stands."""

    line: int
    texts: tuple[str, ...]


def read_list(
    path: Path, headings: Sequence[str], shown: str, form: Form = SHORT
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return the entries of a list under these headings, and what is wrong with the file, called ``shown``.

    A file that is not there is an empty list. White space is folded; blank lines are passed over.
    """
    try:
        if not path.exists():
            return (), ()
        size = path.stat().st_size
        if size > form.largest:
            problem = f"the file has {size // 1000:,} kB; at most {form.largest // 1000:,} kB are read"
            return (), (Finding(shown, "", problem),)
        return _entries(path.read_text(encoding="utf-8-sig"), headings, shown, form)
    except UnicodeDecodeError:
        return (), (Finding(shown, "", "this is not text in UTF-8; save it in Excel as CSV UTF-8"),)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its links lead round in a circle"
        return (), (Finding(shown, "", f"the file cannot be read ({reason}); close it where it is open"),)
    except csv.Error as error:
        return (), (Finding(shown, "", f"this is not a CSV file, or it is damaged ({error})"),)


def _entries(
    text: str, headings: Sequence[str], shown: str, form: Form
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = [heading.strip().lower() for heading in next(reader, [])]
    if problems := list(_problems_of_headings(found, headings, form)):
        return (), tuple(Finding(shown, "line 1", each) for each in problems)
    columns = [found.index(heading) for heading in headings]
    entries: list[Entry] = []
    faults: list[Finding] = []
    for row in reader:
        if not any(each.strip() for each in row):
            continue
        if len(entries) >= form.most:
            faults.append(Finding(shown, f"line {reader.line_num}", f"at most {form.most:,} lines are read"))
            break
        if form.exact and len(row) != len(found):
            problem = f"the line has {len(row)} columns and the headings are {len(found)}; sign again what it tells of"
            faults.append(Finding(shown, f"line {reader.line_num}", problem))
            continue
        texts = (" ".join(row[column].split()) if column < len(row) else "" for column in columns)
        entries.append(Entry(reader.line_num, tuple(texts)))
    return tuple(entries), tuple(faults)


def _problems_of_headings(found: Sequence[str], headings: Sequence[str], form: Form) -> Iterator[str]:
    yield from (f"no column {each!r}{meant(each, found)}" for each in headings if each not in found)
    if form.exact:
        yield from (f"the column {each!r} does not belong here" for each in found if each not in headings)
