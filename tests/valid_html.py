"""Whether HTML is what its standard allows: how it parses, its ids, and what may stand in what.

A part of the standard, for machines without Java; where the checker of its authors is there, a test asks that too.
"""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

CHECKER = Path(os.environ.get("KSCB_VNU") or ROOT / "_build" / "tools" / "vnu.jar")
needs_checker = pytest.mark.skipif(
    not (shutil.which("java") and CHECKER.is_file()),
    reason="the Nu checker is not here (it needs Java 17; .ci/run brings both)",
)
# What may stand directly in an element that takes only some.
INSIDE = {
    "ul": {"li", "script"},
    "ol": {"li", "script"},
    "dl": {"dt", "dd", "div", "script"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
}
PHRASES = ("p", "span", "button", "h1", "h2", "h3", "h4", "label", "strong", "em", "code", "pre", "abbr")
BLOCKS = {
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "figure",
    "details",
    "aside",
    "nav",
    "main",
    "h1",
    "h2",
    "h3",
}
OPENS = "a[href], button, input, select, textarea, summary, details, [tabindex]"
NAMES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "popovertarget")
FAULTS = {
    "[style], [onclick], [onload]": "bears style or a handler of its own",
    '[action=""], [src=""], a[href=""]': "has an empty address",
    "img:not([alt])": "has no text alternative",
}
OF_ITSELF = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "td": "cell",
    "th": "columnheader",
}


def faults(html: str) -> list[str]:
    """Return what is wrong with a page, each in words."""
    page = BeautifulSoup(html, "html.parser")
    return [*_parsing(html), *_names(page), *_content(page), *_attributes(page)]


def _parsing(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    for (line, _), code, told in parser.errors:
        yield f"line {line}: {html5lib.constants.E[code] % told}"


def _names(page: BeautifulSoup) -> Iterator[str]:
    ids = Counter(each["id"] for each in page.select("[id]"))
    yield from (f"the id {id!r} stands {count} times" for id, count in ids.items() if count > 1 or not id.strip())
    yield from (f"the id {id!r} holds a space" for id in ids if len(id.split()) > 1)
    for name in NAMES:
        for each in page.select(f"[{name}]"):
            values = each[name] if isinstance(each[name], list) else each[name].split()
            yield from (f"{name} names {value!r}, which is not there" for value in values if value not in ids)


def _content(page: BeautifulSoup) -> Iterator[str]:
    for parent, allowed in INSIDE.items():
        found = {child.name for each in page.select(parent) for child in each.find_all(recursive=False)}
        yield from (f"a {child} stands directly in a {parent}" for child in sorted(found - allowed))
    for phrase in PHRASES:
        held = {child.name for each in page.select(phrase) for child in each.find_all(BLOCKS)}
        yield from (f"a {child} stands in a {phrase}" for child in sorted(held))
    for opener in page.select("a[href], button"):
        yield from (f"a {inner.name} stands in a {opener.name}" for inner in opener.select(OPENS))


def _attributes(page: BeautifulSoup) -> Iterator[str]:
    for tag, role in OF_ITSELF.items():
        yield from (f"a {tag} bears the role {role}" for _ in page.select(f'{tag}[role="{role}"]'))
    for selector, fault in FAULTS.items():
        yield from (f"the {each.name} {fault}" for each in page.select(selector))
    if not (page.title and page.title.text.strip() and page.html.get("lang")):
        yield "the page has no title or no language"


def checked(*pages: Path) -> list[str]:
    """Return what the Nu checker finds wrong with these pages: errors, not warnings."""
    command = ["java", "-Xss8m", "-jar", str(CHECKER), "--errors-only", "--format", "gnu", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True)
    return [line.rpartition("/")[2] for line in done.stderr.splitlines() if line.strip()]
