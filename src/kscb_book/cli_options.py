"""What the commands may be told: the words and options that they share, and the places that these name."""

import os
from pathlib import Path
from typing import Annotated

import typer

Disclosure = Annotated[
    str | None,
    typer.Option(
        metavar="suppress",
        help="Hide small counts of people, whatever the workbook's own policy; built beside the report.",
        show_default=False,
    ),
]
Internal = Annotated[
    bool,
    typer.Option(
        "--internal",
        help="The internal output: every count in full, marked as not to be published where the policy hides some.",
    ),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Make all of it anew, also what would come out as it is.", show_default=False)
]
Why = Annotated[
    bool, typer.Option("--why", help="Tell of each chapter why it was executed, or why not.", show_default=False)
]
SingleFile = Annotated[
    bool,
    typer.Option("--single-file", help="Write the report as one HTML file too, to send to a person."),
]
Words = Annotated[
    str,
    typer.Argument(
        metavar="[TEXT]",
        help="Words to look for in names, definitions, categories, periods, printed numbers and cells.",
        show_default=False,
    ),
]
Against = Annotated[
    Path | None,
    typer.Option(help="A folder of official statistics to compare the workbook with.", show_default=False),
]

Rows = Annotated[
    bool,
    typer.Option(
        "--rows",
        help="Only write the rows that would accept what does not agree, to paste into the sheet Known issues.",
    ),
]
Official = Annotated[Path, typer.Option("--from", help="The folder of official files.", show_default=False)]
Folder = Annotated[Path, typer.Option("--against", help="A folder of official statistics.", show_default=False)]


def use_data(data: Path | None) -> None:
    """Let all that follows find years in the folder ``data``, where one is given."""
    if data is not None:
        os.environ["KSCB_DATA"] = str(data.resolve())


def places_of(year: str, data: Path | None, disclosure: str | None = None, internal: bool = False):
    """Return the places of a year as the options name them. Raises InputRefused."""
    from kscb_book.findings import refused
    from kscb_book.places import find_places

    if disclosure and internal:
        raise refused("--internal", "", "shows every count in full; leave it out, or leave out --disclosure")
    use_data(data)
    return find_places(year, disclosure, internal or None)
