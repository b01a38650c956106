"""Moves the years in a narrative on, so that last year's words ask about this year's numbers.

What somebody reported keeps its years: it was said of the year before. So does an address on the web. A year that
stands alone, as in the name of a law, is left as it is.
"""

import re

from kscb_book.source.periods import MONTHS, NAMES, year_before

KEPT = r"\{reported\}(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|https?://\S+"
YEAR = r"(?<![\d-])(?P<first>\d{4})(?P<sign>[-/])(?P<second>\d{2})(?![\d-])"
SPAN = r"\b(?P<begin>\d{4}) to (?P<end>\d{4})\b"
MONTH = rf"\b(?P<month>{'|'.join((*NAMES, *MONTHS))}) (?P<of>\d{{4}})\b(?![-/]\d)"
WRITTEN = re.compile(f"{KEPT}|{YEAR}|{SPAN}|{MONTH}", re.DOTALL)


def moved_on(text: str, years: int = 1) -> str:
    """Return a text with its periods some years later: 2016-17, 2014 to 2016, 31 March 2017, ``[Jun 2015-16]``."""
    return WRITTEN.sub(lambda found: _moved(found, years), text)


def _moved(found: re.Match, years: int) -> str:
    if found["first"]:
        year = f"{found['first']}-{found['second']}"
        is_year = year_before(year, 0) == year
        return year_before(year, -years).replace("-", found["sign"]) if is_year else found[0]
    if found["begin"]:
        return f"{int(found['begin']) + years} to {int(found['end']) + years}"
    if found["month"]:
        return f"{found['month']} {int(found['of']) + years}"
    return found[0]
