"""What a workbook's file keeps out of sight beside its sheets: what pivot tables and links remember, comments, names.

The parts are searched as text and never read as XML: nothing in them is expanded, fetched or run.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

from kscb_book.source.files import copy_of

FIELD = re.compile(r"<cacheField\b(.*?)(?=<cacheField\b|</cacheFields>|\Z)", re.DOTALL)
NAMES = re.compile(r"<definedNames>.*?</definedNames>", re.DOTALL)
COMMENT = re.compile(r"<(?:comment|threadedComment)\b.*?</(?:comment|threadedComment)>", re.DOTALL)
TEXT = re.compile(r'>([^<]+)<|\b(?:name|v|val|value|caption)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Part:
    """Texts that the file keeps together, such as one field of a pivot table, and in which ``kind`` of place."""

    kind: str
    texts: tuple[str, ...]


def read_parts(path: Path, shown: str) -> tuple[Part, ...]:
    """Return what the workbook at ``path`` keeps out of sight. Raises InputRefused for a file that is no workbook."""
    return _parts(copy_of(path, shown))


@lru_cache(maxsize=8)
def _parts(content: bytes) -> tuple[Part, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        texts = ((name, packed.read(name).decode("utf-8", "replace")) for name in packed.namelist())
        return tuple(part for name, text in texts for part in _of(name, text) if part.texts)


def _of(name: str, text: str) -> Iterator[Part]:
    if name.startswith("xl/pivotCache/pivotCacheDefinition"):
        yield from (Part("pivot", _texts(found[0])) for found in FIELD.finditer(text))
    elif name.startswith("xl/pivotCache/"):
        yield Part("pivot", _texts(text))
    elif name.startswith("xl/externalLinks/"):
        yield Part("link", _texts(text))
    elif name.startswith("customXml/"):
        yield Part("custom", _texts(text))
    elif name == "xl/workbook.xml":
        yield Part("names", tuple(each for found in NAMES.finditer(text) for each in _texts(found[0])))
    elif "comments" in name.lower():
        yield Part("comments", tuple(unescape(TAG.sub(" ", found[0])).strip() for found in COMMENT.finditer(text)))
    elif name.startswith("xl/drawings/"):
        yield Part("boxes", _texts(text))


def _texts(text: str) -> tuple[str, ...]:
    found = (unescape(each[1] or each[2] or "").strip() for each in TEXT.finditer(text))
    return tuple(each for each in found if each)
