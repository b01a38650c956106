"""Cells and their addresses, as Excel's own Go To takes them."""

from kscb_book.source.cells import Cell, ranges


def cells(*addresses: str) -> list[Cell]:
    return [Cell("sheet", "row", "column", address) for address in addresses]


def test_cells_beneath_each_other_are_one_range():
    assert ranges(cells("Missing!D12", "Missing!D13", "Missing!D14")) == ["Missing!D12:D14"]
    assert ranges(cells("'LADO outcomes'!C9", "'LADO outcomes'!C10")) == ["'LADO outcomes'!C9:C10"]


def test_others_stand_alone_and_none_is_told_twice():
    assert ranges(cells("A!B1", "A!B3", "B!B4", "B!C5", "A!B1")) == ["A!B1", "A!B3", "B!B4", "B!C5"]
    assert ranges([]) == []
