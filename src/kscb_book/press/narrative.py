"""Narrative blocks: a year's prose, read as untrusted text; what it uses, and what it may not hold.

It renders nothing: the page does that, from the same text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kscb_book.findings import Finding
from kscb_book.press.markdown import tokens_of
from kscb_book.press.prose import problems_of

PROTECTED = ".protected"
LARGEST = 200_000
LONGEST_PARAGRAPH = 20_000  # reading a paragraph of nothing but signs takes time by the square of its length
AS_WORD = re.compile(r"(?P<name>.*?)\s+as\s+(?P<form>word|Word)\s*")
TO_BE_REVIEWED = "% to be reviewed"
DIRECTIVE = re.compile(r"^```+\{(narrative|finding)\}[ \t]+(\S+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Use:
    """A role in a block: its line, its name and its content."""

    line: int
    role: str
    content: str


@dataclass(frozen=True)
class Block:
    """A narrative block: its text, the roles it uses, and what it may not hold.

    It is not ``reviewed`` where its first line says so, ``% to be reviewed``; that line is then blank in ``text``.
    """

    path: Path
    text: str
    uses: tuple[Use, ...]
    problems: tuple[tuple[int, str], ...]
    reviewed: bool = True


def same_paragraph(block: Block, use: Use) -> list[Use]:
    """Return the roles that stand in the paragraph of ``use``: no blank line between them."""
    blank = [number for number, line in enumerate(block.text.split("\n"), 1) if not line.strip()]
    first = max((number for number in blank if number < use.line), default=0)
    last = min((number for number in blank if number > use.line), default=len(block.text))
    return [each for each in block.uses if first < each.line <= last]


def blocks_named_in(markdown: str) -> list[str]:
    """Return the blocks that a chapter's Markdown brings in, in order."""
    return [name for _, name in DIRECTIVE.findall(markdown)]


def optional_in(markdown: str) -> list[str]:
    """Return those of the blocks that a chapter can do without: what a chart shows, as a sentence above it."""
    return [name for kind, name in DIRECTIVE.findall(markdown) if kind == "finding"]


def number_and_form(content: str) -> tuple[str, str]:
    """Split what a ``num`` role holds into the figure's name and its form.

    The form is ``digits``, or ``word`` or ``Word`` where the content ends in ``as word`` or ``as Word``.
    """
    found = AS_WORD.fullmatch(content)
    return (found["name"].strip(), found["form"]) if found else (content.strip(), "digits")


def twin_of(path: Path) -> Path:
    """Return the file that a block may have beside it, used in its place where small counts are hidden."""
    return path.with_name(f"{path.stem}{PROTECTED}{path.suffix}")


def read_block(path: Path) -> Block:
    """Read a block; a file that cannot be read is a problem, not an error."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return _unread(path, f"the block has {size // 1000:,} kB; at most {LARGEST // 1000} kB are read")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _unread(path, "the file is not UTF-8; save it as UTF-8 in the editor")
    except OSError as error:
        return _unread(path, f"the file cannot be read ({error.strerror}); close it where it is open")
    first, line_end, rest = text.partition("\n")
    reviewed = first != TO_BE_REVIEWED
    words = text if reviewed else line_end + rest
    return block_of(path, words, reviewed) if words.strip() else _unread(path, "the block is empty")


@lru_cache(maxsize=1000)
def block_of(path: Path, text: str, reviewed: bool = True) -> Block:
    """Return the block that a text is, or would be if it stood at ``path``."""
    for line, length in _paragraphs(text):
        if length > LONGEST_PARAGRAPH:
            problem = f"the paragraph has {length:,} characters; at most {LONGEST_PARAGRAPH:,} are read"
            return _unread(path, problem, line)
    uses = (
        Use(line, token.meta["name"], token.content) for line, token in tokens_of(text) if token.type == "myst_role"
    )
    return Block(path, text, tuple(uses), tuple(problems_of(text)), reviewed)


def _unread(path: Path, problem: str, line: int = 1) -> Block:
    return Block(path, "", (), ((line, problem),))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    first, length = 1, 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            length += len(line)
            continue
        yield first, length
        first, length = number + 1, 0
    yield first, length


def findings_of(block: Block, shown: str) -> list[Finding]:
    """Return what a block may not hold as findings in the file ``shown``."""
    return [Finding(shown, f"line {line}", message) for line, message in block.problems]
