"""Narrative blocks: a year's prose, read as untrusted text; what it uses, and what it may not hold.

It renders nothing: the page does that, from the same text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kscb_book.findings import Finding

ROLES = ("num", "report", "numref", "ref")
REFUSED = {
    "html_block": "raw HTML is not allowed; write it in Markdown",
    "html_inline": "raw HTML is not allowed; write it in Markdown",
    "heading_open": "a heading does not belong in a narrative block; headings stand in the chapter",
    "fence": "a code block or directive is not allowed in narrative",
    "code_block": "text indented by four spaces becomes code; remove the spaces",
    "image": "a picture is not allowed in narrative; charts stand in the chapter",
}
LINKS = re.compile(r"(https://|mailto:|#|[\w-]+\.ipynb$)")
AS_WORD = re.compile(r"(?P<name>.*?)\s+as\s+(?P<form>word|Word)\s*")
DIRECTIVE = re.compile(r"^```+\{narrative\}[ \t]+(\S+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Use:
    """A role in a block: its line, its name and its content."""

    line: int
    role: str
    content: str


@dataclass(frozen=True)
class Block:
    """A narrative block: its text, the roles it uses, and what it may not hold."""

    path: Path
    text: str
    uses: tuple[Use, ...]
    problems: tuple[tuple[int, str], ...]


def blocks_named_in(markdown: str) -> list[str]:
    """Return the blocks that a chapter's Markdown brings in, in order."""
    return DIRECTIVE.findall(markdown)


def number_and_form(content: str) -> tuple[str, str]:
    """Split what a ``num`` role holds into the figure's name and its form.

    The form is ``digits``, or ``word`` or ``Word`` where the content ends in ``as word`` or ``as Word``.
    """
    found = AS_WORD.fullmatch(content)
    return (found["name"].strip(), found["form"]) if found else (content.strip(), "digits")


def read_block(path: Path) -> Block:
    """Read a block; a text that is not UTF-8 is a problem, not an error."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Block(path, "", (), ((1, "the file is not UTF-8; save it as UTF-8 in the editor"),))
    tokens = _parser().parse(text)
    problems = [(1, "the block is empty")] if not text.strip() else sorted(set(_problems(tokens)))
    return Block(path, text, tuple(_uses(tokens)), tuple(problems))


def findings_of(block: Block, shown: str) -> list[Finding]:
    """Return what a block may not hold as findings in the file ``shown``."""
    return [Finding(shown, f"line {line}", message) for line, message in block.problems]


@cache
def _parser():
    from markdown_it import MarkdownIt
    from mdit_py_plugins.myst_role import myst_role_plugin

    return MarkdownIt("commonmark").enable("table").use(myst_role_plugin)


def _inline(tokens) -> Iterator[tuple[int, object]]:
    for token in tokens:
        line = (token.map or [0])[0] + 1
        if token.type != "inline":
            yield line, token
            continue
        for child in token.children:
            yield line, child
            line += child.type in ("softbreak", "hardbreak")


def _uses(tokens) -> Iterator[Use]:
    for line, token in _inline(tokens):
        if token.type == "myst_role":
            yield Use(line, token.meta["name"], token.content)


def _problems(tokens) -> Iterator[tuple[int, str]]:
    for line, token in _inline(tokens):
        if token.type in REFUSED:
            yield line, REFUSED[token.type]
        elif token.type == "myst_role" and token.meta["name"] not in ROLES:
            yield line, f"no role {{{token.meta['name']}}} may stand in narrative; there are {', '.join(ROLES)}"
        elif token.type == "link_open" and not LINKS.match(token.attrs["href"]):
            yield (
                line,
                f"the link {token.attrs['href']!r} is not allowed; a link leads to https:, mailto: or a chapter",
            )
