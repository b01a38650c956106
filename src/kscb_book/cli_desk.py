"""The door for analysts at their desk: what helps beside the report itself."""

from pathlib import Path
from typing import Annotated

import typer

from kscb_book.cli_options import Disclosure, Internal, places_of, use_data

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
NewYear = Annotated[str, typer.Argument(help="The year to begin, written as 2017-18.", show_default=False)]
FromYear = Annotated[
    str, typer.Option(help="The year to begin from; the year before unless given.", show_default=False)
]
AuthorityName = Annotated[str, typer.Option(help="Another authority: its name.", show_default=False)]
OnsCode = Annotated[str, typer.Option(help="Another authority: its ONS code.", show_default=False)]
Board = Annotated[str, typer.Option(help="Another authority: the name of its board.", show_default=False)]
ShortName = Annotated[str, typer.Option(help="Another authority: its board's short name.", show_default=False)]


def diff(first: Side, second: Side, csv: Table = None, html: Page = None, data: Data = None) -> None:
    """Say what differs between two years or editions: figure by figure, with the cells that caused it."""
    from kscb_book.desk.difference_page import write_page
    from kscb_book.desk.difference_table import write_table
    from kscb_book.desk.difference_words import HEADINGS, MOST_LINES, counted, lines_of
    from kscb_book.desk.differences import compare
    from kscb_book.desk.editions import read_edition
    from kscb_book.terminal import show_lines

    use_data(data)
    differences = compare(read_edition(first), read_edition(second))
    for write, path in ((write_table, csv), (write_page, html)):
        if path:
            write(differences, path)
    lines = list(lines_of(differences))
    show_lines(HEADINGS, lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        typer.echo(f"... and {len(lines) - MOST_LINES} more; --csv FILE and --html FILE write them all.")
    typer.echo(counted(differences))


def watch(
    year: Year,
    port: Port = 0,
    data: Data = None,
    out: Out = None,
    disclosure: Disclosure = None,
    internal: Internal = False,
) -> None:
    """Build a year, show it in the browser of this machine, and build it again at each change of its files."""
    from kscb_book.desk.watch import Watch
    from kscb_book.terminal import progress_bar

    places = places_of(year, data, disclosure, internal)
    folder = (out or places.root / "_build").resolve()
    try:
        Watch(places, folder, lambda text: typer.echo(text), progress_bar).run(port)
    except KeyboardInterrupt:
        typer.echo(f"Stopped watching; the report as last built stays in {places.shown(folder / places.built)}.")


def new_year(
    year: NewYear,
    from_year: FromYear = "",
    authority_name: AuthorityName = "",
    ons_code: OnsCode = "",
    board: Board = "",
    short_name: ShortName = "",
    data: Data = None,
) -> None:
    """Begin a year: a fresh workbook with last year's numbers beside, and last year's words to be reviewed.

    With the four options for another authority, a year that holds no number and no word of the first.
    """
    from kscb_book.desk.new_year import begin_for_another, begin_year
    from kscb_book.source.periods import year_before

    places = places_of(year, data)
    names = {"authority": authority_name, "ons_code": ons_code, "board": board, "short_name": short_name}
    before = places_of(from_year or year_before(year, 1), data)
    made = begin_for_another(places, before, names) if any(names.values()) else begin_year(places, before)
    typer.echo(f"{year} is begun: {places.shown(made)}")
    typer.echo(f"Fill in the blue cells of {places.workbook.name} and review the narrative.")
    typer.echo(f"Then run: kscb-book check {year}")
