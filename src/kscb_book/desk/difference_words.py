"""What differs between two editions in words: for the terminal, and for whoever sets it otherwise."""

from collections.abc import Iterable, Iterator

from kscb_book.desk.differences import CellDifference, Differences, FigureDifference
from kscb_book.face.record import Published
from kscb_book.meaning.printing import MINUS, round_half_up

HEADINGS = ("Figure", "Change", "What it is", "Clear?", "Workbook cells")
MOST_CELLS = 3
MOST_LINES = 40
NOT_TESTED = "not tested"
NONE = "nothing"
LOW = "[low]"


def counted(differences: Differences) -> str:
    """Return in one sentence how much differs."""
    if differences.none:
        blocks = "" if differences.blocks is None else " nor any block of the narrative"
        return f"None of the {differences.same} figures differs, no cell of the workbook{blocks}.{_unheld(differences)}"
    first = len(differences.only_first)
    marked = sum(not each.is_of_numbers for each in differences.changed)
    parts = [
        f"{len(differences.changed)} of {_many(len(differences.changed) + differences.same, 'figure')} differ"
        + (f", {marked} of them only in a mark or note" if marked else ""),
        *([f"{first} only in the first"] if first else []),
        *([f"{len(differences.only_second)} only in the second"] if differences.only_second else []),
        *([f"{_many(len(differences.cells), 'other cell')} of the workbook"] if differences.cells else []),
        *([_many(len(differences.blocks), "block")] if differences.blocks else []),
    ]
    return f"{'; '.join(parts)}.{_unheld(differences)}"


def lines_of(differences: Differences) -> Iterator[tuple[str, ...]]:
    """Yield a line, with a text under each of HEADINGS, for each thing that differs."""
    for each in differences.changed:
        numbers = f"{each.first.marked} -> {each.second.marked}"
        amount = amount_of(each)
        cells = "; ".join(cells_of(each.cells))
        yield each.second.id, f"{numbers}{f' ({amount})' if amount else ''}", _title(each.second), clear_of(each), cells
    for side, figures in (("first", differences.only_first), ("second", differences.only_second)):
        for figure in figures:
            addresses = "; ".join(_few(list(figure.addresses)))
            yield figure.id, f"only in the {side}: {figure.marked}", _title(figure), "", addresses
    for each in differences.cells:
        held = each.second or each.first
        label = ", ".join(filter(None, (held.cell.row, held.cell.column)))
        yield held.cell.address, f"{text_of(each.first)} -> {text_of(each.second)}", label, "", ""
    for block in differences.blocks or ():
        kind = "new" if block.first is None else "gone" if block.second is None else "reads otherwise"
        yield block.name, kind, "a block of the narrative", "", ""


def amount_of(difference: FigureDifference) -> str:
    """Return the change as printed: rounded once, with sign and unit; nothing where it is none or not known."""
    if not difference.change:
        return ""
    new, change = difference.second, difference.change
    places = max(_decimals(new.printed), _decimals(difference.first.printed))
    rounded = round_half_up(change, places)
    if rounded == 0:
        return LOW
    size = f"{abs(rounded):,.{places}f}"
    sign = MINUS if rounded < 0 else "+"
    if new.unit == "%":
        return f"{sign}{size} percentage point{'' if size == '1' else 's'}"
    return f"{sign}£{size}m" if new.printed.lstrip(MINUS).startswith("£") else f"{sign}{size}"


def clear_of(difference: FigureDifference) -> str:
    """Return whether the change is clear: the policy's words, or that it could not be tested."""
    if difference.judged is None:
        return NOT_TESTED
    return difference.judged.change.value if difference.is_tested else NOT_TESTED


def why_of(difference: FigureDifference) -> str:
    """Return on what it rests that a change is clear, or is not."""
    return difference.judged.why if difference.judged else "one of the two numbers is not known"


def cells_of(cells: Iterable[CellDifference]) -> list[str]:
    """Return each cell that differs with both values, of many only the first ones and how many there are."""
    return _few([_cell(each) for each in cells])


def text_of(held) -> str:
    """Return what a cell holds, or a dash where the edition has no such cell."""
    return NONE if held is None else held.text


def addresses_of(each: CellDifference) -> str:
    """Return the address of a cell that differs; both, where it stands elsewhere in the second edition."""
    addresses = dict.fromkeys(held.cell.address for held in (each.first, each.second) if held)
    return " and ".join(addresses)


def _cell(each: CellDifference) -> str:
    return f"{addresses_of(each)} {text_of(each.first)} -> {text_of(each.second)}"


def _few(texts: list[str]) -> list[str]:
    return texts if len(texts) <= MOST_CELLS + 1 else [*texts[:MOST_CELLS], f"and {len(texts) - MOST_CELLS} more"]


def _title(figure: Published) -> str:
    return f"{figure.title}, {figure.period}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _decimals(printed: str) -> int:
    return sum(character.isdigit() for character in printed.partition(".")[2])


def _unheld(differences: Differences) -> str:
    if differences.blocks is not None:
        return ""
    return " The narrative was not compared: one of the two has none beside its workbook."
