"""Rounding alone never breaks a rule: true numbers, printed as precisely as they may be, agree."""

from decimal import Decimal

from figure_drawing import rule, told
from hypothesis import given
from hypothesis import strategies as st

from kscb_book.meaning.printing import round_half_up

PLACES = st.integers(0, 3)
AMOUNTS = st.decimals("0.0001", "5", places=4)
CHANGES = st.decimals("-5", "5", places=4)
COUNTS = st.integers(1, 500)


def printed(value: Decimal, places: int) -> Decimal:
    return round_half_up(Decimal(value), places)


def lines(measure: str, values, places: int) -> str:
    named = enumerate(values)
    return "\n".join(f"{measure}[kind_{number}, 2030-31] {printed(value, places):f}" for number, value in named) + "\n"


@given(st.lists(AMOUNTS, min_size=2, max_size=12), PLACES, PLACES)
def test_parts_and_whole(amounts, places, of_whole):
    drawing = lines("money.parts", amounts, places)
    whole = f"money.whole[2030-31] {printed(sum(amounts), of_whole):f}"
    assert told(drawing + whole, rule("sum", parts=["money.parts"], whole="money.whole")) == []


@given(st.lists(CHANGES, min_size=2, max_size=12), st.lists(CHANGES, min_size=1, max_size=3), PLACES)
def test_what_is_given_less_what_is_taken(given_, taken, places):
    drawing = lines("money.given", given_, places) + lines("money.taken", taken, places)
    left = f"money.left[2030-31] {printed(sum(given_) - sum(taken), places):f}"
    assert told(drawing + left, rule("sum", parts=["money.given", "-money.taken"], whole="money.left")) == []


@given(st.lists(COUNTS, min_size=2, max_size=12), st.integers(0, 1))
def test_shares_add_up_and_match_their_counts(counts, places):
    shares = [100 * Decimal(count) / sum(counts) for count in counts]
    drawing = lines("share.kinds", shares, places) + lines("count.kinds", counts, 0)
    assert told(drawing, rule("hundred", measures=["share.kinds"])) == []
    assert told(drawing, rule("share", share="share.kinds", part="count.kinds", whole="count.kinds")) == []


@given(st.lists(AMOUNTS, min_size=2, max_size=12), PLACES, st.integers(0, 1))
def test_shares_match_rounded_amounts(amounts, places, of_share):
    shares = [100 * amount / sum(amounts) for amount in amounts]
    drawing = lines("share.kinds", shares, of_share) + lines("money.kinds", amounts, places)
    assert told(drawing, rule("share", share="share.kinds", part="money.kinds", whole="money.kinds")) == []


@given(st.lists(COUNTS, min_size=2, max_size=5), st.integers(1000, 60000), st.integers(0, 1))
def test_rates_match_their_counts_and_imply_one_population(counts, children, places):
    drawing = f"stock.children[2030-31] {children}\n"
    for number, count in enumerate(counts):
        rate = printed(Decimal(10_000) * count / children, places)
        drawing += f"stock.of_{number}[2030-31] {count}\nrate.of_{number}[2030-31] {rate:f}\n"
    pairs = [{"rate": f"rate.of_{number}", "count": f"stock.of_{number}"} for number in range(len(counts))]
    assert told(drawing, rule("population", rates=pairs, populations=["stock.children"])) == []
    terms = {"rate": "rate.of_0", "count": "stock.of_0", "population": "stock.children"}
    assert told(drawing, rule("rate", **terms)) == []


@given(AMOUNTS, PLACES, PLACES)
def test_one_number_printed_twice(amount, places, again):
    drawing = f"money.once[2030-31] {printed(amount, places):f}\nmoney.again[2030-31] {printed(amount, again):f}"
    assert told(drawing, rule("same", measure="money.once", restated="money.again")) == []
    assert told(drawing.replace("again", "once"), rule("repeated")) == []


@given(AMOUNTS, AMOUNTS, PLACES, PLACES)
def test_a_part_and_its_whole(part, more, places, of_whole):
    whole = f"money.whole[2030-31] {printed(part + more, of_whole):f}"
    drawing = f"money.part[2030-31] {printed(part, places):f}\n{whole}"
    assert told(drawing, rule("part", part="money.part", whole="money.whole")) == []


@given(CHANGES, CHANGES, PLACES, PLACES)
def test_a_change(before, now, places, of_change):
    drawing = f"money.paid[2029-30] {printed(before, places):f}\nmoney.paid[2030-31] {printed(now, places):f}\n"
    drawing += f"money.change[2030-31] {printed(now - before, of_change):f}"
    assert told(drawing, rule("change", value="money.paid", change="money.change")) == []


@given(st.lists(AMOUNTS, min_size=4, max_size=4), PLACES, PLACES)
def test_quarters_and_their_year(amounts, places, of_year):
    quarters = enumerate(amounts, 1)
    drawing = "\n".join(f"money.paid[Q{number}] {printed(amount, places):f}" for number, amount in quarters)
    drawing += f"\nmoney.paid[2030-31] {printed(sum(amounts), of_year):f}"
    for kind in ("periods", "distinct"):
        assert told(drawing, rule(kind, measures=["money.paid"])) == []


@given(AMOUNTS, AMOUNTS, AMOUNTS, PLACES)
def test_from_month_to_month(before, started, ended, places):
    amounts = {
        "stock[Apr]": before,
        "started[May]": started,
        "ended[May]": ended,
        "stock[May]": before + started - ended,
    }
    drawing = "\n".join(f"money.{name} {printed(amount, places):f}" for name, amount in amounts.items())
    terms = {name: f"money.{name}" for name in ("stock", "started", "ended")}
    assert told(drawing, rule("flow", before="money.stock", **terms)) == []
