"""Intervals agree with published values, with an independent reckoning, and with what chance does."""

import math
import random
from decimal import Decimal
from statistics import NormalDist

import pytest

from kscb_book.meaning.intervals import (
    LEVEL,
    Interval,
    chance_of_counts,
    count_interval,
    difference_interval,
    scaled,
    share_interval,
)

Z = NormalDist().inv_cdf(0.975)


def ends(interval: Interval) -> list[float]:
    return [float(interval.low), float(interval.high)]


# Garwood's exact Poisson limits as printed in tables: for example Ulm, American Journal of Epidemiology 131, 1990.
EXACT = {
    0: (0, 3.6889),
    1: (0.0253, 5.5716),
    2: (0.2422, 7.2247),
    3: (0.6187, 8.7673),
    5: (1.6235, 11.6683),
    9: (4.1154, 17.0848),
}


@pytest.mark.parametrize(("count", "published"), EXACT.items())
def test_a_small_count_has_the_published_exact_interval(count, published):
    interval = count_interval(Decimal(count))
    assert ends(interval) == pytest.approx(published, abs=5.1e-5) and interval.method == "exact Poisson"


def tail(count: int, mean: float, upper: bool) -> float:
    """The Poisson probability of ``count`` or fewer, or of ``count`` or more, term by term."""
    below = math.fsum(math.exp(-mean) * mean**each / math.factorial(each) for each in range(count + (not upper)))
    return 1 - below if upper else below


@pytest.mark.parametrize("count", range(10))
def test_each_end_of_an_exact_interval_leaves_two_and_a_half_per_cent(count):
    low, high = ends(count_interval(Decimal(count)))
    assert tail(count, high, upper=False) == pytest.approx(0.025, rel=1e-8)
    assert count == low == 0 or tail(count, low, upper=True) == pytest.approx(0.025, rel=1e-8)


# Byar's formula, by hand for 10: 10 (1 - 1/90 - 1.959964 / 9.486833)^3 and 11 (1 - 1/99 + 1.959964 / 9.949874)^3.
BYAR = {10: (4.79, 18.39), 100: (81.4, 121.6)}


@pytest.mark.parametrize(("count", "rounded"), BYAR.items())
def test_a_larger_count_has_byars_interval(count, rounded):
    interval = count_interval(Decimal(count))
    places = 2 if count == 10 else 1
    assert [round(end, places) for end in ends(interval)] == list(rounded) and interval.method == "Byar"


@pytest.mark.parametrize("count", [10, 25, 63, 89, 208, 220, 291])
def test_byars_interval_is_the_cube_of_a_normal_one_and_near_the_exact_one(count):
    low, high = ends(count_interval(Decimal(count)))
    # Wilson and Hilferty's cube root, from which Byar's limits come, solved for the quantile.
    assert ((low / count) ** (1 / 3) - 1 + 1 / (9 * count)) * 3 * count**0.5 == pytest.approx(-Z, rel=1e-6)
    more = count + 1
    assert ((high / more) ** (1 / 3) - 1 + 1 / (9 * more)) * 3 * more**0.5 == pytest.approx(Z, rel=1e-6)
    if count < 100:
        assert tail(count, high, upper=False) == pytest.approx(0.025, rel=0.02)
        assert tail(count, low, upper=True) == pytest.approx(0.025, rel=0.02)


# Newcombe 1998, table I, method 3.
WILSON = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0, 0.1611), (1, 29): (0.0061, 0.1718)}


@pytest.mark.parametrize(("counts", "published"), WILSON.items())
def test_a_share_has_wilsons_interval_as_newcombe_published_it(counts, published):
    interval = share_interval(*map(Decimal, counts))
    assert [end / 100 for end in ends(interval)] == pytest.approx(published, abs=5.1e-5)
    assert interval.method == "Wilson"


@pytest.mark.parametrize(("part", "whole"), [(1, 29), (15, 148), (44, 63), (54, 89), (110, 220)])
def test_the_ends_of_wilsons_interval_are_where_the_score_test_turns(part, whole):
    for end in ends(share_interval(Decimal(part), Decimal(whole))):
        p = end / 100
        assert abs(part / whole - p) == pytest.approx(Z * math.sqrt(p * (1 - p) / whole), rel=1e-9)


def test_none_and_all_have_an_exact_end():
    assert share_interval(Decimal(0), Decimal(7)).low == 0
    assert share_interval(Decimal(7), Decimal(7)).high == 100


# Newcombe 1998, table II, method 10: 56/70 less 48/80, 9/10 less 3/10, 6/7 less 2/7, 0/10 less 0/10.
DIFFERENCES = {
    (56, 70, 48, 80): (0.0524, 0.3339),
    (9, 10, 3, 10): (0.1705, 0.8090),
    (6, 7, 2, 7): (0.0582, 0.8062),
    (0, 10, 0, 10): (-0.2775, 0.2775),
}


@pytest.mark.parametrize(("counts", "published"), DIFFERENCES.items())
def test_a_difference_of_shares_has_newcombes_interval(counts, published):
    one, of_one, other, of_other = map(Decimal, counts)
    pairs = [(100 * part / whole, share_interval(part, whole)) for part, whole in ((one, of_one), (other, of_other))]
    assert [end / 100 for end in ends(difference_interval(*pairs))] == pytest.approx(published, abs=5.1e-5)


def test_a_rate_has_the_interval_of_its_count():
    interval = scaled(count_interval(Decimal(220)), Decimal("67.7") / 220)
    assert [round(end, 1) for end in ends(interval)] == [59.0, 77.3]


CHANCES = {(63, 89): 0.0424, (44, 54): 0.363, (208, 220): 0.595, (0, 6): 0.03125, (0, 5): 0.0625, (7, 7): 1, (0, 0): 1}


@pytest.mark.parametrize(("counts", "chance"), CHANCES.items())
def test_two_counts_are_compared_as_a_coin_would_share_their_sum(counts, chance):
    one, other = counts
    both = one + other
    by_hand = min(1, 2 * math.fsum(math.comb(both, each) for each in range(min(counts) + 1)) / 2**both)
    assert float(chance_of_counts(Decimal(one), Decimal(other))) == pytest.approx(by_hand, rel=1e-9)
    assert by_hand == pytest.approx(chance, abs=6e-4)
    assert chance_of_counts(Decimal(other), Decimal(one)) == chance_of_counts(Decimal(one), Decimal(other))


def poisson(chance: random.Random, mean: float) -> int:
    """A count drawn by Knuth's method."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


TRIALS = 2000


def holds(truth: float, interval: Interval) -> bool:
    return interval.low <= Decimal(truth) <= interval.high


@pytest.mark.parametrize("mean", [3.0, 12.0, 63.0])
def test_a_count_drawn_by_chance_has_its_mean_inside_as_often_as_said(mean):
    chance = random.Random(2017)
    known = {count: holds(mean, count_interval(Decimal(count))) for count in range(200)}
    inside = sum(known[poisson(chance, mean)] for _ in range(TRIALS)) / TRIALS
    assert 0.945 <= inside <= 0.99


@pytest.mark.parametrize(("whole", "truth"), [(63, 0.6), (20, 0.5), (220, 0.05)])
def test_a_share_drawn_by_chance_has_its_truth_inside_as_often_as_said(whole, truth):
    chance = random.Random(2017)
    known = [holds(100 * truth, share_interval(Decimal(part), Decimal(whole))) for part in range(whole + 1)]
    inside = sum(known[sum(chance.random() < truth for _ in range(whole))] for _ in range(TRIALS)) / TRIALS
    assert 0.935 <= inside <= 0.985


def test_two_counts_of_one_mean_are_seldom_said_to_differ():
    chance = random.Random(2017)
    pairs = [(poisson(chance, 60), poisson(chance, 60)) for _ in range(TRIALS)]
    wrong = sum(chance_of_counts(*map(Decimal, pair)) < 1 - LEVEL for pair in pairs) / TRIALS
    assert 0.02 <= wrong <= 0.05
