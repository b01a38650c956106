"""The few named ways in which figures make a new figure.

Each unites the cells, marks, notes and sources of what it combines and states its rule in words. A symbol among
the parts makes the result that symbol. What the result *is* must stand in the measures: the measure that
declares this combination of these measures; a result that none declares can be tested, not published.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from kscb_book.meaning.figures import Figure, Figures
from kscb_book.meaning.intervals import Interval, count_interval, scaled, share_interval
from kscb_book.source.measures import Measure, read_measures
from kscb_book.source.symbols import Symbol, strongest

PER = 10_000


def total(parts: Figures) -> Figures:
    """Sum: the parts of each measure and period added up."""
    groups: dict[tuple, list[Figure]] = {}
    for part in parts:
        groups.setdefault((part.measure, part.period), []).append(part)
    return parts.like(_total(group) for group in groups.values())


def share(part: Figures, of: Figures) -> Figures:
    """Percentage: the part divided by the whole, times 100, for each period and category.

    Where the whole is 0 there is nothing to take a share of, and the result is [z], not applicable.
    """
    return _pairwise(part, of, _share)


def rate_per_10k(count: Figures, of: Figures) -> Figures:
    """Rate: the count divided by the population, times 10,000, for each period and category.

    Where the population is 0 the result is [z], not applicable.
    """
    return _pairwise(count, of, _rate)


def change(later: Figures) -> Figures:
    """Difference: each figure less the figure of the same period a year before."""
    earlier = {figure.key: figure for figure in later}
    pairs = [(figure, earlier.get((figure.period.previous, figure.category))) for figure in later]
    return later.like(_change(now, before) for now, before in pairs if before)


def peak(series: Figures) -> Figures:
    """Highest: the largest figure of a series, the first of them where several are as large."""
    return _extreme(series, "peak", "highest", max)


def low(series: Figures) -> Figures:
    """Lowest: the smallest figure of a series, the first of them where several are as small."""
    return _extreme(series, "low", "lowest", min)


def _total(parts: list[Figure]) -> Figure:
    terms = " + ".join(part.printed for part in parts)
    measure = declared("total", [parts[0].measure], parts[0].measure)
    rule = f"{terms}: {parts[0].measure.name} of {parts[0].period.label} added up"
    return united(parts, lambda values: sum(values, Decimal(0)), measure, rule, category=None)


def _share(part: Figure, whole: Figure) -> Figure:
    measure = declared("share", [part.measure, whole.measure], part.measure, number="share", decimals=1)
    rule = f"100 × {part.printed} ÷ {whole.printed}: {_name(part)} as a percentage of {_name(whole)}"
    made = united(
        [part, whole], lambda values: 100 * values[0] / values[1] if values[1] else Symbol("z"), measure, rule
    )
    return replace(made, interval=_interval_of_share(part, whole))


def _rate(count: Figure, population: Figure) -> Figure:
    measure = declared("rate_per_10k", [count.measure, population.measure], count.measure, number="rate", decimals=1)
    rule = f"{PER:,} × {count.printed} ÷ {population.printed}: {_name(count)} per {PER:,} of {_name(population)}"
    made = united(
        [count, population], lambda values: PER * values[0] / values[1] if values[1] else Symbol("z"), measure, rule
    )
    return replace(made, interval=_interval_of_rate(count, population))


def _interval_of_share(part: Figure, whole: Figure) -> Interval | None:
    if not (is_independent_count(part) and is_independent_count(whole) and part.value <= whole.value > 0):
        return None
    return share_interval(part.value, whole.value)


def _interval_of_rate(count: Figure, population: Figure) -> Interval | None:
    if not is_independent_count(count) or isinstance(population.value, Symbol) or not population.value:
        return None
    return scaled(count_interval(count.value), PER / population.value)


def is_independent_count(figure: Figure) -> bool:
    """Whether a figure counts people or events once each, so that chance alone moves it as a Poisson count."""
    is_count = figure.measure.number == "count" and not figure.measure.repeats
    return is_count and not isinstance(figure.value, Symbol) and figure.value >= 0


def _change(later: Figure, earlier: Figure) -> Figure:
    measure = declared("change", [later.measure], later.measure)
    rule = f"{later.printed} − {earlier.printed}: {_name(later)}, {later.period.label} less {earlier.period.label}"
    return united([later, earlier], lambda values: values[0] - values[1], measure, rule)


def _extreme(series: Figures, combination: str, word: str, choose: Callable) -> Figures:
    known = [figure for figure in series if not isinstance(figure.value, Symbol)]
    members, measure = list(series), series.measures[0]
    chosen = choose(known, key=lambda figure: figure.value) if known else members[-1]
    rule = (
        f"{chosen.printed}: the {word} of {measure.name} from {members[0].period.label} to {members[-1].period.label}"
    )
    made = united(
        [chosen, *(figure for figure in series if figure != chosen)],
        lambda values: choose(values),
        declared(combination, [measure], measure),
        rule,
    )
    return series.like([made])


def united(parts: list[Figure], rule_of_values: Callable, measure: Measure, rule: str, **changed) -> Figure:
    """Return the figure of ``parts`` by a rule of their values: a symbol among them is the result."""
    values = [part.value for part in parts]
    symbol = strongest(values)
    return Figure(
        value=symbol or rule_of_values(values),
        measure=measure,
        period=parts[0].period,
        rule=rule,
        cells=_union(part.cells for part in parts),
        category=changed.get("category", parts[0].category),
        marks=() if symbol else _union(part.marks for part in parts),
        sources=_union(part.sources for part in parts),
        notes=_union(part.notes for part in parts),
    )


def _pairwise(parts: Figures, wholes: Figures, combine: Callable[[Figure, Figure], Figure]) -> Figures:
    by_key = {whole.key: whole for whole in wholes}
    by_period = {whole.period: whole for whole in wholes if whole.category is None}
    pairs = [(part, by_key.get(part.key) or by_period.get(part.period)) for part in parts]
    lost = [part.id for part, whole in pairs if whole is None]
    if lost:
        raise LookupError(f"nothing to divide by for {', '.join(lost)}")
    return parts.like(combine(part, whole) for part, whole in pairs)


def declared(combination: str, of: list[Measure], like: Measure, **changed) -> Measure:
    """Return the measure that is this combination of these measures, or one that cannot be published."""
    ids = tuple(measure.id for measure in of)
    for measure in read_measures().values():
        if measure.combination == combination and measure.of == ids:
            return measure
    return undeclared(combination, ids, like, **changed)


def undeclared(combination: str, of: tuple[str, ...], like: Measure, **changed) -> Measure:
    """Return a measure for a combination that the measures do not declare; it cannot be published."""
    number, decimals = changed.get("number", like.number), changed.get("decimals", like.decimals)
    name = f"{combination.replace('_', ' ')} of {like.name}"
    return Measure(
        id=f"{combination}({', '.join(of)})",
        name=name,
        definition=name,
        population=like.population,
        kind=like.kind,
        number=number,
        decimals=decimals,
        better=like.better,
        system=like.system,
        nouns=like.nouns,
        combination=combination,
        of=of,
    )


def _name(figure: Figure) -> str:
    return f"{figure.measure.name} ({figure.category.label})" if figure.category else figure.measure.name


def _union(groups: Iterable[tuple]) -> tuple:
    return tuple(dict.fromkeys(item for group in groups for item in group))
