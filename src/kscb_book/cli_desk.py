"""The door for analysts at their desk: what helps beside the report itself."""

import os
from pathlib import Path
from typing import Annotated

import typer

desk = typer.Typer()

Year = Annotated[str, typer.Argument(help="The year to begin, written as 2017-18.", show_default=False)]
Data = Annotated[
    Path | None,
    typer.Option(
        help="The folder that holds a folder a year; `data` beside the chapters unless given.", show_default=False
    ),
]
FromYear = Annotated[
    str, typer.Option(help="The year to begin from; the year before unless given.", show_default=False)
]
AuthorityName = Annotated[str, typer.Option(help="Another authority: its name.", show_default=False)]
OnsCode = Annotated[str, typer.Option(help="Another authority: its ONS code.", show_default=False)]
Board = Annotated[str, typer.Option(help="Another authority: the name of its board.", show_default=False)]
ShortName = Annotated[str, typer.Option(help="Another authority: its board's short name.", show_default=False)]


@desk.command("new-year")
def new_year(
    year: Year,
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
    from kscb_book.places import find_places
    from kscb_book.source.periods import year_before

    if data is not None:
        os.environ["KSCB_DATA"] = str(data.resolve())
    places = find_places(year)
    names = {"authority": authority_name, "ons_code": ons_code, "board": board, "short_name": short_name}
    before = find_places(from_year or year_before(year, 1))
    made = begin_for_another(places, before, names) if any(names.values()) else begin_year(places, before)
    typer.echo(f"{year} is begun: {places.shown(made)}")
    typer.echo(f"Fill in the blue cells of {places.workbook.name} and review the narrative.")
    typer.echo(f"Then run: kscb-book check {year}")
