"""All authorities side by side, by one measure in one year: values, intervals, and what may be said of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kscb_book.desk.neighbour_numbers import NEIGHBOUR
from kscb_book.desk.official_answers import translated
from kscb_book.findings import InputRefused
from kscb_book.fleet.official import AllFiles, wanted_of
from kscb_book.fleet.ranks import Rank, ranks_of
from kscb_book.meaning.combinations import PER
from kscb_book.meaning.funnel import POSITIONS, Funnel, Place, funnel
from kscb_book.meaning.intervals import HUNDRED, Interval, count_interval, scaled, share_interval
from kscb_book.meaning.printing import printed, printed_range
from kscb_book.press.official_numbers import ENGLAND, REGION, OfficialNumbers
from kscb_book.press.official_numbers import Place as Where
from kscb_book.source.authorities import Authority
from kscb_book.source.comparisons import read_comparisons, read_imports
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.official import REGION_CODE, REGION_NAME, OfficialFile, checked
from kscb_book.source.sections import read_whole
from kscb_book.source.symbols import Symbol, strongest

NOT_AVAILABLE = Symbol("x")
FAR_OUT = [position for (_, sigma), position in POSITIONS.items() if sigma == 3]
APART = {1: "higher than England", -1: "lower than England", 0: "cannot be told apart from England"}


@dataclass(frozen=True)
class Entry:
    """One authority, or a place such as England: its value before rounding, or a symbol, and the counts behind it.

    ``code`` is the old code of an authority, and nothing for other places; ``interval`` is None where chance cannot
    be reckoned.
    """

    code: str
    name: str
    region: str
    value: Decimal | Symbol
    count: Decimal | Symbol | None
    among: Decimal | Symbol | None
    interval: Interval | None

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return isinstance(self.value, Decimal)


@dataclass(frozen=True)
class Compared:
    """Every authority by one measure in one year, the highest first, and those without a number after them.

    ``around`` are England and the regions; ``funnel`` is None where chance cannot be reckoned, ``at`` gives the place
    in it of an authority by its code, ``ranks`` that in the order of all.
    """

    measure: Measure
    year: str
    entries: tuple[Entry, ...]
    around: tuple[Entry, ...]
    funnel: Funnel | None
    at: Mapping[str, Place]
    ranks: Mapping[str, Rank]

    @property
    def england(self) -> Entry:
        """England as a whole."""
        return self.around[0]

    def printed(self, entry: Entry) -> str:
        """Return the value as printed, or the symbol."""
        return printed(entry.value, self.measure, None)

    def printed_interval(self, entry: Entry) -> str:
        """Return the ends of the interval as printed, or nothing."""
        return printed_range(entry.interval.low, entry.interval.high, self.measure, None) if entry.interval else ""

    def against_england(self, entry: Entry) -> str:
        """Return what may be said of an authority beside England; nothing where chance cannot be reckoned."""
        if not entry.interval or not self.england.is_known:
            return ""
        apart = (entry.interval.low > self.england.value) - (entry.interval.high < self.england.value)
        return APART[apart]

    def position(self, entry: Entry) -> str:
        """Return where an authority lies in the funnel, or nothing."""
        return self.funnel.position(self.at[entry.code]) if self.funnel and entry.code in self.at else ""

    def rank(self, entry: Entry) -> str:
        """Return the range of places that an authority may have in the order, or nothing."""
        return self.ranks[entry.code].printed if entry.code in self.ranks else ""

    @property
    def far_out(self) -> int:
        """How many authorities lie outside three sigma."""
        return sum(self.position(each) in FAR_OUT for each in self.entries)


def comparisons(files: AllFiles, year: str) -> Iterator[Compared]:
    """Yield what is compared of one year, measure by measure."""
    for told in read_whole("comparison")["compared"]:
        yield _compared(files, told, year)


def _compared(files: AllFiles, told: dict, year: str) -> Compared:
    end = int(year[:4]) + 1
    there = [each for each in files.authorities if each.first <= end <= each.last]
    found = [_entry(files, told, year, each) for each in there]
    entries = tuple(sorted(found, key=lambda each: (not each.is_known, -each.value if each.is_known else 0, each.name)))
    measure = read_measures()[told["measure"]]
    at = {} if measure.repeats else dict(_points(entries, measure))
    limits = funnel(at.values(), told["size"]) if len(at) > 1 else None
    intervals = {each.code: each.interval for each in entries if each.interval}
    ranks = ranks_of(intervals) if len(intervals) > 1 else {}
    return Compared(measure, year, entries, tuple(_around(files, told, year)), limits, at, ranks)


def _points(entries: Iterable[Entry], measure: Measure) -> Iterator[tuple[str, Place]]:
    for each in entries:
        if each.is_known and each.among:
            yield each.code, Place(each.code, each.name, each.count, each.among, _per(measure))


def _per(measure: Measure) -> Decimal:
    return HUNDRED if measure.number == "share" else PER


def _entry(files: AllFiles, told: dict, year: str, authority: Authority) -> Entry:
    where = Where(NEIGHBOUR, authority.old_code, authority.name)
    numbers = _numbers(files, authority.old_code)
    return _of(numbers, told, year, (where, files.region_of(authority)))


def _around(files: AllFiles, told: dict, year: str) -> Iterator[Entry]:
    numbers = _numbers(files, "")
    yield _of(numbers, told, year, (Where(ENGLAND, read_comparisons().levels[ENGLAND].code, "England"), ""))
    rows = (row.texts for file in numbers.files.values() for row in file.rows) if numbers else ()
    regions = {row[REGION_CODE]: row[REGION_NAME] for row in rows if row[REGION_NAME]}
    for code, name in sorted(regions.items(), key=lambda each: each[1]):
        yield _of(numbers, told, year, (Where(REGION, code, name), name))


def _numbers(files: AllFiles, code: str) -> OfficialNumbers | None:
    """Return the numbers of an authority, or of England and the regions; None where a row of them cannot be read."""
    try:
        chosen = {
            pattern: checked(
                OfficialFile(file.name, files.rows.get((pattern, code), ())), wanted_of(pattern), file.name
            )
            for pattern, file in files.files.items()
        }
    except InputRefused:
        return None
    levels = {**read_comparisons().levels, NEIGHBOUR: read_imports().authorities}
    return OfficialNumbers(chosen, levels)


def _of(numbers: OfficialNumbers | None, told: dict, year: str, place: tuple[Where, str]) -> Entry:
    where, region = place
    measure = read_measures()[told["measure"]]
    count, among = (_value(numbers, told[part], year, where) for part in ("count", "among"))
    symbol = strongest([count, among])
    value = symbol or (_per(measure) * count / among if among else Symbol("z"))
    interval = None if symbol or not among or measure.repeats else _interval(measure, count, among)
    return Entry(where.code if where.level == NEIGHBOUR else "", where.name, region, value, count, among, interval)


def _value(numbers: OfficialNumbers | None, measure: str, year: str, where: Where) -> Decimal | Symbol:
    if numbers is None:
        return NOT_AVAILABLE
    official = numbers.of(read_imports().by_measure[measure], int(year[:4]) + 1, where)
    if official.symbol:
        return translated(official.symbol)
    return NOT_AVAILABLE if official.exact is None else official.exact


def _interval(measure: Measure, count: Decimal, among: Decimal) -> Interval | None:
    if measure.number == "share":
        return share_interval(count, among) if count <= among else None
    return scaled(count_interval(count), PER / among)
