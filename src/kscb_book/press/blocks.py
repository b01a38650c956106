"""The files of a year's narrative: which chapters bring in, which they must, and which lie there under another name."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from kscb_book.disclosure.opened import suppresses
from kscb_book.findings import Finding
from kscb_book.places import Places
from kscb_book.press.contents import Chapter, source_of
from kscb_book.press.narrative import PROTECTED, blocks_named_in, optional_in, read_block, twin_of
from kscb_book.source.sections import read_whole

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
NOT_A_PERSONS = ("~$", ".", "desktop.ini", "Thumbs.db")  # what Word, Windows and macOS leave in a folder


def blocks_of(chapter: Chapter) -> list[str]:
    """Return the names of the blocks that the chapter brings in, in order."""
    return blocks_named_in(_markdown(chapter))


def _markdown(chapter: Chapter) -> str:
    return "\n".join(source_of(cell) for cell in chapter.cells() if cell["cell_type"] == "markdown")


def paths_of(chapter: Chapter, places: Places) -> list[Path]:
    """Return the files of the chapter's blocks that are there and may be read.

    Where small counts are hidden it is a block's twin, ``NAME.protected.md``, if it has one.
    """
    folder = places.narrative / chapter.name
    there = _names_in(folder)
    sound = [name for name in dict.fromkeys(blocks_of(chapter)) if NAME.fullmatch(name) and f"{name}.md" in there]
    twins = [name for name in sound if f"{name}{PROTECTED}.md" in there]
    if twins and suppresses(places):
        sound = [f"{name}{PROTECTED}" if name in twins else name for name in sound]
    held = places.holds(folder)
    paths = [folder / f"{name}.md" for name in sound]
    return [path for path in paths if (places.holds(path) if path.is_symlink() else held)]


def others_of(chapter: Chapter, places: Places) -> list[Path]:
    """Return the files that stand in for one of these where it is the other way about: twins, or what they replace."""
    read = paths_of(chapter, places)
    others = [
        path.with_name(f"{path.stem.removesuffix(PROTECTED)}.md") if path.stem.endswith(PROTECTED) else twin_of(path)
        for path in read
    ]
    return [path for path in others if path.is_file() and places.holds(path)]


def findings_in_folders(chapters: Sequence[Chapter], places: Places) -> Iterator[Finding]:
    """Yield what lies in the narrative folder and belongs to no chapter."""
    known = [chapter.name for chapter in chapters]
    for name in _names_in(places.narrative):
        if name not in known:
            near = get_close_matches(name.lower(), known, n=1)
            hint = f"; is {near[0]} meant?" if near else ""
            yield Finding(places.shown(places.narrative / name), "", f"no chapter is called {name!r}{hint}")


def findings_of_files(chapter: Chapter, places: Places) -> Iterator[Finding]:
    """Yield each block of the chapter that is missing, and each file that no cell brings in."""
    folder = places.narrative / chapter.name
    names, there = blocks_of(chapter), _names_in(folder)
    optional = optional_in(_markdown(chapter))
    shown = places.shown(chapter.path)
    known = {f"{name}{twin}.md" for name in names for twin in ("", PROTECTED)}
    spare = {file: _meant(file, names, there) for file in there if file not in known}
    for name in dict.fromkeys(names):
        path = folder / f"{name}.md"
        if not NAME.fullmatch(name):
            yield Finding(shown, "", f"a block is called with small letters, digits and hyphens, not {name!r}")
        elif path.name in there and not places.holds(path):
            yield Finding(
                places.shown(path), "", "is a link that leads out of the data folder; put the file itself here"
            )
        elif path.name not in there and name not in (*spare.values(), *optional):
            yield Finding(places.shown(path), "", f"the block is missing; {shown} brings it in")
    for file, name in spare.items():
        yield Finding(places.shown(folder / file), "", _misnamed(file, name) if name else _unused(file, names, shown))


def findings_of_sentences(chapter: Chapter, places: Places) -> Iterator[Finding]:
    """Yield each block above a chart that is more than a paragraph."""
    optional = optional_in(_markdown(chapter))
    for path in (each for each in paths_of(chapter, places) if each.stem.removesuffix(PROTECTED) in optional):
        if "\n\n" in read_block(path).text.strip().replace("\r", ""):
            yield Finding(places.shown(path), "", "says what a chart shows in one paragraph, best in one sentence")


def findings_of_required(chapter: Chapter, places: Places) -> Iterator[Finding]:
    """Yield each block that this chapter must bring in and does not; ``required-blocks.toml`` has which."""
    named = blocks_of(chapter)
    for rule in read_whole("required-blocks")["required"]:
        if chapter.name in rule["chapters"] and rule["block"] not in named:
            problem = (
                f"the chapter {chapter.name} does not bring in the block {rule['block']!r}, which tells {rule['tells']}"
            )
            yield Finding(places.shown(chapter.path), "", problem)


def _names_in(folder: Path) -> list[str]:
    # The names as they are spelt: on Windows a file is found under any spelling, elsewhere it is not.
    if not folder.is_dir():
        return []
    return sorted(each.name for each in folder.iterdir() if not each.name.startswith(NOT_A_PERSONS))


def _meant(file: str, names: Sequence[str], there: Sequence[str]) -> str | None:
    plain = re.sub(r"(\.(md|markdown|txt|docx?|rtf))+$", "", file.lower().strip())
    plain = re.sub(r"[\s_]+", "-", plain.strip())
    return plain if plain in names and f"{plain}.md" not in there else None


def _misnamed(file: str, name: str) -> str:
    if file.lower().endswith((".doc", ".docx", ".rtf")):
        return f"a block is a plain text file called {name}.md; copy these words into one with a text editor"
    return f"this block must be called {name}.md"


def _unused(file: str, names: Sequence[str], shown: str) -> str:
    near = get_close_matches(file.removesuffix(".md").lower(), names, n=1)
    return f"no cell of {shown} brings this block in{f'; is {near[0]}.md meant?' if near else ''}"
