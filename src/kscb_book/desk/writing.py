"""Writes a file that a command may write again and again: whole or not at all, and never over anything else."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from kscb_book.findings import BuildFailed, Finding, refused


def write_again(path: Path, content: bytes, beginning: bytes) -> None:
    """Write ``content`` to ``path``, beside first and then renamed; it takes the place of an earlier one.

    An earlier one is known by its ``beginning``. Raises InputRefused where another file stands there, and
    BuildFailed where it cannot be written.
    """
    check_earlier(path, beginning)
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
        problem = f"the file cannot be written ({error.strerror}); is its folder there, and is it closed in Excel?"
        raise BuildFailed([Finding(str(path), "", problem)]) from None
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


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
