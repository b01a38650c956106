"""The door for analysts at their desk: what helps beside the report itself."""

import os
from pathlib import Path
from typing import Annotated

import typer

Side = Annotated[
    str,
    typer.Argument(
        help="A year such as 2016-17, the folder of a year or of an edition, or a workbook.", show_default=False
    ),
]
Year = Annotated[str, typer.Argument(help="The year of the report, written as 2016-17.", show_default=False)]
Data = Annotated[
    Path | None,
    typer.Option(
        help="The folder that holds a folder a year; `data` beside the chapters unless given.", show_default=False
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(help="The folder to write to; `_build` beside the chapters unless given.", show_default=False),
]
Table = Annotated[Path | None, typer.Option("--csv", help="Write them all as a table for Excel.", show_default=False)]
Page = Annotated[Path | None, typer.Option("--html", help="Write them all as a page to read.", show_default=False)]

Port = Annotated[
    int,
    typer.Option(min=0, max=65535, help="The port to show it at; any that is free unless given.", show_default=False),
]


def diff(first: Side, second: Side, csv: Table = None, html: Page = None, data: Data = None) -> None:
    """Say what differs between two years or editions: figure by figure, with the cells that caused it."""
    from kscb_book.desk.difference_page import write_page
    from kscb_book.desk.difference_table import write_table
    from kscb_book.desk.difference_words import HEADINGS, MOST_LINES, counted, lines_of
    from kscb_book.desk.differences import compare
    from kscb_book.desk.editions import read_edition
    from kscb_book.terminal import show_lines

    if data is not None:
        os.environ["KSCB_DATA"] = str(data.resolve())
    differences = compare(read_edition(first), read_edition(second))
    for write, path in ((write_table, csv), (write_page, html)):
        if path:
            write(differences, path)
    lines = list(lines_of(differences))
    show_lines(HEADINGS, lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        typer.echo(f"... and {len(lines) - MOST_LINES} more; --csv FILE and --html FILE write them all.")
    typer.echo(counted(differences))


def watch(year: Year, port: Port = 0, data: Data = None, out: Out = None) -> None:
    """Build a year, show it in the browser of this machine, and build it again at each change of its files."""
    from kscb_book.desk.watch import Watch
    from kscb_book.places import find_places
    from kscb_book.terminal import progress_bar

    if data is not None:
        os.environ["KSCB_DATA"] = str(data.resolve())
    places = find_places(year)
    folder = (out or places.root / "_build").resolve()
    try:
        Watch(places, folder, lambda text: typer.echo(text), progress_bar).run(port)
    except KeyboardInterrupt:
        typer.echo(f"Stopped watching; the report as last built stays in {places.shown(folder / year)}.")
