"""What PDF/UA-1 (ISO 14289-1) asks of a PDF, clause by clause, as far as a program can tell.

Each rule yields what breaks it. The clauses that ask of forms, media, layers and attachments ask that there are none:
a report has none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import pikepdf
from pdf_fonts import fonts_of, shown_codes

from kscb_book.audit.paper import Element, Paper

STANDARD = set(
    re.findall(
        r"\w+",
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl "
        "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP "
        "Warichu WT WP Figure Formula Form",
    )
)
LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")
GROUPS = {"THead", "TBody", "TFoot"}
# What each element may hold, and what may hold it.
HOLDS = {
    "Table": {"TR", "Caption", *GROUPS},
    **dict.fromkeys(sorted(GROUPS), {"TR"}),
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
}
HELD_BY = {
    **dict.fromkeys(sorted(GROUPS), {"Table"}),
    "TR": {"Table", *GROUPS},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
Rule = Callable[[Paper], Iterator[str]]


def of_the_document(paper: Paper) -> Iterator[str]:
    """5, 6.2, 7.1 (4, 8 to 11), 7.2 (29), 7.16: what the document says of itself."""
    root, metadata = paper.pdf.Root, bytes(paper.pdf.Root.Metadata.read_bytes()).decode("utf-8")
    named = re.search(r"<pdfuaid:part>1</pdfuaid:part>", metadata) and "http://www.aiim.org/pdfua/ns/id/" in metadata
    faults = {
        "5 it does not say that it is PDF/UA-1": not named,
        "6.2 it is not marked": not root.get("/MarkInfo", {}).get("/Marked", False),
        "7.1 it has suspects": bool(root.get("/MarkInfo", {}).get("/Suspects", False)),
        "7.1 its metadata have no title": not re.search(r"(?s)<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", metadata),
        "7.1 its title is not shown": not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False),
        "7.1 it has no structure": "/StructTreeRoot" not in root,
        "7.2 it has no language": not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))),
        "7.16 it is encrypted": paper.pdf.is_encrypted,
    }
    yield from (fault for fault, holds in faults.items() if holds)


def of_what_there_is_not(paper: Paper) -> Iterator[str]:
    """7.10, 7.11, 7.15, 7.18.2, 7.18.4, 7.18.6.2, 7.18.8, 7.20: layers, files, forms, media, other documents."""
    root = paper.pdf.Root
    yield from (f"{name[1:]} stands in it" for name in ("/OCProperties", "/AcroForm", "/AF") if name in root)
    if "/EmbeddedFiles" in root.get("/Names", {}):
        yield "7.11 it has files inside"
    kinds = {str(note.Subtype) for page in paper.pdf.pages for note in page.get("/Annots", [])}
    yield from (f"7.18 it has annotations of the kind {kind}" for kind in sorted(kinds - {"/Link"}))
    yield from ("7.20 it shows another document" for each in paper.pdf.objects if _has(each, "/Ref"))


def _has(held, name: str) -> bool:
    return isinstance(held, pikepdf.Stream) and name in held


def of_content(paper: Paper) -> Iterator[str]:
    """7.1 (1 to 3): all that is shown is tagged or set aside, and never both."""
    for number, page in enumerate(paper.pdf.pages, 1):
        open_: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                kind = _kind(operands)
                if {kind, *open_} >= {"artifact", "tagged"}:
                    yield f"7.1 page {number}: what is tagged and what is set aside stand in each other"
                open_.append(kind)
            elif name == "EMC":
                open_.pop()
            elif name in SHOWS and not {"artifact", "tagged"} & set(open_):
                yield f"7.1 page {number}: {name} shows what is neither tagged nor set aside"


SHOWS = {"Tj", "TJ", "'", '"', "Do", "sh", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "EI"}


def _kind(operands) -> str:
    if operands[0] == pikepdf.Name.Artifact:
        return "artifact"
    return "tagged" if len(operands) > 1 and "/MCID" in operands[1] else "other"


def of_structure(paper: Paper) -> Iterator[str]:
    """7.1 (5 to 7, 12), 7.2 (3 to 14, 17 to 20, 26 to 28, 36 to 40): each element is of a known kind, at its place."""
    roles = {str(kind)[1:]: str(role)[1:] for kind, role in paper.pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    yield from (f"7.1 the standard {kind} is made another" for kind in sorted(roles.keys() & STANDARD))
    for element in paper.root.walk():
        tag, inside = roles.get(element.tag, element.tag), [roles.get(each.tag, each.tag) for each in element.children]
        if tag not in STANDARD | {"Root"}:
            yield f"7.1 {tag} is no kind of element"
        yield from (f"7.2 a {child} stands in a {tag}" for child in inside if child not in HOLDS.get(tag, {child}))
        yield from (f"7.2 a {child} stands in a {tag}" for child in inside if tag not in HELD_BY.get(child, {tag}))
        if "Caption" in inside and (inside.count("Caption") > 1 or "Caption" not in (inside[0], inside[-1])):
            yield f"7.2 a caption stands amid a {tag}"
        if tag == "Table" and (inside.count("THead") > 1 or "THead" in inside and "TBody" not in inside):
            yield "7.2 a table has two heads, or a head and no body"


def of_parents(paper: Paper) -> Iterator[str]:
    """7.1 (12): every element says what holds it."""

    def below(node) -> Iterator[str]:
        held = node.get("/K", [])
        for child in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                if "/P" not in child or child.P.objgen != node.objgen:
                    yield f"7.1 a {child.S} does not say what holds it"
                yield from below(child)

    yield from below(paper.pdf.Root.StructTreeRoot)


def of_headings(paper: Paper) -> Iterator[str]:
    """7.4.2, 7.4.4: headings begin at the first level, skip none, and are numbered."""
    levels = [0, *(int(each.tag[1]) for each in paper.root.all(*LEVELS))]
    yield from (
        f"7.4.2 a heading of level {two} follows one of level {one}" for one, two in pairwise(levels) if two > one + 1
    )
    yield from ("7.4.4 a heading has no level" for _ in paper.root.all("H"))
    yield from (
        "7.4.2 a heading is empty" for each in paper.root.walk() if re.fullmatch("H[1-6]", each.tag) and not each.text
    )


def of_alternatives(paper: Paper) -> Iterator[str]:
    """7.3, 7.7: pictures and formulas have a text alternative."""
    for each in paper.root.all("Figure", "Formula"):
        if not str(each.attributes.get("/Alt", "")).strip():
            yield f"7.3 a {each.tag} has no text alternative"


def of_notes(paper: Paper) -> Iterator[str]:
    """7.9: each note has a name of its own."""
    names = Counter(str(each.attributes.get("/ID", "")) for each in paper.root.all("Note"))
    yield from (f"7.9 {count} notes have the name {name!r}" for name, count in names.items() if not name or count > 1)


def of_tables(paper: Paper) -> Iterator[str]:
    """7.2 (15, 41 to 43), 7.5: rows are as wide as each other, and each cell knows what heads it."""
    for table in paper.root.all("Table"):
        rows = [[(cell, int(cell.attributes.get("/ColSpan", 1))) for cell in row.children] for row in table.all("TR")]
        if len({sum(span for _, span in row) for row in rows}) > 1:
            yield "7.2 a table has rows of different widths"
        heads = {str(cell.attributes["/ID"]) for row in rows for cell, _ in row if "/ID" in cell.attributes}
        for cell in (cell for row in rows for cell, _ in row):
            yield from _of_cell(cell, heads)


def _of_cell(cell: Element, heads: set[str]) -> Iterator[str]:
    if cell.tag == "TH" and cell.scope not in ("/Row", "/Column", "/Both"):
        yield f"7.5 the heading {cell.text!r} does not say what it heads"
    named = set(map(str, cell.attributes.get("/Headers", [])))
    if named - heads:
        yield f"7.5 the cell {cell.text!r} names a heading that is not there"


def of_links(paper: Paper) -> Iterator[str]:
    """7.18.1, 7.18.3, 7.18.5: links stand in the structure, are described and lead on; pages are read in its order."""
    parents = pikepdf.NumberTree(paper.pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(paper.pdf.pages, 1):
        if page.get("/Annots") and page.get("/Tabs") != pikepdf.Name.S:
            yield f"7.18.3 page {number} is not read in the order of the structure"
        for note in page.get("/Annots", []):
            if not str(note.get("/Contents", "")).strip():
                yield f"7.18.5 page {number}: a link is not described"
            if "/StructParent" not in note or parents[int(note.StructParent)].S != "/Link":
                yield f"7.18.5 page {number}: a link stands in no element Link"
            if "/Dest" not in note and "/A" not in note:
                yield f"7.18.5 page {number}: a link leads nowhere"


def of_fonts(paper: Paper) -> Iterator[str]:
    """7.21: typefaces are inside, and each sign that is shown is in them, as wide as they say, and known as text."""
    codes = shown_codes(paper.pdf)
    for font in fonts_of(paper.pdf):
        yield from (f"7.21 {font.name}: {fault}" for fault in font.faults(codes[font.key]))


RULES: tuple[Rule, ...] = (
    of_the_document,
    of_what_there_is_not,
    of_content,
    of_structure,
    of_parents,
    of_headings,
    of_alternatives,
    of_notes,
    of_tables,
    of_links,
    of_fonts,
)


def broken(paper: Paper) -> list[str]:
    """Return what breaks a rule, each told once."""
    return list(dict.fromkeys(fault for rule in RULES for fault in rule(paper)))
