"""Pages as they were read for the report before, and its PDFs, kept beside it: only what has changed is made again.

They are taken only for the same program, places and settings, and only as they were left. They hold what the report
holds, and like it are not to be published where numbers are hidden.
"""

import hashlib
import json
import shutil
from pathlib import Path

from kscb_book.places import Places
from kscb_book.press.digests import hash_of
from kscb_book.press.papers import SET
from kscb_book.press.stamp import CACHE, program

TREES, PICTURES = "doctrees", "jupyter_execute"
KEPT = (TREES, PICTURES, SET)
RECORD = "kept.json"


def bring_pages(places: Places, out: Path, press: Path) -> None:
    """Copy into ``press`` the pages that were kept in ``out``, where they may be trusted."""
    kept = _folder(places, out)
    try:
        trusted = json.loads((kept / RECORD).read_text(encoding="utf-8")) == _record(places, out, kept)
    except (OSError, ValueError, RecursionError):
        return
    if trusted:
        for name in KEPT:
            shutil.copytree(kept / name, press / name)


def keep_pages(places: Places, out: Path, press: Path) -> None:
    """Keep in ``out`` the pages that were read in ``press`` for a report that is good; they are moved there."""
    target = _folder(places, out)
    beside = target.with_suffix(".new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name in KEPT:
        (press / name).mkdir(exist_ok=True)
        (press / name).rename(beside / name)
    (beside / RECORD).write_text(json.dumps(_record(places, out, beside)), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)


def _folder(places: Places, out: Path) -> Path:
    return out / CACHE / f"{places.built}-pages"


def _record(places: Places, out: Path, folder: Path) -> dict[str, object]:
    """Return for what pages were read, and a hash of each file that they are kept in."""
    settings = (places.root / "_config.yml", places.root / "_toc.yml", places.own_contents)
    told = [repr(places), str(out.resolve()), [hash_of(each) if each.is_file() else "" for each in settings], program()]
    files = sorted(path for name in KEPT for path in (folder / name).rglob("*") if path.is_file())
    return {
        "for": hashlib.sha256(json.dumps(told).encode()).hexdigest(),
        "files": {path.relative_to(folder).as_posix(): hash_of(path) for path in files},
    }
