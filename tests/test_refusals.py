"""After a refusal all is as it was: exit code 2, one sentence for each fault, and not a byte written."""

from itertools import takewhile

import pytest
from drawing import DETAILS, SOUND, TOY, YEAR, as_table, code, draw_book, draw_workbook, repacked, typed
from test_cli import run

from kscb_book.findings import ExitCode
from kscb_book.source.schema import read_schema

BOOK = f"data/{YEAR}/kscb-{YEAR}.xlsx"


def bytes_in(folder):
    return {path.relative_to(folder): path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def with_text_for_a_number(path):
    draw_workbook(path, then=typed("LADO referrals", B8="n/a"))


def without_a_sheet(path):
    draw_workbook(path, Facts=None)


def with_a_row_left_out(path):
    draw_workbook(path, then=lambda book: [as_table("LADO disposals", "A5:B6")(book)])


def with_macros(path):
    repacked(path, lambda name, content: content, **{"xl/vbaProject.bin": b"x"})


def cut_short(path):
    path.write_bytes(path.read_bytes()[:3000])


def gone(path):
    path.rename(path.with_name(f"kscb-{YEAR} (1).xlsx"))


REFUSED = {
    with_text_for_a_number: "  'LADO referrals'!B8  2030-31, Referrals: expected a whole number, found 'n/a'",
    without_a_sheet: "  Facts  sheet not found",
    with_a_row_left_out: "  'LADO disposals'!A7  'Back at work' stands below the table, which ends at row 6; "
    "drag the table's corner down over it, or delete it",
    with_macros: "  the workbook holds macros, which are never run; save it in Excel as Excel Workbook (.xlsx)",
    cut_short: "  the file is incomplete or damaged; copy it again, or open it in Excel and save it",
    gone: f"  no such workbook; found 'kscb-{YEAR} (1).xlsx' - is it this one? It must be called 'kscb-{YEAR}.xlsx'",
}


@pytest.mark.parametrize(("spoil", "line"), REFUSED.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_workbook_is_refused_and_nothing_is_written(tmp_path, spoil, line):
    root = draw_book(tmp_path / "book")
    spoil(root / BOOK)
    before = bytes_in(root)
    for command in ("check", "build"):
        ending, out, err = run(command, YEAR, cwd=root)
        assert (ending, out) == (ExitCode.INPUT_REFUSED, "")
        # Places are set in a column as wide as the widest.
        assert " ".join(line.split()) in [" ".join(each.split()) for each in err.splitlines()]
        assert err.startswith(f"{BOOK}: ")
    assert bytes_in(root) == before


def test_a_former_report_outlives_a_refusal(tmp_path):
    root = draw_book(tmp_path / "book", Facts=None)
    (root / "_build" / YEAR).mkdir(parents=True)
    (root / "_build" / YEAR / "manifest.json").write_text("{}")
    before = bytes_in(root)
    assert run("build", YEAR, cwd=root)[0] == ExitCode.INPUT_REFUSED
    assert bytes_in(root) == before


OUTS = {
    "the data folder": ("data", f"data/{YEAR}"),
    "a folder of somebody's own": ("papers", f"papers/{YEAR}"),
    "a file": ("_config.yml", f"_config.yml/{YEAR}"),
}


@pytest.mark.parametrize(("out", "target"), OUTS.values(), ids=OUTS)
def test_a_report_is_never_put_where_something_else_lies(tmp_path, out, target):
    root = draw_book(tmp_path / "book")
    (root / "papers" / YEAR).mkdir(parents=True)
    (root / "papers" / YEAR / "minutes.txt").write_text("kept")
    before = bytes_in(root)
    ending, _, err = run("build", YEAR, "--out", out, cwd=root)
    assert ending == ExitCode.INPUT_REFUSED and err.startswith(f"{root / target}: 1 finding")
    assert bytes_in(root) == before


def test_all_faults_of_a_workbook_come_in_one_go(tmp_path):
    root = draw_book(tmp_path / "book", details=DETAILS | {"Status": "Guessed"}, LADO_disposals=None)
    first, *lines = run("check", YEAR, cwd=root)[2].splitlines()
    sheets = len(read_schema(YEAR).layouts)
    assert first == f"{BOOK}: {sheets} findings"
    guessed = [
        line for line in lines if line.endswith("Status: expected Final, Provisional or Revised, found 'Guessed'")
    ]
    assert len(guessed) == sheets - 1
    assert [line.split(maxsplit=2)[:2] for line in lines if line not in guessed] == [["LADO", "disposals"]]


def test_notes_follow_the_result(tmp_path):
    root = draw_book(tmp_path / "book", then=typed("LADO referrals", B8="1,874", B7=900, B6=900))
    ending, out, err = run("check", YEAR, cwd=root)
    assert (ending, err) == (ExitCode.DONE, "")
    result, of_book, *lines = out.splitlines()
    notes = list(takewhile(lambda line: line.startswith("  "), lines))
    assert result == f"{YEAR}: 2 chapters, 3 figures, see below."
    assert of_book == f"{BOOK}: {len(notes)} notes"
    # Places are set in a column as wide as the widest.
    assert [" ".join(each.split()) for each in notes if ", and no page " not in each] == [
        "'LADO referrals'!B8 read as 1,874 from text; type it as a number"
    ]


@pytest.mark.build
def test_a_script_in_a_cell_is_only_text(tmp_path):
    drawing = SOUND["LADO disposals"].replace("Resigned    ", "<script>alert(1)</script> $\\frac$")
    cell = (
        'disposals = edition.sheet("LADO disposals").series("disposals")\n'
        'publish("lado.disposals", disposals)\nshow_table("ways", disposals)\nshow_bars("ways", disposals)'
    )
    root = draw_book(tmp_path / "book", toy=[*TOY, code(cell, "ways")], LADO_disposals=drawing)
    assert run("build", YEAR, cwd=root)[0] == ExitCode.DONE
    page = (root / "_build" / YEAR / "html" / "toy.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; $\\frac$" in page
