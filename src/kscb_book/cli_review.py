"""The door for reviewers: what there is to sign, and signing it."""

from pathlib import Path
from typing import Annotated

import typer

from kscb_book.cli_desk import Data, Out, Year
from kscb_book.cli_options import Disclosure, Internal, places_of
from kscb_book.findings import ExitCode, FindingsOpen

Pattern = Annotated[
    str,
    typer.Argument(
        metavar="[PATTERN]",
        help='A chapter such as 11-lado, or the name of an item, with * for any part of it; "*" means all.',
        show_default=False,
    ),
]
Unsigned = Annotated[bool, typer.Option("--unsigned", help="Only what nobody has signed as it stands.")]
Name = Annotated[str, typer.Option("--reviewer", help="The name of the reviewer who signs.", show_default=False)]
Day = Annotated[str, typer.Option("--on", help="The day of signing, as 2026-11-25; today unless given.")]
Yes = Annotated[bool, typer.Option("--yes", help="Sign without being asked; for scripts.")]


def review(
    year: Year,
    pattern: Pattern = "",
    unsigned: Unsigned = False,
    data: Data = None,
    out: Out = None,
    disclosure: Disclosure = None,
    internal: Internal = False,
) -> None:
    """List what a reviewer signs: each sentence, table and chart, with values, cells and text.

    Without a PATTERN it tells how far each chapter has come. All of it is written to a workbook too.
    """
    from kscb_book.desk.review_words import told_review, told_standing
    from kscb_book.desk.review_workbook import keep_review
    from kscb_book.desk.signing import meant_by

    places, found = _reviewed(year, data, disclosure, internal)
    if pattern or unsigned:
        standings = meant_by(pattern or "*", found)
        for each in (each for each in standings if not (unsigned and each.signed)):
            typer.echo(f"{told_standing(each)}\n")
    if not pattern:
        typer.echo(told_review(found, year))
    typer.echo(keep_review(found, places, (out or places.root / "_build").resolve()))


def sign_off(
    year: Year,
    pattern: Pattern = "",
    reviewer: Name = "",
    on: Day = "",
    yes: Yes = False,
    data: Data = None,
    disclosure: Disclosure = None,
    internal: Internal = False,
) -> None:
    """Sign sentences, tables and charts as they stand: shows what will be signed, then asks.

    A sign-off lapses by itself when the text, a number, its rule or its cells change.
    """
    from kscb_book.desk.signing import meant_by, read_reviewer, sign, to_sign
    from kscb_book.review.items import counted

    places, found = _reviewed(year, data, disclosure, internal)
    if not pattern.strip():
        _tell_how(found, year)
    by, named = read_reviewer(reviewer, on, found.counts), meant_by(pattern, found)
    signing = to_sign(named, by)
    _show(signing, len(named) - len(signing), by.name, found.preparer)
    what = counted(each.item for each in signing)
    if not signing or not (yes or _agreed(f"Sign {what} as {by.name}, {by.day}?")):
        typer.echo("Nothing is signed.")
        return
    sign(signing, by, places)
    typer.echo(f"Signed by {by.name}: {what}. It is kept in {places.shown(places.review)}")


def _tell_how(found, year: str) -> None:
    from kscb_book.desk.review_words import how_to_sign

    typer.echo("\n".join(["Nothing is signed: say what to sign.", *how_to_sign(found, year)]), err=True)
    raise typer.Exit(ExitCode.INPUT_REFUSED)


def _show(signing, others: int, reviewer: str, preparer: str) -> None:
    from kscb_book.desk.review_words import told_standing, wrapped
    from kscb_book.review.standing import is_other

    for each in signing:
        typer.echo(f"{told_standing(each)}\n")
    if others:
        why = f"signed by {reviewer} already, or waiting until their block is reviewed"
        typer.echo(wrapped(f"Left out, as they are {why}: {others}"))
    if signing and not is_other(reviewer, preparer):
        typer.echo(wrapped(f"This will not count as independent: {_prepared(preparer)}."))


def _prepared(preparer: str) -> str:
    from kscb_book.source.symbols import symbol_in

    unknown = "the workbook does not say who prepared the report (sheet Report, Prepared by)"
    return unknown if symbol_in(preparer) else f"the report was prepared by {preparer}"


def _agreed(question: str) -> bool:
    try:
        return typer.confirm(question)
    except typer.Abort:  # stopped with Ctrl-C, or nobody there to answer
        typer.echo()
        return False


def _reviewed(year: str, data: Path | None, disclosure: str | None, internal: bool):
    from kscb_book.press.check import check
    from kscb_book.press.reviewed import review_of

    places = places_of(year, data, disclosure, internal)
    checked = check(places)
    if checked.findings:
        raise FindingsOpen(checked.findings)
    return places, review_of(places, checked)
