"""The front page of a fleet: every authority with its books, to be found by name and region."""

from collections.abc import Iterable, Mapping
from html import escape

from kscb_book.fleet.comparing import COMPARISON
from kscb_book.fleet.making import FAILED, Made
from kscb_book.fleet.pages import Line, link, page, table


def index_page(made: Iterable[Made]) -> str:
    """Return the page of the books that were ``made``; one that failed says so, and leads nowhere."""
    made = sorted(made, key=lambda each: (each.book.name, each.book.code, each.book.year))
    years = sorted({each.book.year for each in made})
    by_place: dict[str, dict[str, Made]] = {}
    for each in made:
        by_place.setdefault(each.book.slug, {})[each.book.year] = each
    intro = (
        "<p>A profile of each authority from official statistics: children who were referred, in need, protected or "
        "looked after. Every number can be followed to the row of the file it comes from.</p>\n"
    )
    return page("Profiles from official statistics", intro + _years(years) + _find(made) + _table(by_place, years))


def _years(years: list[str]) -> str:
    items = "".join(f"<li>{link(f'{COMPARISON}/{year}/index.html', year)}</li>" for year in years)
    return f'<h2>All authorities side by side</h2>\n<ul class="fleet-years">{items}</ul>\n'


def _find(made: Iterable[Made]) -> str:
    regions = sorted({each.book.region for each in made})
    options = "".join(f"<option>{escape(region)}</option>" for region in regions)
    return (
        '<h2>Profiles</h2>\n<form class="fleet-find" role="search" hidden>'
        '<label>Name <input type="search" autocomplete="off"></label>'
        f'<label>Region <select><option value="">All regions</option>{options}</select></label>'
        '<p class="fleet-count" role="status"></p></form>\n'
    )


def _table(by_place: Mapping[str, Mapping[str, Made]], years: list[str]) -> str:
    lines = []
    for slug, books in by_place.items():
        book = next(iter(books.values())).book
        cells = [_book(books[year], slug) if year in books else "" for year in years]
        lines.append(Line((escape(book.name), escape(book.region), *cells), book.region))
    return table("Profiles by authority and year", ("Authority", "Region", *years), lines)


def _book(made: Made, slug: str) -> str:
    year = made.book.year
    if made.outcome == FAILED:
        return "not made"
    inside = f"{slug}/{year}"
    page, paper, workbook = f"{inside}/html/index.html", f"{inside}/profile-{year}.pdf", f"{inside}/kscb-{year}.xlsx"
    of = f'<span class="kscb-unseen"> of {escape(made.book.name)}, {year}</span>'
    links = ((page, "Profile"), (paper, "PDF"), (workbook, "Workbook"))
    return "<br>".join(f'<a href="{escape(address)}">{text}{of}</a>' for address, text in links)
