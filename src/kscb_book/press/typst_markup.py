"""The few words of Typst that the press writes; whatever a person wrote goes in as a string, never as markup."""

import re
from collections.abc import Iterable

NOT_PRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
NOT_IN_A_PLACE = re.compile(r"[^\w .:#-]")


def quoted(text: str) -> str:
    """Return text as a Typst string; no character of it can end the string or be read as code."""
    safe = NOT_PRINTED.sub("", text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{safe}"'


def words(text: str) -> str:
    """Return running text, white space as in HTML: any amount of it is one space."""
    collapsed = re.sub(r"[ \t\r\n]+", " ", text)
    return f"#{quoted(collapsed)};" if collapsed else ""


def listed(items: Iterable[str]) -> str:
    """Return values that are already Typst as an array."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def optional(text: str | None) -> str:
    """Return a string, or Typst's ``none``."""
    return "none" if text is None else quoted(text)


def flag(truth: bool) -> str:
    """Return Typst's ``true`` or ``false``."""
    return str(truth).lower()


def place(text: str) -> str:
    """Return a comment that says where what follows comes from, for messages about it."""
    return f"/* at {NOT_IN_A_PLACE.sub('_', text)} */"
