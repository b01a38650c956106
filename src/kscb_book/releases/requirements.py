"""The versions that an edition's requirements pin, held against those that are installed here."""

import re
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import InvalidRequirement, Requirement

HASH = re.compile(r"\s*\\?\s*--hash=\S+")
CONTINUED = re.compile(r"\\\r?\n")


def other_versions(requirements: bytes) -> list[tuple[str, str, str]]:
    """Return the name, the pinned and the installed version of each package that is here in another version."""
    installed = {_plain(each.metadata["Name"]): each.version for each in metadata.distributions()}
    found = (
        (each.name, next(iter(each.specifier)).version, installed.get(_plain(each.name)))
        for each in _pins(requirements)
    )
    return [(name, pinned, here) for name, pinned, here in found if here is not None and here != pinned]


def _pins(requirements: bytes) -> Iterator[Requirement]:
    text = CONTINUED.sub(" ", requirements.decode("utf-8", errors="replace"))
    for line in (HASH.sub("", line).strip() for line in text.splitlines()):
        try:
            pin = Requirement(line)
        except InvalidRequirement:  # a comment, an option or an empty line
            continue
        if len(pin.specifier) == 1 and (pin.marker is None or pin.marker.evaluate()):
            yield pin


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
