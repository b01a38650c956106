"""Sets up the project and runs its tasks with nothing but Python 3.11 to 3.13.

    python make.py report     build the 2016-17 report, or another: python make.py report 2017-18
    python make.py test       run every test
    python make.py sweep      change every number in every way, and see that each change is noticed
    python make.py pictures   picture the pages and papers of a built report, to be looked at
    python make.py accept     keep the chapters' outputs, and print what changed
    python make.py setup      only install

Everything is installed into .venv, once; it is installed again when what it needs changes.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
PIP = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
REFERENCE_YEAR = "2016-17"


def main(arguments: list[str]) -> int:
    """Run one task and return its exit code."""
    tasks = {"setup": lambda: 0} | {task.__name__: task for task in (report, test, sweep, pictures, accept)}
    if not arguments or arguments[0] not in tasks:
        print(__doc__)
        return 2
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        print(f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}.")
        print("Install one of them from python.org and use it: python3.13 make.py report")
        return 2
    return set_up() or tasks[arguments[0]](*arguments[1:])


def set_up() -> int:
    """Install what requirements.txt pins, and then the project itself, unless that has been done."""
    needs = sys.version + _hash("requirements.txt")
    return _once("requirements", needs, install_requirements) or _once(
        "project", needs + _hash("pyproject.toml"), install_project
    )


def install_requirements() -> int:
    """Make .venv afresh and install every pinned package into it, its hash checked."""
    print("Installing what the book needs (once; one to four minutes) ...", flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Python could not make its own folder .venv ({error}).")
        print("Close what uses .venv, or install a Python from python.org, which brings all it needs.")
        return 1
    return _run([*PIP, "--require-hashes", "-r", "requirements.txt"])


def install_project() -> int:
    """Install the project itself, so that its code here is what runs."""
    return _run([*PIP, "--no-deps", "--no-build-isolation", "-e", "."])


def report(year: str = REFERENCE_YEAR, *options: str) -> int:
    """Build the report of a year."""
    return _run([PROGRAMS / "kscb-book", "build", year, *options])


def test(*options: str) -> int:
    """Run the tests, then compare every chapter's outputs with those kept in it."""
    pytest = [PYTHON, "-m", "pytest", "-q"]
    side_by_side = ["--numprocesses", "auto", "--dist", "loadscope"]
    # Not side by side: kernels that two processes start at once may be given the same port, and then hang.
    return _run([*pytest, *side_by_side, "tests", *options]) or _run(
        [*pytest, "--nbval", "--nbval-current-env", "chapters"]
    )


def sweep(*options: str) -> int:
    """Change every figure, printed place and input cell, one at a time, and count the changes that are noticed."""
    side_by_side = ["--numprocesses", "auto", "--dist", "load"]
    return _run([PYTHON, "-m", "pytest", "-q", *side_by_side, "-m", "sweep", "tests", *options])


def pictures(year: str = REFERENCE_YEAR) -> int:
    """Picture the built report of a year, page by page, into _build/pictures."""
    return _run([PYTHON, "tests/pictures.py", year])


def accept(year: str = REFERENCE_YEAR) -> int:
    """Keep the outputs of the reference year in the chapters."""
    return _run([PYTHON, "-m", "kscb_book.press.accept", year])


def _once(step: str, needs: str, install) -> int:
    stamp = VENV / f"installed-{step}"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == needs:
        return 0
    if code := install():
        print("Installing failed; see above. Is there a connection to the internet?")
        return code
    stamp.write_text(needs, encoding="utf-8")
    return 0


def _run(command: list) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT).returncode


def _hash(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
