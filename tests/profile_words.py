"""Chooses the sentences of profiles in a process of its own: the schema of a profile is for a whole process."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path


def chosen(cases: list) -> list[tuple[str, list[dict]]]:
    """Return, for each case, the text of a block and what is left out.

    A case holds how each figure is printed, by its id, and the sentences of a paragraph.
    """
    environment, command = {**os.environ, "KSCB_SCHEMA": "profile"}, [sys.executable, Path(__file__)]
    told = subprocess.run(
        command, input=json.dumps(cases), env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return [tuple(each) for each in json.loads(told.stdout)]


def _chosen(printed: dict[str, str], sentences: list) -> tuple[str, list[dict]]:
    from narrative_blocks import figure_of

    from kscb_book.face.register import Register
    from kscb_book.fleet.words import Writer

    figures = [figure_of(id, text, "England" if "england" in id else None) for id, text in printed.items()]
    writer = Writer(Register(figures, "2030-31"), ["table:plans"], {"year": "2030-31"})
    text, left_out = writer.block("01-plans/plans", [sentences])
    return text, [asdict(each) for each in left_out]


if __name__ == "__main__":
    json.dump([_chosen(*case) for case in json.load(sys.stdin)], sys.stdout)
