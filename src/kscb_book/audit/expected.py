"""What a figure must be, from its id alone: its cells, its value, its formula, the text that prints it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kscb_book.audit import intervals
from kscb_book.audit.cells import PARTS, Given, year_before
from kscb_book.audit.limits import SIDES, first_points, limit_of
from kscb_book.audit.numbers import MINUS, Number, printed, strongest
from kscb_book.source.sections import read_sections

UNITS = {"count": "number", "share": "%", "rate": "per 10,000", "money": "£ million"}
ID = re.compile(r"(?P<measure>[\w.]+)\[(?:(?P<category>\w+), )?(?P<period>[^,\[\]]+)\]")


class NotDerivable(LookupError):
    """No cell and no combination of the schema gives this id; the text says why."""


@dataclass(frozen=True)
class Expected:
    """A figure as the audit works it out.

    ``label`` is its category's, ``cells`` are addresses in the order of the formula, ``interval`` is the range
    that chance alone may explain, as printed, where the counts behind the figure are known.
    """

    id: str
    label: str | None
    title: str
    unit: str
    period: str
    cells: tuple[str, ...]
    value: Number
    printed: str
    formula: str
    interval: str = ""


class Engine:
    """Works out figures from the numbers of the workbook and the measures of the schema."""

    def __init__(self, given: Iterable[Given]):
        self.given: dict[tuple, list[Given]] = {}
        for each in given:
            self.given.setdefault((each.measure, each.category, each.period), []).append(each)
        self.measures = {id: told for section in read_sections("measures") for id, told in _measures(section, "")}
        self._known: dict[str, Expected] = {}

    def expected(self, id: str) -> Expected:
        """Return the figure with this id. Raises NotDerivable."""
        found = ID.fullmatch(id)
        if not found or found["measure"] not in self.measures:
            raise NotDerivable("the schema has no such measure")
        if id not in self._known:
            self._known[id] = self._figure(found["measure"], found["category"], found["period"])
        return self._known[id]

    def _figure(self, measure: str, category: str | None, period: str) -> Expected:
        read = self.given.get((measure, category, period), [])
        if len(read) > 1:
            raise NotDerivable(f"more than one cell holds it: {', '.join(each.address for each in read)}")
        if read:
            return self._made(measure, read[0], read[0].value, read[0].formula, (read[0].address,))
        rule = self.measures[measure].get("combination")
        if not rule:
            raise NotDerivable("no cell of the workbook has its measure, period and category")
        if rule in SIDES:
            return self._limit(rule, measure, period)
        parts = self._parts(rule, self.measures[measure]["of"], category, period)
        symbol = strongest([part.value for part in parts])
        value, formula = _combined(rule, [part.value for part in parts] if not symbol else [], parts)
        cells = tuple(dict.fromkeys(cell for part in parts for cell in part.cells))
        label = parts[0].label if category else None
        whole = Given("", "", measure, period, category, label, symbol or value, self.measures[measure]["decimals"])
        return self._made(measure, whole, symbol or value, formula, cells)

    def _parts(self, rule: str, of: list[str], category: str | None, period: str) -> list[Expected]:
        if rule == "total":
            return self._rows(of[0], period)
        if rule == "change":
            earlier = period[:-7] + year_before(period[-7:], 1)
            return [self._figure(of[0], category, each) for each in (period, earlier)]
        if rule in ("share", "rate_per_10k"):
            return [self._figure(of[0], category, period), self._whole(of[1], category, period)]
        raise NotDerivable(f"the audit does not know the combination {rule!r}")

    def _limit(self, rule: str, measure: str, period: str) -> Expected:
        told = self.measures[measure]
        series = sorted(
            (each for (id, _, _), found in self.given.items() if id == told["of"][0] for each in found), key=_when
        )
        values = [each.value for each in series]
        value, formula = limit_of(rule, values, told["number"], told["decimals"])
        cells = tuple(series[place].address for place in first_points(values))
        return self._made(
            measure, Given("", "", measure, period, None, None, value, told["decimals"]), value, formula, cells
        )

    def _whole(self, measure: str, category: str | None, period: str) -> Expected:
        try:
            return self._figure(measure, category, period)
        except NotDerivable:
            return self._figure(measure, None, period)

    def _rows(self, measure: str, period: str) -> list[Expected]:
        categories = [category for id, category, of in self.given if category and (id, of) == (measure, period)]
        if not categories:
            raise NotDerivable(f"no table holds {measure} of {period} by categories")
        return [self._figure(measure, category, period) for category in categories]

    def _made(self, measure: str, like: Given, value: Number, formula: str, cells: tuple[str, ...]) -> Expected:
        told = self.measures[measure]
        places = min(told["decimals"], like.decimals)
        inside = ", ".join(filter(None, [like.category, like.period]))
        return Expected(
            id=f"{measure}[{inside}]",
            label=like.label,
            title=f"{told['name']}: {like.label}" if like.category else told["name"],
            unit=UNITS.get(told["number"]) or told.get("measured_in", ""),
            period=like.period,
            cells=cells,
            value=value,
            printed=printed(value, told["number"], places),
            formula=formula,
            interval=self._interval(measure, like, value, places),
        )

    def _interval(self, measure: str, like: Given, value: Number, places: int) -> str:
        told = self.measures[measure]
        # A number that a cell holds was not worked out here, whatever its measure is elsewhere.
        rule = None if like.address else told.get("combination")
        given = [told["count"]] if "count" in told and told["number"] == "rate" else []
        behind = told["of"] if rule in ("share", "rate_per_10k") else given
        try:
            of = self._whole if rule else self._figure
            counts = [of(each, like.category, like.period).value for each in behind]
        except NotDerivable:
            return ""
        if not behind or not self._are_independent(behind) or any(isinstance(each, str) for each in (value, *counts)):
            return ""
        if rule == "share":
            return intervals.printed(intervals.of_share(*map(float, counts)), places, "%") if _is_part(*counts) else ""
        scale = float(value / counts[0]) if counts[0] else 10_000 / float(counts[1]) if rule else 0
        return (
            intervals.printed(tuple(end * scale for end in intervals.of_count(float(counts[0]))), places, "")
            if scale
            else ""
        )

    def _are_independent(self, measures: list[str]) -> bool:
        told = self.measures[measures[0]]
        return told["number"] == "count" and not told.get("repeats", False)


def _when(given: Given) -> tuple[str, int]:
    part, _, year = given.period.rpartition(" ")
    return year, PARTS.split("|").index(part) if part in PARTS.split("|") else -1


def _is_part(part: Fraction, whole: Fraction) -> bool:
    return part <= whole > 0


def _combined(rule: str, values: list[Fraction], parts: list[Expected]) -> tuple[Number, str]:
    """Return the value, worked out where all parts are numbers, and the formula as it is printed."""
    shown = [part.printed for part in parts]
    if rule == "total":
        return sum(values, Fraction(0)), " + ".join(shown)
    if rule == "change":
        return (values[0] - values[1] if values else "", f"{shown[0]} {MINUS} {shown[1]}")
    times = 100 if rule == "share" else 10_000
    quotient = times * values[0] / values[1] if values and values[1] else "[z]"
    return quotient, f"{times:,} × {shown[0]} ÷ {shown[1]}"


def _measures(tables: Mapping, prefix: str) -> Iterator[tuple[str, dict]]:
    shared = tables.get("each", {})
    for key, table in tables.items():
        if "name" in table:
            yield f"{prefix}{key}", {**shared, **table}
        elif key != "each":
            yield from _measures(table, f"{prefix}{key}.")
