"""A fresh environment for the program of a release: its own wheel, and the packages that it needs.

The packages are downloaded as the release pins them, by their hashes; or they are those of this machine, where their
versions are the pinned ones or nothing else can be had.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from kscb_book.findings import BuildFailed, Finding

LIBRARIES = ("site-packages", "dist-packages")
HERE = "of-this-machine.pth"
# What a person or this program has set would lead the other one astray.
OURS = ("PYTHON", "KSCB_", "JUPYTER", "IPYTHON", "VIRTUAL_ENV")


class Environment:
    """A fresh Python environment in a folder."""

    def __init__(self, folder: Path):
        self._folder = folder
        venv.create(folder, with_pip=False, symlinks=os.name != "nt")
        self._python = folder / ("Scripts" if os.name == "nt" else "bin") / Path(sys.executable).name
        if not self._python.exists():
            self._python = self._python.with_name("python.exe" if os.name == "nt" else "python")

    def bring_program(self, wheel: Path) -> None:
        """Install a wheel without what it needs. Raises BuildFailed."""
        self._install("--no-deps", "--no-index", str(wheel))

    def download(self, requirements: Path) -> None:
        """Install every package that a release pins, each by its hash. Raises BuildFailed."""
        self._install("--require-hashes", "-r", str(requirements))

    def use_those_here(self) -> None:
        """Let the environment find the packages that this machine has, after its own."""
        paths = {"base": str(self._folder), "platbase": str(self._folder)}
        own = Path(sysconfig.get_path("purelib", "venv", paths))
        here = [path for path in sys.path if Path(path).name in LIBRARIES]
        # A line of such a file is a folder; what folders in it would add of their own is not followed.
        (own / HERE).write_text("\n".join(here) + "\n", encoding="utf-8")

    def run(self, *arguments: str) -> str:
        """Run a module, named first, with its arguments, and return what it prints. Raises BuildFailed."""
        return self._checked([self._python, "-I", "-m", *arguments], "the program of the release")

    def _install(self, *arguments: str) -> None:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            self._python,
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        self._checked([*pip, *arguments], "the environment of the release")

    def _checked(self, command: list, what: str) -> str:
        clean = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        jupyter = {"JUPYTER_DATA_DIR": str(self._folder / "jupyter"), "IPYTHONDIR": str(self._folder / "ipython")}
        done = subprocess.run(
            [str(part) for part in command],
            env=clean | jupyter,
            cwd=self._folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            told = done.stderr.strip().splitlines()[-20:] or ["it said nothing"]
            raise BuildFailed([Finding(what, "", line) for line in told])
        return done.stdout
