"""The year's allowed phrases: words that look as if they stated something of data, or hold a number, and do not.

They stand in ``phrases.csv`` beside the year's narrative, each with its reason. The file is untrusted.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kscb_book.findings import Finding
from kscb_book.source.texts import as_found, meant

HEADINGS = ("phrase", "reason")
LARGEST = 200_000
MOST_ENTRIES = 2_000
LONGEST = 200
SAME_SIGNS = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u00a0", "''\"\"- ")


@dataclass(frozen=True)
class Phrase:
    """Exact words that are allowed, why, and the line of the file where they stand."""

    text: str
    reason: str
    line: int

    def places_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the phrase stands in ``text``, in whole words.

        Capitals do not matter, nor the kind of quotation mark, nor where a line ends.
        """
        if self._words[0] in _plain(text):
            yield from (found.span() for found in self._pattern.finditer(text.translate(SAME_SIGNS)))

    @cached_property
    def _words(self) -> list[str]:
        return _plain(self.text).split()

    @cached_property
    def _pattern(self) -> re.Pattern:
        words = r"\s+".join(re.escape(word) for word in self._words)
        return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def read_phrases(path: Path, shown: str) -> tuple[tuple[Phrase, ...], tuple[Finding, ...]]:
    """Return the phrases that a file allows, and what is wrong with it; messages call it ``shown``.

    A file that is not there allows nothing. Of a faulty file the sound lines are returned.
    """
    try:
        if not path.exists():
            return (), ()
        if (size := path.stat().st_size) > LARGEST:
            return _refused(shown, f"the file has {size // 1000:,} kB; at most {LARGEST // 1000} kB are read")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _refused(shown, "this is not text in UTF-8; save it in Excel as CSV UTF-8")
    except OSError as error:
        return _refused(shown, f"the file cannot be read ({error.strerror}); close it where it is open")
    try:
        return _read(csv.reader(io.StringIO(text, newline=""), strict=True), shown)
    except csv.Error as error:
        return _refused(shown, f"this is not a CSV file, or it is damaged ({error})")


def content_of(phrases: Sequence[Phrase]) -> bytes:
    """Return the content of the file that allows these, a line each."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((phrase.text, phrase.reason) for phrase in phrases)
    return lines.getvalue().encode("utf-8-sig")


def unused(phrases: Sequence[Phrase], used: Collection[Phrase], shown: str) -> Iterator[Finding]:
    """Yield a finding for each phrase that nothing needed."""
    for phrase in phrases:
        if phrase not in used:
            message = f"the phrase {as_found(phrase.text)} is not needed; delete this line"
            yield Finding(shown, f"line {phrase.line}", message)


def _refused(shown: str, message: str, place: str = "") -> tuple[tuple[Phrase, ...], tuple[Finding, ...]]:
    return (), (Finding(shown, place, message),)


def _read(reader, shown: str) -> tuple[tuple[Phrase, ...], tuple[Finding, ...]]:
    headings = [heading.strip().lower() for heading in next(reader, [])]
    for heading in HEADINGS:
        if heading not in headings:
            return _refused(shown, f"no column {heading!r}{meant(heading, headings)}", "line 1")
    at = [headings.index(heading) for heading in HEADINGS]
    phrases: dict[str, Phrase] = {}
    findings: list[Finding] = []
    for row in reader:
        texts = [" ".join(row[column].split()) if column < len(row) else "" for column in at]
        phrase = Phrase(*texts, line=reader.line_num)
        if len(phrases) + len(findings) >= MOST_ENTRIES:
            findings.append(Finding(shown, f"line {phrase.line}", f"at most {MOST_ENTRIES:,} phrases are read"))
            break
        if problem := _problem(phrase, phrases):
            findings.append(Finding(shown, f"line {phrase.line}", problem))
        elif phrase.text:
            phrases[_plain(phrase.text)] = phrase
    return tuple(phrases.values()), tuple(findings)


def _problem(phrase: Phrase, before: dict[str, Phrase]) -> str | None:
    if not phrase.text:
        return f"the reason {as_found(phrase.reason)} has no phrase" if phrase.reason else None
    if not phrase.reason:
        return f"the phrase {as_found(phrase.text)} has no reason; say why it may stand"
    if len(phrase.text) > LONGEST:
        return f"the phrase has {len(phrase.text):,} characters; at most {LONGEST} are read"
    same = before.get(_plain(phrase.text))
    return f"the phrase {as_found(phrase.text)} stands on line {same.line} already" if same else None


# A year's phrases are looked for in every one of its sentences.
@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return text.translate(SAME_SIGNS).lower()
