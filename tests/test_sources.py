"""Watching files: what is a change, and when a save has come to its end."""

import shutil

import pytest
from drawing import YEAR, draw_book, draw_workbook

from kscb_book.desk.sources import MOST_PAUSES, contents_of, next_contents
from kscb_book.places import Places


@pytest.fixture
def places(tmp_path):
    root = draw_book(tmp_path / "book")
    return Places(root, root / "data", YEAR)


def after(places, *moments):
    """Return what has changed when the watch is over, and in which pause it ended; each moment comes before one."""
    before, waiting, pauses = contents_of(places), list(moments), []

    def pause(seconds):
        pauses.append(seconds)
        if waiting:
            waiting.pop(0)()

    now = next_contents(places, before, pause)
    shown = {path: places.shown(places.root / path) for path in {**before, **now}}
    return sorted(shown[path] for path in shown if before.get(path) != now.get(path)), len(pauses)


def nothing():
    """Let a moment pass."""


CHANGES = {
    "the workbook": f"data/{YEAR}/kscb-{YEAR}.xlsx",
    "a block": f"data/{YEAR}/narrative/toy/words.md",
    "a new block": f"data/{YEAR}/narrative/toy/more.md",
    "phrases": f"data/{YEAR}/phrases.csv",
    "the glossary": f"data/{YEAR}/glossary.csv",
    "a chapter": "chapters/toy.ipynb",
    "the contents": "_toc.yml",
    "the year's own contents": f"data/{YEAR}/toc.yml",
    "a workbook of another year": "data/2029-30/kscb-2029-30.xlsx",
}


@pytest.mark.parametrize("name", CHANGES.values(), ids=CHANGES)
def test_each_file_that_the_report_is_made_from_is_watched(places, name):
    def write():
        path = places.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".xlsx":
            draw_workbook(path, details={"Supplier": "Another", "Source": "another", "Status": "Final"})
        else:
            path.write_text("changed")

    assert after(places, nothing, write) == ([name], 3)


def test_what_office_and_jupyter_leave_beside_a_file_is_no_change(places):
    def leave(name):
        def write():
            path = places.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("not a file of the report")

        return write

    names = (
        f"data/{YEAR}/~$kscb-{YEAR}.xlsx",
        f"data/{YEAR}/5A3B1000",
        f"data/{YEAR}/narrative/toy/.words.md.swp",
        "chapters/.ipynb_checkpoints/toy-checkpoint.ipynb",
        f"data/{YEAR}/narrative/toy/words.md~",
    )
    change = lambda: (places.root / "_toc.yml").write_text("changed")  # noqa: E731
    assert after(places, *map(leave, names), change) == (["_toc.yml"], len(names) + 2)


def test_a_file_that_is_only_touched_is_no_change(places):
    touch = places.workbook.touch
    change = lambda: (places.root / "_toc.yml").write_text("changed")  # noqa: E731
    assert after(places, touch, change) == (["_toc.yml"], 3)


def test_a_workbook_that_is_half_written_or_gone_for_a_moment_is_waited_for(places, tmp_path):
    whole = draw_workbook(tmp_path / "new.xlsx", LADO_disposals=None).read_bytes()
    half = lambda: places.workbook.write_bytes(whole[: len(whole) // 2])  # noqa: E731
    rest = lambda: places.workbook.write_bytes(whole)  # noqa: E731
    assert after(places, half, nothing, rest) == ([f"data/{YEAR}/kscb-{YEAR}.xlsx"], 4)
    assert (
        after(places, places.workbook.unlink, nothing, lambda: shutil.copyfile(tmp_path / "new.xlsx", places.workbook))[
            0
        ]
        == []
    )


def test_a_workbook_that_stays_broken_is_not_waited_for_for_ever(places):
    broken = lambda: places.workbook.write_bytes(b"PK broken")  # noqa: E731
    assert after(places, broken) == ([f"data/{YEAR}/kscb-{YEAR}.xlsx"], 1 + MOST_PAUSES)
