"""Whether a report would come out the same: what it was made from and what it is, by content, kept beside it.

All that might matter counts, also what did not: who changes a file that no page shows builds again for nothing, but
nothing is ever left as it was that would be otherwise. It loads nothing, so that the answer comes at once.
"""

import hashlib
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kscb_book.places import Places

CACHE = ".cache"
PACKAGE = Path(__file__).parent.parent
SOURCES = (".py", ".toml", ".md", ".html", ".css", ".js", ".typ")
UNUSED = ("~$", ".")  # what Office leaves beside an open file, and hidden files
LOG = "build-log.json"

Contents = Mapping[str, str]


def source_hash() -> str:
    """Return a hash of the package's source."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in SOURCES)
    told = [[path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")] for path in files]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def stamp_of(places: Places, single_file: bool = False) -> dict:
    """Return what a report of ``places`` is made from: every file, the package and the versions of all others.

    With ``single_file`` it is a report that is written as one file too.
    """
    return {
        "wish": [places.year, places.disclosure, places.internal, single_file],
        "files": {name: _hash(path) for name, path in _files(places)},
        "program": program(),
    }


def program() -> dict:
    """Return what makes a report, besides its files: the package's source, Python, and the versions installed."""
    installed = sorted(path.name for folder in sys.path for path in Path(folder or ".").glob("*.dist-info"))
    return {
        "package": source_hash(),
        "beside": {path.relative_to(PACKAGE).as_posix(): _hash(path) for path in _beside_sources()},
        "python": f"{platform.python_version()} {platform.system()} {platform.machine()}",
        "installed": hashlib.sha256("\n".join(installed).encode()).hexdigest(),
    }


def _beside_sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        # What Python keeps of modules comes and goes while they are loaded.
        if path.is_file() and path.suffix not in SOURCES and path.parent.name != "__pycache__":
            yield path


def is_up_to_date(places: Places, out: Path, single_file: bool = False) -> bool:
    """Whether the report in ``out`` was made from what there is now, and nobody has changed it since."""
    kept, folder = _kept(places, out), out / places.built
    return (
        bool(kept)
        and kept.get("report") == _contents(folder)
        and kept.get("made_from") == stamp_of(places, single_file)
    )


def keep_stamp(places: Places, out: Path, made_from: dict) -> None:
    """Keep what the report in ``out`` was made from; ``made_from`` is what there was when its making began."""
    path = _path(places, out)
    path.unlink(missing_ok=True)
    now = stamp_of(places)
    if any(made_from[key] != now[key] for key in ("files", "program")):
        return
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"made_from": made_from, "report": _contents(out / places.built)}), encoding="utf-8")
    beside.replace(path)


def _path(places: Places, out: Path) -> Path:
    return out / CACHE / f"{places.built}.json"


def _kept(places: Places, out: Path) -> dict:
    try:
        kept = json.loads(_path(places, out).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _files(places: Places) -> Iterator[tuple[str, Path]]:
    root = [("", places.root, pattern) for pattern in ("*", "docs/**/*", "chapters/*.ipynb")]
    for prefix, top, pattern in [*root, ("data/", places.data, "**/*")]:
        for path in sorted(top.glob(pattern)):
            within = path.relative_to(top)
            if path.is_file() and not any(part.startswith(UNUSED) for part in within.parts):
                yield f"{prefix}{within.as_posix()}", path


def _contents(folder: Path) -> Contents:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != LOG)
    return {path.relative_to(folder).as_posix(): _hash(path) for path in files}


def _hash(path: Path) -> str:
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "cannot be read"
    return f"link {digest}" if path.is_symlink() else digest
