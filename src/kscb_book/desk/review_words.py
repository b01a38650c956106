"""A review in words for a terminal of 80 columns: how far it has come, and each item with all that it rests on."""

from collections.abc import Iterator
from textwrap import fill

from kscb_book.desk.progress import Part
from kscb_book.desk.progress_words import LONGEST_NAME, WIDTH, line_of
from kscb_book.face.record import Published
from kscb_book.review.items import SENTENCE, Item
from kscb_book.review.signoffs import SignOff
from kscb_book.review.standing import NOT_SIGNED, Review, Standing, changes_of, listed

MOST_CELLS = 3


def told_note(review: Review, year: str) -> str:
    """Return the note of a check on what is not signed; nothing where all is."""
    if not review.unsigned:
        return ""
    lapsed = f", {len(review.lapsed):,} of them signed before and changed since" if review.lapsed else ""
    count = f"{len(review.unsigned):,} of {len(review.standings):,} sentences, tables and charts"
    return wrapped(f"Not signed: {count}{lapsed} (kscb-book review {year}).")


def told_review(review: Review, year: str) -> str:
    """Return how far each chapter has come, a line a chapter, and how to see and sign its items."""
    chapters: dict[str, list[Standing]] = {}
    for each in review.standings:
        chapters.setdefault(each.item.chapter, []).append(each)
    width = min(LONGEST_NAME, max(map(len, chapters), default=0))
    lines = [_chapter(name, standings, width) for name, standings in chapters.items()]
    if review.gone:
        what = "1 sign-off is" if len(review.gone) == 1 else f"{len(review.gone):,} sign-offs are"
        lines.append(wrapped(f"{what} of what the report no longer says: {listed(_names(review.gone))}."))
    return "\n".join([wrapped(f"{year}: {review.in_words}."), *lines, *how_to_sign(review, year)])


def how_to_sign(review: Review, year: str) -> Iterator[str]:
    """Yield how to see and to sign what is not signed yet, for the first chapter that has any."""
    if review.unsigned:
        chapter = review.unsigned[0].item.chapter
        yield f'To see what is to be signed:  kscb-book review {year} "{chapter}"'
        yield f'To sign it:  kscb-book sign-off {year} "{chapter}" --reviewer "NAME"'
        yield wrapped('In place of a chapter may stand the name of an item, or a part of it and *; "*" means all.')


def told_standing(standing: Standing) -> str:
    """Return an item with its state, its text as printed, and each number with its rule and cells."""
    item = standing.item
    texts = [item.text] if item.kind == SENTENCE else item.text.split(" / ")
    lines = [f"{item.name}: {state_of(standing)}", *(wrapped(f"  {text}", "    ") for text in texts)]
    lines += [wrapped(f"  - {each}", "      ") for each in item.stated]
    lines += [line for figure in item.figures for line in _figure(figure)]
    lines.append(wrapped(f"  Written in {item.file}, {item.place}", "    "))
    lines += [line for signoff in standing.lapsed for line in _lapsed(item, signoff)]
    return "\n".join(lines)


def state_of(standing: Standing) -> str:
    """Return whether an item is signed, and by whom; or that it has lapsed, or waits for its block to be reviewed."""
    if standing.signed:
        return "signed by " + listed([f"{each.reviewer} on {each.date}" for each in standing.signed])
    if standing.item.waiting:
        return "waits until its block is reviewed"
    return "lapsed" if standing.lapsed else NOT_SIGNED


def told_changes(item: Item, signoff: SignOff) -> list[tuple[str, str]]:
    """Return what has changed since an item was signed, as pairs of ``was`` or ``is`` and a text."""
    pairs = [(("was", before), ("is", now)) for before, now in changes_of(item, signoff)]
    return [(word, text) for pair in pairs for word, text in pair if text]


def wrapped(text: str, indent: str = "  ") -> str:
    """Return a text in lines of 80 columns; an address or a name is never broken."""
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _chapter(name: str, standings: list[Standing], width: int) -> str:
    lapsed = sum(bool(each.lapsed) for each in standings)
    signed = Part(name, sum(bool(each.signed) for each in standings), len(standings))
    return line_of(signed, "item", width) + (f", {lapsed} lapsed" if lapsed else "")


def _names(signoffs: tuple[SignOff, ...]) -> list[str]:
    return list(dict.fromkeys(each.item for each in signoffs))


def _figure(figure: Published) -> Iterator[str]:
    value = "" if figure.value == figure.printed else f" (unrounded {figure.value})"
    yield wrapped(f"  - {figure.marked}{value}: {figure.title}, {figure.period}", "      ")
    shown = [f"{cell.place} ({cell.row}, {cell.column})" for cell in figure.cells[:MOST_CELLS]]
    shown += [cell.place for cell in figure.cells[MOST_CELLS:]]
    yield wrapped(f"      {figure.rule}; {'; '.join(shown)}", "      ")


def _lapsed(item: Item, signoff: SignOff) -> Iterator[str]:
    yield wrapped(f"  Signed by {signoff.reviewer} on {signoff.date}, and changed since:", "    ")
    for word, text in told_changes(item, signoff):
        yield wrapped(f"    {word:<3} {text}", "        ")
