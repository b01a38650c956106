"""What holding the workbook against official statistics showed, in the words of the person who keeps it."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kscb_book.findings import Finding, as_text
from kscb_book.meaning.agreement import Verdict
from kscb_book.meaning.printing import printed
from kscb_book.places import Places
from kscb_book.press.official_check import Held, held_against
from kscb_book.press.official_numbers import Source

ASKED = {
    Verdict.PROVISIONAL: "provisional against final, or a revision",
    Verdict.CONFLICT: "they conflict",
    Verdict.NOT_REPORTED: "the workbook could have it",
}
COUNTED = {
    Verdict.AGREES: "in agreement",
    Verdict.PROVISIONAL: "slightly different (provisional against final, or a revision)",
    Verdict.CONFLICT: "in conflict",
    Verdict.NOT_REPORTED: "in the official file only",
    Verdict.NO_OFFICIAL_FIGURE: "without an official figure",
}


def told_against(places: Places, folder: Path) -> str:
    """Return what comes of holding the year's workbook against the files in ``folder``: questions, and a count.

    Raises InputRefused where one of them cannot be used.
    """
    held = held_against(places, folder)
    questions = questions_on(held, places.shown(places.workbook))
    return "\n".join(filter(None, [as_text(questions, "question"), *summary_of(held)]))


def questions_on(held: Iterable[Held], shown: str) -> tuple[Finding, ...]:
    """Return a question for each figure that differs, or that only the file has; ``shown`` names the workbook."""
    return tuple(
        Finding(shown, each.figure.cells[0].address, _question(each)) for each in held if each.verdict in ASKED
    )


def summary_of(held: tuple[Held, ...]) -> list[str]:
    """Return the line that counts the verdicts, and why some figures have no official counterpart."""
    counts = Counter(each.verdict for each in held)
    parts = [f"{counts[verdict]} {words}" for verdict, words in COUNTED.items() if counts[verdict]]
    reasons = Counter(each.reason for each in held if each.reason)
    total = "1 figure" if len(held) == 1 else f"{len(held)} figures"
    lines = [f"Against official statistics, {total}{': ' if parts else ''}{', '.join(parts)}."]
    return lines + [f"  no official figure for {count}: {reason}" for reason, count in reasons.items()]


def _question(held: Held) -> str:
    figure = held.figure
    official = printed(held.official.value, figure.measure, held.decimals)
    have = "the official files give" if len(held.sources) > 1 else "the official file has"
    report = f"{figure.measure.name}, {figure.period.label}: the report has {figure.printed}"
    return f"{report}, {have} {official}: {ASKED[held.verdict]}{_caution(held)} ({held.place.name}, {_where(held)})"


def _where(held: Held) -> str:
    if len(held.sources) == 1:
        return f"{_place_of(held.sources[0])}{_rounding(held.sources[0])}".rstrip(",")
    told = (f"{source.value:,}{_rounding(source)} in {_place_of(source)}" for source in held.sources)
    return " per ".join(told)


def _place_of(source: Source) -> str:
    return f"line {source.line} of {source.file}"


def _rounding(source: Source) -> str:
    return f", rounded to {source.rounded_to}," if source.rounded_to else ""


def _caution(held: Held) -> str:
    # The ONS revises its estimates of past years after a census; the rate published then used the older one.
    return "; the population may have been revised since" if len(held.sources) > 1 else ""
