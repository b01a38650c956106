"""A kernel that keeps what it says for itself: nothing of it reaches the terminal of the person who builds."""

import uuid
from pathlib import Path

from jupyter_client import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Unicode

from kscb_book.press.workers import Workers

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


class ForkingProvisioner(LocalProvisioner):
    """Has a kernel forked, which is then dealt with like one that was started by itself."""

    async def launch_kernel(self, cmd: list[str], **options):
        """Have a kernel forked with the arguments of ``cmd``."""
        arguments = cmd[cmd.index("-f") :]
        request = {"arguments": arguments, "environment": options["env"], "heard": self.parent.heard}
        self.process = self.parent.workers.fork(request)
        self.pid = self.process.pid
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel; it has ended when this returns."""
        self.process.kill()


def forking(workers: Workers) -> type[KernelManager]:
    """Return a kind of manager whose kernels are forked by ``workers``."""

    class ForkingKernelManager(KernelManager):
        async def start_kernel(self, **options) -> None:
            self.kernel_id = str(uuid.uuid4())
            self.provisioner = ForkingProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
            await super().start_kernel(**options)

    ForkingKernelManager.workers = workers
    return ForkingKernelManager


def last_heard(path: Path) -> str:
    """Return the last line that a kernel wrote to ``path``, the reason for its end where it has one."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), UNHEARD)
