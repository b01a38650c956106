"""The door for whoever builds a report."""

from pathlib import Path

import typer

from kscb_book.cli_desk import Data, Out, Year
from kscb_book.cli_options import Disclosure, Fresh, Internal, SingleFile, Why, places_of
from kscb_book.findings import as_text


def build(
    year: Year,
    data: Data = None,
    out: Out = None,
    disclosure: Disclosure = None,
    internal: Internal = False,
    single_file: SingleFile = False,
    fresh: Fresh = False,
    why: Why = False,
) -> None:
    """Build the report of a year: check it, execute its chapters, compile the site, set the PDF.

    It is the public one, which shows what the disclosure policy allows, unless --internal asks for the other.
    """
    from kscb_book.press.stamp import is_up_to_date

    places = places_of(year, data, disclosure, internal)
    folder = (out or places.root / "_build").resolve()
    if is_new := fresh or not is_up_to_date(places, folder, single_file):
        _build(places, folder, fresh=fresh, single_file=single_file)
    _tell_ready(places, folder / places.built, single_file, is_new)
    if is_new:
        _tell_notes(places, folder, why)


def _build(places, folder: Path, **wishes: bool) -> None:
    from kscb_book.press.book import build as build_book
    from kscb_book.terminal import progress_bar

    with progress_bar() as progress:
        build_book(places, folder, progress, **wishes)


def _tell_ready(places, built: Path, single_file: bool, is_new: bool) -> None:
    from kscb_book.press.papers import pdf_of

    typer.echo(f"The report of {places.year} is ready: {built / 'html' / 'index.html'}")
    typer.echo(f"To print, or to send: {pdf_of(built, places.named)}")
    if single_file:
        from kscb_book.press.single_file import single_file_of

        typer.echo(f"The site as one file, to send: {single_file_of(built, places.named)}")
    if not is_new:
        typer.echo("Nothing has changed since it was made; no chapter was executed.")


def _tell_notes(places, folder: Path, why: bool) -> None:
    from kscb_book.press.check import notes_on
    from kscb_book.press.kept import told_reasons
    from kscb_book.press.reconciled import reconciled

    reasons = told_reasons(places, folder) if why else ""
    for text in filter(None, (reasons, as_text(notes_on(places), "note"), reconciled(places).told)):
        typer.echo(text)
