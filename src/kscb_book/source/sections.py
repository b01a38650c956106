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
    files = resources.files("kscb_book").joinpath("schema", folder).iterdir()
    return tuple(_said(file) for file in sorted(files, key=lambda each: each.name) if file.name.endswith(".toml"))


def _said(file) -> dict:
    return tomllib.loads(file.read_text(encoding="utf-8"))
