"""Sets a Typst project as an accessible PDF (PDF/UA-1). The only module that knows typst and pikepdf."""

import io
import json
import os
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from kscb_book.findings import BuildFailed, Finding

PROJECT, ROW_HEADINGS = "main.typ", "row-headings.json"
WEIGHTS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")

_HAVING_SET: set[int] = set()  # the processes in which Typst has its threads
FAULT = re.compile(r"^error: (?P<message>.*)(?:\n\s*┌─ .*?(?P<chapter>[^/\\]+)\.typ:(?P<line>\d+):\d+$)?", re.MULTILINE)
PLACE = re.compile(r"/\* at (.*?) \*/")
IN_WORDS = (
    (re.compile(r".*missing alt text"), "a picture has no text alternative"),
    (
        re.compile(r".*the text `\"(.+)\"` could not be displayed.*"),
        r"the character \1 is in no typeface of the report",
    ),
    (re.compile(r".*skipped from heading level (\d) to (\d)"), r"a heading of level \2 follows one of level \1"),
)


def may_be_set_beside() -> bool:
    """Whether a process forked from this one can set a PDF: the threads that Typst leaves do not go with it."""
    return os.getpid() not in _HAVING_SET


def set_pdf(project: Path, target: Path) -> None:
    """Set the Typst project in a folder as the PDF ``target``, the same bytes each time.

    Raises BuildFailed with a finding for each thing that Typst refuses, and where tables lost row headings.
    """
    import typst

    _HAVING_SET.add(os.getpid())
    _bring_fonts(project / "fonts")
    try:
        content = typst.compile(
            str(project / PROJECT),
            root=str(project),
            font_paths=[str(project / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise BuildFailed(_findings(project, error)) from None
    target.write_bytes(_with_row_headings(content, json.loads((project / ROW_HEADINGS).read_text(encoding="utf-8"))))


def pages_of(pdf: Path) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def _bring_fonts(folder: Path) -> None:
    # Only these: beside them stand the same typefaces in another format, and which Typst took would be chance.
    folder.mkdir()
    for weight in WEIGHTS:
        file = resources.files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"
        (folder / f"{weight}.ttf").write_bytes(file.read_bytes())


def _findings(project: Path, error) -> list[Finding]:
    faults = [_finding(project / "chapters", fault) for fault in FAULT.finditer(str(error.diagnostic))]
    return list(dict.fromkeys(faults)) or [Finding("the PDF", "", _in_words(str(error)))]


def _finding(chapters: Path, fault: re.Match) -> Finding:
    message, path = _in_words(fault["message"]), chapters / f"{fault['chapter']}.typ"
    if not path.is_file():
        return Finding("the PDF", "", message)
    before = path.read_text(encoding="utf-8").splitlines()[: int(fault["line"])]
    places = PLACE.findall("\n".join(before))
    return Finding(f"chapters/{path.stem}.ipynb", places[-1] if places else "", f"the PDF: {message}")


def _in_words(message: str) -> str:
    for pattern, words in IN_WORDS:
        if found := pattern.fullmatch(message):
            return found.expand(words)
    return message


def _with_row_headings(content: bytes, expected: list[list[int]]) -> bytes:
    """Make the first cells of rows headings of their rows, which Typst's Python wheel cannot."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        tree = pdf.Root.StructTreeRoot
        tables = [element for element in _elements(tree) if element.S == "/Table"]
        rows = [[_children(row) for part in _parts(table) for row in _children(part)] for table in tables]
        if [len(each) for each in rows] != [len(each) for each in expected]:
            raise BuildFailed([Finding("the PDF", "", "its tables are not those that were written")])
        names = pikepdf.NameTree(tree.IDTree) if "/IDTree" in tree else {}
        for table, (cells_of_rows, counts) in enumerate(zip(rows, expected, strict=True)):
            for row, (cells, count) in enumerate(zip(cells_of_rows, counts, strict=True)):
                _head(cells[:count], cells[count:], f"row {table} {row}", names)
        if sum(each.S == "/TH" for row in sum(rows, []) for each in row) != sum(map(sum, expected)):
            raise BuildFailed([Finding("the PDF", "", "its tables have other row headings than were written")])
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return target.getvalue()


def _parts(table) -> list:
    return [part for part in _children(table) if part.S == "/TBody"]


def _head(headings: list, cells: list, name: str, names) -> None:
    import pikepdf

    ids = [f"{name} {number}" for number in range(len(headings))]
    for id, heading in zip(ids, headings, strict=True):
        heading.S, heading.ID = pikepdf.Name.TH, pikepdf.String(id)
        _table_attributes(heading).Scope = pikepdf.Name.Row
        names[id] = heading
    for cell in cells:
        attributes = _table_attributes(cell)
        attributes.Headers = pikepdf.Array([*attributes.get("/Headers", []), *map(pikepdf.String, ids)])


def _table_attributes(cell):
    return next(attributes for attributes in cell.A if attributes.O == "/Table")


def _elements(root) -> Iterator:
    for child in _children(root):
        yield child
        yield from _elements(child)


def _children(element) -> list:
    import pikepdf

    held = element.get("/K", [])
    held = held if isinstance(held, pikepdf.Array) else [held]
    return [child for child in held if isinstance(child, pikepdf.Dictionary) and "/S" in child]
