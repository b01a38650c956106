"""How far a year has come, in words and bars for a terminal of 80 columns."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from kscb_book.desk.progress import Part, Progress, Turned

WIDTH = 80
LONGEST_NAME = 31  # that of a sheet, in Excel
BAR = 18
MOST_CLAIMS = 10
MOST_DATA = 3
NOTHING_TO_PASTE = "no words to paste; write what the data say, or delete these"


def told_progress(progress: Progress, year: str) -> str:
    """Return what is still to do, a line a sheet and a chapter; nothing where all is done."""
    if not progress.to_do:
        return ""
    parts = [part for part in (*progress.sheets, *progress.chapters) if not part.is_done]
    width = min(LONGEST_NAME, max((len(part.name) for part in parts), default=0))
    lines = [_wrapped(f"Still to do for {year}: {_counts(progress)}.")]
    for heading, noun, group in (
        ("Sheets to fill in:", "cell", progress.sheets),
        ("Chapters to review:", "block", progress.chapters),
    ):
        open_parts = [line_of(part, noun, width) for part in group if not part.is_done]
        lines += [heading, *open_parts] if open_parts else []
    return "\n".join([*lines, *_claims(progress.turned), *_other_words(len(progress.other_words))])


def _counts(progress: Progress) -> str:
    kinds = [(progress.sheets, "cell", "filled in"), (progress.chapters, "block", "reviewed")]
    return ", ".join(f"{_of(_sum(parts), noun)} {done}" for parts, noun, done in kinds if parts)


def _sum(parts: Sequence[Part]) -> Part:
    return Part("", sum(part.done for part in parts), sum(part.whole for part in parts))


def _of(part: Part, noun: str) -> str:
    return f"{part.done:,} of {part.whole:,} {noun}{'' if part.whole == 1 else 's'}"


def line_of(part: Part, noun: str, width: int) -> str:
    """Return the line of a sheet or a chapter: its name, a bar, and how many of its cells or the like are done."""
    done = part.done * BAR // part.whole
    name = part.name if len(part.name) <= width else f"{part.name[: width - 3]}..."
    return f"  {name:<{width}}  [{'#' * done}{'.' * (BAR - done)}]  {_of(part, noun)}"


def _claims(claims: Sequence[Turned]) -> Iterator[str]:
    if claims:
        yield f"Claims that no longer hold, in blocks not yet reviewed: {len(claims)}"
    for claim in claims[:MOST_CLAIMS]:
        yield f"  {claim.file}:{claim.line}"
        yield _wrapped(f"    {claim.untrue.words!r}: {_few(claim.untrue.data)}", "      ")
        # What is pasted stays on one line, so that it can be copied.
        yield f"    {' '.join(claim.untrue.paste.split()) or NOTHING_TO_PASTE}"
    if len(claims) > MOST_CLAIMS:
        yield f"  ... and {len(claims) - MOST_CLAIMS} more"


def _few(data: Sequence[str]) -> str:
    more = [f"and {len(data) - MOST_DATA} more"] if len(data) > MOST_DATA else []
    return ", ".join([*data[:MOST_DATA], *more])


def _other_words(count: int) -> Iterator[str]:
    if count:
        yield f"Other words to put right while reviewing: {count}"


def _wrapped(text: str, indent: str = "  ") -> str:
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
