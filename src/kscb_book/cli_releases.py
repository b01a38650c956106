"""The door for whoever answers for editions: release, verify, publish."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kscb_book.cli_desk import Data, Year

Releases = Annotated[
    Path | None,
    typer.Option(
        "--to", help="The folder of all editions; `releases` beside the chapters unless given.", show_default=False
    ),
]
Day = Annotated[str, typer.Option("--on", help="The day of the release, as it is to be printed.", show_default=False)]
Because = Annotated[
    str,
    typer.Option(
        help="A correction: what was corrected and why, as it is to be printed on the page of changes.",
        show_default=False,
    ),
]
Unsigned = Annotated[
    str,
    typer.Option(
        "--unsigned-because",
        help="Release although not all is signed, for this reason, which is printed on the front page.",
        show_default=False,
    ),
]


def release(
    year: Year,
    on: Day = "",
    because: Because = "",
    unsigned_because: Unsigned = "",
    to: Releases = None,
    data: Data = None,
) -> None:
    """Release an edition: both sides of it, complete, so that it can be made again and compared in ten years.

    It is refused while a finding is open, a claim fails or anything is unsigned.
    """
    from kscb_book.places import find_places
    from kscb_book.releases.readiness import Reasons
    from kscb_book.releases.release import release as release_edition
    from kscb_book.terminal import progress_bar

    if data is not None:
        os.environ["KSCB_DATA"] = str(data.resolve())
    places = find_places(year)
    releases = (to or places.root / "releases").resolve()
    with progress_bar() as progress:
        folder, is_new = release_edition(places, releases, Reasons(on, because, unsigned_because), progress)
    shown = places.shown(folder)
    if not is_new:
        typer.echo(f"This edition of {year} is released already, made from the same: {shown}")
        return
    typer.echo(f"Released: {shown}")
    typer.echo(f"To look at: {places.shown(releases / 'index.html')}")
    typer.echo(f"To give away: {shown}/public; the folder internal stays with the board.")
    typer.echo(f"To hold it against itself at any time: kscb-book verify {shown}")
