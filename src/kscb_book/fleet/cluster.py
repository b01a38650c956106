"""Processes of a Dask cluster that make books; the only module that knows it.

The folder of official files and that of the fleet must be the same on every machine of the cluster.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from kscb_book.findings import Finding, InputRefused, refused

NOT_INSTALLED = "a cluster needs the package distributed; install it with: pip install kscb-book[fleet]"
SECONDS = 20


@dataclass(frozen=True, eq=False)
class Cluster:
    """The workers of a cluster that is there; the cluster itself is begun and ended by others."""

    client: object
    books_each: int = 10**6  # how long a process of a cluster lives is for those who run it to say

    @property
    def count(self) -> int:
        """How many workers there are now; some may come, and some may go."""
        return max(1, len(self.client.scheduler_info(n_workers=-1)["workers"]))

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        """Take the cluster as it is; what has not begun is given up when it is left."""
        pool = self.client.get_executor(pure=False)
        try:
            yield pool
        finally:
            pool.shutdown(wait=False)


@contextmanager
def cluster_at(address: str, folders: tuple[Path, Path]) -> Iterator[Cluster]:
    """Take the cluster with this scheduler; ``folders`` are the official files and the fleet.

    Raises InputRefused where there is none, it has no workers, or one of them sees other folders or another program.
    """
    try:
        from distributed import Client
    except ImportError:
        raise refused("scheduler", "", NOT_INSTALLED) from None
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise refused("scheduler", "", f"no scheduler answers at {address}") from None
    with client:
        _check(client, folders)
        yield Cluster(client)


def _check(client, folders: tuple[Path, Path]) -> None:
    official, out = folders
    probe, secret = out / f".probe-{token_hex(8)}", token_hex(8)
    probe.write_text(secret, encoding="utf-8")
    try:
        found = client.run(_seen, str(probe), str(official))
    finally:
        with suppress(OSError):
            probe.unlink()
    if not found:
        raise refused("scheduler", "", "the cluster has no workers; start some, then try again")
    own = (secret, *_seen(str(probe), str(official))[1:])
    if faults := [fault for worker, seen in sorted(found.items()) for fault in _faults(worker, seen, own, folders)]:
        raise InputRefused(faults)


def _faults(worker: str, seen: tuple, own: tuple, folders: tuple[Path, Path]) -> Iterator[Finding]:
    official, out = folders
    problems = (
        f"does not see the folder {out} of this machine; a cluster needs one folder that all its machines share",
        f"does not see the same official files in {official}",
        "has another version of this program; install the same on every machine",
    )
    for mine, theirs, problem in zip(own, seen, problems, strict=True):
        if mine != theirs:
            yield Finding(worker, "", problem)


def _seen(probe: str, official: str) -> tuple[str, tuple, str]:
    """Return what a process sees: the content of the probe, the official files with their sizes, and the program."""
    from kscb_book.press.stamp import source_hash

    try:
        secret = Path(probe).read_text(encoding="utf-8")
    except OSError:
        secret = ""
    try:
        files = tuple(sorted((each.name, each.stat().st_size) for each in Path(official).iterdir()))
    except OSError:
        files = ()
    return secret, files, source_hash()
