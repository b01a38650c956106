"""A sentence that prints another figure than it speaks of is found when the year is checked."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from mutations import Tried

from kscb_book.face.record import Published
from kscb_book.face.register import Register
from kscb_book.places import Places
from kscb_book.press.blocks import paths_of
from kscb_book.press.check import check
from kscb_book.press.contents import read_contents
from kscb_book.press.narrative import number_and_form, read_block
from kscb_book.press.sentences import problems_of_sentences
from kscb_book.source.phrases import Phrase, read_phrases

NUMBER = re.compile(r"(\{num\}`)([^`]+)(`)")


@dataclass(frozen=True)
class Judged:
    """What narrative is judged against: the figures that are published, and the phrases that are allowed."""

    places: Places
    register: Register
    phrases: tuple[Phrase, ...]


@pytest.fixture(scope="module")
def judged(real) -> Judged:
    return Judged(real, check(real).register, tuple(read_phrases(real.phrases, "phrases.csv")[0]))


def parts_of(figure: Published) -> tuple[str, str, str]:
    """The measure, the category's key and the period of a figure."""
    return figure.measure, figure.id.partition("[")[2].rpartition(",")[0], figure.period


def another_measure(figure: Published, other: Published) -> bool:
    return other.measure != figure.measure and (other.chapter, other.unit) == (figure.chapter, figure.unit)


def another_period(figure: Published, other: Published) -> bool:
    return other.period != figure.period and parts_of(other)[:2] == parts_of(figure)[:2]


def another_category(figure: Published, other: Published) -> bool:
    one, two = parts_of(figure), parts_of(other)
    return (one[0], one[2]) == (two[0], two[2]) and one[1] != two[1]


KINDS = {
    "the id of another measure in a sentence": another_measure,
    "the id of another period in a sentence": another_period,
    "the id of another category in a sentence": another_category,
}


def instead_of(figure: Published, register: Register, kind: str) -> Published | None:
    """The next figure of the register, round to its beginning, that is wrong in this way."""
    figures = list(register)
    place = [each.id for each in figures].index(figure.id)
    return next((each for each in [*figures[place:], *figures[:place]] if KINDS[kind](figure, each)), None)


def tried(kind: str, path: Path, judged: Judged, folder: Path) -> Tried:
    text, changed = path.read_text(encoding="utf-8"), folder / path.parent.name / path.name
    changed.parent.mkdir(exist_ok=True)
    for start, end, name, wrong in _exchanges(kind, text, judged.register):
        changed.write_text(f"{text[:start]}{wrong}{text[end:]}", encoding="utf-8")
        is_found = any(problems_of_sentences(read_block(changed), judged.register, judged.phrases))
        yield f"{path.parent.name}/{path.name}: {wrong} for {name}", is_found


def _exchanges(kind: str, text: str, register: Register) -> Iterator[tuple[int, int, str, str]]:
    for found in NUMBER.finditer(text):
        name, form = number_and_form(found[2])
        other = instead_of(register.find(name), register, kind)
        if other:
            as_form = "" if form == "digits" else f" as {form}"
            yield found.start(2), found.end(2), name, f"{register.short(other)}{as_form}"


def all_tried(kind: str, chapter, judged: Judged, folder: Path) -> Tried:
    for path in paths_of(chapter, judged.places):
        yield from tried(kind, path, judged, folder)


@pytest.mark.parametrize("kind", KINDS)
def test_one_wrong_id_of_a_kind_in_each_chapter_is_found(real, judged, tmp_path, kind):
    firsts = [next(all_tried(kind, chapter, judged, tmp_path), None) for chapter in read_contents(real)]
    assert any(firsts) and [each for each in firsts if each and not each[1]] == []


def test_the_check_of_a_year_tells_of_a_wrong_id_by_file(real, tmp_path):
    data = shutil.copytree(real.data, tmp_path / "data")
    block = data / real.year / "narrative" / "11-lado" / "referrals.md"
    text = block.read_text(encoding="utf-8")
    block.write_text(text.replace("{num}`lado.referrals`", "{num}`lado.no_further_action`", 1), encoding="utf-8")
    findings = check(Places(real.root, data, real.year)).findings
    assert {each.file for each in findings if "lado.no_further_action" in each.message} == {str(block)}


@pytest.mark.sweep
@pytest.mark.parametrize("kind", KINDS)
def test_every_wrong_id_of_a_kind_is_found(real, judged, tmp_path, kind, record_property):
    exchanged = [each for chapter in read_contents(real) for each in all_tried(kind, chapter, judged, tmp_path)]
    missed = [name for name, caught in exchanged if not caught]
    record_property("mutations", (kind, len(exchanged), len(exchanged) - len(missed)))
    assert missed == []
