"""How far a year has been reviewed: what it prints, held against its file of sign-offs."""

from kscb_book.disclosure.opened import open_workbook
from kscb_book.places import Places
from kscb_book.press.check import Checked
from kscb_book.review.items import Item
from kscb_book.review.signoffs import read_signoffs
from kscb_book.review.standing import Review, reviewed


def review_of(places: Places, checked: Checked) -> Review:
    """Return how far the year that was checked has been reviewed. Faulty lines of its file sign nothing."""
    signoffs, _ = read_signoffs(places.review, places.shown(places.review))
    report = open_workbook(places).report
    return reviewed(checked.items, signoffs, report.disclosure, report.preparer)


def unsigned(places: Places, checked: Checked) -> tuple[Item, ...]:
    """Return what nobody has signed as it stands, in the order of the report."""
    return tuple(each.item for each in review_of(places, checked).unsigned)
