"""The report as one file says what the pages of the site say: the same words, numbers and pictures, in order."""

from collections.abc import Iterator, Sequence

from kscb_book.audit.pages import Page, read_page

PARTS = {
    "units": "words",
    "notes": "notes",
    "alternatives": "text alternatives of pictures",
    "listed": "published figures",
    "rows": "rows of the list of all figures",
}


def differences(pages: Sequence[str], single: str) -> list[str]:
    """Return what the one file says otherwise than the pages, all given as HTML; nothing where they agree."""
    whole = read_page("single", single)
    each = [read_page(str(place), html) for place, html in enumerate(pages)]
    return list(_differences(each, whole))


def _differences(pages: Sequence[Page], whole: Page) -> Iterator[str]:
    for part, name in PARTS.items():
        expected = [one for page in pages for one in getattr(page, part)]
        found = getattr(whole, part)
        if list(found) != expected:
            place = next((at for at, pair in enumerate(zip(found, expected, strict=False)) if len(set(pair)) > 1), -1)
            told = f"; the first that differs is {found[place]!r}" if place >= 0 else ""
            yield f"its {name} are not those of the site ({len(found)} for {len(expected)}){told}"
    told = {figure: _without_ways(details) for page in pages for figure, details in page.details.items()}
    if {figure: _without_ways(details) for figure, details in whole.details.items()} != told:
        yield "what its numbers tell is not what those of the site tell"


def _without_ways(details: dict) -> dict:
    return {name: value for name, value in details.items() if name not in ("link", "row")}
