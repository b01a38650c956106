"""The process that kernels are forked from, for as long as a build lasts; and a folder for what kernels speak through.

Started before it is needed, it loads what chapters need while the build is busy with something else.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory

from kscb_book.places import Places, in_environment

# Elsewhere there is no fork, or the system's own libraries do not bear it.
CAN_FORK = sys.platform == "linux"
# Only a process with one thread is forked safely, and side by side kernels have no use for more.
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}
INLINE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}  # as each kernel sets it for itself


class NoWorker(RuntimeError):
    """The process that kernels are forked from has ended."""


class Worker:
    """A process forked for one kernel, dealt with as ``subprocess.Popen`` is; it lives while ``line`` is open."""

    stdin = stdout = stderr = None

    def __init__(self, line: socket.socket, pid: int) -> None:
        self._line = line
        self.pid = pid

    def poll(self) -> int | None:
        """Return None while the process lives, and 0 once it has ended."""
        return 0 if select.select([self._line], [], [], 0)[0] else None

    def wait(self) -> int:
        """Return 0 once the process has ended."""
        self._line.recv(1)
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the process, and return once it has ended."""
        self.send_signal(signal.SIGKILL)
        self.wait()


class Workers:
    """Where the chapters of ``places`` are executed; ``folder`` is theirs, and is gone when the work is done.

    ``can_fork`` tells whether kernels can be forked; otherwise each starts by itself.
    """

    def __init__(self, places: Places, folder: Path, warm: bool) -> None:
        self.places = places
        self.folder = folder
        self._nursery = self._started() if warm else None

    def of(self, places: Places) -> "Workers":
        """Return the same workers for the chapters of another book."""
        other = copy(self)
        other.places = places
        return other

    def _started(self) -> subprocess.Popen:
        command = [sys.executable, "-P", "-m", "kscb_book.press.nursery"]
        with socket.socket(socket.AF_UNIX) as listener, in_environment(self.places):
            listener.bind(str(self.folder / "nursery"))
            listener.listen()
            return subprocess.Popen(
                [*command, str(listener.fileno()), self.places.year],
                env={**os.environ, **ONE_THREAD, **INLINE},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[listener.fileno()],
                start_new_session=True,
            )

    @property
    def can_fork(self) -> bool:
        """Whether kernels can be forked; waits until all is loaded."""
        try:
            return self._nursery is not None and self.fork(None).wait() == 0
        except NoWorker:
            return False

    def fork(self, request: dict | None) -> Worker:
        """Fork a kernel as ``request`` says, or, without one, a process that ends at once. Raises NoWorker."""
        line = socket.socket(socket.AF_UNIX)
        try:
            line.connect(str(self.folder / "nursery"))
            line.sendall(json.dumps(request).encode() + b"\n")
            return Worker(line, int(line.makefile("r", encoding="utf-8").readline()))
        except (OSError, ValueError):
            line.close()
            raise NoWorker("the process that kernels are forked from has ended") from None

    def end(self) -> None:
        """End every kernel that was forked."""
        if self._nursery is not None:
            self._nursery.communicate()


@contextmanager
def workers(places: Places, warm: bool = CAN_FORK) -> Iterator[Workers]:
    """Give workers for the chapters of ``places``; at the end, however it comes about, none is left.

    Without ``warm``, each kernel starts by itself.
    """
    with TemporaryDirectory(prefix="kscb-", ignore_cleanup_errors=True) as folder:
        made = Workers(places, Path(folder), warm)
        try:
            yield made
        finally:
            made.end()
