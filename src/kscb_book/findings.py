"""What can be wrong, as data, and the ways a command can end.

A leaf: it imports nothing of the package, and it prints nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ends; the table in the README and in ``--help`` is made from these."""

    DONE = 0
    BUILD_FAILED = 1
    INPUT_REFUSED = 2
    FINDINGS_OPEN = 3

    @property
    def meaning(self) -> str:
        """What this exit code tells the person who ran the command."""
        return {
            ExitCode.DONE: "done",
            ExitCode.BUILD_FAILED: "the build failed; the previous report is untouched",
            ExitCode.INPUT_REFUSED: "the input was refused; nothing was written",
            ExitCode.FINDINGS_OPEN: "findings are open in numbers, chapters or narrative",
        }[self]


@dataclass(frozen=True)
class Finding:
    """One thing wrong, with its place.

    ``file`` is the path as its keeper knows it, ``place`` a cell (``Missing!D17``), a sheet, a line
    (``line 4``) or nothing, ``message`` a sentence in the words of the person who keeps the file.
    """

    file: str
    place: str
    message: str


class BookError(Exception):
    """A fault told to the user in words, without a traceback."""

    exit_code = ExitCode.BUILD_FAILED

    def __init__(self, findings: Iterable[Finding]):
        self.findings = tuple(findings)
        super().__init__(as_text(self.findings))

    def __reduce__(self):
        return type(self), (self.findings,)


class InputRefused(BookError):
    """The workbook, the year or an option cannot be used as it is."""

    exit_code = ExitCode.INPUT_REFUSED


class FindingsOpen(BookError):
    """Chapters or narrative do not hold together; each finding says where."""

    exit_code = ExitCode.FINDINGS_OPEN


class BuildFailed(BookError):
    """A chapter or the press stopped; each finding says where."""


def refused(file: str, place: str, message: str) -> InputRefused:
    """Return the refusal that holds this one finding."""
    return InputRefused([Finding(file, place, message)])


def as_text(findings: Iterable[Finding], noun: str = "finding") -> str:
    """Set findings as lines, grouped by file, in the order given; ``noun`` says what they are."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    blocks = []
    for file, group in by_file.items():
        count = f"1 {noun}" if len(group) == 1 else f"{len(group)} {noun}s"
        width = max(len(finding.place) for finding in group)
        lines = [
            f"  {finding.place:<{width}}  {finding.message}" if width else f"  {finding.message}" for finding in group
        ]
        blocks.append("\n".join([f"{file}: {count}", *lines]))
    return "\n".join(blocks)
