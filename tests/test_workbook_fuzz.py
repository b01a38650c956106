"""Whatever a person types into whatever cell, the workbook is read or refused in words; nothing else happens."""

from datetime import date, datetime

import pytest
from drawing import YEAR, draw_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from kscb_book.findings import InputRefused
from kscb_book.source.workbook import read_workbook

NOT_OUR_WORDS = ("NaN", "nan", "None", "dtype", "Error:", "Decimal", "datetime")

anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=600),
    st.sampled_from(
        ["1,874", "(3)", "-", "n/a", "47.90%", "[x]", "=1/0", "#REF!", "Total", "Year", "{=A1}", "2028-29"]
    ),
    st.dates(min_value=date(1900, 3, 1)),
    st.datetimes(min_value=datetime(1900, 3, 1)),
    st.times(),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return draw_workbook(tmp_path_factory.mktemp("fuzz") / "sound.xlsx")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sheet=st.sampled_from(["Report", "LADO referrals", "LADO outcomes", "LADO disposals", "Facts"]),
    row=st.integers(1, 20),
    column=st.integers(1, 6),
    content=anything,
)
def test_anything_in_any_cell_is_read_or_refused(sound, sheet, row, column, content):
    book = load_workbook(sound)
    try:
        book[sheet].cell(row, column).value = content
    except (IllegalCharacterError, ValueError):
        return  # what the file format itself cannot hold
    path = sound.with_name("typed.xlsx")
    book.save(path)
    try:
        read_workbook(path, YEAR, "year.xlsx")
    except InputRefused as refused:
        for finding in refused.findings:
            assert finding.place
            assert isinstance(content, str) or not any(word in finding.message for word in NOT_OUR_WORDS)
