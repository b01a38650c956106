"""The workbook's file before anything in it is read: is it there, whole, an ordinary .xlsx, and of a sane size?

It knows zip files and nothing of what stands in a sheet. Nothing in the file is ever run.
"""

import io
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

from kscb_book.findings import InputRefused, refused
from kscb_book.source.texts import nearest

LARGEST = 50 * 10**6
LARGEST_UNPACKED = 200 * 10**6
UNPACKED_UNJUDGED = 10 * 10**6
HIGHEST_RATIO = 100  # Excel's own sheets shrink ten- to thirtyfold
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, and of every file with a password
SAVE_AS = "save it in Excel as Excel Workbook (.xlsx)"
NOT_A_WORKBOOK = f"this is not an Excel workbook, whatever its name says; {SAVE_AS}"
DAMAGED = "the file is incomplete or damaged; copy it again, or open it in Excel and save it"
ENCRYPTED = (
    "the workbook is protected with a password; take it away in Excel (File, Info, Protect Workbook, "
    "Encrypt with Password), then save"
)
MACROS = f"the workbook holds macros, which are never run; {SAVE_AS}"


def copy_of(path: Path, shown: str) -> bytes:
    """Return the bytes of an ordinary .xlsx at ``path``; messages call it ``shown``. Raises InputRefused.

    Excel may hold the file open meanwhile: it is copied, and only the copy is read.
    """
    try:
        if not path.is_file():
            raise refused(shown, "", _missing(path))
        size = path.stat().st_size
        if size > LARGEST:
            raise refused(shown, "", f"the file has {_megabytes(size)}; at most {_megabytes(LARGEST)} are read")
        content = path.read_bytes()
    except PermissionError:
        raise refused(shown, "", "the file cannot be copied; close it in Excel, then try again") from None
    except OSError as error:
        raise refused(shown, "", f"the file cannot be read ({error.strerror})") from None
    if problem := _problem(content):
        raise refused(shown, "", problem)
    return content


def damaged(shown: str) -> InputRefused:
    """Return the refusal of a workbook that cannot be read to its end."""
    return refused(shown, "", DAMAGED)


def _missing(path: Path) -> str:
    if path.is_dir():
        return "this is a folder, not a workbook"
    if not path.parent.is_dir():
        return f"no such workbook: there is no folder {path.parent.name!r}{_years(path.parent.parent)}"
    names = [each.name for each in path.parent.iterdir() if each.is_file() and not each.name.startswith(("~$", "."))]
    for name in sorted(names):
        if Path(name).stem.lower() == path.stem.lower() and Path(name).suffix.lower() == ".xls":
            return f"no such workbook; {name!r} is in the old format of Excel: {SAVE_AS}"
        if Path(name).stem.lower() == path.stem.lower() and Path(name).suffix.lower() == ".xlsm":
            return f"no such workbook; {name!r} may hold macros, which are never run: {SAVE_AS}"
    near = _near(path.name, [name for name in names if Path(name).suffix.lower() == ".xlsx"])
    return f"no such workbook{f'; found {near!r} - is it this one? It must be called {path.name!r}' if near else ''}"


def _years(data: Path) -> str:
    years = sorted(each.name for each in data.iterdir() if each.is_dir()) if data.is_dir() else []
    return f" in {data.name!r}; there is {', '.join(years)}" if years else f" in {data.name!r}"


def _near(wanted: str, names: list[str]) -> str | None:
    stem = Path(wanted).stem.lower()
    copies = [name for name in sorted(names) if name.lower().startswith(stem)]
    return copies[0] if copies else nearest(wanted, names)


# A file is opened many times a check; the same bytes need be looked through but once.
@lru_cache(maxsize=16)
def _problem(content: bytes) -> str | None:
    if not content:
        return "the file is empty (0 bytes); is it still being downloaded or copied?"
    if content.startswith(OLE):
        in_utf16 = "EncryptedPackage".encode("utf-16-le")
        return ENCRYPTED if in_utf16 in content else f"this is a workbook in the old format of Excel (.xls); {SAVE_AS}"
    if not content.startswith(b"PK"):
        return NOT_A_WORKBOOK
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _problem_of_parts(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return DAMAGED


def _problem_of_parts(packed: zipfile.ZipFile) -> str | None:
    parts = packed.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        return ENCRYPTED
    unpacked, stored = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or (unpacked > UNPACKED_UNJUDGED and unpacked > HIGHEST_RATIO * stored):
        return f"the file unpacks to {_megabytes(unpacked)}, far more than a workbook of this kind; it is not opened"
    if len(set(names)) < len(names):
        return DAMAGED
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        return NOT_A_WORKBOOK
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    if macros or b"macroEnabled" in packed.read("[Content_Types].xml"):
        return MACROS
    # A part that says it is smaller than it is would get past the limit; reading it to its end finds out.
    return DAMAGED if packed.testzip() else None


def _megabytes(size: int) -> str:
    return f"{size / 10**6:,.0f} MB"
