"""What an import cannot use is refused in words, every fault of every file at once, and nothing is written."""

import pytest
from import_files import (
    GONE,
    HEAD,
    LIST,
    OTHER_LIST,
    OWN_CODE,
    PLANS,
    POPULATION,
    REPEATS,
    SOUND,
    YEAR,
    blank_workbook,
    draw_official,
    imported,
)
from test_cli import run

from kscb_book.desk.import_words import told_import
from kscb_book.desk.official_import import import_official
from kscb_book.findings import ExitCode, InputRefused

FILES = {
    "no file of plans": ({"d5": None}, "d5_cpps_at31march_by_duration_*.csv  no such file (* stands for any years)"),
    "no list": ({"sn": None}, "sn_model_2025_wide*.csv  no such file (* stands for any years)"),
    "a renamed column": (
        {"d5": SOUND[PLANS].replace("CPP_At31", "CPP_at_31")},
        f"{PLANS}: 1 finding\n  line 1  no column 'CPP_At31'; found 'CPP_at_31' - was it renamed?",
    ),
    "no old code": (
        {"d3": SOUND[REPEATS].replace("old_la_code", "la_code")},
        f"{REPEATS}: 1 finding\n  line 1  no column 'old_la_code'; found 'la_code' - was it renamed?",
    ),
    "a renamed column of a list": (
        {"sn": SOUND[LIST].replace("SN_10", "SN 10")},
        f"{LIST}: 1 finding\n  line 1  no column 'SN_10'; found 'SN 10' - was it renamed?",
    ),
    "a damaged number of a neighbour": (
        {"d5": SOUND[PLANS].replace("Place 101,1\n", "Place 101,about 1\n")},
        "line 5, CPP_At31  expected a number, or a symbol such as c or x, found 'about 1'",
    ),
    "a formula for a number": (
        {"d5": SOUND[PLANS].replace("Place 101,1\n", "Place 101,=1+1\n")},
        "line 5, CPP_At31  expected a number, or a symbol such as c or x, found '=1+1'",
    ),
    "a neighbour that is no code": (
        {"sn": SOUND[LIST].replace("101,102", "1o1,102")},
        "line 2, SN_1  expected the code of another authority, found '1o1'",
    ),
    "its own neighbour": (
        {"sn": SOUND[LIST].replace("101,102", "100,102")},
        "line 2, SN_1  expected the code of another authority, found '100'",
    ),
    "a neighbour twice": (
        {"sn": SOUND[LIST].replace("101,102", "102,102")},
        "line 2, SN_1  expected the code of another authority, found '102'",
    ),
    "an authority twice": (
        {"sn": SOUND[LIST] + "101,Again" + ",999" * 10 + "\n"},
        "line 13  101 stands in line 3 too; keep one",
    ),
    "open quotes": ({"sn": SOUND[LIST] + '"'}, "this is not a CSV file, or it is damaged"),
}


@pytest.mark.parametrize(("changed", "message"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_used_is_refused(tmp_path, changed, message):
    places = blank_workbook(tmp_path / "book")
    with pytest.raises(InputRefused) as refusal:
        import_official(places, draw_official(tmp_path / "official", **changed))
    assert message in str(refusal.value)
    assert [path.name for path in places.workbook.parent.iterdir()] == [places.workbook.name]


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    changed = {"d5": None, "d3": SOUND[REPEATS].replace("CPP_subsequent,", "CPP_again,"), "sn": "LA\n"}
    with pytest.raises(InputRefused) as refusal:
        imported(tmp_path, **changed)
    told = str(refusal.value)
    assert all(words in told for words in ("d5_cpps_at31march_by_duration_*.csv", "'CPP_subsequent'", "'SN_10'"))


CODES = {
    "unknown": ("E00000098", "no official file holds an authority with the ONS code E00000098; is it typed as"),
    "not a code": ("E123", "Report!B7  ONS code: expected an ONS code such as E08000011, found 'E123'"),
    "blank": (None, "Report!B7  ONS code: expected an ONS code such as E08000011, found nothing"),
    "merged since": (
        "E00000050",
        "Goneborough (E00000050) stands in the official files until 2029-30 only; which authority took its place?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "message"), CODES.values(), ids=CODES)
def test_an_authority_that_the_files_do_not_know(tmp_path, code, message):
    places = blank_workbook(tmp_path / "book", code=code)
    with pytest.raises(InputRefused) as refusal:
        import_official(places, draw_official(tmp_path / "official"))
    assert message in str(refusal.value)


def test_an_authority_that_came_later(tmp_path):
    later = {name: text.replace(f"2030,{GONE}7", f"2031,{GONE}7") for name, text in SOUND.items()}
    places = blank_workbook(tmp_path / "book", year="2029-30", code="E00000050")
    with pytest.raises(InputRefused, match=r"Goneborough \(E00000050\) stands in the official files from 2030-31 only"):
        import_official(places, draw_official(tmp_path / "official", d5=later[PLANS]))


def test_a_code_that_the_authority_has_no_longer_is_told(tmp_path):
    places = blank_workbook(tmp_path / "book", code="E00000099")
    told = told_import(import_official(places, draw_official(tmp_path / "official")), places)
    assert f"The files have the newer ONS code {OWN_CODE} for it; write that on the sheet" in told


def test_a_workbook_of_another_year(tmp_path):
    with pytest.raises(InputRefused, match=r"Report!B10  Year: expected 2030-31, found '2029-30'"):
        imported(tmp_path, lambda book: book["Report"].cell(10, 2, "2029-30"))


def test_a_table_that_is_not_there(tmp_path):
    with pytest.raises(InputRefused) as refusal:
        imported(tmp_path, lambda book: book.remove(book["Comparators"]))
    assert "Comparators  sheet not found" in str(refusal.value)


def test_a_list_of_endless_lines_is_not_read_to_its_end(tmp_path):
    lines = "\n".join(f"{code:04d},Place{',999' * 10}" for code in range(3000))
    with pytest.raises(InputRefused, match="at most 2,000 lines are read; is it the right file"):
        imported(tmp_path, sn=SOUND[LIST] + lines + "\n")


def test_a_name_that_a_terminal_would_obey_is_not_printed(tmp_path):
    changed = {
        "d5": SOUND[PLANS].replace("Anyborough", "Any\x1b[2Jborough"),
        "sn": SOUND[LIST].replace("Place 101", "\x1b[2J"),
    }
    places, done = imported(tmp_path, **changed)
    assert "\x1b" not in told_import(done, places)


def test_the_command_is_refused_without_a_folder(tmp_path):
    places = blank_workbook(tmp_path / "book")
    code, out, err = run("import-dfe", YEAR, "--from", tmp_path / "none", "--data", places.data)
    assert (code, out) == (ExitCode.INPUT_REFUSED, "") and "there is no such folder" in err


def test_an_authority_on_no_list_has_no_neighbours_and_all_else(tmp_path):
    lists = {
        "sn": SOUND[LIST].replace("100,Anyb", "121,Anyb"),
        "other": SOUND[OTHER_LIST].replace("100,Anyb", "121,Anyb"),
    }
    places, done = imported(tmp_path, **lists)
    told = " ".join(told_import(done, places).split())
    assert "no list of neighbours that is read holds the authority" in told and "Neighbours:" not in told
    assert f"{HEAD}age_group" in SOUND[POPULATION] and "'Plans by year'!B8 40 Plans at 31 March" in told
