"""The page of all figures: exactly what the book prints, and no link that leads astray."""

import re

import pytest
from conftest import REFERENCE_YEAR, ROOT
from drawing import TOY, YEAR, code, draw_book
from reading_view import Site, details_of, plain

from kscb_book.face.record import figures_of
from kscb_book.findings import BuildFailed
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.contents import read_contents
from kscb_book.press.links import row_id, slug

pytestmark = pytest.mark.build
CHAPTERS = [chapter.name for chapter in read_contents(Places(ROOT, ROOT / "data", REFERENCE_YEAR))]
HOSTILE = '<img src=x onerror=alert(1)>" onclick=alert(2)'
PUBLISH = [
    code('disposals = edition.sheet("LADO disposals")', "get"),
    code('from kscb_book.chapter import publish_table\n\npublish_table("lado.disposals", disposals)', "publish"),
]
SHOW = code('show_table("more", disposals)', "show")


def press(root):
    return build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None)


@pytest.fixture(scope="module")
def site(built):
    return Site(built / "html")


@pytest.fixture(scope="module")
def published(built):
    return [figure for name in CHAPTERS for figure in figures_of(built / "chapters" / f"{name}.ipynb")]


def rows_of(site):
    return {row["id"]: row for row in site.pages["figures.html"].select("tbody tr")}


def printed_in(site):
    return {number["data-figure"] for page in site.pages.values() for number in page.select(".kscb-number")}


def test_it_holds_exactly_the_printed_figures_in_the_order_of_chapters(site, published):
    printed = printed_in(site)
    assert 0 < len(printed) < len(published)
    assert list(rows_of(site)) == [row_id(figure.id) for figure in published if figure.id in printed]
    assert plain(site.pages["figures.html"].find(id="kscb-count").text) == f"{len(printed)} figures"
    headings = [plain(each.text) for each in site.pages["figures.html"].select("h2")]
    shown = {figure.chapter for figure in published if figure.id in printed}
    titles = [plain(site.pages[f"{name}.html"].main.h1.text).removesuffix("¶") for name in CHAPTERS if name in shown]
    assert headings == titles and len(headings) >= 3


def test_no_two_figures_share_an_address(published):
    assert len({slug(figure.id) for figure in published}) == len(published)


def test_a_row_says_what_the_number_is_and_where_it_came_from(site, published):
    rows = rows_of(site)
    for figure in published:
        if (row := rows.get(row_id(figure.id))) is not None:
            told = [plain(cell.text) for cell in row.select("th, td")]
            interval = f"; {figure.interval.in_words}" if figure.interval else ""
            rule, cells = plain(figure.rule + interval), "; ".join(figure.addresses)
            got = " ".join([rule, *figure.notes, cells])
            assert told[:3] == [figure.marked, f"{figure.title} {figure.period}", got]


def test_a_row_leads_to_the_calculation_and_to_the_first_place_of_each_page_that_prints_it(site, published):
    by_row = {row_id(figure.id): figure for figure in published}
    for name, row in rows_of(site).items():
        figure, (calculation, *places) = by_row[name], [link["href"] for link in row.select("a")]
        assert calculation == f"{figure.chapter}.html#cell-{figure.cell}"
        assert figure.id in site.follow("figures.html", calculation).text
        for place in places:
            number = site.follow("figures.html", place)
            same = site.pages[place.partition("#")[0]].select(f'[data-figure="{figure.id}"]')
            assert number["data-figure"] == figure.id and number is same[0]
        on = [page for page in site.pages.values() if page.select(f'[data-figure="{figure.id}"]')]
        assert len(places) == len(on)


def test_each_number_leads_to_its_row(site):
    for name, page in site.pages.items():
        for id, details in details_of(page).items():
            assert site.follow(name, details["row"])["id"] == row_id(id)


def test_no_link_of_the_site_leads_nowhere_and_no_id_stands_twice(site):
    assert site.dead_ends() == [] and site.repeated_ids() == []


def test_it_stands_in_the_contents_after_the_chapters(site):
    for name, page in site.pages.items():
        *_, last = (link for link in page.select(".kscb-nav a") if not link["href"].endswith(".pdf"))
        assert (last.text, last["href"]) == ("All figures", "#" if name == "figures.html" else "figures.html")
        assert (last.get("aria-current") == "page") == (name == "figures.html")


def test_without_the_script_all_rows_are_shown_and_nothing_offers_to_filter(site):
    page = site.pages["figures.html"]
    assert page.select_one("form.kscb-filter").has_attr("hidden") and not page.select("tr[hidden], section[hidden]")
    assert page.find("label", attrs={"for": "kscb-filter"}) and page.find(id="kscb-count")["role"] == "status"


def test_hostile_words_in_a_workbook_are_only_words(tmp_path):
    disposals = f"| How it was dealt with | Allegations |\n| {HOSTILE} | 3 |"
    root = draw_book(tmp_path / "book", toy=[*TOY, *PUBLISH, SHOW], LADO_disposals=disposals)
    html = press(root) / "html"
    site = Site(html)
    assert HOSTILE in site.pages["figures.html"].text and not site.pages["figures.html"].select("img, [onclick]")
    assert site.dead_ends() == [] and site.repeated_ids() == []
    assert not re.search("<script(?! defer src| src| type)", (html / "figures.html").read_text(encoding="utf-8"))


def test_what_is_published_but_not_printed_is_left_out(tmp_path):
    site = Site(press(draw_book(tmp_path / "book", toy=[*TOY, *PUBLISH])) / "html")
    assert list(rows_of(site)) == [f"row-lado.referrals-{year}" for year in ("2028-29", "2029-30", YEAR)]


def test_a_book_that_prints_no_number_says_so(tmp_path):
    site = Site(press(draw_book(tmp_path / "book", toy=[*TOY[:3], TOY[-1]], words="No number.\n")) / "html")
    assert rows_of(site) == {} and plain(site.pages["figures.html"].find(id="kscb-count").text) == "0 figures"


def test_a_chapter_may_not_take_its_name(tmp_path):
    root = draw_book(tmp_path / "book")
    (root / "chapters" / "toy.ipynb").rename(root / "chapters" / "figures.ipynb")
    (root / "data" / YEAR / "narrative" / "toy").rename(root / "data" / YEAR / "narrative" / "figures")
    toc = root / "_toc.yml"
    toc.write_text(toc.read_text().replace("toy", "figures"))
    with pytest.raises(BuildFailed, match="this name is kept for the list of all figures"):
        press(root)
