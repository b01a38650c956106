"""Every page is valid HTML: by what this project holds of the standard, and by the Nu checker where it is there."""

import pytest
from test_everyone import PAGES
from valid_html import checked, faults, needs_checker

HEAD = '<!DOCTYPE html><html lang="en-GB"><head><title>A page</title></head><body>'
WRONG = {
    "a paragraph that is never opened": ("</p>", "Unexpected end tag (p)"),
    "an id that stands twice": ('<b id="a"></b><b id="a"></b>', "the id 'a' stands 2 times"),
    "a label of nothing": ('<label for="a">A</label>', "for names 'a', which is not there"),
    "a block in a sentence": ("<p><span><div></div></span></p>", "a div stands in a span"),
    "a list of paragraphs": ("<ul><p>A</p></ul>", "a p stands directly in a ul"),
    "a link in a button": ('<button><a href="x">A</a></button>', "a a stands in a button"),
    "style of its own": ('<p style="color: red">A</p>', "the p bears style or a handler of its own"),
    "a form that leads nowhere": ('<form action=""></form>', "the form has an empty address"),
    "a picture without words": ('<img src="a.svg">', "the img has no text alternative"),
    "a role that a table has of itself": ('<table role="table"></table>', "a table bears the role table"),
}


@pytest.mark.parametrize(("body", "fault"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found(body, fault):
    assert any(fault in each for each in faults(f"{HEAD}{body}</body></html>"))


def test_what_is_right_is_let_be():
    assert (
        faults(f'{HEAD}<main><h1 id="a">A</h1><p aria-labelledby="a">B <a href="#a">C</a></p></main></body></html>')
        == []
    )


@pytest.mark.build
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_valid(built, page):
    assert faults((built / "html" / page).read_text(encoding="utf-8")) == []


@pytest.mark.build
@needs_checker
def test_the_nu_checker_finds_nothing_wrong(built):
    assert checked(*sorted((built / "html").glob("*.html"))) == []
