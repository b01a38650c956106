"""An official file that cannot be used is refused in words: every fault of every file at once."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from official_files import HEAD, OWN, PLANS, POPULATION, REPEATS, draw_official, draw_report

from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.press.official_check import held_against
from kscb_book.press.official_words import told_against
from kscb_book.source import folder as folder_module


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Places:
    return draw_report(tmp_path_factory.mktemp("book"))


HEADINGS = f"{HEAD}CPP_At31"
WHAT_IS_EXPECTED = "expected a number, or a symbol such as c or x, found"
REFUSED = {
    "renamed column": (f"{HEAD}CPP_at_31\n", "  line 1  no column 'CPP_At31'; found 'CPP_at_31' - was it renamed?"),
    "column twice": (f"{HEADINGS},CPP_At31\n", "  line 1  the column 'CPP_At31' stands twice"),
    "nothing": (b"", "  the file is empty"),
    "not UTF-8": (HEADINGS.encode() + b"\n\xff", "  this is not text in UTF-8; save it in Excel as CSV UTF-8"),
    "open quotes": (f'{HEADINGS}\n"2031', "  this is not a CSV file, or it is damaged (unexpected end of data)"),
    "short row": (f"{HEADINGS}\n2031,National", "  line 2  the row has 2 columns, the headings 9"),
    "words": (f"{HEADINGS}\n2031,{OWN}about 40", f"  line 2, CPP_At31  {WHAT_IS_EXPECTED} 'about 40'"),
    "negative": (f"{HEADINGS}\n2031,{OWN}-4", f"  line 2, CPP_At31  {WHAT_IS_EXPECTED} '-4'"),
    "endless": (f"{HEADINGS}\n2031,{OWN}1e999999999", f"  line 2, CPP_At31  {WHAT_IS_EXPECTED} '1e999999999'"),
    "repeated": (
        f"{HEADINGS}\n2031,{OWN}40\n2031,{OWN}41",
        "  line 3  year and place are those of line 2; keep one of them",
    ),
    "missing": (None, "  d5_cpps_at31march_by_duration_*.csv  no such file (* stands for any years)"),
}


@pytest.mark.parametrize(("content", "line"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_words(places, tmp_path, content, line):
    draw_official(tmp_path, d5=content)
    file = tmp_path / PLANS if content is not None else tmp_path
    with pytest.raises(InputRefused) as refusal:
        held_against(places, tmp_path)
    assert str(refusal.value) == f"{file}: 1 finding\n{line}"


def refusal_of(places: Places, folder: Path) -> list[str]:
    with pytest.raises(InputRefused) as refusal:
        held_against(places, folder)
    return str(refusal.value).splitlines()


def test_every_fault_of_every_file_is_told_at_once(places, tmp_path):
    draw_official(tmp_path, d5=None, d3=f"{HEAD}other\n", on=b"")
    (tmp_path / "d5_cpps_at31march_by_durations.csv").touch()
    assert refusal_of(places, tmp_path) == [
        f"{tmp_path}: 1 finding",
        "  d5_cpps_at31march_by_duration_*.csv  no such file; found 'd5_cpps_at31march_by_durations.csv' - "
        "was it renamed? (* stands for any years)",
        f"{tmp_path / REPEATS}: 1 finding",
        "  line 1  no column 'CPP_subsequent_percent'",
        f"{tmp_path / POPULATION}: 1 finding",
        "  the file is empty",
    ]


def test_many_faults_of_one_file_are_cut_short(places, tmp_path):
    lines = refusal_of(places, draw_official(tmp_path, d5=HEADINGS + "\n2031" * 1000))
    assert len(lines) == 22 and lines[-1].strip() == "and more of the kind; is it the right file?"


def test_two_editions_of_a_file(places, tmp_path):
    draw_official(tmp_path)
    (tmp_path / PLANS.replace("2031", "2030")).touch()
    assert refusal_of(places, tmp_path)[1].endswith(
        f"2 files have such a name: '{PLANS.replace('2031', '2030')}', '{PLANS}'; keep one"
    )


def test_a_file_too_large(places, tmp_path, monkeypatch):
    monkeypatch.setattr(folder_module, "LARGEST", 10**6)
    draw_official(tmp_path, d5="x" * 2_000_000)
    assert refusal_of(places, tmp_path)[1].endswith(f"'{PLANS}' has 2 MB; at most 1 MB are read")


def test_a_file_that_cannot_be_opened(places, tmp_path, monkeypatch):
    def closed():
        raise PermissionError(13, "Permission denied")

    draw_official(tmp_path)
    opened = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda path, *more, **options: closed() if path.suffix == ".csv" else opened(path, *more, **options),
    )
    lines = refusal_of(places, tmp_path)
    assert lines[1::2] == ["  the file cannot be read (Permission denied)"] * 4


def test_a_folder_that_cannot_be_used(places, tmp_path):
    (tmp_path / "file").touch()
    missing = "there is no such folder; it should hold the official files"
    a_file = "this is a file; name the folder that holds the official files"
    assert refusal_of(places, tmp_path / "none") == [f"{tmp_path / 'none'}: 1 finding", f"  {missing}"]
    assert refusal_of(places, tmp_path / "file") == [f"{tmp_path / 'file'}: 1 finding", f"  {a_file}"]


CELLS = st.sampled_from(
    ["2031", "2030", "National", OWN, "E92000001", '"', ",", "\n", "\0", "\x1b", "9" * 30, "é", "-"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.lists(CELLS).map(lambda parts: (HEADINGS + "\n" + "".join(parts)).encode()))
def test_no_content_of_a_file_stops_the_check_but_a_refusal(places, tmp_path, content):
    draw_official(tmp_path, d5=content)
    try:
        told = told_against(places, tmp_path)
    except InputRefused as refusal:
        told = str(refusal)
    assert "\x1b" not in told
