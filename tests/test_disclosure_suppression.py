"""What is hidden beside a small count: as little as keeps a reader from working it out. Tables with known answers."""

from decimal import Decimal

from disclosure_drawing import adds_up, count, is_part, share, system, table

from kscb_book.disclosure.attack import too_narrow
from kscb_book.disclosure.suppression import MOST_UNKNOWNS, suppress
from kscb_book.disclosure.system import Relation, State, System, Variable


def narrow(group: System, hidden) -> list[str]:
    return [each.variable.name for each in too_narrow(group, hidden)]


def hidden_in(drawn: System) -> set[str]:
    hidden = suppress(drawn, narrow)
    assert narrow(drawn, hidden) == []
    return set(hidden)


def test_nothing_is_hidden_where_no_count_is_small():
    assert hidden_in(table([[6, 20], [30, 40]])) == set()


def test_a_small_count_of_two_rows_and_columns_takes_its_whole_square_with_it():
    assert hidden_in(table([[3, 20], [30, 40]])) == {"a1", "a2", "b1", "b2"}


def test_of_three_rows_and_columns_the_least_square_is_hidden():
    assert hidden_in(table([[2, 15, 30], [12, 40, 50], [60, 70, 80]])) == {"a1", "a2", "b1", "b2"}


def test_two_small_counts_in_a_square_of_their_own_protect_each_other():
    rows = [[3, 9, 30], [9, 3, 50], [60, 70, 80]]
    assert hidden_in(table(rows)) == {"a1", "a2", "b1", "b2"}


def test_a_zero_stays_and_protects_nothing():
    assert hidden_in(table([[3, 0, 20], [0, 40, 30], [30, 8, 90]])) & {"a2", "b1"} == set()


def test_a_quarter_is_not_worked_out_from_the_year():
    quarters = {"Q1": 2, "Q2": 7, "Q3": 8, "Q4": 9}
    numbers = [count(name, value) for name, value in quarters.items()]
    year = count("year", 26, loss=60)
    assert hidden_in(system([*numbers, year], adds_up("year", *quarters))) == {"Q1", "Q2"}


def test_a_share_is_hidden_with_its_count():
    part, whole = count("part", 3), count("whole", 50)
    printed, tells = share("share", part, whole)
    drawn = system([part, whole, printed], *tells, follows=[("part", "share")])
    assert hidden_in(drawn) == {"part", "share"}


def test_the_share_of_the_rest_is_hidden_where_it_tells_the_small_count():
    part, rest, whole = count("part", 3), count("rest", None, people=True), count("whole", 50, loss=60)
    printed = Variable("share of the rest", Decimal(94), spread=Decimal("0.5"), whole=False, loss=2)
    tells = [
        Relation({"rest": Decimal(100), "whole": Decimal("-93.5")}, Decimal(0), None, (printed.name,)),
        Relation({"rest": Decimal(100), "whole": Decimal("-94.499999")}, None, Decimal(0), (printed.name,)),
    ]
    drawn = system([part, rest, whole, printed], adds_up("whole", "part", "rest"), *tells)
    assert hidden_in(drawn) == {"part", "share of the rest"}


def test_of_two_tables_with_one_total_only_that_with_the_small_count_loses_numbers():
    drawn = [count("boys", 3), count("girls", 17), count("young", 8), count("old", 12), count("all", 20, loss=60)]
    relations = adds_up("all", "boys", "girls"), adds_up("all", "young", "old")
    assert hidden_in(system(drawn, *relations)) == {"boys", "girls"}


def test_a_change_is_hidden_where_last_years_edition_published_the_other_year():
    drawn = [count("now", 3), count("before", 10, state=State.KNOWN), Variable("change", Decimal(-7), least=-100)]
    tells = Relation({"now": Decimal(1), "before": Decimal(-1), "change": Decimal(-1)}, Decimal(0), Decimal(0))
    assert hidden_in(system(drawn, tells)) == {"now", "change"}


def test_what_last_years_edition_hid_is_not_worked_out_from_this_years():
    drawn = [count("now", 30), count("before", 3, state=State.HIDDEN), Variable("change", Decimal(27), least=-100)]
    tells = Relation({"now": Decimal(1), "before": Decimal(-1), "change": Decimal(-1)}, Decimal(0), Decimal(0))
    assert hidden_in(system(drawn, tells)) == {"before", "change"}


def test_what_an_earlier_edition_published_is_not_hidden_in_vain():
    drawn = [count("a", 3, state=State.KNOWN), count("b", 17), count("all", 20)]
    assert hidden_in(system(drawn, adds_up("all", "a", "b"))) == set()


def test_two_small_counts_and_their_small_total_are_hidden_though_the_total_is_two_at_the_least():
    drawn = system([count("a", 1), count("b", 2), count("all", 3)], adds_up("all", "a", "b"))
    assert drawn.variables["all"].must == (2, 5)
    assert hidden_in(drawn) == {"a", "b", "all"}


def test_a_larger_whole_is_hidden_where_a_part_nobody_gives_would_be_small():
    part, other, whole = count("part", None, secret=True), count("other", 7), count("whole", 12, loss=60)
    drawn = system([part, other, whole], adds_up("whole", "part", "other"))
    assert hidden_in(drawn) == {"other"}


def test_a_part_of_a_small_count_tells_nothing_that_the_rule_does_not():
    assert hidden_in(system([count("part", 2), count("whole", 40)], is_part("part", "whole"))) == {"part"}
    assert hidden_in(system([count("part", 6), count("whole", 40)], is_part("part", "whole"))) == set()


def test_where_the_programme_is_too_large_small_counts_are_protected_one_by_one():
    drawn = table([[3 + 7 * ((row * 8 + column) % 5) for column in range(8)] for row in range(8)])
    assert (2 * len(drawn.targets) + 1) * len(drawn.variables) > MOST_UNKNOWNS
    assert len(hidden_in(drawn)) < 8 * 4


def test_the_same_numbers_have_the_same_answer():
    rows = [[3 + 7 * ((row * 5 + column) % 4) for column in range(5)] for row in range(5)]
    assert hidden_in(table(rows)) == hidden_in(table(rows))
