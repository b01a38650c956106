"""Writers may leave out what goes without saying; a name that means nothing is told what comes near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kscb_book.face.record import Published
from kscb_book.face.register import Register, UnknownFigure
from kscb_book.press.check import check
from kscb_book.source.cells import Cell


def figure(id, printed="1"):
    cell = Cell("Sheet", "row", "column", "Sheet!A1")
    return Published(
        id,
        printed,
        printed,
        "number",
        id.partition("[")[0],
        "Name",
        "Definition.",
        "2016-17",
        None,
        "rule",
        (cell,),
        (),
    )


@pytest.fixture
def register():
    ids = [
        "lado.referrals[2015-16]",
        "lado.referrals[2016-17]",
        "lado.outcomes[unfounded, 2016-17]",
        "missing.episodes[Q1 2016-17]",
    ]
    return Register([figure(id) for id in ids], "2016-17")


NAMES = {
    "lado.referrals": "lado.referrals[2016-17]",
    "lado.referrals[2015-16]": "lado.referrals[2015-16]",
    "lado.outcomes[unfounded]": "lado.outcomes[unfounded, 2016-17]",
    "lado.outcomes[2016-17, unfounded]": "lado.outcomes[unfounded, 2016-17]",
    "missing.episodes[Q1]": "missing.episodes[Q1 2016-17]",
    "missing.episodes[ Q1 2016-17 ]": "missing.episodes[Q1 2016-17]",
}


@pytest.mark.parametrize(("name", "id"), NAMES.items(), ids=NAMES)
def test_a_name_stands_for_a_figure(register, name, id):
    assert register.find(name).id == id


SHORT = {
    "lado.referrals[2016-17]": "lado.referrals",
    "lado.referrals[2015-16]": "lado.referrals[2015-16]",
    "lado.outcomes[unfounded, 2016-17]": "lado.outcomes[unfounded]",
    "lado.outcomes[unfounded, 2015-16]": "lado.outcomes[unfounded, 2015-16]",
    "missing.episodes[Q1 2016-17]": "missing.episodes[Q1]",
    "missing.episodes[Q1 2015-16]": "missing.episodes[Q1 2015-16]",
    "missing.episodes[north, Aug 2016-17]": "missing.episodes[north, Aug]",
    "odd[Q1, Q2 2016-17]": "odd[Q1, Q2 2016-17]",  # a category that reads as a period is left as it stands
}


@pytest.mark.parametrize(("id", "name"), SHORT.items(), ids=SHORT)
def test_a_figure_has_a_short_name(register, id, name):
    assert register.short(figure(id)) == name


def test_each_figure_of_the_real_book_is_found_by_its_short_name(real):
    register = check(real).register
    names = [register.short(each) for each in register]
    assert len(register) > 100 and all(register.find(name) is each for name, each in zip(names, register, strict=True))
    assert all(len(name) <= len(each.id) for name, each in zip(names, register, strict=True))
    assert not any("2016-17" in name for name in names)


PARTS = st.sampled_from(["", *(f"{part} " for part in ("Q1", "Q4", "Apr", "Mar"))])
LABELS = st.one_of(st.just(""), st.from_regex(r"[a-z]\w{0,12}", fullmatch=True).map(lambda key: f"{key}, "))


@given(label=LABELS, part=PARTS, year=st.integers(2010, 2020))
def test_a_short_name_leads_back(label, part, year):
    one = figure(f"lado.referrals[{label}{part}{year}-{year % 100 + 1}]")
    register = Register([one], "2016-17")
    assert register.find(register.short(one)) is one


def test_an_unknown_name_is_told_what_comes_near(register):
    with pytest.raises(
        UnknownFigure, match=r"^no figure 'lado.referals' is published; the nearest is lado.referrals\[2016-17\]$"
    ):
        register.find("lado.referals")
    with pytest.raises(UnknownFigure, match="^no figure '__import__' is published$"):
        register.find("__import__")


def test_a_figure_published_twice_is_noticed(register):
    twice = Register([figure("lado.referrals[2016-17]", "1"), figure("lado.referrals[2016-17]", "2")], "2016-17")
    assert [each.printed for each in twice.repeated] == ["2"] and twice.find("lado.referrals").printed == "1"
