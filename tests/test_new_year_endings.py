"""A new year is begun whole or not at all, and nothing that is there is touched."""

import os
import signal
import subprocess
import sys

import pytest
from beginning import NEXT, OTHER, drawn
from drawing import YEAR

from kscb_book.desk.new_year import begin_for_another, begin_year
from kscb_book.findings import BuildFailed, InputRefused
from kscb_book.places import Places


@pytest.fixture
def before(tmp_path) -> Places:
    return drawn(tmp_path)[0]


@pytest.fixture
def places(before) -> Places:
    return Places(before.root, before.data, NEXT)


def test_a_year_that_is_there_is_left_alone(before, places):
    places.workbook.parent.mkdir()
    with pytest.raises(InputRefused) as refused:
        begin_year(places, before)
    assert (
        refused.value.findings[0].message == "is there already, and is left alone; to begin again, move it away first"
    )
    assert not list(places.workbook.parent.iterdir())


def test_nothing_is_left_where_the_words_cannot_be_read(before, places):
    (before.narrative / "toy" / "words.md").write_bytes(b"\xff\xfe")
    with pytest.raises(InputRefused) as refused:
        begin_year(places, before)
    assert refused.value.findings[0].file == f"data/{YEAR}/narrative/toy/words.md"
    assert [path.name for path in places.data.iterdir()] == [YEAR]


def test_nothing_is_left_where_the_folder_cannot_be_written(before, places):
    (places.data / f".{NEXT}.beginning").write_text("a file in the way")
    with pytest.raises(BuildFailed):
        begin_year(places, before)
    assert not places.workbook.parent.exists()


def test_nothing_is_left_where_the_disk_is_full(before, places):
    # No file may grow as large as the workbook, as if the disk had no more room for it.
    pytest.importorskip("resource")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); "
    command = [sys.executable, "-c", f"{limit}from kscb_book.cli import run; run()", "new-year", NEXT]
    done = subprocess.run(command, cwd=before.root, capture_output=True, text=True)
    told = f"data/{NEXT}: 1 finding\n  cannot be made (File too large); nothing was left behind\n"
    assert (done.returncode, done.stderr) == (1, told)
    assert [path.name for path in places.data.iterdir()] == [YEAR]


def test_stopping_it_leaves_all_or_nothing(before, places):
    command = [sys.executable, "-c", "from kscb_book.cli import run; run()", "new-year", NEXT]
    running = subprocess.Popen(command, cwd=before.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while running.poll() is None and len(list(places.data.iterdir())) == 1:
        pass
    running.send_signal(signal.SIGINT)
    running.communicate()
    folder = places.workbook.parent
    assert {path.name for path in places.data.iterdir()} <= {YEAR, NEXT}
    assert not folder.exists() or {"narrative", "phrases.csv", places.workbook.name} == set(os.listdir(folder))


def test_a_year_is_not_begun_from_a_later_one(before):
    with pytest.raises(InputRefused) as refused:
        begin_year(Places(before.root, before.data, "2029-30"), before)
    assert refused.value.findings[0].message == "2029-30 cannot be begun from 2030-31, which is not before it"


def test_another_authority_is_named_in_full(before, places):
    with pytest.raises(InputRefused) as refused:
        begin_for_another(places, before, OTHER | {"ons_code": "X1", "board": ""})
    assert [(each.place, each.message) for each in refused.value.findings] == [
        ("ONS code", "expected an ONS code such as E08000011, found 'X1'"),
        ("Name of the board", "is not given; another authority needs all four"),
    ]
    assert not places.workbook.parent.exists()
