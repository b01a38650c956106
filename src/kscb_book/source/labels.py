"""The labels of a table's rows: those the schema knows, those a supplier may choose, and what is neither."""

import re
from collections.abc import Mapping

from kscb_book.source.page import Content
from kscb_book.source.periods import MONTHS
from kscb_book.source.schema import Layout
from kscb_book.source.texts import as_found, meant, text_of, text_problem

MONTH = re.compile(rf"({'|'.join(MONTHS)})[a-z]*\.?[ -]*(\d{{2}}|\d{{4}})?", re.IGNORECASE)


def key_of(label: str) -> str:
    """Return the key of a category that the supplier chose: its label in small letters."""
    return re.sub(r"\W+", "_", label.lower()).strip("_")


def is_total(label: str, layout: Layout) -> bool:
    """Whether a row is the total of the others, which is no category and is only compared with their sum."""
    expected = any(row.label == label for row in layout.rows)
    return layout.kind in ("categories", "any categories") and label.lower() == "total" and not expected


def problems_of_labels(contents: Mapping[int, Content], layout: Layout, year: str) -> dict[int, str]:
    """Return what is wrong with row labels, given and returned by Excel row."""
    labels = {row: text_of(content.value) for row, content in contents.items()}
    expected = [row.label for row in layout.rows]
    missing = [label for label in expected if label not in labels.values()]
    problems: dict[int, str] = {}
    seen: dict[str, str] = {}
    for row, label in labels.items():
        key = label if expected else key_of(label)
        problem = text_problem(contents[row].value, contents[row].formula)
        if not problem and not is_total(label, layout):
            problem = _problem(label, missing, year) if expected and label not in expected else None
        problem = problem or ("the row has no label" if not label else _repeated(label, key, seen))
        if problem:
            problems[row] = problem
        seen.setdefault(key, label)
    return problems


def _repeated(label: str, key: str, seen: Mapping[str, str]) -> str | None:
    if not key:
        return f"the label {as_found(label)} holds no letter"
    if key not in seen:
        return None
    if label == seen[key]:
        return f"{as_found(label)} stands twice"
    return f"{as_found(label)} is too near to {as_found(seen[key])}; choose words that tell them apart"


def _problem(label: str, missing: list[str], year: str) -> str | None:
    if not label:
        return None
    found = MONTH.fullmatch(label)
    if found and found[2] and missing and all(MONTH.fullmatch(each) for each in missing):
        return _month_problem(label, found[1].capitalize(), int(found[2]) % 100, year)
    return f"{as_found(label)} is not a row of this table{meant(label, missing)}"


def _month_problem(label: str, month: str, typed: int, year: str) -> str:
    first, second = int(year[2:4]), int(year[5:])
    if typed == (second if month in ("Jan", "Feb", "Mar") else first):
        return f"{as_found(label)} is not a row of this table; is {month!r} meant?"
    return f"{as_found(label)} lies outside the year, which runs from Apr {year[:4]} to Mar {int(year[:4]) + 1}"
