"""Which executed chapters of the former report would come out the same, and why each other would not.

A chapter does nothing but publish and show, so what it shows without a kernel, each picture told by what it would be
drawn from, is all that the workbook gives it. Where that, its notebook and the program are as they were, so would be
what a kernel makes of it. A chapter that does anything else is executed each time.
"""

import ast
import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kscb_book.places import Places
from kscb_book.press.contents import source_of
from kscb_book.press.digests import hash_of
from kscb_book.press.plain import Rehearsal
from kscb_book.press.stamp import CACHE, program

DOOR = "kscb_book.chapter"
SHOWING = ("publish", "show_")
KEPT = "kept: its cells, what it shows and the program are as they were"
NEW = "executed: it has not been executed before"
TOUCHED = "executed: the executed notebook is not as it was left"
UNFORESEEN = "executed: its cells do more than publish and show, so what they make cannot be foreseen"
ASKED = "executed: all was to be made anew"
CHANGED = {
    "program": "executed: the program, or a package that it uses, has changed",
    "cells": "executed: its notebook has changed",
    "shows": "executed: what it shows has changed",
}


@dataclass(frozen=True)
class Reasons:
    """Why each chapter of a build is executed or kept, and what each was executed from."""

    why: dict[str, str]
    made_of: dict[str, dict[str, str]]

    @property
    def kept(self) -> tuple[str, ...]:
        """The chapters that are not executed again."""
        return tuple(name for name, reason in self.why.items() if reason == KEPT)


def reasons_of(rehearsals: Sequence[Rehearsal], places: Places, out: Path, fresh: bool) -> Reasons:
    """Return why each chapter has to be executed, or has not, beside the former report in ``out``."""
    before, now = _read(places, out), hashlib.sha256(json.dumps(program()).encode()).hexdigest()
    why, made_of = {}, {}
    for each in rehearsals:
        name = each.chapter.name
        made_of[name] = {"program": now, "cells": hash_of(each.chapter.path), "shows": _digest(each)}
        executed = out / places.built / "chapters" / f"{name}.ipynb"
        why[name] = ASKED if fresh else _reason(each, made_of[name], before.get(name), executed)
    return Reasons(why, made_of)


def keep_chapters(reasons: Reasons, former: Path, target: Path) -> None:
    """Copy into ``target`` the executed chapters of the report in ``former`` that are not executed again."""
    for name in reasons.kept:
        shutil.copyfile(former / "chapters" / f"{name}.ipynb", target / f"{name}.ipynb")


def remember(reasons: Reasons, places: Places, out: Path) -> None:
    """Keep what each chapter of the report in ``out`` was executed from."""
    folder = out / places.built / "chapters"
    told = {
        name: {**made_of, "notebook": hash_of(folder / f"{name}.ipynb"), "why": reasons.why[name]}
        for name, made_of in reasons.made_of.items()
    }
    path = _path(places, out)
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(told), encoding="utf-8")
    beside.replace(path)


def told_reasons(places: Places, out: Path) -> str:
    """Return why each chapter of the report in ``out`` was executed or kept when it was made, a line each."""
    return "\n".join(f"  {name}: {told['why']}" for name, told in _read(places, out).items())


def is_foreseeable(sources: Sequence[str]) -> bool:
    """Whether cells use no names but their own and those of the door for chapters, and leave no value to be shown."""
    try:
        trees = [ast.parse(source) for source in sources]
    except SyntaxError:
        return False
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imports = [node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]
    if any(isinstance(node, ast.Import) or node.level or node.module != DOOR for node in imports):
        return False
    names = [node for node in nodes if isinstance(node, ast.Name)]
    imported = {alias.asname or alias.name for node in imports for alias in node.names}
    known = imported | {node.id for node in names if isinstance(node.ctx, ast.Store)}
    private = any(isinstance(node, ast.Attribute) and node.attr.startswith("_") for node in nodes)
    return not private and {node.id for node in names} <= known and all(map(_leaves_nothing, trees))


def _leaves_nothing(tree: ast.Module) -> bool:
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return True
    call = last.value
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id.startswith(SHOWING)


def _reason(rehearsal: Rehearsal, now: dict[str, str], before: object, executed: Path) -> str:
    if not is_foreseeable([source_of(cell) for cell in rehearsal.chapter.cells() if cell["cell_type"] == "code"]):
        return UNFORESEEN
    if not isinstance(before, dict) or not executed.is_file():
        return NEW
    for key, digest in now.items():
        if before.get(key) != digest:
            return CHANGED[key]
    return KEPT if before.get("notebook") == hash_of(executed) else TOUCHED


def _digest(rehearsal: Rehearsal) -> str:
    return hashlib.sha256(json.dumps(list(rehearsal.shown.items())).encode()).hexdigest()


def _path(places: Places, out: Path) -> Path:
    return out / CACHE / f"{places.built}-chapters.json"


def _read(places: Places, out: Path) -> dict:
    try:
        kept = json.loads(_path(places, out).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
