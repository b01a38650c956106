"""Records of single people: what looks so like them that a workbook or narrative which holds it is refused.

Only what can be told surely counts, and only where it stands in three rows or more. A message names sheet and rows
and never repeats what stands there.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from kscb_book.findings import Finding
from kscb_book.source.cells import letters_of
from kscb_book.source.page import Page, Pages

ROWS = 3
CHILDHOOD = 25  # years: care leavers are supported up to this age
SPREAD = 3  # calendar years that dates of birth lie apart at the least; dates of meetings lie in one year or two
NAMES = re.compile(
    r"(fore|first|given|christian|sur|last|family)[ -]?names?|(child|pupil|patient|young person)('s)? (full )?name"
)
HEADINGS = {
    "dates of birth": r"d\.?o\.?b\.?|(?:date of birth|birth ?dates?)",
    "pupil numbers (UPN)": r"u\.?p\.?n\.?s?|unique pupil (?:number|reference)s?",
    "NHS numbers": r"nhs (?:no\.?|numbers?|nos\.?)",
    "National Insurance numbers": r"n\.?i\.? (?:no\.?|numbers?)|national insurance (?:no\.?|numbers?)|nino",
}
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN = re.compile(rf"[{UPN_LETTERS}]\d{{11}}[\d{UPN_LETTERS}]", re.IGNORECASE)
NHS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
INSURANCE = re.compile(
    r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.IGNORECASE
)
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}", re.IGNORECASE)
DAY = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})(?: 00:00:00)?"
)
BORN = re.compile(r"\b(?:d\.?o\.?b|date of birth|born(?: on)?)\b\W{0,5}\d{1,4}[/.\-\s]", re.IGNORECASE)


def is_nhs_number(text: str) -> bool:
    """Whether a text is an NHS number: ten digits, the last of which checks the others (modulus 11)."""
    if not NHS.fullmatch(text):
        return False
    digits = [int(each) for each in text if each.isdigit()]
    if len(set(digits)) == 1:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[-1] == check % 11 and check != 10


def is_upn(text: str) -> bool:
    """Whether a text is a unique pupil number: its first letter checks what follows (modulus 23)."""
    if not UPN.fullmatch(text):
        return False
    letter, *others = text.upper()
    values = [int(each) if each.isdigit() else UPN_LETTERS.index(each) for each in others]
    return UPN_LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23] == letter


SURE: Mapping[str, Callable[[str], object]] = {
    "NHS numbers": is_nhs_number,
    "pupil numbers (UPN)": is_upn,
    "National Insurance numbers": INSURANCE.fullmatch,
}
IN_TEXT = {
    "NHS numbers": (re.compile(rf"(?<![\d-]){NHS.pattern}(?![\d-])"), is_nhs_number),
    "pupil numbers (UPN)": (re.compile(rf"\b{UPN.pattern}\b", re.IGNORECASE), is_upn),
    "National Insurance numbers": (re.compile(rf"\b{INSURANCE.pattern}\b", re.IGNORECASE), INSURANCE.fullmatch),
    "dates of birth": (BORN, bool),
}


@lru_cache(maxsize=8)
def findings_in_pages(pages: Pages, year: str, shown: str) -> tuple[Finding, ...]:
    """Return what in a workbook's sheets, hidden ones too, is kept of single people; ``year`` is the report's."""
    found: list[Finding] = []
    for title, page in pages.by_name.items():
        if isinstance(page, str):
            message = "is too large to be looked through for records of single people; delete the sheet, or its rest"
            found.append(Finding(shown, title, f"the sheet reaches as far as cell {page} and {message}"))
            continue
        for column, cells in _columns(page).items():
            found += [
                Finding(shown, title, _message(kind, f"column {letters_of(column)}, rows {_rows(rows)}"))
                for kind, rows in kinds_in_column(cells, year).items()
            ]
        if rows := _with_postcodes(page):
            found.append(Finding(shown, title, _message("names with postcodes", f"rows {_rows(rows)}")))
    return tuple(found)


def problems_in_text(text: str) -> list[tuple[int, str]]:
    """Return what a narrative block holds of single people, each with the first of its lines."""
    found = kinds_in_lines(text.split("\n"))
    return [(lines[0], _message(kind, f"lines {_rows(lines)}")) for kind, lines in found.items()]


def kinds_in_lines(lines: Sequence[str]) -> dict[str, list[int]]:
    """Return what lines of text hold of single people, each kind with the numbers of its lines, from 1."""
    found = {
        kind: [
            number for number, line in enumerate(lines, 1) if any(is_sure(each[0]) for each in pattern.finditer(line))
        ]
        for kind, (pattern, is_sure) in IN_TEXT.items()
    }
    return {kind: numbers for kind, numbers in found.items() if len(numbers) >= ROWS}


def _message(kind: str, place: str) -> str:
    return f"holds what looks like {kind} ({place}); records of single people never belong here: take them out"


def _columns(page: Page) -> dict[int, dict[int, object]]:
    columns: dict[int, dict[int, object]] = {}
    for (row, column), content in sorted(page.contents.items()):
        if not content.is_blank:
            columns.setdefault(column, {})[row] = content.value
    return columns


def kinds_in_column(cells: Mapping[int, object], year: str) -> dict[str, list[int]]:
    """Return what a column of cells by their rows holds of single people, each kind with its rows."""
    texts = {row: _text_of(value) for row, value in cells.items()}
    found = {kind: [row for row, text in texts.items() if is_sure(text)] for kind, is_sure in SURE.items()}
    found["dates of birth"] = _births(texts, year)
    for kind, pattern in HEADINGS.items():
        heading = next((row for row, text in texts.items() if re.fullmatch(pattern, text.lower())), None)
        beneath = [row for row in texts if heading is not None and row > heading]
        found[kind] = beneath if len(beneath) >= ROWS else found.get(kind, [])
    return {kind: rows for kind, rows in found.items() if len(rows) >= ROWS}


def _text_of(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().replace("\xa0", " ")


def _births(texts: Mapping[int, str], year: str) -> list[int]:
    last = date(int(year[:4]) + 1, 3, 31)
    days = {row: day for row, text in texts.items() if (day := _day_in(text))}
    births = {row: day for row, day in days.items() if last.replace(year=last.year - CHILDHOOD) <= day <= last}
    years = {day.year for day in births.values()}
    apart = bool(years) and max(years) - min(years) >= SPREAD
    return list(births) if apart and len(births) == len(days) else []


def _day_in(text: str) -> date | None:
    found = DAY.fullmatch(text)
    if not found:
        return None
    try:
        if found["iso"]:
            return datetime.strptime(found["iso"], "%Y-%m-%d").date()
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _with_postcodes(page: Page) -> list[int]:
    rows = {row: [_text_of(each.value) for each in cells.values()] for row, cells in page.rows().items()}
    heading = next((row for row, texts in rows.items() if any(NAMES.fullmatch(text.lower()) for text in texts)), None)
    beneath = [row for row in rows if heading is not None and row > heading]
    held = [row for row in beneath if any(map(POSTCODE.fullmatch, rows[row]))]
    return held if len(held) >= ROWS else []


def _rows(rows: Sequence[int]) -> str:
    return f"{rows[0]} to {rows[-1]}"
