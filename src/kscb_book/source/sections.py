"""The data files of the schema: one whole, or one a section of the report."""

import tomllib
from functools import cache
from importlib import resources


@cache
def read_whole(name: str) -> dict:
    """Return what the file ``schema/<name>.toml`` says."""
    return _said(resources.files("kscb_book").joinpath("schema", f"{name}.toml"))


@cache
def read_sections(folder: str) -> tuple[dict, ...]:
    """Return what each file in ``schema/<folder>`` says, in the order of the report's sections."""
    return tuple(map(_said, _files_of(folder)))


@cache
def names_of_sections(folder: str) -> tuple[str, ...]:
    """Return the name of each section that has a file in ``schema/<folder>``, in order: that of its chapter."""
    return tuple(file.name.removesuffix(".toml") for file in _files_of(folder))


def _files_of(folder: str) -> list:
    files = resources.files("kscb_book").joinpath("schema", folder).iterdir()
    return sorted((file for file in files if file.name.endswith(".toml")), key=lambda each: each.name)


def _said(file) -> dict:
    return tomllib.loads(file.read_text(encoding="utf-8"))
