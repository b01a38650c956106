"""What prose may hold and what not: a closed list of Markdown, and a sentence for all else.

Narrative is untrusted. What the press would act on is refused; what it would print as it stands, though
its writer meant more, is told too.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches

from kscb_book.press.markdown import tokens_of

ROLES = ("num", "change", "claim", "reported", "report", "numref", "ref")
PAIRS = "paragraph em strong bullet_list ordered_list list_item blockquote link table thead tbody tr th td"
MORE = "text softbreak hardbreak code_inline hr myst_role footnote_ref footnote_reference_open footnote_reference_close"
ALLOWED = {f"{name}_{end}" for name in PAIRS.split() for end in ("open", "close")} | set(MORE.split())
REFUSED = {
    "html_block": "raw HTML is not allowed; write it in Markdown",
    "html_inline": "raw HTML is not allowed; write it in Markdown",
    "heading_open": "a heading does not belong in a narrative block; headings stand in the chapter",
    "heading_close": None,
    "code_block": "text indented by four spaces becomes code; remove the spaces",
    "image": "a picture is not allowed in narrative; charts stand in the chapter",
    "myst_line_comment": "a line that begins with % is hidden on the page but published with it; delete it",
    "myst_target": "a target such as (name)= does not belong in narrative; targets stand in the chapter",
    "myst_block_break": "+++ does not belong in narrative; leave a blank line between paragraphs",
    "front_matter": "settings between --- at the top of the file are not read; delete them",
}
LINKS = re.compile(r"(https://|mailto:|#|[\w-]+\.ipynb$)")
DIRECTIVE = re.compile(r"\{([^}]*)\}")
LEFT_OVER = re.compile(r"\{([A-Za-z][\w:+-]*)\}\s*(\S?)")
QUOTES = "'\"\u2018\u2019\u201c\u201d\u00b4\u02bc"
LITERAL = {
    re.compile(r"^:::.*"): "a block between ::: is not allowed in narrative",
    re.compile(
        r"\{\{[^{}]*\}\}"
    ): "{0} is not filled in; write {{num}}`...` for a number, {{report}}`...` for the report",
    re.compile(r"\{[.#][^{}]*\}"): "{0} is printed as it stands; attributes are not allowed in narrative",
    re.compile(
        r"(?i)\b(?:javascript|vbscript|data|file):(?=\S)"
    ): "the link {0!r} is not allowed; a link leads to https:, mailto: or a chapter",
    re.compile(r"\[\^[^\[\]]+\]"): "the footnote {0} is not written in this block; begin a line with {0}: and its text",
}


def problems_of(text: str) -> list[tuple[int, str]]:
    """Return what a block's text may not hold, each with its line."""
    found = {(line, problem) for line, token in tokens_of(text) for problem in _problems(token)}
    return sorted(found | set(_unseen(text)))


def _unseen(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        # Cc are control characters; Cf among them those that turn the direction of writing.
        if any(unicodedata.category(each) in ("Cc", "Cf") and each not in "\t\r\u200d\u00ad" for each in line):
            yield number, "the line holds a character that cannot be seen; delete the line and type it again"


def _problems(token) -> Iterator[str]:
    if token.type == "myst_role" and token.meta["name"] not in ROLES:
        yield _unknown_role(token.meta["name"])
    elif token.type == "link_open" and not LINKS.match(token.attrs["href"]):
        yield f"the link {token.attrs['href']!r} is not allowed; a link leads to https:, mailto: or a chapter"
    elif token.type == "fence":
        yield _fenced(token.info)
    elif token.type == "code_inline" and (inside := LEFT_OVER.match(token.content)):
        name = inside[1]
        yield f"{{{name}}} stands inside the backticks; it belongs before them: {{{name}}}`...`"
    elif token.type == "text":
        yield from _left_over(token.content)
    elif token.type not in ALLOWED and (problem := REFUSED.get(token.type, f"{token.type} is not allowed")):
        yield problem


def _unknown_role(name: str) -> str:
    close = get_close_matches(name.lower(), ROLES, n=1)
    hint = f"is {{{close[0]}}} meant? " if close else ""
    return f"no role {{{name}}} may stand in narrative; {hint}there are {', '.join(ROLES)}"


def _fenced(info: str) -> str:
    directive = DIRECTIVE.match(info.strip())
    if not directive:
        return "a code block is not allowed in narrative"
    return f"the directive {{{directive[1]}}} is not allowed in narrative; tables and charts stand in the chapter"


def _left_over(text: str) -> Iterator[str]:
    roles = [] if "{{" in text else list(LEFT_OVER.finditer(text))
    for name, after in (found.groups() for found in roles):
        if after == "`":
            yield f"the backtick that closes {{{name}}} is missing; write {{{name}}}`...`"
        elif after and after in QUOTES:
            yield f"after {{{name}}} stands {after} where a backtick belongs; write {{{name}}}`...`"
        else:
            yield f"{{{name}}} stands alone; write {{{name}}}`...` without a space between"
    if not roles and "`" in text:
        yield "a backtick has no partner; write two, or none"
    for pattern, problem in LITERAL.items():
        yield from (problem.format(found[0]) for found in pattern.finditer(text))
