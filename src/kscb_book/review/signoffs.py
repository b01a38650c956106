"""The file of sign-offs, ``review.csv`` beside the year's narrative: committed by people, and untrusted."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kscb_book.findings import Finding
from kscb_book.source.lists import Entry, Form, read_list
from kscb_book.source.texts import as_found, harmless, text_problem

HEADINGS = ("item", "reviewer", "date", "small counts", "fingerprint", "text", "basis")
FORM = Form(largest=20_000_000, most=10_000, exact=True)
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
LONGEST_NAME = 100
DATES = ("%Y-%m-%d", "%d/%m/%Y")  # as it is written here, and as Excel in Britain saves it again
BETWEEN = " | "
NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class SignOff:
    """Who signed what, and when.

    ``item`` is the item's name at that time, ``counts`` the disclosure policy in force, ``text`` and ``basis`` what
    was signed, for telling later what has changed; ``fingerprint`` alone decides whether it holds.
    """

    item: str
    reviewer: str
    date: str
    counts: str
    fingerprint: str
    text: str
    basis: str


def read_signoffs(path: Path, shown: str) -> tuple[tuple[SignOff, ...], tuple[Finding, ...]]:
    """Return the sign-offs of a year, and what is wrong with their file, which messages call ``shown``.

    A file that is not there holds none. Of a faulty file the sound lines are returned.
    """
    entries, findings = read_list(path, HEADINGS, shown, FORM)
    signed: dict[tuple[str, str], int] = {}
    found: list[SignOff] = []
    faults = list(findings)
    for entry in entries:
        signoff = _signoff(entry)
        key = (signoff.fingerprint, same_name(signoff.reviewer))
        if problem := next(_problems(signoff, signed.get(key)), None):
            faults.append(Finding(shown, f"line {entry.line}", problem))
        else:
            signed[key] = entry.line
            found.append(signoff)
    return tuple(found), tuple(faults)


def content_of(signoffs: Iterable[SignOff]) -> bytes:
    """Return the content of the file that holds these, a line each, in the order of their names."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for each in sorted(signoffs, key=_order):
        row = (each.item, each.reviewer, each.date, each.counts, each.fingerprint, each.text, each.basis)
        writer.writerow(map(harmless, row))
    return text.getvalue().encode("utf-8-sig")


def read_day(text: str) -> str | None:
    """Return a day as it is kept, ``2026-11-25``, or None where a text is none."""
    for form in DATES:
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return None


def today() -> str:
    """Return the day of signing, which is kept with what is signed."""
    return date.today().isoformat()


def name_problem(name: str) -> str | None:
    """Return why this cannot be the name of a reviewer, or None."""
    if not any(each.isalpha() for each in name):
        return f"expected the name of the reviewer, found {as_found(name)}"
    if len(name) > LONGEST_NAME:
        return f"the name of the reviewer has {len(name):,} characters; at most {LONGEST_NAME} are read"
    return text_problem(name)


def same_name(name: str) -> str:
    """Return a name in the form in which it is the same however it was typed."""
    return " ".join(name.split()).casefold()


def _signoff(entry: Entry) -> SignOff:
    item, reviewer, day, *others = (_as_typed(text) for text in entry.texts)
    return SignOff(item, reviewer, read_day(day) or day, *others)


def _as_typed(text: str) -> str:
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def _problems(signoff: SignOff, before: int | None) -> Iterator[str]:
    if problem := name_problem(signoff.reviewer):
        yield problem
    if not read_day(signoff.date):
        yield f"expected a date such as 2026-11-25, found {as_found(signoff.date)}"
    if not FINGERPRINT.fullmatch(signoff.fingerprint):
        yield f"expected the fingerprint of what was signed, found {as_found(signoff.fingerprint)}; sign it again"
    if before:
        yield f"{as_found(signoff.reviewer)} has signed this on line {before} already; delete one of the two lines"


def _order(signoff: SignOff) -> tuple:
    parts = NUMBER.split(signoff.item)
    natural = [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
    return natural, same_name(signoff.reviewer), signoff.fingerprint
