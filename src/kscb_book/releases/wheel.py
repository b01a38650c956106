"""Packs the program that makes an edition as a wheel: the same bytes each time, and without a connection."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.findings import BuildFailed, Finding, refused

PACKAGE = Path(__file__).parent.parent
PROJECT = PACKAGE.parent.parent
PARTS = ("pyproject.toml", "README.md", "LICENSE")
NOT_SOURCE = shutil.ignore_patterns("__pycache__", "*.egg-info")
MADE = "315532800"  # the first day of 1980, the earliest that a zip file can tell
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def build_wheel(folder: Path) -> Path:
    """Write the wheel of this package into a folder, and return where it is.

    Raises InputRefused where the project that it is made from is not there, BuildFailed where it cannot be made.
    """
    if missing := [name for name in PARTS if not (PROJECT / name).is_file()]:
        raise refused(missing[0], "", "is missing; an edition is released from the project's own folder")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="kscb-") as copy:
        _copied(Path(copy))
        command = [sys.executable, "-c", BUILD, str(folder.resolve())]
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(
            command, cwd=copy, env=clean | {"SOURCE_DATE_EPOCH": MADE}, capture_output=True, text=True, errors="replace"
        )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        reason = next(reversed(done.stderr.strip().splitlines()), "nothing was written")
        raise BuildFailed([Finding("the program's wheel", "", f"could not be packed: {reason}")])
    return wheels[0]


def _copied(folder: Path) -> None:
    """Copy what the wheel is made of, each file with the same rights, whatever they are here."""
    for name in PARTS:
        shutil.copyfile(PROJECT / name, folder / name)
    shutil.copytree(PACKAGE, folder / "src" / PACKAGE.name, ignore=NOT_SOURCE, copy_function=shutil.copyfile)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
