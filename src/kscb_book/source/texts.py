"""Text in cells: reading it, finding what is nearly it, and saying what is wrong with it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from difflib import SequenceMatcher

AS_TEXT = "format the cell as Text, then type it again"
LONGEST = 500
LONGEST_SHOWN = 60
REALLY_NEAR = 0.75
# A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
ESCAPED_CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_")  # how Excel stores a control character


def text_of(value: object) -> str:
    """Return a cell's text without the spaces around it; a space that does not break is a space."""
    return "" if value is None else str(value).replace("\xa0", " ").strip()


def nearest(wanted: str, others: Iterable[str]) -> str | None:
    """Return the one of ``others`` that ``wanted`` is taken for, or None where none is really near."""
    scored = [(SequenceMatcher(None, wanted.lower(), other.lower()).ratio(), other) for other in others if other]
    score, other = max(scored, default=(0, None))
    return other if score >= REALLY_NEAR else None


def renamed(wanted: str, others: Iterable[str], where: str = "found") -> str:
    """Return the hint that one of ``others`` may be ``wanted`` under another name, or nothing."""
    near = nearest(wanted, others)
    return f"; {where} {as_found(near)} - was it renamed?" if near else ""


def meant(typed: str, others: Iterable[str]) -> str:
    """Return the hint that one of ``others`` may be meant by what was typed, or nothing."""
    near = nearest(typed, others)
    return f"; is {as_found(near)} meant?" if near else ""


def as_found(value: object) -> str:
    """Say what a cell holds in the words of Excel's own screen."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (datetime, date)):
        return f"the date {value.day} {value:%B} {value.year}"
    if isinstance(value, time):
        return f"the time {value:%H:%M}"
    if isinstance(value, timedelta):
        return f"the duration {value}"
    if isinstance(value, str):
        return repr(value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}...")
    return str(value)


def is_date(value: object) -> bool:
    """Whether Excel holds a date or a time here."""
    return isinstance(value, (date, time, timedelta))


def text_problem(value: object, formula: str = "") -> str | None:
    """Return what is wrong with a cell that should hold a text, or None."""
    text = text_of(value)
    if formula:
        return f"holds the formula {as_found(formula)}; type the text itself"
    if is_date(value):
        return f"found {as_found(value)}; Excel turned what was typed into a date: {AS_TEXT}"
    if isinstance(value, bool):
        return f"expected a text, found {as_found(value)}"
    if len(text) > LONGEST:
        return f"the text has {len(text):,} characters; at most {LONGEST} are read"
    if "\n" in text or "\r" in text:
        return f"{as_found(' '.join(text.split()))} holds a line break; type it on one line"
    if ESCAPED_CONTROL.search(text) or any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co") for each in text):
        return "the text holds a character that cannot be seen; delete the text and type it again"
    return None


def harmless(text: str) -> str:
    """Return a text for a table (CSV) that no spreadsheet takes for a formula."""
    number = text.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not number else text
