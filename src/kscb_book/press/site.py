"""Compiles staged chapters and narrative with Jupyter Book: the HTML site, and the markup of the PDF.

Pages are read once for both; any warning is an error.
"""

import gc
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from pathlib import Path

from kscb_book.face.register import Register
from kscb_book.findings import BuildFailed, Finding
from kscb_book.places import Places
from kscb_book.press.beside import Beside, Work
from kscb_book.press.contents import Chapter
from kscb_book.press.papers import REPORT, SUMMARY, pdf_of, summary_of
from kscb_book.press.read_pages import PICTURES, TREES
from kscb_book.review.standing import Review
from kscb_book.source.document import read_document
from kscb_book.source.report import Report

FIRST = 0  # before all else that waits for the same event
RARELY = 200_000  # objects that are made between two looks
EXTENSIONS = ("jupyter_book.config", "myst_nb.sphinx_ext", "sphinx_external_toc", "sphinx_multitoc_numbering")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WARNING = re.compile(r"^(?P<path>.*?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL): (?P<message>.*)$")


def stage(chapters: Sequence[Chapter], executed: Path, folder: Path) -> None:
    """Lay out executed chapters with their own table of contents, the front page as ``index``."""
    folder.mkdir(parents=True)
    for chapter in chapters:
        staged = folder / f"{chapter.name}.ipynb"
        shutil.copyfile(executed / staged.name, staged)
        os.utime(staged, (0, 0))  # whether it has changed is told by what it holds
    names = [f"- file: {chapter.name}" for chapter in chapters[1:]]
    lines = ["format: jb-book", f"root: {chapters[0].name}", *(["chapters:", *names] if names else [])]
    (folder / "_toc.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_press() -> None:
    """Load what compiling a site needs, for half a second, while there is something else to wait for."""
    from sphinx.application import builtin_extensions

    for name in (*builtin_extensions, *EXTENSIONS):
        import_module(name)


def compile_site(places: Places, press: Path, report: Report, review: Review, papers: tuple[Beside, Work]) -> Path:
    """Compile the book staged in ``press/chapters`` and return the folder of its site.

    Pages that were read before and brought into ``press`` are read again only where they have changed. Once they
    are read, the first of ``papers`` begins to write the Typst projects of the PDFs into ``press/typst`` and
    ``press/summary``, and then to do the second.

    Raises BuildFailed with a finding for each warning; what is told of the Typst projects is raised with the result.
    """
    staged, html = press / "chapters", press / "html"
    configuration = _configuration(places, staged, report) | {"kscb_review": _told(review)}
    if findings := _compiled(places, staged, html, configuration, papers):
        raise BuildFailed(findings)
    (html / ".buildinfo").unlink(missing_ok=True)
    _drop_unasked(html)
    return html


def _compiled(
    places: Places, staged: Path, html: Path, configuration: dict, papers: tuple[Beside, Work]
) -> list[Finding]:
    from sphinx.errors import SphinxError

    warnings = io.StringIO()

    def written(app, work: Work) -> object:
        before = len(warnings.getvalue())
        for builder in (REPORT, SUMMARY):
            _write_again(app, builder, html.with_name(builder))
        if findings := list(_findings(warnings.getvalue()[before:], places, staged)):
            raise BuildFailed(findings)
        return work()

    @cache
    def begin(app) -> None:
        other, work = papers
        other.begin(partial(written, app, work))

    try:
        _press(staged, html, configuration, warnings, begin)
    except SphinxError as error:
        return [Finding("the press", "", str(error))]
    return list(_findings(warnings.getvalue(), places, staged))


def _drop_unasked(html: Path) -> None:
    """Take away what libraries have put beside the pages and neither a page nor the house's style asks for."""
    asking = [*html.glob("*.html"), *html.glob("_static/kscb*.css")]
    asked = "".join(path.read_text(encoding="utf-8") for path in asking)
    for file in (html / "_static").iterdir():
        if file.is_file() and file.name not in asked:
            file.unlink()


def _press(staged: Path, html: Path, configuration: dict, warnings: io.StringIO, when_read: Callable) -> None:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=staged,
            confdir=None,
            outdir=html,
            doctreedir=html.with_name(TREES),
            buildername="html",
            confoverrides=configuration,
            status=None,
            warning=warnings,
            keep_going=True,
        )
        for event in ("env-check-consistency", "write-started"):  # there is not always something to check
            app.connect(event, lambda app, _: when_read(app), priority=FIRST)
        app.build(force_all=True)
        _drop_former_pictures(app.env, html.with_name(PICTURES))


def _drop_former_pictures(env, folder: Path) -> None:
    """Take away pictures that pages showed before they were read again."""
    shown = {uri.rpartition("/")[2] for uri in env.images}
    for picture in folder.glob("*.svg"):
        if picture.name not in shown:
            picture.unlink()


def _write_again(app, builder: str, folder: Path) -> None:
    """Write what has been read with another builder, into another folder."""
    app.outdir = folder
    app.builder = app.create_builder(builder)
    app.builder.init()
    app.builder.write()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look more seldom for what is no longer needed: the trees of pages are large, and all are looked through."""
    before = gc.get_threshold()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _configuration(places: Places, staged: Path, report: Report) -> dict:
    from jupyter_book.config import get_final_config

    chosen = {
        "latex_individualpages": False,
        "html_title": f"{report.board} {read_document().name} {report.year}",
        "project": report.board,
        "author": report.board,
        "kscb_year": places.year,
        "kscb_data": str(places.data),
        "kscb_guide": str(places.guide),
        "kscb_root": str(places.root),
        "nitpicky": True,
        "kscb_papers": [each(Path(), places.named).name for each in (summary_of, pdf_of)],
    }
    configuration, _ = get_final_config(
        user_yaml=places.root / "_config.yml", cli_config=chosen, sourcedir=staged, raise_on_invalid=True
    )
    return configuration


def _findings(warnings: str, places: Places, staged: Path):
    for line in COLOUR.sub("", warnings).splitlines():
        if not line.strip():
            continue
        found = WARNING.match(line)
        path, place, message = (found["path"], found["line"], found["message"]) if found else ("the press", None, line)
        shown = path.replace(f"{staged}{os.sep}", "chapters/").replace(f"{places.root}{os.sep}", "")
        yield Finding(shown, f"line {place}" if place else "", message)


def _told(review: Review) -> dict:
    """Return what pages tell of the review: a line for the front page, and who signed what."""
    return {"line": review.in_words, "signed": review.by_what}


def same_figures(planned: Register, executed: Register) -> list[Finding]:
    """Return a finding for each figure that kernels published otherwise than the plain run."""
    first, second = ({figure.id: figure for figure in register} for register in (planned, executed))
    return [
        Finding(
            f"chapters/{(second.get(id) or first[id]).chapter}.ipynb",
            "",
            f"{id} came out otherwise in the kernel than when checked",
        )
        for id in dict.fromkeys([*first, *second])
        if first.get(id) != second.get(id)
    ]
