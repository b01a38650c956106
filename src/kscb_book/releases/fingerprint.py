"""The fingerprint of an edition: a hash of all that determines what it prints.

A file cannot hold its own hash, and every page is to bear the edition's. So it is taken of what the edition is made
from and not of what is made: the book as its output shows it, the program, and what the edition says of itself. Where
small counts are hidden it is taken of the protected workbook, so that nobody can try out what stood there.
"""

import hashlib
import json
from dataclasses import asdict, replace

from kscb_book.press.imprint import FILE, Imprint
from kscb_book.press.stamp import source_hash
from kscb_book.releases.books import Book


def hashes_of(book: Book) -> dict[str, str]:
    """Return the hash of each file that a book is made of; what the edition says of itself is not among them."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(book.items()) if name != FILE}


def fingerprint_of(book: Book, says: Imprint, program: str = "") -> str:
    """Return the fingerprint, 64 hexadecimal digits, of an edition made from ``book``.

    ``program`` is the hash of the package's source: that of this package unless given.
    """
    told = {
        "book": hashes_of(book),
        "program": program or source_hash(),
        "says": asdict(replace(says, fingerprint="")),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def stamped(book: Book, says: Imprint) -> Imprint:
    """Return what the edition says of itself with its fingerprint."""
    return replace(says, fingerprint=fingerprint_of(book, says))
