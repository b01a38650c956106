"""A kernel that keeps what it says for itself: nothing of it reaches the terminal of the person who builds."""

from pathlib import Path

from jupyter_client import AsyncKernelManager
from traitlets import Unicode

UNHEARD = "the kernel said nothing"


class KernelManager(AsyncKernelManager):
    """Starts a kernel whose own error stream goes to the file ``heard``, not to the terminal.

    What a cell prints is part of its output and does not come this way; what does are the kernel's quarrels with
    its sockets while it is shut down.
    """

    heard = Unicode(help="The file that takes what the kernel says outside of any cell.").tag(config=True)

    async def start_kernel(self, **options) -> None:
        with Path(self.heard).open("ab") as stream:
            await super().start_kernel(**options, stderr=stream)


def last_heard(path: Path) -> str:
    """Return the last line that a kernel wrote to ``path``, the reason for its end where it has one."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), UNHEARD)
