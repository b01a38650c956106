"""Checks a year without building it: chapters, narrative and the figures they share."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kscb_book.face.register import Register, UnknownFigure
from kscb_book.findings import Finding
from kscb_book.places import Places, in_environment
from kscb_book.press.contents import Chapter, read_contents, source_of
from kscb_book.press.narrative import Block, Use, blocks_named_in, findings_of, number_and_form, read_block
from kscb_book.press.plain import rehearse


@dataclass(frozen=True)
class Checked:
    """What a check found: the register as the chapters would publish it, and what is wrong."""

    register: Register
    chapters: tuple[Chapter, ...]
    findings: tuple[Finding, ...]


def check(places: Places) -> Checked:
    """Run every chapter plainly, read every narrative block, and hold them against each other.

    Raises InputRefused where the workbook itself cannot be used.
    """
    chapters = read_contents(places)
    with in_environment(places):
        rehearsals = [rehearse(chapter, places) for chapter in chapters]
    register = Register((figure for each in rehearsals for figure in each.figures), places.year)
    targets = {target for each in rehearsals for target in each.targets}
    findings = [finding for each in rehearsals for finding in each.findings]
    findings += [_twice(figure.id, figure.chapter) for figure in register.repeated]
    complete = not any(each.findings for each in rehearsals)
    for chapter in chapters:
        findings += _narrative(chapter, places, register if complete else None, targets)
    return Checked(register, chapters, tuple(findings))


def _twice(id: str, chapter: str) -> Finding:
    return Finding(f"chapters/{chapter}.ipynb", "", f"{id} is published a second time here")


def _narrative(chapter: Chapter, places: Places, register: Register | None, targets: set[str]) -> Iterator[Finding]:
    folder = places.narrative / chapter.name
    markdown = "\n".join(source_of(cell) for cell in chapter.cells() if cell["cell_type"] == "markdown")
    named = blocks_named_in(markdown)
    for name in named:
        path = folder / f"{name}.md"
        if not path.is_file():
            yield Finding(places.shown(path), "", f"the block is missing; {places.shown(chapter.path)} brings it in")
            continue
        block = read_block(path)
        yield from findings_of(block, places.shown(path))
        if register is not None:
            yield from _uses(block, places.shown(path), register, targets)
    for path in sorted(folder.glob("*")):
        if path.stem not in named or path.suffix != ".md":
            yield _unused(path, places, chapter)


def _unused(path: Path, places: Places, chapter: Chapter) -> Finding:
    return Finding(places.shown(path), "", f"no cell of {places.shown(chapter.path)} brings this block in")


def _uses(block: Block, shown: str, register: Register, targets: set[str]) -> Iterator[Finding]:
    for use in block.uses:
        problem = _problem(use, register, targets)
        if problem:
            yield Finding(shown, f"line {use.line}", problem)


def _problem(use: Use, register: Register, targets: set[str]) -> str | None:
    if use.role == "num":
        try:
            register.find(number_and_form(use.content)[0])
        except UnknownFigure as unknown:
            return str(unknown)
    if use.role == "numref" and use.content not in targets:
        return f"no table or chart is called {use.content!r}; there are {', '.join(sorted(targets))}"
    return None
