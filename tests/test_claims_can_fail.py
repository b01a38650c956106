"""Every claim of the real year is false of some other workbook: one in which a cell or two hold another number."""

from decimal import Decimal
from itertools import combinations

import pytest
from openpyxl import load_workbook

from kscb_book.face.register import Register
from kscb_book.findings import InputRefused
from kscb_book.meaning.conditions import holds
from kscb_book.places import Places, in_environment
from kscb_book.press.check import check
from kscb_book.press.claims import read_claim
from kscb_book.press.known import Known
from kscb_book.press.plain import rehearse

NUMBERS = (0, Decimal("0.001"), 99)


@pytest.fixture(scope="module")
def year(real):
    return check(real)


@pytest.fixture(scope="module")
def workbook(real):
    return load_workbook(real.workbook)


def figures_of(claim, register):
    parts = [part for part in claim.condition.all_parts() if part.word in ("figure", "series")]
    return [figure for part in parts for figure in Known(register).members(part.name)]


def changes(claim, register):
    """Yield cells of the claim's figures with other numbers: what may make it false, the likeliest first."""
    figures = figures_of(claim, register)
    for figure in figures:
        for number in NUMBERS:
            if not holds(claim.condition, Known(register, {figure.id: Decimal(number)})):
                yield from ({address: number} for address in figure.addresses)
    for one, other in combinations(figures, 2):
        yield from ({each.addresses[0]: number for each in (one, other)} for number in NUMBERS)


def register_of(real, chapter, workbook, change, folder):
    """Return the chapter's figures from a workbook with these cells changed, or None where it is refused."""
    places = Places(real.root, folder, real.year)
    cells = [workbook[sheet.strip("'")][cell] for sheet, cell in (address.split("!") for address in change)]
    before = [cell.value for cell in cells]
    for cell, number in zip(cells, change.values(), strict=True):
        cell.value = number
    places.workbook.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(places.workbook)
    for cell, number in zip(cells, before, strict=True):
        cell.value = number
    try:
        with in_environment(places):
            return Register(rehearse(chapter, places).figures, real.year)
    except InputRefused:
        return None


def test_every_claim_fails_when_cells_of_the_workbook_change(real, year, workbook, tmp_path):
    claims = [read_claim(use.content) for use in year.stated if use.role == "claim"]
    assert len(claims) >= 15
    chapters = {chapter.name: chapter for chapter in year.chapters}
    for claim in claims:
        chapter = chapters[figures_of(claim, year.register)[0].chapter]
        registers = (
            register_of(real, chapter, workbook, change, tmp_path / "data") for change in changes(claim, year.register)
        )
        assert any(each and not holds(claim.condition, Known(each)) for each in registers), claim.text
