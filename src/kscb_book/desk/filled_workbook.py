"""A copy of a workbook with some cells filled in: part by part, all else of it byte for byte the same."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from xml.etree.ElementTree import ParseError, fromstring

from kscb_book.desk.sheet_xml import with_cells

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)

Values = Mapping[tuple[int, int], Decimal | str]


def filled_workbook(content: bytes, values: Mapping[str, Values]) -> bytes:
    """Return the workbook ``content`` with ``values``: by sheet, then by row and column.

    The same workbook and values give the same bytes. Raises ValueError where a sheet cannot be found or read.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = _parts(packed)
        if missing := set(values) - set(parts):
            raise ValueError(f"no part for {sorted(missing)}")
        changed = {parts[sheet]: cells for sheet, cells in values.items() if cells}
        with zipfile.ZipFile(out, "w") as copy:
            for part in packed.infolist():
                inner = packed.read(part)
                if part.filename in changed:
                    inner = with_cells(inner, changed[part.filename])
                copy.writestr(_like(part), inner)
    return out.getvalue()


def _like(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    like = zipfile.ZipInfo(part.filename, part.date_time)
    like.compress_type = zipfile.ZIP_STORED if part.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    like.external_attr, like.create_system = part.external_attr, part.create_system
    return like


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each sheet's part in the file."""
    try:
        book, relations = fromstring(packed.read(BOOK)), fromstring(packed.read(RELATIONS))
    except (KeyError, ParseError) as error:
        raise ValueError("no list of sheets") from error
    targets = {each.get("Id"): posixpath.join("/xl", each.get("Target", "")) for each in relations}
    return {
        sheet.get("name"): posixpath.normpath(targets[_id(sheet)]).lstrip("/")
        for sheet in book.iter()
        if sheet.tag.rpartition("}")[2] == "sheet" and _id(sheet) in targets
    }


def _id(sheet) -> str | None:
    return next((sheet.get(name) for name in ID if sheet.get(name)), None)
