"""A process that has loaded all a chapter needs and read the year's workbook, and from which kernels are forked.

A kernel forked from it is as new as any other: what one chapter does, the next does not see. The workbook is read
again by each chapter that opens it, and what was read before serves only where every byte is the same. The process
ends, and every kernel with it, once its standard input is closed: that is, whenever the build ends, however it does.
"""

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import sys

# A kernel loads these while it starts or draws; each that is loaded before the fork, it does not load.
LOADED_BY_KERNELS = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.extensions.storemagic",
    "psutil",
    "sqlite3",
    "matplotlib_inline.backend_inline",
    "seaborn",
)


def serve(listener: socket.socket, year: str) -> None:
    """Fork a kernel for each request that reaches ``listener``, until standard input is closed.

    A request is a line of JSON: the kernel's arguments and environment, and the file that takes what it says. It is
    answered by the kernel's process number; the connection is closed when the kernel has ended.
    """
    _load(year)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those who end are not waited for
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            os.killpg(0, signal.SIGKILL)
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _become_kernel(connection)
            os._exit(0)
        connection.close()


def _load(year: str) -> None:
    for name in LOADED_BY_KERNELS:
        with contextlib.suppress(ImportError):  # what a kernel cannot load it does without, or tells of
            importlib.import_module(name)
    from kscb_book.chapter import open_year
    from kscb_book.face.charts import picture
    from kscb_book.findings import BookError

    with picture(height=1):
        pass
    with contextlib.suppress(BookError):  # the chapter that opens the year tells of it
        open_year(year)


def _become_kernel(connection: socket.socket) -> None:
    from ipykernel.kernelapp import launch_new_instance

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request = json.loads(connection.makefile("r", encoding="utf-8").readline() or "null")
    connection.sendall(f"{os.getpid()}\n".encode())
    if request is None:
        return
    os.environ.clear()
    os.environ.update(request["environment"], JPY_PARENT_PID=str(os.getppid()))
    for number, file, mode in ((0, os.devnull, os.O_RDONLY), (2, request["heard"], os.O_WRONLY | os.O_APPEND)):
        os.dup2(os.open(file, mode), number)
    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    launch_new_instance()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2])
