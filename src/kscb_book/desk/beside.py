"""Writes a file beside others, whole or not at all; what a person may have changed is never written over."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from kscb_book.findings import BuildFailed, Finding, refused


def check_free(path: Path, content: bytes, shown: str) -> None:
    """Refuse where another file stands at ``path``; one that holds ``content`` already may stay."""
    try:
        other = path.is_symlink() or (path.exists() and path.read_bytes() != content)
    except OSError:
        other = True
    if other:
        message = "stands here already, and may have been changed since; move it away or delete it, then try again"
        raise refused(shown, "", message)


def write_beside(path: Path, content: bytes, shown: str) -> None:
    """Write a new file at ``path``: under another name first, then renamed, so that it is whole or not there."""
    check_free(path, content, shown)
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
        raise BuildFailed([Finding(shown, "", f"the file cannot be written ({error.strerror})")]) from None
    finally:
        if made is not None:
            made.unlink(missing_ok=True)
