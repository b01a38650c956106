"""Writes a file whole or not at all: one that a command may write again and again, or one that must be new."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from kscb_book.findings import BuildFailed, Finding, refused


def write_new(path: Path, content: bytes, shown: str) -> None:
    """Write a new file at ``path``, which messages call ``shown``; what a person may have changed stays as it is.

    Raises InputRefused where another file stands there, and BuildFailed where it cannot be written.
    """
    check_free(path, content, shown)
    if reason := _written_whole(path, content):
        raise BuildFailed([Finding(shown, "", f"the file cannot be written ({reason})")])


def write_again(path: Path, content: bytes, beginning: bytes) -> None:
    """Write ``content`` to ``path``; it takes the place of an earlier one, which is known by its ``beginning``.

    Raises InputRefused where another file stands there, and BuildFailed where it cannot be written.
    """
    check_earlier(path, beginning)
    if reason := _written_whole(path, content):
        problem = f"the file cannot be written ({reason}); is its folder there, and is it closed in Excel?"
        raise BuildFailed([Finding(str(path), "", problem)])


def check_free(path: Path, content: bytes, shown: str) -> None:
    """Refuse where another file stands at ``path``; one that holds ``content`` already may stay."""
    try:
        other = path.is_symlink() or (path.exists() and path.read_bytes() != content)
    except OSError:
        other = True
    if other:
        message = "stands here already, and may have been changed since; move it away or delete it, then try again"
        raise refused(shown, "", message)


def check_earlier(path: Path, beginning: bytes) -> None:
    """Refuse where another file than an earlier one, known by its ``beginning``, stands at ``path``."""
    if path.is_symlink() or (path.exists() and not _begins(path, beginning)):
        raise refused(str(path), "", "holds something else, and is left alone; choose another name")


def _begins(path: Path, beginning: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(beginning)) == beginning
    except OSError:
        return False


def _written_whole(path: Path, content: bytes) -> str | None:
    """Write under another name first, then rename; return why it cannot be done, or None where it was."""
    made = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", suffix=".part", delete=False) as file:
            made = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(0o644)
        made.replace(path)
    except OSError as error:
        return str(error.strerror)
    finally:
        if made is not None:
            made.unlink(missing_ok=True)
    return None
