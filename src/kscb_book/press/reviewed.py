"""How far a year has been reviewed: what it prints, held against its file of sign-offs."""

from kscb_book.disclosure.opened import open_workbook
from kscb_book.places import Places
from kscb_book.press.check import Checked
from kscb_book.review.items import Item
from kscb_book.review.signoffs import content_of, read_signoffs
from kscb_book.review.standing import Review, reviewed, signed_anew


def review_of(places: Places, checked: Checked) -> Review:
    """Return how far the year that was checked has been reviewed. Faulty lines of its file sign nothing."""
    signoffs, _ = read_signoffs(places.review, places.shown(places.review))
    report = open_workbook(places).report
    return reviewed(checked.items, signoffs, report.preparer, report.disclosure)


def unsigned(places: Places, checked: Checked) -> tuple[Item, ...]:
    """Return what nobody has signed as it stands, in the order of the report."""
    return tuple(each.item for each in review_of(places, checked).unsigned)


def published_signoffs(places: Places, checked: Checked) -> bytes:
    """Return the file of those sign-offs that hold for what is printed; nothing in it tells more than the report."""
    review = review_of(places, checked)
    return content_of(signed_anew(each.item, one) for each in review.signed for one in each.signed)
