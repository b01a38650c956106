"""The data files of the schema: one whole, or one a section of the report.

The schema is that of a board's annual report, unless ``KSCB_SCHEMA`` names a folder of it, such as ``profile``: what
stands there takes the place of the same file, or folder of sections, of the report's. A process reads one schema.
"""

import os
import tomllib
from functools import cache
from importlib import resources

SCHEMA = "KSCB_SCHEMA"
SCHEMAS = ("", "profile")


@cache
def read_whole(name: str) -> dict:
    """Return what the file ``schema/<name>.toml`` says."""
    return _said(_part_of_schema(f"{name}.toml"))


@cache
def read_sections(folder: str) -> tuple[dict, ...]:
    """Return what each file in ``schema/<folder>`` says, in the order of the report's sections."""
    return tuple(map(_said, _files_of(folder)))


@cache
def names_of_sections(folder: str) -> tuple[str, ...]:
    """Return the name of each section that has a file in ``schema/<folder>``, in order: that of its chapter."""
    return tuple(file.name.removesuffix(".toml") for file in _files_of(folder))


def _files_of(folder: str) -> list:
    files = _part_of_schema(folder).iterdir()
    return sorted((file for file in files if file.name.endswith(".toml")), key=lambda each: each.name)


def _part_of_schema(name: str):
    schema, chosen = resources.files("kscb_book").joinpath("schema"), os.environ.get(SCHEMA, "")
    if chosen not in SCHEMAS:
        raise ValueError(f"there is no schema {chosen!r}")
    own = schema.joinpath(chosen, name)
    return own if own.is_file() or own.is_dir() else schema.joinpath(name)


def _said(file) -> dict:
    return tomllib.loads(file.read_text(encoding="utf-8"))
