"""Shows the report as last built to this machine alone, and tells its pages when to load themselves again.

Files are served as they lie on disk; a page is given one more script and style of the preview's own, which its
Content-Security-Policy allows as they come from the same place.
"""

import hashlib
import json
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kscb_book.findings import refused

HOST = "127.0.0.1"
OWN = "/.preview/"
OWN_FILES = Path(__file__).with_name("preview_files")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
}
PLAIN_NAME = re.compile(r"[\w\- ][\w.\- ]*", re.ASCII)
LONGEST_MESSAGE = 3_000
SWAP = 2.0  # seconds that a finished report may take to be renamed into place


@dataclass(frozen=True)
class Answer:
    """What is sent: the status, the type and the bytes."""

    status: int
    type: str
    content: bytes


class Preview:
    """The report in ``folder``, as last built, with what is to be said of it meanwhile."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._told = ""

    def tell(self, message: str) -> None:
        """Say this on every page: why the report shown is not the one that the files would give; or nothing."""
        self._told = message[:LONGEST_MESSAGE]

    @property
    def edition(self) -> str:
        """A mark of the report as last built: another as soon as anything that it was made from is."""
        try:
            return hashlib.sha256((self.folder / "manifest.json").read_bytes()).hexdigest()[:16]
        except OSError:
            return ""

    def answer(self, address: str) -> Answer:
        """Return what stands at an address such as ``/index.html``."""
        path = unquote(urlsplit(address).path)
        if path == f"{OWN}state":
            state = {"edition": self.edition, "message": self._told}
            return Answer(200, TYPES[".json"], json.dumps(state).encode())
        if path.startswith(OWN):
            return self._file(OWN_FILES, path.removeprefix(OWN))
        name = path.removeprefix("/") or "index.html"
        if name.endswith(".html"):
            return self._page(name)
        return self._file(self.folder if name.endswith(".pdf") else self.folder / "html", name)

    def _page(self, name: str) -> Answer:
        """Return a page that knows of which report it is."""
        until = time.monotonic() + SWAP
        while True:
            edition, found = self.edition, self._file(self.folder / "html", name)
            if edition and edition == self.edition:
                break
            if time.monotonic() > until:
                found = self._file(OWN_FILES, "waiting.html")
                break
            time.sleep(0.05)
        own = (
            f'<link rel="stylesheet" href="{OWN}preview.css">'
            f'<script src="{OWN}preview.js" data-edition="{edition}" defer></script>'
        )
        return Answer(found.status, found.type, found.content.replace(b"</head>", own.encode() + b"</head>", 1))

    def _file(self, folder: Path, name: str) -> Answer:
        parts = name.split("/")
        path = folder.joinpath(*parts) if all(PLAIN_NAME.fullmatch(part) for part in parts) else folder
        try:
            if path.resolve().is_relative_to(folder.resolve()) and path.is_file():
                return Answer(200, TYPES.get(path.suffix, "application/octet-stream"), path.read_bytes())
        except OSError:
            pass
        return Answer(404, TYPES[".txt"], b"There is no such page.\n")


@contextmanager
def served(preview: Preview, port: int):
    """Serve a preview on this machine alone while inside, and yield its address; port 0 is any that is free.

    Raises InputRefused where the port is taken.
    """
    try:
        server = _Server((HOST, port), _Handler)
    except (OSError, OverflowError):
        raise refused("--port", "", f"port {port} cannot be used; leave it out, and a free one is taken") from None
    server.preview = preview
    server.hosts = {f"{name}:{server.server_port}" for name in (HOST, "localhost")}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False
    preview: Preview
    hosts: set[str]

    def handle_error(self, request, client_address) -> None:
        """Say nothing: a browser that turns away in the middle of a page is no fault."""


class _Handler(BaseHTTPRequestHandler):
    timeout = 10
    server_version, sys_version = "kscb-book", ""

    def do_GET(self) -> None:
        """Send what stands at the address."""
        self._send(with_content=True)

    def do_HEAD(self) -> None:
        """Send all but the content."""
        self._send(with_content=False)

    def _send(self, with_content: bool) -> None:
        # A page elsewhere may reach this machine under a name of its own; it must not read the report.
        if self.headers.get("Host", "").lower() in self.server.hosts:
            answer = self.server.preview.answer(self.path)
        else:
            answer = Answer(421, TYPES[".txt"], b"Open the report under the address that the command told.\n")
        self.send_response(answer.status)
        for name, text in {
            "Content-Type": answer.type,
            "Content-Length": str(len(answer.content)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
        }.items():
            self.send_header(name, text)
        self.end_headers()
        if with_content:
            self.wfile.write(answer.content)

    def log_message(self, format: str, *args) -> None:
        """Say nothing of each request: the terminal is for what the analyst does."""
