"""Builds a year's report: check, execute, compile, write, audit; beside first, then renamed into place."""

import shutil
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from kscb_book.audit.built import Print
from kscb_book.face import record
from kscb_book.face.register import Register
from kscb_book.findings import BuildFailed, Finding, FindingsOpen, refused
from kscb_book.places import Places
from kscb_book.press.audited import audit_report, set_and_read
from kscb_book.press.beside import beside
from kscb_book.press.chapters import execute
from kscb_book.press.check import Checked, check
from kscb_book.press.contents import read_contents
from kscb_book.press.inputs import made_from
from kscb_book.press.kept import keep_chapters, reasons_of, remember
from kscb_book.press.outputs import write_figures, write_json, write_manifest
from kscb_book.press.pdf import may_be_set_beside
from kscb_book.press.read_pages import bring_pages, keep_pages
from kscb_book.press.reviewed import review_of
from kscb_book.press.single_file import write_single_file
from kscb_book.press.site import compile_site, load_press, same_figures, seldom_collected, stage
from kscb_book.press.stamp import keep_stamp, source_hash, stamp_of
from kscb_book.press.workers import Workers, workers
from kscb_book.source.report import Report

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Wish:
    """What a build is asked for beyond the report: all of it made ``fresh``, and one file to send."""

    fresh: bool = False
    single_file: bool = False


def build(places: Places, out: Path, progress: Progress, *, fresh: bool = False, single_file: bool = False) -> Path:
    """Build the report of ``places`` and return its folder, such as ``out/<year>``, which ``places.built`` names.

    ``progress`` is told what is being done, how many steps of it are finished and of how many. Until the
    end the former report stands untouched. A chapter of it that would come out the same is kept, and not executed
    again, unless all is to be made ``fresh``. With ``single_file`` the report is written as one HTML file too.
    Raises InputRefused, FindingsOpen or BuildFailed.
    """
    with workers(places) as working:
        return build_with(working, out, progress, Wish(fresh, single_file))


def build_with(working: Workers, out: Path, progress: Progress, wish: Wish) -> Path:
    """Build the report of the places of ``working``, which may serve other books before and after it."""
    with seldom_collected():
        return _built_with(working, out, progress, wish)


def _built_with(working: Workers, out: Path, progress: Progress, wish: Wish) -> Path:
    places = working.places
    _may_be_written(out, places)
    _restore(out / places.built)
    clock, made, stamp = Clock(), _made_from(places), stamp_of(places, wish.single_file)
    with clock.phase("check"):
        progress("Checking", 0, 1)
        checked = check(places)
    if checked.findings:
        raise FindingsOpen(checked.findings)
    work, failed = out / f".{places.built}.building", out / f"{places.built}.failed"
    for folder in (work, failed):
        shutil.rmtree(folder, ignore_errors=True)
    (work / "chapters").mkdir(parents=True)
    try:
        reasons = reasons_of(checked.rehearsals, places, out, wish.fresh)
        keep_chapters(reasons, out / places.built, work / "chapters")
        if not wish.fresh:
            bring_pages(places, out, work / "press")
        report = _make(working, checked, work, progress, clock)
        if wish.single_file:
            write_single_file(work, places.named, [chapter.name for chapter in checked.chapters])
        _check_unchanged(places, made)
        write_manifest(made, report, work / "manifest.json")
        keep_pages(places, out, work / "press")
        shutil.rmtree(work / "press")
    except BuildFailed as error:
        raise _kept(error, work, failed, places) from None
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    built = _put_in_place(work, out / places.built)
    remember(reasons, places, out)
    keep_stamp(places, out, stamp)
    return built


def _may_be_written(out: Path, places: Places) -> None:
    target = out / places.built
    if any(each.exists() and not each.is_dir() for each in (target, *target.parents)):
        raise refused(str(target), "", "cannot be made: a file lies where a folder should be")
    if places.holds(target) or (target.is_dir() and any(target.iterdir()) and not (target / "manifest.json").is_file()):
        raise refused(str(target), "", "holds something that is not a report, and is left alone; choose another --out")


def _made_from(places: Places) -> dict:
    return made_from(places, read_contents(places), source_hash())


def _check_unchanged(places: Places, made: dict) -> None:
    """Refuse to call a report made from files that have changed since they were read."""
    now = _made_from(places)["inputs"]
    if changed := [name for name in {**made["inputs"], **now} if made["inputs"].get(name) != now.get(name)]:
        raise BuildFailed([Finding(name, "", "has changed while the report was made; build again") for name in changed])


def _make(working: Workers, checked: Checked, work: Path, progress: Progress, clock: "Clock") -> Report:
    places = working.places
    chapters, executed = checked.chapters, work / "chapters"
    waiting = [chapter for chapter in chapters if not (executed / f"{chapter.name}.ipynb").is_file()]
    finished: list[str] = []
    if waiting:
        progress("Executing chapters", 0, len(waiting))

    def done(chapter) -> None:
        finished.append(chapter.name)
        progress("Executing chapters", len(finished), len(waiting))

    with clock.phase("execute"):
        execute(waiting, working, executed, {"year": places.year}, done, load_press)
    notebooks = [executed / f"{chapter.name}.ipynb" for chapter in chapters]
    register = Register((figure for notebook in notebooks for figure in record.figures_of(notebook)), places.year)
    if different := same_figures(checked.register, register):
        raise BuildFailed(different)
    report = _report(notebooks, places)
    write_figures(register, work / "figures.csv")
    was_brought = (work / "press").is_dir()
    try:
        _press(places, checked, report, work, progress, clock)
    except BuildFailed:
        if not was_brought:
            raise
        # Which page a fault is told of may hang on what was read before.
        for made in ("press", "html"):
            shutil.rmtree(work / made, ignore_errors=True)
        _press(places, checked, report, work, progress, clock)
    write_json(clock.seconds, work / "build-log.json")
    return report


def _press(places: Places, checked: Checked, report, work: Path, progress: Progress, clock: "Clock") -> None:
    """Write the site, meanwhile set the PDFs, and audit both."""
    names, press = [chapter.name for chapter in checked.chapters], work / "press"
    with beside(may_be_set_beside()) as other:
        with clock.phase("compile"):
            progress("Compiling the site", 0, 1)
            stage(checked.chapters, work / "chapters", press / "chapters")
            papers = other, partial(set_and_read, press, work, places.named)
            compile_site(places, press, report, review_of(places, checked), papers).rename(work / "html")
            progress("Compiling the site", 1, 1)

        @cache
        def printed() -> dict[Path, Print]:
            progress("Setting the PDFs", 0, 1)
            with clock.phase("pdf"):
                found = other.result()
            progress("Setting the PDFs", 1, 1)
            return found

        with clock.phase("audit"):
            audited = audit_report(places, names, work, lambda path: printed()[path])
        if audited.findings:
            raise BuildFailed(audited.findings)


def _report(notebooks: list[Path], places: Places) -> Report:
    for _, bundle in record.outputs_of(notebooks[0]):
        if record.REPORT in bundle:
            return record.report_in(bundle[record.REPORT])
    raise BuildFailed(
        [
            Finding(
                f"chapters/{notebooks[0].name}",
                "",
                "the front page does not show the report; it needs show_report(open_year(year))",
            )
        ]
    )


def _kept(error: BuildFailed, work: Path, failed: Path, places: Places) -> BuildFailed:
    shutil.rmtree(work / "press", ignore_errors=True)
    work.rename(failed)
    note = Finding(places.shown(failed / "chapters"), "", "what was executed is kept here, the failing cell marked")
    return BuildFailed([*error.findings, note])


def _put_in_place(work: Path, target: Path) -> Path:
    before = _former(target)
    shutil.rmtree(before, ignore_errors=True)
    try:
        if target.exists():
            target.rename(before)
        work.rename(target)
    except OSError:
        raise BuildFailed(
            [Finding(str(target), "", "cannot be replaced; close what has a file in it open, then build again")]
        ) from None
    finally:
        _restore(target)
    shutil.rmtree(before, ignore_errors=True)
    return target


def _former(target: Path) -> Path:
    return target.with_name(f".{target.name}.before")


def _restore(target: Path) -> None:
    """Put the former report back where a build was stopped after moving it aside, before the new one took its place."""
    if _former(target).exists() and not target.exists():
        _former(target).rename(target)


class Clock:
    """Seconds that each phase took; the only thing in a build that may differ from the last."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str):
        """Time what happens inside under ``name``."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 2)
