"""The periods that a sentence names, in words or in figures: 2016-17, 31 March 2017, August, the year before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kscb_book.source.periods import MONTHS, NAMES, QUARTERS, Period

ORDINALS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4", "last": "Q4", "final": "Q4"}
MONTH = "|".join(NAMES)
TWO_YEARS = r"(?:19|20)\d\d(?:\s*[-/\u2013\u2011]\s*|\s+to\s+)(?:(?:19|20)\d\d|\d\d)(?!\d|[-/\u2013]\d)"
ONE_YEAR = r"(?:19|20)\d\d(?!\d)"
NAME = re.compile(
    rf"(?P<year_to>(?i:year|months)\s+(?i:to|ending|ended)\s+31\s+March\s+(?P<ended>{ONE_YEAR}))"
    rf"|\b(?P<day>\d\d?)\s+(?P<of>{MONTH})\b(?:\s+(?P<in>{ONE_YEAR}))?"
    rf"|\b(?P<month>{MONTH})\b(?:\s+(?:of\s+)?(?P<month_year>{TWO_YEARS}|{ONE_YEAR}))?"
    rf"|\b(?:(?P<quarter>Q[1-4])|(?P<ordinal>(?i:{'|'.join(ORDINALS)}))\s+(?i:quarter))\b"
    rf"(?:\s+(?:of\s+)?(?P<quarter_year>{TWO_YEARS}))?"
    rf"|\b(?P<year>{TWO_YEARS})"
    r"|\b(?P<before>(?i:(?:the|a)\s+year\s+(?:before|earlier)|(?:the\s+)?(?:previous|preceding)\s+year|(?<!the\s)last\s+year))\b"
    r"|\b(?P<this>(?i:(?:this|the\s+current)\s+year))\b"
    rf"|\b(?P<alone>{ONE_YEAR})"
)
JOINED = re.compile(r"\s*(?:,|,?\s+(?:and|or)|&|\s+to|\u2013)\s*")
RANGE = re.compile(r"\s*(?:\s+to|\u2013|-)\s*")


@dataclass(frozen=True)
class Name:
    """A place in a sentence where it names periods; a range names all it spans.

    ``day`` is the year whose last day is named, for stocks. ``relative`` tells that it was reckoned from
    another; a name without any period is a year that may be two.
    """

    start: int
    end: int
    text: str
    periods: tuple[Period, ...] = ()
    day: Period | None = None
    relative: bool = False

    def covers(self, period: Period, kind: str) -> bool:
        """Whether a figure of this period, a ``stock`` or a ``flow``, is of what is named here."""
        return period in self.periods or (kind == "stock" and period == self.day)


def periods_named(text: str, year: str) -> tuple[Name, ...]:
    """Return where a sentence names periods, in order; what is named without a year belongs to the year named
    before it, else to ``year``."""
    return tuple(_as_ranges(list(_names(text, year)), text))


def _names(text: str, year: str) -> Iterator[Name]:
    last = Name(0, 0, "", (Period(year),))
    found = list(NAME.finditer(text))
    for place, match in enumerate(found):
        name = _name(match, last, _year_after(found[place:], text))
        if name:
            yield name
            last = name if name.periods else last


def _name(match: re.Match, last: Name, year_after: str | None) -> Name | None:
    name, year = Name(match.start(), match.end(), match[0]), last.periods[0].year
    if match["year_to"]:
        return replace(name, periods=(Period(_ending(match["ended"])),))
    if match["day"]:
        return _on_a_day(name, match, year)
    if match["month"]:
        month = _month(match["month"], year_after or year)
        return replace(name, periods=(month,), day=Period(month.year) if month.part == "Mar" else None)
    if part := match["quarter"] or ORDINALS.get((match["ordinal"] or "").lower()):
        return replace(name, periods=(Period(_two_years(year_after) or year, part),))
    if match["before"]:
        before = tuple(period.previous for period in last.periods)
        return replace(name, periods=before, day=last.day and last.day.previous, relative=True)
    if match["this"]:
        return replace(name, periods=(Period(year),), relative=True)
    years = _two_years(match["year"])
    return replace(name, periods=(Period(years),)) if years else name


def _on_a_day(name: Name, match: re.Match, this: str) -> Name | None:
    if (match["day"], match["of"]) != ("31", "March"):
        return None
    year = Period(_ending(match["in"]) if match["in"] else this)
    return replace(name, periods=(Period(year.year, "Mar"),), day=year)


def _year_after(found: list[re.Match], text: str) -> str | None:
    # August, September and October 2016: the year that closes a list is the year of all in it.
    for match, following in zip(found, [*found[1:], None], strict=True):
        given = match["month_year"] or match["quarter_year"]
        if given:
            return given
        joined = following and JOINED.fullmatch(text[match.end() : following.start()])
        if not joined or not (following["month"] or following["quarter"] or following["ordinal"]):
            return None
    return None


def _month(name: str, year: str) -> Period:
    part = MONTHS[NAMES.index(name)]
    if len(year) == 4:
        first = int(year) - (part in ("Jan", "Feb", "Mar"))
        return Period(_from(first), part)
    return Period(_two_years(year) or year, part)


def _ending(year: str) -> str:
    return _from(int(year) - 1)


def _from(first: int) -> str:
    return f"{first:04d}-{(first + 1) % 100:02d}"


def _two_years(text: str | None) -> str | None:
    if not text:
        return None
    first, last = re.fullmatch(r"(\d{4})\D+(\d+)", text).groups()
    return _from(int(first)) if int(last) % 100 == (int(first) + 1) % 100 else None


def _as_ranges(names: list[Name], text: str) -> Iterator[Name]:
    while names:
        first = names.pop(0)
        if names and (whole := _range(first, names[0], text)):
            names.pop(0)
            yield whole
        else:
            yield first


def _range(first: Name, last: Name, text: str) -> Name | None:
    between = text[first.end : last.start]
    is_range = RANGE.fullmatch(between) or (
        re.fullmatch(r"\s+and\s+", between) and re.search(r"(?i)\bbetween\s+$", text[: first.start])
    )
    if not is_range or not first.periods or not last.periods or _kind(first) != _kind(last):
        return None
    spanned = tuple(_between(first.periods[0], last.periods[0]))
    return Name(first.start, last.end, text[first.start : last.end], spanned, last.day) if spanned else None


def _kind(name: Name) -> int:
    part = name.periods[0].part
    return 0 if part is None else 1 if part in QUARTERS else 2


def _between(first: Period, last: Period) -> Iterator[Period]:
    parts = next((each for each in (QUARTERS, MONTHS) if first.part in each), (None,))
    for year in range(int(first.year[:4]), int(last.year[:4]) + 1):
        for part in parts:
            period = Period(_from(year), part)
            if first.order <= period.order <= last.order:
                yield period
