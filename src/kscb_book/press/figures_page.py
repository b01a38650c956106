"""The page of all figures: what the book prints, how it was got, and the way to each place and back."""

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from kscb_book.face.record import Published
from kscb_book.press.library import library_of, pages_in_order, signed_where
from kscb_book.press.links import LIST, calculation_uri, place_id, place_uri, row_id
from kscb_book.press.nodes import figure_number, figures_in
from kscb_book.press.trees import tree_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """A printed figure: its anchor, its calculation's address, title and address of each page it is on, its review."""

    anchor: str
    figure: Published
    calculation: str
    places: tuple[tuple[str, str], ...]
    signed: str


class FirstPlaces(SphinxTransform):
    """The first place on a page that prints a figure is one that links may lead to."""

    default_priority = 520  # after numbers in titles and repeated data have gone

    def apply(self) -> None:
        """Give the first node of each figure its anchor."""
        met: set[str] = set()
        for number in self.document.findall(figure_number):
            if number["figure"] not in met:
                number["anchor"] = place_id(number["figure"])
            met.add(number["figure"])


def figures_page(app) -> Iterator[tuple[str, dict, str]]:
    """Return the page of all figures (``html-collect-pages``)."""
    taken = [page for page in app.env.found_docs if page.casefold() == LIST]
    if taken:
        log.warning("this name is kept for the list of all figures", location=taken[0], type="kscb", subtype="figures")
        return
    groups = list(_groups(app))
    total = sum(len(rows) for _, rows in groups)
    yield LIST, {"title": "All figures", "kscb_groups": groups, "kscb_total": total}, "figures.html"


def _groups(app) -> Iterator[tuple[str, list[Row]]]:
    """Return each chapter's title with its printed figures, in the order it publishes them."""
    library, pages = library_of(app.env), list(pages_in_order(app.env))
    printed = {page: figures_in(tree_of(app.env, page)) for page in pages}
    titles = {page: app.env.titles[page].astext() for page in pages}

    def row(figure: Published, page: str) -> Row:
        places = [(titles[at], place_uri(app.builder, LIST, at, figure)) for at in pages if figure.id in printed[at]]
        calculation = calculation_uri(app.builder, LIST, page, figure)
        return Row(row_id(figure.id), figure, calculation, tuple(places), signed_where(app.env, figure.id))

    for page in pages:
        rows = [row(figure, page) for figure in library.register if library.pages[figure.chapter] == page]
        if shown := [each for each in rows if each.places]:
            yield titles[page], shown
