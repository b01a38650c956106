"""The preview: the report on this machine alone, and pages that know when they are out of date."""

import http.client
import json
import socket

import pytest

from kscb_book.desk.preview import Preview, served
from kscb_book.findings import InputRefused

PAGE = "<!DOCTYPE html><html><head><title>A</title></head><body>1,234</body></html>"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "report" / "html" / "_static").mkdir(parents=True)
    (tmp_path / "report" / "html" / "index.html").write_text(PAGE)
    (tmp_path / "report" / "html" / "_static" / "kscb.css").write_text("p {}")
    (tmp_path / "report" / "html" / ".hidden").write_text("secret")
    (tmp_path / "report" / "kscb-report.pdf").write_bytes(b"%PDF")
    (tmp_path / "report" / "manifest.json").write_text("{}")
    (tmp_path / "outside.html").write_text("secret")
    (tmp_path / "report" / "html" / "link.css").symlink_to(tmp_path / "outside.html")
    return tmp_path / "report"


@pytest.fixture
def asked(folder):
    """Ask the preview over HTTP: ``asked(path, method, host)`` gives status, headers and text."""
    with served(Preview(folder), 0) as address:
        name, port = address.removeprefix("http://").rstrip("/").split(":")

        def ask(path, method="GET", host=f"{name}:{port}"):
            connection = http.client.HTTPConnection(name, int(port), timeout=20)
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host.replace("PORT", port))
            connection.endheaders()
            answer = connection.getresponse()
            content = answer.read().decode()
            connection.close()
            return answer.status, answer.headers, content

        assert name == "127.0.0.1"
        yield ask


def test_a_page_is_served_with_the_script_that_loads_it_again_and_stays_as_it_is_on_disk(asked, folder):
    status, headers, content = asked("/")
    assert status == 200 and headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff"
    edition = json.loads(asked("/.preview/state")[2])["edition"]
    assert len(edition) == 16 and f'src="/.preview/preview.js" data-edition="{edition}" defer' in content
    assert (folder / "html" / "index.html").read_text() == PAGE


SERVED = {
    "a style": ("/_static/kscb.css", "text/css; charset=utf-8"),
    "a PDF beside the site": ("/kscb-report.pdf", "application/pdf"),
    "a page, asked for with more": ("/index.html?highlight=x#y", "text/html; charset=utf-8"),
    "the preview's own script": ("/.preview/preview.js", "text/javascript; charset=utf-8"),
    "the preview's own style": ("/.preview/preview.css", "text/css; charset=utf-8"),
}


@pytest.mark.parametrize(("path", "kind"), SERVED.values(), ids=SERVED)
def test_what_a_page_needs_is_served(asked, path, kind):
    status, headers, content = asked(path)
    assert (status, headers["Content-Type"]) == (200, kind) and content
    status, headers, content = asked(path, "HEAD")
    assert (status, content) == (200, "") and int(headers["Content-Length"]) > 0


NOT_SERVED = {
    "a way out": "/../outside.html",
    "a way out, written otherwise": "/%2e%2e/outside.html",
    "a way out, in the manner of Windows": "/..%5coutside.html",
    "a way out of the preview's own": "/.preview/../preview.py",
    "another file of the report": "/manifest.json",
    "a hidden file": "/.hidden",
    "a link that leads out": "/link.css",
    "a folder": "/_static/",
    "a folder without its stroke": "/_static",
    "a name with a null": "/a%00.css",
    "an absolute name": "//etc/passwd",
    "nothing": "/nothing.css",
}


@pytest.mark.parametrize("path", NOT_SERVED.values(), ids=NOT_SERVED)
def test_nothing_else_is_served_and_no_folder_is_listed(asked, path):
    status, _, content = asked(path)
    assert status == 404 and "secret" not in content and "kscb.css" not in content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_can_only_be_read(asked, method):
    assert asked("/", method)[0] == 501


@pytest.mark.parametrize("host", ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1.evil.example:PORT", ""])
def test_a_name_that_is_not_this_machines_reads_nothing(asked, host):
    status, _, content = asked("/", host=host)
    assert status == 421 and "1,234" not in content


@pytest.mark.parametrize("host", ["localhost:PORT", "LOCALHOST:PORT"])
def test_this_machine_has_two_names(asked, host):
    assert asked("/", host=host)[0] == 200


def test_a_page_of_another_report_has_another_mark(folder):
    preview = Preview(folder)
    before = preview.edition
    (folder / "manifest.json").write_text('{"inputs": {}}')
    assert preview.edition != before
    preview.tell("Facts!B2  is empty")
    told = json.loads(preview.answer("/.preview/state").content)
    assert told == {"edition": preview.edition, "message": "Facts!B2  is empty"}


def test_before_there_is_a_report_the_page_says_so_and_waits(tmp_path):
    answer = Preview(tmp_path / "none").answer("/index.html")
    assert answer.status == 200 and b"No report yet" in answer.content and b'data-edition=""' in answer.content


def test_a_port_that_is_taken_is_refused(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        message = f"--port: 1 finding\n  port {port} cannot be used; leave it out, and a free one is taken"
        with pytest.raises(InputRefused) as refused, served(Preview(folder), port):
            pass
        assert str(refused.value) == message
