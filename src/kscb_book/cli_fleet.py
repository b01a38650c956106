"""The door for those who make books of many authorities."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kscb_book.cli_options import Official
from kscb_book.findings import ExitCode, as_text

Years = Annotated[str, typer.Option(help="A year, or years as 2016-17..2024-25.", show_default=False)]
Authorities = Annotated[
    str,
    typer.Option(help="all; names or ONS codes with commas between; region:NAME; or neighbours:NAME."),
]
Out = Annotated[Path, typer.Option(help="The folder of the fleet.", show_default=False)]
Processes = Annotated[
    int | None,
    typer.Option(min=1, max=256, help="Books at a time; as many as processors unless given.", show_default=False),
]
Scheduler = Annotated[
    str, typer.Option(help="The scheduler of a Dask cluster, as tcp://HOST:8786.", show_default=False)
]


def fleet(
    official: Official,
    years: Years,
    out: Out,
    authorities: Authorities = "all",
    workers: Processes = None,
    scheduler: Scheduler = "",
) -> None:
    """Make a profile of every authority and year from official files, an index of them, and comparisons.

    Stopped and begun again, it goes on where it was; a book of which nothing has changed is left as it is.
    """
    from kscb_book.fleet.fleet import Wanted, make_fleet
    from kscb_book.terminal import progress_bar

    wanted = Wanted(official.resolve(), out.resolve(), years, authorities)
    with progress_bar() as progress:
        made = make_fleet(wanted, workers or os.cpu_count() or 1, scheduler, progress)
    typer.echo(made.told)
    typer.echo(f"Begin with {wanted.out / 'index.html'}")
    if made.findings:
        typer.echo(as_text(made.findings), err=True)
        raise typer.Exit(ExitCode.FINDINGS_OPEN)
