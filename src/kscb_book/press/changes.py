"""Words of change: the ``change`` role, and whether the data bear the change that a claim's words state."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kscb_book.face.intervals import PublishedInterval
from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.meaning.conditions import Faulty, Term
from kscb_book.meaning.intervals import LEVEL, Interval
from kscb_book.meaning.policy import Judged, Number, judge, reach_of
from kscb_book.meaning.printing import in_words
from kscb_book.meaning.trend import Told, trend
from kscb_book.press.known import Known
from kscb_book.source.measures import read_measures
from kscb_book.source.periods import Period, read_period

KINDS = {"number": "count", "%": "share", "per 10,000": "rate", "£ million": "money"}
BETWEEN_NAMES = re.compile(r",(?![^\[\]]*\])")  # a comma that does not stand inside brackets


def change_of(content: str, register: Register) -> str:
    """Return how figures compare with a year before, or with the period after ``since``, in words. Raises Faulty.

    Of one figure: ``rose``, ``fell`` or what else the policy allows. Of several, named with commas or as all
    categories of a measure: how many of them clearly changed, and which. Of a series of more than 12 points:
    whether it left the limits that the first 12 set, and when.
    """
    return told_change(content, register).words


def told_change(content: str, register: Register) -> Told:
    """Return the words of change and what they rest on. Raises Faulty."""
    names, _, since = content.partition(" since ")
    known = Known(register)
    if ".." in names:
        return _of_series(known.members(names.strip()))
    if len(BETWEEN_NAMES.split(names)) > 1 or "*" in names:
        return _of_group(_group(names, since, known))
    later = known.figure(names.strip())
    earlier = known.figure(_before(later, since, known))
    judged = judged_of(later, earlier, known)
    compared = f"{later.printed} in {later.period} after {earlier.printed} in {earlier.period}"
    return Told(judged.change.value, f"{compared}: {judged.why}")


def figures_of_change(content: str, register: Register) -> list[Published]:
    """Return the figures that a ``change`` role compares, each followed by the one before it. Raises Faulty."""
    if ".." in content.partition(" since ")[0]:
        return Known(register).members(content.partition(" since ")[0].strip())
    return [figure for pair in pairs_of_change(content, register) for figure in pair]


def pairs_of_change(content: str, register: Register) -> list[tuple[Published, Published]]:
    """Return each later figure that a ``change`` role names with the one before it; none of a series. Raises Faulty."""
    names, _, since = content.partition(" since ")
    known = Known(register)
    if ".." in names:
        return []
    later = [figure for name in BETWEEN_NAMES.split(names) for figure in known.members(name.strip())]
    return [(figure, known.figure(_before(figure, since, known))) for figure in later]


def judged_of(later: Published, earlier: Published, known: Known) -> Judged:
    """Return what the policy says of two figures of one measure. Raises Faulty where one is a symbol."""
    return judge(_number(later, known), _number(earlier, known))


def problems_of_comparison(words: str, part: Term, known: Known) -> Iterator[str]:
    """Yield why the data do not bear that ``words`` of change go with a true comparison in a condition."""
    left, right = part.parts
    if right.word == "0":
        yield from _problems_of_zero(words, known.members(left.name)) if left.name else ()
        return
    for one in known.members(left.name):
        for other in known.members(right.name):
            alike = one.measure == other.measure and one.category == other.category
            if alike and one.period != other.period:
                later, earlier = sorted((one, other), key=lambda figure: known.period(figure).order)[::-1]
                yield from _problems(words, later, earlier, known)[:1]


def _problems(words: str, later: Published, earlier: Published, known: Known) -> list[str]:
    judged = judged_of(later, earlier, known)
    if judged.change.is_clear:
        return []
    since = "" if known.period(later).previous == known.period(earlier) else f" since {earlier.period}"
    lower = "was lower" if known.number(later) < known.number(earlier) else "was higher"
    return [
        f"the words {words!r} need a clear change; {later.id} is {later.printed} after {earlier.printed}, and "
        f"{judged.why}; write {{change}}`{known.register.short(later)}{since}`, or a mere comparison such as {lower}"
    ]


def _problems_of_zero(words: str, figures: list[Published]) -> Iterator[str]:
    for figure in figures:
        if KINDS.get(figure.unit) != "money":
            yield (
                f"the words {words!r} need a clear change, and the difference {figure.id} does not tell whether it is "
                "one; compare the two numbers it is the difference of"
            )


def _group(names: str, since: str, known: Known) -> list[tuple[Published, Judged]]:
    found = []
    for name in BETWEEN_NAMES.split(names):
        for later in known.members(name.strip()):
            earlier = known.figure(_before(later, since, known))
            if "*" not in name or not (later.value.startswith("[") or earlier.value.startswith("[")):
                found.append((later, judged_of(later, earlier, known)))
    if len(found) < 2:
        raise Faulty(f"fewer than two figures of {names.strip()!r} are known in both periods")
    return found


def _of_group(judged: list[tuple[Published, Judged]]) -> Told:
    clear = [f"{_label(figure)} {each.change.value}" for figure, each in judged if each.change.is_clear]
    why = "; ".join(f"{figure.title}: {each.change.value}" for figure, each in judged)
    size, changed = _in_words(len(judged)), _in_words(len(clear))
    if not clear:
        none = "neither of the two" if len(judged) == 2 else f"none of the {size}"
        return Told(f"{none} clearly changed", why)
    return Told(f"{changed} of the {size} clearly changed: {_listed(clear)}", why)


def _of_series(figures: list[Published]) -> Told:
    points = [(read_period(figure.period, ""), _known(figure)) for figure in figures]
    try:
        return trend(points)
    except ValueError as too_few:
        raise Faulty(str(too_few)) from None


def _known(figure: Published) -> Decimal | None:
    return None if figure.value.startswith("[") else Decimal(figure.value)


def _before(later: Published, since: str, known: Known) -> str:
    period = read_period(since, known.register.year) if since else known.period(later).previous
    if period is None:
        raise Faulty(f"{since.strip()!r} is not a period such as {known.register.year} or Q1")
    return _named(later, period)


def _named(figure: Published, period: Period) -> str:
    category = figure.id.partition("[")[2].rpartition(",")[0]
    return f"{figure.measure}[{', '.join(filter(None, [category, period.label]))}]"


def _number(figure: Published, known: Known) -> Number:
    kind = KINDS.get(figure.unit, "quantity")
    measure = read_measures().get(figure.measure)
    reach = reach_of(kind, _decimals(figure.printed))
    return Number(known.number(figure), kind, reach, _interval(figure.interval), bool(measure and measure.repeats))


def _interval(published: PublishedInterval | None) -> Interval | None:
    if published is None:
        return None
    return Interval(Decimal(published.low), Decimal(published.high), LEVEL, published.method)


def _decimals(printed: str) -> int:
    return len(re.sub(r"[^\d.]", "", printed).partition(".")[2])


def _label(figure: Published) -> str:
    label = figure.category or figure.name
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _in_words(count: int) -> str:
    return in_words(Decimal(count)) or str(count)


def _listed(texts: list[str]) -> str:
    *first, last = texts
    return f"{', '.join(first)} and {last}" if first else last
