"""Executes chapter notebooks with papermill, side by side, each in a fresh kernel.

The only module that knows papermill. An executed notebook keeps its outputs and loses what would differ
from one run to the next: times, paths, random ids.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from kscb_book.findings import BuildFailed, Finding, InputRefused
from kscb_book.places import Places, in_environment
from kscb_book.press.contents import Chapter, source_of, tags_of
from kscb_book.press.workers import Workers

INJECTED = "injected-parameters"
# For each processor: a client waits a fifth of a second for each kernel to fall silent before it asks anything.
CHAPTERS_EACH = 3


def execute(
    chapters: Sequence[Chapter],
    workers: Workers,
    folder: Path,
    parameters: dict[str, str],
    done: Callable[[Chapter], None],
    meanwhile: Callable[[], None] = lambda: None,
) -> None:
    """Execute ``chapters`` into ``folder``; ``done`` is told of each that is finished, ``meanwhile`` called once.

    Raises InputRefused where a chapter does not know a parameter, and BuildFailed with every chapter that
    fails, after the others have finished; a failed notebook is kept in ``folder``.
    """
    unknown = [finding for chapter in chapters for finding in _unknown(chapter, workers.places, parameters)]
    if unknown:
        raise InputRefused(unknown)
    if not chapters:
        return
    _make_ready(chapters[0])
    run = partial(_execute, workers=workers, folder=folder, parameters=parameters, manager=_manager(workers))
    with in_environment(workers.places), ThreadPoolExecutor(CHAPTERS_EACH * (os.cpu_count() or 1)) as pool:
        running = {pool.submit(run, chapter): chapter for chapter in sorted(chapters, key=_size, reverse=True)}
        try:
            meanwhile()
            for future in as_completed(running):
                done(running[future])
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            workers.end()
            raise
        if findings := [finding for future in running if (finding := future.result())]:
            raise BuildFailed(findings)


def _size(chapter: Chapter) -> int:
    # What takes longest is begun first: a chapter with many pictures, which it also keeps.
    return chapter.path.stat().st_size


def _manager(workers: Workers) -> type:
    from kscb_book.press.kernels import KernelManager, forking

    return forking(workers) if workers.can_fork else KernelManager


def _make_ready(chapter: Chapter) -> None:
    # traitlets looks classes up by their names when the first of a kind is made; two threads must not do so at once.
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NotebookExecutionManager
    from papermill.iorw import load_notebook_node

    PapermillNotebookClient(
        NotebookExecutionManager(load_notebook_node(str(chapter.path)), progress_bar=False)
    ).create_kernel_manager()


def _unknown(chapter: Chapter, places: Places, parameters: dict[str, str]) -> Iterator[Finding]:
    from papermill import inspect_notebook

    known = inspect_notebook(chapter.path)
    for name in parameters:
        if name not in known:
            yield Finding(
                places.shown(chapter.path), "", f"the chapter has no parameter {name!r} in a cell tagged 'parameters'"
            )


def _execute(
    chapter: Chapter, workers: Workers, folder: Path, parameters: dict[str, str], manager: type
) -> Finding | None:
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    from kscb_book.press.kernels import last_heard

    places, output = workers.places, folder / f"{chapter.name}.ipynb"
    try:
        execute_notebook(
            str(chapter.path),
            str(output),
            parameters=parameters,
            progress_bar=False,
            request_save_on_cell_execute=False,
            kernel_manager_class=manager,
            shutdown_kernel="immediate",
            config=_kernel_settings(workers.folder, chapter),
            extra_arguments=["--log-level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        return Finding(places.shown(chapter.path), _place(chapter, error.source), f"{error.ename}: {error.evalue}")
    except (RuntimeError, OSError) as error:
        return Finding(places.shown(chapter.path), "", _unable(error, last_heard(_heard(workers.folder, chapter))))
    output.write_text(settled(output.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return None


def _unable(error: Exception, heard: str) -> str:
    return f"the chapter's kernel could not be run: {error} ({heard})"


def _heard(sockets: Path, chapter: Chapter) -> Path:
    return sockets / f"{chapter.name}.txt"


def _kernel_settings(sockets: Path, chapter: Chapter):
    # Where it can, a kernel talks through private files instead of open ports.
    from traitlets.config import Config

    private = {} if os.name == "nt" else {"transport": "ipc", "ip": str(sockets / chapter.name)}
    return Config(KernelManager={**private, "heard": str(_heard(sockets, chapter))})


def _place(chapter: Chapter, source: str) -> str:
    numbers = [number for number, cell in enumerate(chapter.cells(), 1) if source_of(cell) == source]
    return f"cell {numbers[0]}" if numbers else ""


def settled(notebook: str) -> str:
    """Return an executed notebook's text without times, paths, versions and random ids.

    The cell that holds a chapter's own parameters is tagged as superseded by the one papermill put in.
    """
    content = json.loads(notebook)
    content["metadata"].pop("papermill", None)
    content["metadata"].get("language_info", {}).pop("version", None)
    injected = any(INJECTED in tags_of(cell) for cell in content["cells"])
    for cell in content["cells"]:
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
        if INJECTED in tags_of(cell):
            cell["id"] = INJECTED
        elif injected and "parameters" in tags_of(cell):
            cell["metadata"]["tags"] = [*tags_of(cell), "superseded"]
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
