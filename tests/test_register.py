"""Writers may leave out what goes without saying; a name that means nothing is told what comes near."""

import pytest

from kscb_book.face.record import Published
from kscb_book.face.register import Register, UnknownFigure
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
