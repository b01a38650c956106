"""Each kind of rule catches a planted fault, is silent on a sound sheet, and on what is not known."""

import pytest
from figure_drawing import rule, told

QUARTERS = """
    count.episodes[Q1] 10
    count.episodes[Q2] 20
    count.episodes[Q3] 30
    count.episodes[Q4] 40
    """
CHILDREN = QUARTERS.replace("episodes", "children")
SUM = rule("sum", parts=["count.outcomes"], whole="count.referrals")
BALANCE = rule("sum", parts=["money.resources", "-money.spent"], whole="money.left")
PERIODS = rule("periods", measures=["count.episodes"])
DISTINCT = rule("distinct", measures=["count.children"])
PART = rule("part", part="count.closed", whole="count.referrals")
HUNDRED = rule("hundred", measures=["share.agencies"])
SHARE = rule("share", share="share.paid", part="money.paid", whole="money.paid")
RATE = rule("rate", rate="rate.plans", count="stock.plans", population="stock.children")
SAME = rule("same", measure="stock.plans", restated="stock.plans_by_month")
FLOW = rule("flow", stock="stock.plans", before="stock.plans_by_year", started="count.started", ended="count.ended")
CHANGE = rule("change", value="money.paid", change="money.change")
POPULATION = rule(
    "population",
    rates=[{"rate": "rate.plans", "count": "stock.plans"}, {"rate": "rate.care", "count": "stock.care"}],
    populations=["stock.children"],
)

# rule; sound figures; the line that is planted instead of another; what is said
CASES = {
    "parts make the whole": (
        SUM,
        "count.outcomes[one, 2030-31] 3\ncount.outcomes[two, 2030-31] 4\ncount.referrals[2030-31] 7",
        ("count.referrals[2030-31] 7", "count.referrals[2030-31] 6"),
        ["Referrals, 2030-31: Outcomes, 2030-31, added up 7 | Referrals, 2030-31 6"],
    ),
    "each category of a breakdown by itself": (
        rule("sum", parts=["count.boys", "count.girls"], whole="count.children"),
        "count.boys[young, 2030-31] 3\ncount.boys[old, 2030-31] 1\ncount.girls[young, 2030-31] 4\n"
        "count.girls[old, 2030-31] 2\ncount.children[young, 2030-31] 7\ncount.children[old, 2030-31] 3",
        ("count.boys[old, 2030-31] 1", "count.boys[old, 2030-31] 0"),
        ["Children: Old, 2030-31: Boys: Old, 2030-31 and Girls: Old, 2030-31 2 | Children: Old, 2030-31 3"],
    ),
    "what is left of resources": (
        BALANCE,
        "money.resources[paid, 2030-31] 0.268\nmoney.resources[kept, 2030-31] 0.078\n"
        "money.spent[2030-31] 0.311\nmoney.left[2030-31] 0.035",
        ("money.spent[2030-31] 0.311", "money.spent[2030-31] 0.308"),
        ["Left, 2030-31: Resources less Spent, 2030-31, added up £0.038m | Left, 2030-31 £0.035m"],
    ),
    "quarters make the year": (
        PERIODS,
        f"{QUARTERS}count.episodes[2030-31] 100",
        ("count.episodes[2030-31] 100", "count.episodes[2030-31] 101"),
        ["Episodes, 2030-31: Episodes, Q1 2030-31 to Q4 2030-31, added up 100 | Episodes, 2030-31 101"],
    ),
    "months make their quarter": (
        PERIODS,
        "count.episodes[Jul] 1\ncount.episodes[Aug] 2\ncount.episodes[Sep] 3\ncount.episodes[Q2] 6",
        ("count.episodes[Aug] 2", "count.episodes[Aug] 3"),
        ["Episodes, Q2 2030-31: Episodes, Jul 2030-31 to Sep 2030-31, added up 7 | Episodes, Q2 2030-31 6"],
    ),
    "no quarter of people has more than the year": (
        DISTINCT,
        f"{CHILDREN}count.children[2030-31] 40",
        ("count.children[2030-31] 40", "count.children[2030-31] 39"),
        ["Children, Q4 2030-31: Children, Q4 2030-31 40 | Children, 2030-31 39"],
    ),
    "the year has no more people than its quarters": (
        DISTINCT,
        f"{CHILDREN}count.children[2030-31] 100",
        ("count.children[2030-31] 100", "count.children[2030-31] 101"),
        ["Children, 2030-31: Children, 2030-31 101 | Children, Q1 2030-31 to Q4 2030-31, added up 100"],
    ),
    "a part is no larger than its whole": (
        PART,
        "count.closed[2029-30] 3\ncount.closed[2030-31] 4\ncount.referrals[2029-30] 9\ncount.referrals[2030-31] 4",
        ("count.closed[2030-31] 4", "count.closed[2030-31] 5"),
        ["Closed, 2030-31: Closed, 2030-31 5 | Referrals, 2030-31 4"],
    ),
    "shares add up to 100": (
        HUNDRED,
        "share.agencies[one, 2030-31] 33.3\nshare.agencies[two, 2030-31] 33.3\nshare.agencies[three, 2030-31] 33.3",
        ("two, 2030-31] 33.3", "two, 2030-31] 33.1"),
        ["Agencies, 2030-31: Agencies, 2030-31, added up 99.7% | The whole 100%"],
    ),
    "a share matches its amounts": (
        SHARE,
        "share.paid[one, 2030-31] 55.6\nmoney.paid[one, 2030-31] 0.149\nmoney.paid[two, 2030-31] 0.119",
        ("share.paid[one, 2030-31] 55.6", "share.paid[one, 2030-31] 57.0"),
        [
            "Paid: One, 2030-31: Paid: One, 2030-31 57.0% | 100 × £0.149m ÷ £0.268m (Paid: One, 2030-31; "
            "Paid, 2030-31, added up) 55.6%"
        ],
    ),
    "a rate matches count and population": (
        RATE,
        "rate.plans[2030-31] 67.7\nstock.plans[2030-31] 220\nstock.children[2030-31] 32486",
        ("rate.plans[2030-31] 67.7", "rate.plans[2030-31] 6.8"),
        [
            "Plans, 2030-31: Plans, 2030-31 6.8 | 10,000 × 220 ÷ 32,486 (Plans, 2030-31; Children, 2030-31) 67.7",
        ],
    ),
    "one population behind all rates": (
        POPULATION,
        "rate.plans[2030-31] 67.7\nstock.plans[2030-31] 220\nrate.care[2030-31] 89.3\nstock.care[2030-31] 290\n"
        "stock.children[2030-31] 32486",
        ("rate.care[2030-31] 89.3", "rate.care[2030-31] 90.3"),
        [
            "Plans and Care, 2030-31: Population behind Plans, 2030-31 (220 at 67.7 per 10,000) 32,496 | "
            "Population behind Care, 2030-31 (290 at 90.3 per 10,000) 32,115",
            "Care and Children, 2030-31: Population behind Care, 2030-31 (290 at 90.3 per 10,000) 32,115 | "
            "Children, 2030-31 32,486",
        ],
    ),
    "the end of March is the year's end": (
        SAME,
        "stock.plans[2030-31] 220\nstock.plans_by_month[Feb] 231\nstock.plans_by_month[Mar] 220",
        ("stock.plans_by_month[Mar] 220", "stock.plans_by_month[Mar] 222"),
        ["Plans, 2030-31: Plans, 2030-31 220 | Plans by month, Mar 2030-31 222"],
    ),
    "a measure in two places": (
        rule("repeated"),
        "count.referrals[2030-31] 63\ncount.referrals[2029-30] 89\ncount.referrals[2030-31] 63",
        ("count.referrals[2029-30] 89\ncount.referrals[2030-31] 63", "count.referrals[2030-31] 36"),
        ["Referrals, 2030-31: Referrals, 2030-31 63 | Referrals, 2030-31 36"],
    ),
    "from month to month": (
        FLOW,
        "stock.plans[Apr] 240\nstock.plans[May] 235\ncount.started[May] 10\ncount.ended[May] 15",
        ("count.ended[May] 15", "count.ended[May] 5"),
        [
            "Plans, May 2030-31: Plans, Apr 2030-31 and Started, May 2030-31 less Ended, May 2030-31 245 | "
            "Plans, May 2030-31 235"
        ],
    ),
    "from the year's end to April": (
        FLOW,
        "stock.plans_by_year[2029-30] 208\nstock.plans[Apr] 240\ncount.started[Apr] 46\ncount.ended[Apr] 14",
        ("stock.plans[Apr] 240", "stock.plans[Apr] 239"),
        [
            "Plans, Apr 2030-31: Plans by year, 2029-30 and Started, Apr 2030-31 less Ended, Apr 2030-31 240 | "
            "Plans, Apr 2030-31 239"
        ],
    ),
    "this year less last year": (
        CHANGE,
        "money.paid[police, 2029-30] 0.020\nmoney.paid[police, 2030-31] 0.044\nmoney.change[police, 2030-31] 0.024",
        ("0.044", "0.020"),
        [
            "Change: Police, 2030-31: Paid: Police, 2030-31 less Paid: Police, 2029-30 £0.000m | "
            "Change: Police, 2030-31 £0.024m"
        ],
    ),
}


@pytest.mark.parametrize(("made", "sound", "planted", "expected"), CASES.values(), ids=CASES)
def test_a_rule_catches_a_planted_fault_and_is_silent_on_a_sound_sheet(made, sound, planted, expected):
    assert told(sound, made) == []
    faulty = sound.replace(*planted)
    assert faulty != sound and told(faulty, made) == expected


@pytest.mark.parametrize(("made", "sound", "planted", "expected"), CASES.values(), ids=CASES)
def test_what_is_not_known_is_not_compared(made, sound, planted, expected):
    lines = sound.replace(*planted).strip().splitlines()
    for line in lines:
        unknown = [each if each != line else f"{each.rsplit(maxsplit=1)[0]} [x]" for each in lines]
        assert set(told("\n".join(unknown), made)) <= set(expected)
    assert told("\n".join(f"{line.rsplit(maxsplit=1)[0]} [c]" for line in lines), made) == []


def test_a_share_of_the_same_category_elsewhere():
    made = rule("share", share="share.came", part="count.came", whole="count.invited")
    drawing = "share.came[police, 2030-31] 50.0\ncount.came[police, 2030-31] 5\ncount.invited[police, 2030-31] 10\n"
    assert told(f"{drawing}count.invited[health, 2030-31] 90", made) == []


@pytest.mark.parametrize("made", [RATE, SHARE, POPULATION])
def test_nothing_is_divided_by_zero(made):
    zeros = "rate.plans[2030-31] 0.0\nstock.plans[2030-31] 0\nstock.children[2030-31] 0\nshare.paid[one, 2030-31] 1.0\n"
    assert told(f"{zeros}money.paid[one, 2030-31] 0.000", made) == []


LAST_YEAR = rule("last year", least_count=32, numbers=["share", "rate"], least_decimals=1, but=["target"])
EQUAL = {
    "a count by which chance is unlikely": ("count.referrals[{}] 32", True),
    "a small count": ("count.referrals[{}] 31", False),
    "a share with a decimal": ("share.repeat[{}] 13.9", True),
    "a share without one": ("share.repeat[{}] 14", False),
    "a rate with a decimal": ("rate.plans[{}] 67.7", True),
    "an amount": ("money.paid[{}] 0.268", False),
    "a target": ("rate.plans[target, {}] 70.0", False),
    "a month": ("share.abuse[Apr {}] 32.6", True),
    "what is not known": ("count.referrals[{}] [x]", False),
}


@pytest.mark.parametrize(("line", "asked"), EQUAL.values(), ids=EQUAL)
def test_a_number_equal_to_last_years_is_questioned_where_chance_is_unlikely(line, asked):
    drawing = f"{line.format('2029-30')}\n{line.format('2030-31')}"
    assert len(told(drawing, LAST_YEAR)) == asked
    assert told(f"{line.format('2028-29')}\n{line.format('2030-31')}", LAST_YEAR) == []


def test_a_short_list_is_added_up_as_printed_where_a_rule_says_so():
    drawing = "money.changes[one, 2030-31] 0.035\nmoney.changes[two, 2030-31] -0.004\nmoney.change[2030-31] 0.030"
    terms = {"parts": ["money.changes"], "whole": "money.change"}
    assert told(drawing, rule("sum", **terms)) == []
    assert told(drawing, rule("sum", as_printed=True, **terms)) == [
        "Change, 2030-31: Changes, 2030-31, added up £0.031m | Change, 2030-31 £0.030m"
    ]
