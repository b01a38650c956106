"""A wrong id in a sentence of the real year is told, whichever figure of the book stands there by mistake."""

import re
from difflib import get_close_matches

import pytest
from narrative_blocks import block_of

from kscb_book.press.blocks import paths_of
from kscb_book.press.check import check
from kscb_book.press.narrative import number_and_form
from kscb_book.press.sentences import problems_of_sentences
from kscb_book.source.phrases import read_phrases

NUMBER = re.compile(r"\{num\}`([^`]*)`")


@pytest.fixture(scope="module")
def year(real):
    checked = check(real)
    paragraphs = [
        (path.parent.name, paragraph)
        for chapter in checked.chapters
        for path in paths_of(chapter, real)
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
    ]
    phrases, _ = read_phrases(real.phrases, "phrases.csv")
    return checked.register, paragraphs, phrases


def test_each_paragraph_stands_without_the_others(year):
    register, paragraphs, phrases = year
    for chapter, paragraph in paragraphs:
        assert list(problems_of_sentences(block_of(paragraph, chapter), register, phrases)) == []


def swapped(year, wrong_figures):
    register, paragraphs, phrases = year
    for chapter, paragraph in paragraphs:
        for found in NUMBER.finditer(paragraph):
            name, form = number_and_form(" ".join(found[1].split()))
            figure = register.find(name)
            for wrong in wrong_figures(figure, register):
                role = f"{{num}}`{wrong.id}`" if form == "digits" else f"{{num}}`{wrong.id} as {form}`"
                text = f"{paragraph[: found.start()]}{role}{paragraph[found.end() :]}"
                caught = any(True for _ in problems_of_sentences(block_of(text, chapter), register, phrases))
                yield figure.id, wrong.id, caught


def of_the_same_measure(figure, register):
    return [each for each in register if each.measure == figure.measure and each.id != figure.id]


def of_its_neighbours(figure, register):
    """Of every other measure of its family, the figure whose id comes nearest."""
    labels, family = figure.id.partition("[")[2], figure.measure.partition(".")[0]
    by_measure: dict[str, dict] = {}
    for each in register:
        if each.measure.partition(".")[0] == family and each.measure != figure.measure:
            by_measure.setdefault(each.measure, {})[each.id.partition("[")[2]] = each
    return [each[get_close_matches(labels, each, n=1, cutoff=0)[0]] for each in by_measure.values()]


def test_every_wrong_figure_is_told(year):
    tried = [each for kind in (of_the_same_measure, of_its_neighbours) for each in swapped(year, kind)]
    assert len(tried) > 3900
    assert [(right, wrong) for right, wrong, caught in tried if not caught] == []
