"""Keeps the solver's own remarks, which it writes past Python, out of terminals and notebooks."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

STREAMS = 1, 2  # standard output and standard error


@contextmanager
def quiet() -> Iterator[None]:
    """Let nothing through to the standard streams while a solver runs."""
    _flush()
    kept, nowhere = [os.dup(stream) for stream in STREAMS], os.open(os.devnull, os.O_WRONLY)
    try:
        for stream in STREAMS:
            os.dup2(nowhere, stream)
        yield
    finally:
        _flush()
        for stream, before in zip(STREAMS, kept, strict=True):
            os.dup2(before, stream)
            os.close(before)
        os.close(nowhere)


def _flush() -> None:
    # What the solver wrote waits in the C library's buffer, which Python knows nothing of.
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    library = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
    library.fflush(None)
