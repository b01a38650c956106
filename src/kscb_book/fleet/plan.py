"""Which books are to be made: the authorities and years that were asked for, as far as official files know them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from kscb_book.findings import Finding, InputRefused, refused
from kscb_book.fleet.official import AllFiles
from kscb_book.places import check_year
from kscb_book.source.authorities import Authority
from kscb_book.source.periods import year_before

ALL, REGION, NEIGHBOURS = "all", "region:", "neighbours:"
MOST_YEARS = 50
TAKEN = ("comparison", "index")  # what lies beside the folders of authorities


@dataclass(frozen=True)
class Book:
    """One book to be made: the authority's old code, its name, region and folder, and the year."""

    code: str
    name: str
    region: str
    slug: str
    year: str


def plan(files: AllFiles, years: str, authorities: str) -> tuple[Book, ...]:
    """Return the books in the order of authorities and years; of years in which there is an authority.

    ``years`` is written ``2016-17`` or ``2016-17..2024-25``; ``authorities`` as the guide to fleets tells. Raises
    InputRefused with every fault, and where nothing is left to make.
    """
    wanted = read_years(years)
    found, faults = _chosen(files, authorities, wanted)
    if faults:
        raise InputRefused(faults)
    slugs = slugs_of(files.authorities)
    books = tuple(
        Book(each.old_code, each.name, files.region_of(each), slugs[each.old_code], year)
        for each in found
        for year in wanted
        if _is_there(each, year)
    )
    if not books:
        raise refused("years", "", f"official files tell of none of these authorities in {years}")
    return books


def read_years(text: str) -> tuple[str, ...]:
    """Return the years that ``2016-17`` or ``2016-17..2024-25`` stands for. Raises InputRefused."""
    first, _, last = (each.strip() for each in text.partition(".."))
    for year in (first, last or first):
        check_year(year)
    count = int((last or first)[:4]) - int(first[:4]) + 1
    if not 0 < count <= MOST_YEARS:
        raise refused("years", "", f"expected years such as 2016-17..2024-25, the earlier one first, found {text!r}")
    return tuple(year_before(first, -place) for place in range(count))


def slugs_of(authorities: Iterable[Authority]) -> dict[str, str]:
    """Return the name of each authority's folder, by its old code: small letters, digits and hyphens."""
    slugs: dict[str, str] = {}
    for each in authorities:
        plain = unicodedata.normalize("NFKD", each.name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
        is_free = slug and slug not in (*TAKEN, *slugs.values())
        slugs[each.old_code] = slug if is_free else f"{slug}-{each.old_code}".strip("-")
    return slugs


def _is_there(authority: Authority, year: str) -> bool:
    return authority.first <= int(year[:4]) + 1 <= authority.last


def _chosen(files: AllFiles, text: str, years: tuple[str, ...]) -> tuple[list[Authority], list[Finding]]:
    if text.strip() == ALL:
        return list(files.authorities), []
    found: dict[str, Authority] = {}
    faults: list[Finding] = []
    for each in _asked(text, files.authorities):
        several = list(_meant(each, files, years[-1]))
        if not several:
            faults.append(Finding("authorities", "", _unknown(each, files)))
        elif not any(_is_there(one, year) for one in several for year in years):
            faults.append(Finding("authorities", "", _elsewhen(several[-1], years)))
        found |= {one.old_code: one for one in several}
    return [each for each in files.authorities if each.old_code in found], faults


def _asked(text: str, authorities: Iterable[Authority]) -> Iterator[str]:
    """Yield what is asked for; a comma may also stand inside a name, as in Bristol, City of."""
    parts, names = [part.strip() for part in text.split(",")], {_plain(each.name) for each in authorities}
    while parts:
        sizes = range(len(parts), 0, -1)
        size = next((size for size in sizes if _plain(_named(", ".join(parts[:size]))) in names), 1)
        if whole := ", ".join(parts[:size]):
            yield whole
        parts = parts[size:]


def _named(text: str) -> str:
    return text.removeprefix(NEIGHBOURS).strip()


def _meant(text: str, files: AllFiles, year: str) -> Iterator[Authority]:
    if text.startswith(REGION):
        region = _plain(text.removeprefix(REGION))
        # Files know an authority of London as one of Inner or Outer London.
        yield from (each for each in files.authorities if _plain(files.region_of(each)).endswith(region))
        return
    # A name may pass from one authority to the next, as that of Dorset did in 2019.
    own = [each for each in files.authorities if _is_called(each, _named(text))]
    yield from own
    if text.startswith(NEIGHBOURS):
        tens = [files.neighbours(each, year) for each in own if _is_there(each, year)]
        codes = {code for ten in tens if ten for code in ten.codes}
        yield from (each for each in files.authorities if each.old_code in codes)


def _is_called(authority: Authority, text: str) -> bool:
    return text in authority.codes or _plain(text) == _plain(authority.name)


def _unknown(text: str, files: AllFiles) -> str:
    if text.startswith(REGION):
        regions = sorted({files.region_of(each) for each in files.authorities})
        return f"no region is called {_shown(text.removeprefix(REGION))}; there are {', '.join(regions)}"
    near = get_close_matches(_named(text), [each.name for each in files.authorities], n=1)
    hint = f"; is {near[0]} meant?" if near else ""
    return f"no authority in the official files has the name or ONS code {_shown(_named(text))}{hint}"


def _elsewhen(authority: Authority, years: tuple[str, ...]) -> str:
    first, last = (f"{end - 1}-{end % 100:02}" for end in (authority.first, authority.last))
    asked = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return f"official files tell of {authority.name} in {first} to {last}, and not in {asked}"


def _shown(text: str) -> str:
    return repr(text.strip()[:60])


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
