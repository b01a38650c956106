"""What all pages share while they are read: the register, the report, and who uses which figure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.util import logging

from kscb_book.face import record
from kscb_book.face.register import Register
from kscb_book.review.standing import NOT_REVIEWED, NOT_SIGNED
from kscb_book.source.report import Report

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Library:
    """The records of every executed chapter, loaded once before any page is read.

    ``pages`` gives each chapter's page, ``cells`` the ids of each page's notebook cells in order, ``targets`` are
    the names of all tables and charts.
    """

    register: Register
    report: Report | None
    pages: dict[str, str]
    cells: dict[str, tuple[str, ...]]
    targets: frozenset[str]


def load_library(app, env, added, changed, removed) -> list[str]:
    """Load the records of all notebooks (``env-get-outdated``); return the pages whose figures changed."""
    before = getattr(env, "kscb_library", None)
    env.kscb_library = library = _load(env, app.config.kscb_year)
    env.kscb_uses = getattr(env, "kscb_uses", {})
    for figure in library.register.repeated:
        log.warning(
            f"{figure.id} is published a second time",
            location=library.pages[figure.chapter],
            type="kscb",
            subtype="figures",
        )
    if before is None:
        return []
    old, new = ({figure.id: figure for figure in each.register} for each in (before, library))
    return sorted(
        page
        for page, ids in env.kscb_uses.items()
        if page in env.found_docs and any(old.get(id) != new.get(id) for id in ids)
    )


def _load(env, year: str) -> Library:
    notebooks = {page: Path(env.doc2path(page)) for page in sorted(env.found_docs)}
    notebooks = {page: path for page, path in notebooks.items() if path.suffix == ".ipynb"}
    figures = [figure for path in notebooks.values() for figure in record.figures_of(path)]
    bundles = [bundle for path in notebooks.values() for _, bundle in record.outputs_of(path)]
    reports = [bundle[record.REPORT] for bundle in bundles if record.REPORT in bundle]
    return Library(
        register=Register(figures, year),
        report=record.report_in(reports[0]) if reports else None,
        pages={path.stem: page for page, path in notebooks.items()},
        cells={
            page: tuple(cell.get("id", "") for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
            for page, path in notebooks.items()
        },
        targets=frozenset(target for bundle in bundles for target in record.targets_in(bundle)),
    )


def library_of(env) -> Library:
    """Return the library of the build."""
    return env.kscb_library


def pages_in_order(env) -> Iterator[str]:
    """Return the pages of the book in the order of its contents, the front page first."""
    waiting = [env.config.root_doc]
    while waiting:
        yield (page := waiting.pop(0))
        waiting = [*env.toctree_includes.get(page, ()), *waiting]


def note_use(env, figure: str) -> None:
    """Note that the page being read prints this figure."""
    env.kscb_uses.setdefault(env.docname, set()).add(figure)


def forget_uses(app, env, page: str) -> None:
    """Forget what a page printed, before it is read again (``env-purge-doc``)."""
    getattr(env, "kscb_uses", {}).pop(page, None)


def merge_uses(app, env, pages, other) -> None:
    """Take over what pages print that another process has read (``env-merge-info``)."""
    env.kscb_uses.update({page: other.kscb_uses[page] for page in pages if page in other.kscb_uses})


def review_line(env) -> str:
    """Return what the front page says of the review; nobody has looked where the press is run by itself."""
    return env.config.kscb_review.get("line", NOT_REVIEWED)


def signed_where(env, what: str) -> str:
    """Return who signed what prints the figure with this id, or the sentences with this condition or source."""
    return env.config.kscb_review.get("signed", {}).get(what, NOT_SIGNED)


def report_text(env, key: str) -> str | None:
    """Return one item of the report, or ``title``, in words."""
    report = library_of(env).report
    return report.item(key) if report else None
