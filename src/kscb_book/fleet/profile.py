"""What a profile says of itself: the lines of its sheet Report, and the names that its sentences leave open."""

import re

from kscb_book.desk.official_files import OfficialFiles
from kscb_book.fleet.plan import Book
from kscb_book.press.official_numbers import REGION
from kscb_book.source.periods import year_before
from kscb_book.source.report import Report
from kscb_book.source.sections import read_whole

NOT_KNOWN = "[x]"
NAME = re.compile(r"[\w ,.&'()-]+")


def report_of(book: Book, files: OfficialFiles) -> Report:
    """Return what the workbook of a profile says of the report itself.

    What is published has been made safe by those who publish it, and is printed as it stands.
    """
    return Report(
        authority=book.name,
        ons_code=files.authority.codes[-1],
        board=f"Children's social care in {book.name}",
        short_name=book.name,
        year=book.year,
        chair=NOT_KNOWN,
        preparer="kscb-book, from official statistics",
        edition="1",
        status="Final",
        disclosure="As published",
        layout_version=str(read_whole("workbook")["layout_version"]),
    )


def names_of(book: Book, files: OfficialFiles) -> dict[str, str]:
    """Return the names that the sentences of a profile leave open; a name with other signs is told in general."""
    region, ten = files.places[REGION].name, files.lists[0]
    return {
        "year": book.year,
        "before": year_before(book.year, 1),
        "end": f"31 March {int(book.year[:4]) + 1}",
        "region": region if NAME.fullmatch(region) else "its region",
        "list": ten.name if ten else "no list, as none holds this authority",
    }
