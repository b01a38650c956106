"""Figures and rules drawn for tests: a line a figure, of a made-up measure whose name begins with what it is."""

from decimal import Decimal

from kscb_book.meaning.figures import Category, Figure
from kscb_book.meaning.printing import decimals_of
from kscb_book.meaning.reconciliation import reconcile
from kscb_book.source.cells import Cell
from kscb_book.source.measures import Measure
from kscb_book.source.periods import read_period
from kscb_book.source.rules import Rule
from kscb_book.source.symbols import Symbol, symbol_in

YEAR = "2030-31"
DECIMALS = {"count": 0, "share": 1, "rate": 1, "money": 3}


def measure_of(id: str) -> Measure:
    """Return a made-up measure: ``count.girls``, ``share.girls``, ``rate.plans``, ``money.paid``, ``stock.plans``."""
    kind, _, name = id.partition(".")
    number = "count" if kind == "stock" else kind
    return Measure(
        id=id,
        name=name.replace("_", " ").capitalize(),
        definition="",
        population="",
        kind="stock" if kind in ("stock", "rate") else "flow",
        number=number,
        decimals=DECIMALS[number],
        better="neither",
        system="",
        nouns=(),
    )


def draw_figure(id: str, typed: str, row: int = 1) -> Figure:
    """Return the figure with this id and what is typed in its cell, ``Drawn!B<row>``."""
    measure, _, labels = id.partition("[")
    *category, period = labels.rstrip("]").split(", ")
    value: Decimal | Symbol = symbol_in(typed) or Decimal(typed)
    made = measure_of(measure)
    return Figure(
        value=value,
        measure=made,
        period=read_period(period or YEAR, YEAR),
        rule="as drawn",
        cells=(Cell("Drawn", id, "Value", f"Drawn!B{row}"),),
        category=Category(category[0], category[0].capitalize()) if category else None,
        decimals=None if isinstance(value, Symbol) else min(made.decimals, decimals_of(value)),
    )


def draw_figures(drawing: str) -> list[Figure]:
    """Return the figures of a drawing: an id and what is typed on each line."""
    lines = [line.rsplit(maxsplit=1) for line in drawing.strip().splitlines()]
    return [draw_figure(id.strip(), typed, row) for row, (id, typed) in enumerate(lines, 1)]


def rule(kind: str, **terms) -> Rule:
    """Return a made-up rule."""
    return Rule("A rule", "It holds.", kind, "error", terms)


def told(drawing: str, made: Rule) -> list[str]:
    """Return what breaks a rule: in what, then each side."""
    return [
        f"{each.what}: {each.first.label} {each.first.printed} | {each.second.label} {each.second.printed}"
        for each in reconcile(draw_figures(drawing), [made])
    ]
