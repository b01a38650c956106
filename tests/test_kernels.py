"""Kernels: what one says outside of its cells stays off the terminal, and tells why it ended."""

import pytest
from drawing import TOY, YEAR, code, draw_book

from kscb_book.findings import BuildFailed, as_text
from kscb_book.places import Places
from kscb_book.press.chapters import execute
from kscb_book.press.contents import read_contents
from kscb_book.press.workers import workers

pytestmark = pytest.mark.build

QUARREL = "import os\nimport atexit\n\n_ = atexit.register(lambda: os.write(2, b'quarrel with a socket\\n'))"
DEATH = "import os\n\nos.write(2, b'out of memory\\n')\nos._exit(9)"


def executed(tmp_path, source: str):
    """Execute a book whose chapter runs ``source``, and return the folder of executed chapters."""
    root = draw_book(tmp_path / "book", toy=[*TOY, code(source, "says")])
    places, folder = Places(root, root / "data", YEAR), tmp_path / "executed"
    folder.mkdir()
    with workers(places) as working:
        execute(read_contents(places), working, folder, {"year": YEAR}, lambda chapter: None)
    return folder


def test_what_a_kernel_says_while_it_ends_is_not_told_to_the_person_who_builds(tmp_path, capfd):
    folder = executed(tmp_path, QUARREL)
    assert (folder / "toy.ipynb").exists()
    assert "quarrel" not in "".join(capfd.readouterr())


def test_a_kernel_that_dies_is_told_as_a_finding_with_what_it_said_last(tmp_path, capfd):
    with pytest.raises(BuildFailed) as failed:
        executed(tmp_path, DEATH)
    told = as_text(failed.value.findings)
    assert told.startswith("chapters/toy.ipynb: 1 finding\n  the chapter's kernel could not be run: Kernel died")
    assert told.endswith("(out of memory)")
    assert "out of memory" not in "".join(capfd.readouterr())
