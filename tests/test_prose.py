"""Narrative is untrusted text: a closed list of Markdown and roles; all else is a fault with its line."""

import pytest
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from kscb_book.press.markdown import tokens_of
from kscb_book.press.prose import problems_of

LINK = "is not allowed; a link leads to https:, mailto: or a chapter"
HTML = "raw HTML is not allowed; write it in Markdown"
ROLES = "there are num, change, claim, reported, report, numref, ref"

FAULTS = {
    # HTML and Markdown that do not belong
    "a script": ("Fine.\n\n<script>alert(1)</script>\n", [(3, HTML)]),
    "HTML in a line": ("Fine,\nbut <b>bold.\n", [(2, HTML)]),
    "a comment of HTML": ("<!-- later -->\n", [(1, HTML)]),
    "a heading": ("# Title\n", [(1, "a heading does not belong in a narrative block; headings stand in the chapter")]),
    "a line that makes a heading of the one above": (
        "Words\n---\n",
        [(1, "a heading does not belong in a narrative block; headings stand in the chapter")],
    ),
    "code by indenting": (
        "Words.\n\n    more\n",
        [(3, "text indented by four spaces becomes code; remove the spaces")],
    ),
    "a code block": ("```python\n1\n```\n", [(1, "a code block is not allowed in narrative")]),
    "a picture": ("![alt](picture.png)\n", [(1, "a picture is not allowed in narrative; charts stand in the chapter")]),
    # directives
    "an include": (
        "```{include} /etc/passwd\n```\n",
        [(1, "the directive {include} is not allowed in narrative; tables and charts stand in the chapter")],
    ),
    "code to run": (
        "Words.\n\n~~~{code-cell} python\n1+1\n~~~\n",
        [(3, "the directive {code-cell} is not allowed in narrative; tables and charts stand in the chapter")],
    ),
    "another markup language": (
        "```{eval-rst}\n.. raw:: html\n```\n",
        [(1, "the directive {eval-rst} is not allowed in narrative; tables and charts stand in the chapter")],
    ),
    "a fence of colons": (
        ":::{note}\nWords.\n:::\n",
        [
            (1, "a block between ::: is not allowed in narrative"),
            (1, "{note} stands alone; write {note}`...` without a space between"),
            (3, "a block between ::: is not allowed in narrative"),
        ],
    ),
    # roles
    "a role that evaluates": ("Fine.\n\n{eval}`1+1`\n", [(3, f"no role {{eval}} may stand in narrative; {ROLES}")]),
    "raw through a role": ("{raw}`<b>`\n", [(1, f"no role {{raw}} may stand in narrative; {ROLES}")]),
    "a role misspelt": ("{nun}`a`\n", [(1, f"no role {{nun}} may stand in narrative; is {{num}} meant? {ROLES}")]),
    "a role in capitals": ("{NUM}`a`\n", [(1, f"no role {{NUM}} may stand in narrative; is {{num}} meant? {ROLES}")]),
    "curly quotes": (
        "There were\n{num}\u2018lado.referrals\u2019.\n",
        [(2, "after {num} stands \u2018 where a backtick belongs; write {num}`...`")],
    ),
    "straight quotes": ("{num}'a'\n", [(1, "after {num} stands ' where a backtick belongs; write {num}`...`")]),
    "no closing backtick": (
        "{num}`a and\nmore.\n",
        [(1, "the backtick that closes {num} is missing; write {num}`...`")],
    ),
    "a space before the backtick": (
        "{num} `a`\n",
        [(1, "{num} stands alone; write {num}`...` without a space between")],
    ),
    "a role inside its backticks": (
        "`{num}lado.referrals`\n",
        [(1, "{num} stands inside the backticks; it belongs before them: {num}`...`")],
    ),
    "a backtick too many": ("{num}`a`` was\n", [(1, "a backtick has no partner; write two, or none")]),
    # links
    "a link without encryption": ("[here](http://a.org)\n", [(1, f"the link 'http://a.org' {LINK}")]),
    "a bare link without encryption": ("<http://a.org>\n", [(1, f"the link 'http://a.org' {LINK}")]),
    "a file": ("[here](file.html)\n", [(1, f"the link 'file.html' {LINK}")]),
    "a script in a link": ("[here](javascript:alert(1))\n", [(1, f"the link 'javascript:' {LINK}")]),
    "a script between brackets": ("<javascript:alert(1)>\n", [(1, f"the link 'javascript:' {LINK}")]),
    "a script by reference": ("[a]\n\n[a]: vbscript:x\n", [(3, f"the link 'vbscript:' {LINK}")]),
    "a link to a page's own parts": ("[a](project:x.md)\n", [(1, f"the link 'project:x.md' {LINK}")]),
    # what MyST acts on, or its writer thought it would
    "a comment": (
        "Words.\n\n% not yet sure\n",
        [(3, "a line that begins with % is hidden on the page but published with it; delete it")],
    ),
    "a target": (
        "(here)=\nWords.\n",
        [(1, "a target such as (name)= does not belong in narrative; targets stand in the chapter")],
    ),
    "a block break": (
        "Words.\n\n+++\n",
        [(3, "+++ does not belong in narrative; leave a blank line between paragraphs")],
    ),
    "front matter": (
        "---\nmyst: {}\n---\nWords.\n",
        [(1, "settings between --- at the top of the file are not read; delete them")],
    ),
    "an attribute": (
        "Words{.note}\n",
        [(1, "{.note} is printed as it stands; attributes are not allowed in narrative")],
    ),
    "a substitution": (
        "In {{ year }}.\n",
        [(1, "{{ year }} is not filled in; write {num}`...` for a number, {report}`...` for the report")],
    ),
    "a footnote without its text": (
        "Words[^1].\n",
        [(1, "the footnote [^1] is not written in this block; begin a line with [^1]: and its text")],
    ),
    # characters
    "a character that cannot be seen": (
        "Fine.\nBad\x07.\n",
        [(2, "the line holds a character that cannot be seen; delete the line and type it again")],
    ),
    "words that run backwards": (
        "Safe \u202edrow\n",
        [(1, "the line holds a character that cannot be seen; delete the line and type it again")],
    ),
    # all at once
    "several": (
        "<b>a\n\n{nun}`x`\n\n% c\n",
        [
            (1, HTML),
            (3, f"no role {{nun}} may stand in narrative; is {{num}} meant? {ROLES}"),
            (5, "a line that begins with % is hidden on the page but published with it; delete it"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_what_a_block_may_not_hold(text, expected):
    assert problems_of(text) == expected


ALLOWED = {
    "paragraphs, lists, quotations": "One *two* **three**.\n\n- a\n- b\n\n1. c\n\n> said\n",
    "a line across": "One.\n\n---\n\nTwo.\n",
    "a line's end": "One\\\ntwo  \nthree.\n",
    "a table": "| a | b |\n|---|---|\n| 1 | {num}`x` |\n",
    "links": "[a](https://a.org) <https://a.org> [b](mailto:a@b.org) [c](#c) [d](11-lado.ipynb)\n",
    "a footnote": "Words[^1].\n\n[^1]: From {report}`board`.\n",
    "what only looks like a command": "It cost $(5), 5 % of {a set}; the data: none. 1 < 2 > 0, a & b\n",
    "what a script types as text": "alert(1)\n",
    "Welsh, and a family": "Llanfair\u2019r \U0001f468\u200d\U0001f469\u200d\U0001f467\n",
}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_what_a_block_may_hold(text):
    assert problems_of(text) == []


@pytest.mark.parametrize("text", [*(text for text, _ in FAULTS.values()), *ALLOWED.values()], ids=[*FAULTS, *ALLOWED])
def test_the_press_reads_the_same_tokens(text):
    press = create_md_parser(MdParserConfig(enable_extensions=[]), RendererHTML)
    seen = [token for _, token in tokens_of(text)]
    read = [each for token in press.parse(text) for each in (token.children if token.type == "inline" else [token])]
    assert [(token.type, token.content) for token in seen] == [(token.type, token.content) for token in read]
