"""The door for analysts: the ``kscb-book`` command."""

import gc
import os
import sys
from pathlib import Path

import typer

from kscb_book.cli_build import build
from kscb_book.cli_desk import Data, Out, Year, diff, new_year, watch
from kscb_book.cli_fleet import fleet
from kscb_book.cli_options import Against, Disclosure, Folder, Internal, Official, Rows, Words, places_of
from kscb_book.cli_releases import publish, release, verify
from kscb_book.cli_review import review, sign_off
from kscb_book.findings import BookError, ExitCode, FindingsOpen, as_text

EPILOG = "\n\n".join(["Exit codes:", *(f"{code.value}  {code.meaning}" for code in ExitCode)])

app = typer.Typer(
    help="A safeguarding board's annual report in which every number can be followed to its workbook cell.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.command(epilog=EPILOG)(build)


@app.command(epilog=EPILOG)
def check(
    year: Year,
    data: Data = None,
    against: Against = None,
    rows: Rows = False,
    out: Out = None,
    disclosure: Disclosure = None,
    internal: Internal = False,
) -> None:
    """Check a year without building it, in about two seconds: what is wrong, and what is still to do.

    All of it is written to a workbook too, with links to the cells and files.
    """
    from kscb_book.desk.comparators import comparator_findings
    from kscb_book.desk.findings_workbook import keep_findings
    from kscb_book.desk.progress import progress_of
    from kscb_book.desk.progress_words import told_progress
    from kscb_book.desk.review_words import told_note
    from kscb_book.press.check import check as check_book
    from kscb_book.press.reconciled import reconciled
    from kscb_book.press.reviewed import review_of
    from kscb_book.press.site import seldom_collected

    places = places_of(year, data, disclosure, internal)
    if rows:
        _say("\n".join(reconciled(places).rows))
        return
    with seldom_collected():
        checked = check_book(places)
    compared = _compared(places, against) if against else ""
    progress = progress_of(places, checked)
    _tell_result(checked, progress, year, (*checked.notes, *comparator_findings(places)))
    _say(told_progress(progress, year))
    if not checked.findings:
        _say(told_note(review_of(places, checked), year))
    _say(compared)
    _say(keep_findings(progress, places, (out or places.root / "_build").resolve()), bool(checked.findings))
    if checked.findings:
        raise typer.Exit(ExitCode.FINDINGS_OPEN)


def _tell_result(checked, progress, year: str, notes) -> None:
    if checked.findings:
        _say(as_text(checked.findings), is_fault=True)
        return
    ending = "see below" if checked.reconciled.told or checked.asked or progress.to_do else "nothing to report"
    typer.echo(f"{year}: {', '.join(_counted(checked))}, {ending}.")
    _tell(notes)
    _say(checked.reconciled.told)
    _tell(checked.asked, "question")


@app.command(epilog=EPILOG)
def audit(
    year: Year, data: Data = None, out: Out = None, disclosure: Disclosure = None, internal: Internal = False
) -> None:
    """Work out a built report a second time, from the workbook alone, and compare every printed number."""
    from kscb_book.press.audited import audit_again
    from kscb_book.press.contents import read_contents

    places = places_of(year, data, disclosure, internal)
    folder = (out or places.root / "_build").resolve() / places.built
    chapters = [chapter.name for chapter in read_contents(places)]
    audited = audit_again(places, chapters, folder)
    if audited.findings:
        raise FindingsOpen(audited.findings)
    worked_out = f"{audited.figures} figures worked out again from the workbook"
    typer.echo(f"{year}: {worked_out}, {audited.places} places on the site and in the PDF compared, nothing to report.")


@app.command(epilog=EPILOG)
def compare(
    year: Year,
    against: Folder,
    out: Out = None,
    data: Data = None,
    disclosure: Disclosure = None,
    internal: Internal = False,
) -> None:
    """Draw the authority among all others, as funnel charts from official statistics."""
    from kscb_book.press.comparison import compare as compare_all

    places = places_of(year, data, disclosure, internal)
    folder = (out or places.root / "_build" / places.built / "comparison").resolve()
    for path in compare_all(places, against, folder):
        typer.echo(f"{path}")


@app.command("import-dfe", epilog=EPILOG)
def import_dfe(year: Year, official: Official, data: Data = None) -> None:
    """Fill blank cells with official figures, in a copy of the workbook that is written beside it."""
    from kscb_book.desk.import_words import told_import
    from kscb_book.desk.official_import import import_official

    places = places_of(year, data)
    _say(told_import(import_official(places, official), places))


def _say(text: str, is_fault: bool = False) -> None:
    if text:
        typer.echo(text, err=is_fault)


def _compared(places, folder: Path) -> str:
    from kscb_book.press.official_words import told_against

    return told_against(places, folder)


@app.command(epilog=EPILOG)
def figures(
    year: Year, text: Words = "", data: Data = None, disclosure: Disclosure = None, internal: Internal = False
) -> None:
    """List the figures that narrative may print, with the name to type for each; TEXT finds some of them."""
    from kscb_book.face.listing import HEADINGS, lines_of
    from kscb_book.press.check import check as check_book
    from kscb_book.terminal import show_lines

    checked = check_book(places_of(year, data, disclosure, internal))
    if checked.findings:
        raise FindingsOpen(checked.findings)
    lines = list(lines_of(checked.register, text))
    if lines:
        show_lines(HEADINGS, lines)
    else:
        typer.echo(f"None of the {len(checked.register)} figures of {year} holds {text!r}.")


app.command(epilog=EPILOG)(diff)
app.command(epilog=EPILOG)(watch)
app.command(epilog=EPILOG)(release)
app.command(epilog=EPILOG)(verify)
app.command(epilog=EPILOG)(publish)
app.command("new-year", epilog=EPILOG)(new_year)
app.command(epilog=EPILOG)(review)
app.command("sign-off", epilog=EPILOG)(sign_off)
app.command(epilog=EPILOG)(fleet)


def _tell(notes, kind: str = "note") -> None:
    if notes:
        typer.echo(as_text(notes, kind))


def _counted(checked) -> list[str]:
    reported = sum(use.role == "reported" for use in checked.stated)
    counts = {
        "chapter": len(checked.chapters),
        "figure": len(checked.register),
        "tested claim": len(checked.stated) - reported,
        "reported statement": reported,
        "known issue": checked.reconciled.known,
    }
    return [f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count]


def run() -> None:
    """Run the command; every fault is told in words and ends with its exit code."""
    try:
        app()
    except BookError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("Stopped; the previous report is untouched.", file=sys.stderr)
        sys.exit(ExitCode.BUILD_FAILED)
    except Exception as error:
        if os.environ.get("KSCB_TRACEBACK"):
            raise
        print(
            f"The book itself failed ({type(error).__name__}: {error}). "
            "Set KSCB_TRACEBACK=1 to see where, and tell its developers.",
            file=sys.stderr,
        )
        sys.exit(ExitCode.BUILD_FAILED)
    finally:
        gc.freeze()  # Python would take a second or two to take apart at the end what the system takes back at once
