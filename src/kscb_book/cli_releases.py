"""The door for whoever answers for editions: release, verify, publish."""

from pathlib import Path
from typing import Annotated

import typer

from kscb_book.cli_desk import Data, Year
from kscb_book.cli_options import places_of
from kscb_book.findings import ExitCode, FindingsOpen, as_text

NOTHING_RUN = "The program or a chapter of the release was changed, or a link leads out of it: nothing of it is run."

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
    from kscb_book.releases.readiness import Reasons
    from kscb_book.releases.release import release as release_edition
    from kscb_book.terminal import progress_bar

    places = places_of(year, data)
    releases = (to or places.root / "releases").resolve()
    with progress_bar() as progress:
        folder, is_new = release_edition(places, releases, Reasons(on, because, unsigned_because), progress)
    if is_new:
        _tell_release(places.shown(folder), places.shown(releases / "index.html"))
    else:
        typer.echo(f"This edition of {year} is released already, made from the same: {places.shown(folder)}")


def _tell_release(folder: str, landing: str) -> None:
    typer.echo(f"Released: {folder}")
    typer.echo(f"To look at: {landing}")
    typer.echo(f"To give away: {folder}/public; the folder internal stays with the board.")
    typer.echo(f"To hold it against itself at any time: kscb-book verify {folder}")


Folder = Annotated[
    Path, typer.Argument(help="A release, such as releases/2016-17/v1, or one side of it.", show_default=False)
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before code from the release is run.")]
Download = Annotated[
    bool,
    typer.Option("--download", help="Download the packages that the release pins, instead of those that are here."),
]


To = Annotated[Path, typer.Argument(help="The folder to lay out, ready for a web server.", show_default=False)]


def verify(folder: Folder, yes: Yes = False, download: Download = False) -> None:
    """Hold a release against itself: check every hash, make all of it again, and compare.

    It runs code from the release, and asks before it does. What differs is told figure by figure.
    """
    from kscb_book.releases.verification import altered_in, make_again, may_be_run, sides_of
    from kscb_book.terminal import progress_bar

    sides = sides_of(folder.resolve())
    altered = altered_in(sides)
    if not may_be_run(altered, sides):
        typer.echo(NOTHING_RUN, err=True)
        raise FindingsOpen(altered)
    _ask(sides, altered, yes, download)
    with progress_bar() as progress:
        findings, notes, compared = make_again(sides, download, progress)
    _tell(notes)
    if altered or findings:
        raise FindingsOpen([*altered, *findings])
    counts = {"figure": compared.figures, "table": compared.tables, "page": compared.pages, "PDF": compared.papers}
    told = ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())
    same = "they say the same" if notes else f"each of {compared.files:,} files is the same to the byte"
    typer.echo(f"{sides[0].name.title}: every hash is right. Made again: {told}; {same}.")


def publish(to: To, releases: Releases = None) -> None:
    """Lay out what the public may have: the landing page, and the public side of every released edition.

    Each is checked against its hashes first. Nothing of an internal side is ever among it.
    """
    from kscb_book.places import find_root
    from kscb_book.releases.publishing import publish as publish_all

    root = find_root()
    editions = publish_all((releases or root / "releases").resolve(), to.resolve())
    typer.echo(f"{editions} edition{'' if editions == 1 else 's'} laid out, public sides only: {to / 'index.html'}")


def _ask(sides, altered, yes: bool, download: bool) -> None:
    from kscb_book.releases.verification import other_packages

    if altered:
        typer.echo(as_text(altered), err=True)
    typer.echo(f"To make {sides[0].name.title} again, the program and the chapters that are kept in it are run here.")
    typer.echo("Go on only if you trust whom you have it from.")
    for name, pinned, here in () if download else other_packages(sides):
        typer.echo(f"  {name}: the release pins {pinned}, this machine has {here}; --download fetches the pinned one")
    if not yes and not _is_wanted():
        typer.echo("Nothing was run.")
        raise typer.Exit(ExitCode.INPUT_REFUSED)


def _is_wanted() -> bool:
    try:
        return typer.confirm("Run it?", default=False)
    except typer.Abort:
        return False


def _tell(notes) -> None:
    if notes:
        typer.echo(as_text(notes, "note"))
