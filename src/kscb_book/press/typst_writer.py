"""Writes a chapter's document nodes as Typst. A node it does not know is a warning, and so fails the build."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx.util import logging

from kscb_book.press.nodes import FINDING, data_behind
from kscb_book.press.opening_nodes import CLASS as OPENING
from kscb_book.press.typst_labels import Labels
from kscb_book.press.typst_markup import flag, listed, optional, place, quoted, words
from kscb_book.press.typst_nodes import (
    CLASSED,
    PLAIN,
    STYLED,
    body_of,
    following,
    is_note,
    place_of,
    unseen,
    without_marks_of,
)
from kscb_book.press.typst_tables import CannotSet, read_grid

log = logging.getLogger(__name__)

ENUMERATIONS = {"loweralpha": "a.", "upperalpha": "A.", "lowerroman": "i.", "upperroman": "I."}
LINE_BREAK = re.compile(r"<br ?/?>")
OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass
class TypstWriter:
    """Writes one chapter.

    ``numbers`` prints the number of a figure or table, by its kind and id; ``picture`` gives the path of an
    image in the Typst project. ``row_headings`` is filled with the headings in each body row of each table.
    """

    chapter: str
    labels: Labels
    numbers: Callable[[str, str], str]
    picture: Callable[[nodes.image], str]
    footnotes: dict[str, nodes.footnote]
    row_headings: list[list[int]] = field(default_factory=list)
    level: int = 0
    noted: set[str] = field(default_factory=set)
    beneath: set[int] = field(default_factory=set)

    def write(self, node: nodes.Node) -> str:
        """Return the Typst markup of a node; an unknown node is a warning that names it."""
        if unseen(node) or id(node) in self.beneath:
            return ""
        for kind in type(node).__mro__:
            if kind in STYLED:
                return f"{self._anchor(node)}#{STYLED[kind]}[{self._all(node)}];"
            if kind in PLAIN:
                body = self._anchor(node) + self._all(node)
                named = next((CLASSED[each] for each in node["classes"] if each in CLASSED), None)
                return f"#{named}[{body}];" if named else body
            if method := getattr(self, f"_set_{kind.__name__}", None):
                return method(node)
        log.warning(f"the PDF does not know how to set a {type(node).__name__!r}", location=node, type="kscb")
        return ""

    def _all(self, children: Iterable[nodes.Node]) -> str:
        return "".join(map(self.write, children))

    def _within(self, node: nodes.Element, but: type | tuple = ()) -> str:
        return self._all(child for child in node.children if not isinstance(child, but)).strip()

    def _anchor(self, node: nodes.Element) -> str:
        name = self.labels.wanted(self.chapter, node)
        return f"#anchor({quoted(name)});" if name else ""

    def _call(self, node: nodes.Element, function: str, *arguments: str, body: str | None = None) -> str:
        ending = "" if body is None else f"[{body}]"
        return f"\n{place(place_of(node))}#{function}({', '.join(arguments)}){ending};\n\n"

    # Text

    def _set_Text(self, node: nodes.Text) -> str:
        return words(node.astext())

    def _set_paragraph(self, node: nodes.paragraph) -> str:
        body = self._anchor(node) + self._all(node)
        if "kscb-note" in node["classes"]:
            return self._call(node, "beneath", body=body)
        if FINDING in node["classes"]:
            return self._call(node, "finding", body=body)
        if isinstance(node.parent, nodes.section) and self.level == 1 and node.parent.index(node) == 1:
            return self._call(node, "lead", body=body)
        return f"\n{place(place_of(node))}{body}\n\n"

    def _set_literal(self, node: nodes.literal) -> str:
        return f"#raw({quoted(node.astext())});"

    def _set_literal_block(self, node: nodes.Element) -> str:
        return self._call(node, "raw", "block: true", quoted(node.astext()))

    _set_doctest_block = _set_literal_block

    def _set_reference(self, node: nodes.reference) -> str:
        body = self._all(node)
        if target := self.labels.target(self.chapter, node):
            if name := self.labels.names.get(target):
                return f"#inside({quoted(name)})[{body}];"
        elif OUTSIDE.match(node.get("refuri", "")):
            return f"#outside({quoted(node['refuri'])})[{body}];"
        log.warning(f"the link {node.astext()!r} leads nowhere in the PDF", location=node, type="kscb")
        return body

    def _set_footnote_reference(self, node: nodes.footnote_reference) -> str:
        name = f"note {self.chapter} {node['refid']}"
        if name in self.noted:
            return f"#footnote(label({quoted(name)}));"
        self.noted.add(name)
        return f"#note[{self._within(self.footnotes[node['refid']], nodes.label)}]#label({quoted(name)});"

    def _set_raw(self, node: nodes.raw) -> str:
        if node["format"] == "html" and not LINE_BREAK.fullmatch(node.astext().strip()):
            log.warning("the PDF does not know how to set raw HTML", location=node, type="kscb")
        return "#linebreak();" if node["format"] == "html" else ""

    def _set_line_block(self, node: nodes.line_block) -> str:
        return "\n\n" + "#linebreak();".join(map(self._within, node)) + "\n\n"

    # Sections and lists

    def _set_section(self, node: nodes.section) -> str:
        self.level += 1
        title = next(child for child in node if isinstance(child, nodes.title))
        name = optional(self.labels.wanted(self.chapter, node))
        function, first = ("chapter", ()) if self.level == 1 else ("section", (str(self.level),))
        heading = self._call(title, function, *first, name, f"[{self._all(title)}]")
        body = heading + self._all(child for child in node if child is not title)
        self.level -= 1
        return body

    def _set_bullet_list(self, node: nodes.bullet_list) -> str:
        if OPENING in node["classes"]:
            return self._call(node, "opening", *(f"[{self._within(item)}]" for item in node))
        return self._call(node, "list", *(f"[{self._anchor(item)}{self._within(item)}]" for item in node))

    def _set_enumerated_list(self, node: nodes.enumerated_list) -> str:
        shape = (
            f"start: {node.get('start', 1)}",
            f"numbering: {quoted(ENUMERATIONS.get(node.get('enumtype'), '1.'))}",
        )
        return self._call(node, "enum", *shape, *(f"[{self._anchor(item)}{self._within(item)}]" for item in node))

    def _set_definition_list(self, node: nodes.definition_list) -> str:
        pairs = [(self._terms(item), self._within(body_of(item))) for item in node]
        if "kscb-report" in node["classes"]:
            pairs = listed(f"([{term}], [{body}])" for term, body in pairs)
            return self._call(node, "panel", "none", body=f"#details(42mm, {pairs});")
        return self._call(node, "terms", *(f"terms.item([{term}], [{body}])" for term, body in pairs))

    _set_field_list = _set_definition_list

    def _terms(self, item: nodes.Element) -> str:
        """Return what a definition or field defines; more than one term stand side by side."""
        terms = [child for child in item if isinstance(child, (nodes.term, nodes.classifier, nodes.field_name))]
        return '#", ";'.join(self._anchor(term) + self._all(term) for term in terms)

    # Quotations and panels

    def _set_block_quote(self, node: nodes.block_quote) -> str:
        said = [f"attribution: [{self._all(child)}]" for child in node if isinstance(child, nodes.attribution)]
        return self._call(node, "quote", "block: true", *said, body=self._within(node, nodes.attribution))

    def _set_transition(self, node: nodes.transition) -> str:
        return "" if "footnotes" in node["classes"] else "\n\n#rule\n\n"

    def _set_Admonition(self, node: nodes.Element) -> str:
        title = next((child for child in node if isinstance(child, nodes.title)), None)
        heading = words(str(admonitionlabels.get(type(node).__name__, ""))) if title is None else self._all(title)
        # What a chart shows stays with its chart, in a frame too.
        told = (f"[{heading}]", f"sticky: {flag(any(FINDING in each['classes'] for each in node))}")
        return self._anchor(node) + self._call(node, "panel", *told, body=self._within(node, nodes.title))

    _set_topic = _set_sidebar = _set_Admonition

    # Charts and tables

    def _set_image(self, node: nodes.image) -> str:
        return f"#{self._drawn(node)};"

    def _drawn(self, node: nodes.image) -> str:
        # No alt text is left for Typst to find: it refuses the picture.
        alt = f", alt: {quoted(node['alt'])}" if node.get("alt") else ""
        return f"image({quoted(self.picture(node))}{alt})"

    def _set_figure(self, node: nodes.figure) -> str:
        caption = next((child for child in node if isinstance(child, nodes.caption)), None)
        content = [child for child in node if not isinstance(child, nodes.caption)]
        if content and isinstance(content[0], nodes.image):
            drawn, rest = self._drawn(content[0]), self._all(content[1:])
        else:
            drawn, rest = f"[{self._all(content)}]", ""
        named = [self._name(node), self._caption(node, "figure", caption)]
        return self._call(node, "chart", *named, drawn, body=self._notes(node)) + rest

    def _name(self, node: nodes.Element) -> str:
        return optional(self.labels.wanted(self.chapter, node))

    def _caption(self, node: nodes.Element, kind: str, caption: nodes.Element | None) -> str:
        if caption is None:
            return "none"
        number = self.numbers(kind, node["ids"][0]) if node["ids"] else ""
        return f"[{f'#numbered({quoted(number)});' if number else ''}{self._all(caption)}]"

    def _set_data_behind(self, node: data_behind) -> str:
        return self._call(node, "behind", body=self._within(node))

    def _set_table(self, node: nodes.table) -> str:
        try:
            grid = read_grid(node)
        except CannotSet as reason:
            log.warning(str(reason), location=node, type="kscb")
            return ""
        self.row_headings.append(grid.row_headings)
        title = next((child for child in node if isinstance(child, nodes.title)), None)
        named = [f"name: {self._name(node)}", f"caption: {self._caption(node, 'table', title)}"]
        return self._call(node, "tabled", *named, *grid.arguments(self._cell), body=self._notes(node))

    def _notes(self, node: nodes.Element) -> str:
        """Return the notes beneath a table or chart, which stay on its page, and do not write them again."""
        notes = list(takewhile(is_note, following(node)))
        body = self._all(notes).strip()
        self.beneath.update(map(id, notes))
        # On lines of their own, so that a message about the chart or table does not name a note's place.
        return f"\n{body}\n" if body else ""

    def _cell(self, entry: nodes.entry) -> str:
        short = f"#short({entry['missing']});" if entry.get("missing") else ""
        if not entry.get("marked"):
            return self._in_cell(entry) + short
        number, marks = without_marks_of(entry)
        return f"#noted({entry['marked']}, [{self._all(number)}{short}], [{self._all(marks)}]);"

    def _in_cell(self, entry: nodes.entry) -> str:
        return "#parbreak();".join(
            self._anchor(child) + (self._all(child) if isinstance(child, nodes.paragraph) else self.write(child))
            for child in entry
        )
