"""A page of all authorities side by side, and one of each authority beside its neighbours."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from kscb_book.face.funnel import told_funnel
from kscb_book.fleet.compared import Compared, Entry
from kscb_book.fleet.pages import Line, link, page, table

UP = "../../"
BETTER = {
    "up": "A higher number is taken to be better for children.",
    "down": "A lower number is taken to be better for children.",
    "neither": "Neither a high nor a low number is better by itself: it tells what is done, not how well.",
}
CHANCE = (
    "The interval is the range that chance alone may explain (95%). Where it holds the number of England, the two "
    "cannot be told apart; with so many authorities, one in twenty will seem apart by chance alone. The place in the "
    "order is a range too: another counts as higher or lower only where the two intervals do not meet."
)
NO_CHANCE = "One child may count several times, so that no range of chance can be reckoned: the order says little."
FUNNEL = (
    "Outside the outer lines lies what chance would seldom bring about in a place of that size (three sigma); the "
    "inner lines are two sigma."
)
FAR_OUT = (
    " Here {count} of {all} authorities lie outside the outer lines, far more than chance would put there: places "
    "truly differ, and to lie outside says little of any one of them."
)
MANY = 20  # where more than one in so many lie outside three sigma, chance alone, at two in a thousand, is no account
HEADINGS = ("Authority", "Region", "Number", "95% interval", "Place in the order", "Beside England", "In the funnel")
NUMBERS = ("number", "low", "high", "counted", "among")
HEADINGS_OF_FILE = ("authority", "region", *NUMBERS, "place_in_the_order", "beside_england", "in_the_funnel")
SCALE = 160  # the width of the small pictures, in their own units


@dataclass(frozen=True)
class Shown:
    """What a page shows: the comparisons of a year, the folders of authorities by old code, and of whom it is.

    ``own`` is the old code of the authority that a page is about, or nothing; ``near`` are those of its neighbours.
    """

    year: str
    compared: tuple[Compared, ...]
    slugs: Mapping[str, str]
    own: str = ""
    near: Collection[str] = ()


def year_page(shown: Shown) -> str:
    """Return the page of every authority in a year."""
    intro = (
        "<p>Every authority by each measure, the highest number first. The order is no league table: small places lie "
        "far apart by chance alone. A name leads to the authority beside its statistical neighbours.</p>\n"
    )
    return page(f"All authorities side by side, {shown.year}", intro + _contents(shown) + _sections(shown), UP)


def own_page(shown: Shown, name: str, neighbours: str) -> str:
    """Return the page of one authority beside its ten; ``neighbours`` says of which list they are."""
    profile = link(f"{UP}{shown.slugs[shown.own]}/{shown.year}/html/index.html", f"The profile of {name}")
    every = link("index.html", "All authorities side by side")
    intro = f"<p>{escape(name)} beside England, its region and {escape(neighbours)}. {profile}. {every}.</p>\n"
    return page(f"{name} beside others, {shown.year}", intro + _contents(shown) + _sections(shown), UP)


def picture_name(compared: Compared, slug: str = "all") -> str:
    """Return the name of the file of a funnel chart."""
    return f"{compared.measure.id.replace('.', '-')}-{slug}.svg"


def table_name(compared: Compared) -> str:
    """Return the name of the file with the numbers of a comparison."""
    return f"{compared.measure.id.replace('.', '-')}.csv"


def _contents(shown: Shown) -> str:
    items = "".join(f"<li>{link(f'#{_id(each)}', each.measure.name)}</li>" for each in shown.compared)
    return f'<nav aria-label="On this page"><ul>{items}</ul></nav>\n'


def _id(compared: Compared) -> str:
    return compared.measure.id.replace(".", "-").replace("_", "-")


def _sections(shown: Shown) -> str:
    return "".join(_section(each, shown) for each in shown.compared)


def _section(compared: Compared, shown: Shown) -> str:
    measure = compared.measure
    told = [measure.definition, BETTER[measure.better], CHANCE if compared.funnel else NO_CHANCE]
    words = "".join(f"<p>{escape(each)}</p>\n" for each in told)
    download = link(table_name(compared), "Download the numbers of all authorities (CSV)")
    return (
        f'<section id="{_id(compared)}">\n<h2>{escape(measure.name)}</h2>\n{words}{_funnel(compared, shown)}'
        f"{_table(compared, shown)}{_notes(compared, shown)}<p>{download}</p>\n</section>\n"
    )


def _funnel(compared: Compared, shown: Shown) -> str:
    if compared.funnel is None:
        return ""
    own = compared.at.get(shown.own)
    alt = told_funnel(f"{compared.measure.name}, {shown.year}", compared.funnel, own)
    slug = shown.slugs[shown.own] if own else "all"
    places = len(compared.funnel.places)
    is_broad = compared.far_out * MANY > places
    told = FUNNEL + (FAR_OUT.format(count=compared.far_out, all=places) if is_broad else "")
    return f'<p>{told}</p>\n<img src="{picture_name(compared, slug)}" alt="{escape(alt)}" width="720" height="420">\n'


def _table(compared: Compared, shown: Shown) -> str:
    entries = _shown_of(compared, shown)
    known = [each for each in entries if each.is_known]
    most = max((each.interval.high if each.interval else each.value for each in known), default=1)
    caption = f"{compared.measure.name}, {shown.year}"
    lines = [
        Line(tuple(_cells(compared, each, shown, most)), each.region, each.code == shown.own != "") for each in entries
    ]
    return table(caption, (*HEADINGS, "Picture"), lines, "fleet-compared")


def _shown_of(compared: Compared, shown: Shown) -> list[Entry]:
    """Return England, the regions and every authority, or what of them a page of one shows."""
    entries = [*compared.around, *compared.entries]
    if not shown.own:
        return entries
    region = next((each.region for each in compared.entries if each.code == shown.own), "")
    codes, names = (shown.own, *shown.near), (compared.england.name, region)
    return [each for each in entries if (each.code in codes if each.code else each.name in names)]


def _cells(compared: Compared, entry: Entry, shown: Shown, most) -> Iterator[str]:
    slug = shown.slugs.get(entry.code)
    yield link(f"{slug}.html", entry.name) if slug and entry.code != shown.own else escape(entry.name)
    yield escape(entry.region if entry.code else "")
    yield escape(compared.printed(entry))
    yield escape(compared.printed_interval(entry)) if entry.code else ""
    yield escape(compared.rank(entry)) if entry.code else ""
    yield escape(compared.against_england(entry)) if entry.code else ""
    yield escape(compared.position(entry)) if entry.code else ""
    yield _picture(compared, entry, most)


def _picture(compared: Compared, entry: Entry, most) -> str:
    """Return the number as a dot on a line from 0, with its interval; England is the dashed line."""
    if not entry.is_known or not most:
        return ""

    def at(value) -> str:
        return f"{SCALE * value / most:.1f}"

    marks = ""
    if compared.england.is_known:
        england = at(compared.england.value)
        marks += f'<line class="fleet-england" x1="{england}" x2="{england}" y1="0" y2="16"/>'
    if entry.interval and entry.code:
        marks += f'<line x1="{at(entry.interval.low)}" x2="{at(entry.interval.high)}" y1="8" y2="8"/>'
    marks += f'<circle cx="{at(entry.value)}" cy="8" r="4"/>'
    return f'<svg class="fleet-dots" viewBox="0 0 {SCALE} 16" aria-hidden="true" focusable="false">{marks}</svg>'


def _notes(compared: Compared, shown: Shown) -> str:
    symbols = {str(each.value): each.value.meaning for each in _shown_of(compared, shown) if not each.is_known}
    notes = "; ".join(f"{symbol} {meaning}" for symbol, meaning in sorted(symbols.items()))
    return f'<p class="kscb-note">{escape(notes)}.</p>\n' if notes else ""


def rows_of(compared: Compared) -> Iterable[tuple[str, ...]]:
    """Yield the numbers of a comparison for a spreadsheet, headings first."""
    yield HEADINGS_OF_FILE
    for each in compared.entries:
        low, _, high = compared.printed_interval(each).partition(" to ")
        counted = (str(part) for part in (each.count, each.among))
        said = compared.rank(each), compared.against_england(each), compared.position(each)
        yield (each.name, each.region, compared.printed(each), low, high, *counted, *said)
