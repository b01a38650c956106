"""Pages of the site opened to be folded into one, and written again. The only module that knows Beautiful Soup."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Soup = Any  # a page opened by Beautiful Soup, which is imported late
FIGURES = "kscb-figures"


def opened(page: Path) -> Soup:
    """Return a page of the site, to be changed."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def written(page: Soup) -> str:
    """Return a page as HTML."""
    from bs4.dammit import EntitySubstitution
    from bs4.formatter import HTMLFormatter

    return page.decode(formatter=HTMLFormatter(EntitySubstitution.substitute_xml, void_element_close_prefix=""))


def joined_figures(pages: Iterable[tuple[Soup, Callable[[str], str | None]]]) -> str:
    """Return what the numbers of all pages tell, as JSON safe inside HTML; each page comes with its addresses."""
    joined = {}
    for page, address_of in pages:
        held = page.find(id=FIGURES)
        for figure, told in json.loads(held.string).items() if held else ():
            joined[figure] = told | {way: address_of(told[way]) for way in ("link", "row")}
    return json.dumps(joined, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
