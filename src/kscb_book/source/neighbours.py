"""The ten statistical neighbours of an authority, from a list of the Department for Education; untrusted."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from kscb_book.findings import Finding, InputRefused, refused
from kscb_book.source.comparisons import NeighbourList
from kscb_book.source.texts import as_found, renamed

CODE = re.compile(r"[0-9]{3}")
MOST_LINES = 2000
MOST_HEADINGS = 200


@dataclass(frozen=True)
class Neighbours:
    """The ten of one authority on one list: the list's name, its file and line, and their codes and names."""

    name: str
    file: str
    line: int
    codes: tuple[str, ...]
    labels: tuple[str, ...]


def read_neighbours(path: Path, wanted: NeighbourList, code: str) -> Neighbours | None:
    """Return the ten of the authority with the old ``code``; None where the list does not hold it.

    Raises InputRefused with every fault of the file.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            headings = [heading.strip() for heading in next(reader, [])]
            _check(headings, wanted, str(path))
            lines = _lines(reader, headings, wanted, str(path))
    except OSError as error:
        raise refused(str(path), "", f"the file cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise refused(str(path), "", "this is not text in UTF-8; save it in Excel as CSV UTF-8") from None
    except csv.Error as error:
        raise refused(str(path), "", f"this is not a CSV file, or it is damaged ({error})") from None
    return _of(lines, wanted, code, path)


def _check(headings: list[str], wanted: NeighbourList, shown: str) -> None:
    others = headings[:MOST_HEADINGS]
    names = (wanted.code, wanted.label, *wanted.neighbours)
    faults = [
        Finding(
            shown, "line 1", f"no column {name!r}{renamed(name, [other for other in others if other not in names])}"
        )
        for name in names
        if name not in headings
    ]
    if faults:
        raise InputRefused(faults)


def _lines(reader, headings: list[str], wanted: NeighbourList, shown: str) -> dict[str, tuple[int, list[str]]]:
    places = [headings.index(name) for name in (wanted.code, wanted.label, *wanted.neighbours)]
    lines: dict[str, tuple[int, list[str]]] = {}
    for cells in reader:
        if len(lines) >= MOST_LINES:
            raise refused(shown, "", f"at most {MOST_LINES:,} lines are read; is it the right file?")
        if len(cells) > max(places):
            code, *texts = (cells[place].strip() for place in places)
            if code in lines:
                raise refused(shown, f"line {reader.line_num}", f"{code} stands in line {lines[code][0]} too; keep one")
            if code:
                lines[code] = reader.line_num, texts
    return lines


def _of(lines: dict[str, tuple[int, list[str]]], wanted: NeighbourList, code: str, path: Path) -> Neighbours | None:
    if code not in lines:
        return None
    line, (_, *codes) = lines[code]
    for heading, each in zip(wanted.neighbours, codes, strict=True):
        if not CODE.fullmatch(each) or each == code or codes.count(each) > 1:
            message = f"expected the code of another authority, found {as_found(each)}"
            raise refused(str(path), f"line {line}, {heading}", message)
    return Neighbours(wanted.name, path.name, line, tuple(codes), tuple(_label(lines, each) for each in codes))


def _label(lines: dict[str, tuple[int, list[str]]], code: str) -> str:
    label = lines[code][1][0] if code in lines else ""
    return label if label and label.isprintable() else code
