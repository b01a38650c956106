"""Where links lead in the printed report: one label for each place that something links to."""

from collections.abc import Mapping

from docutils import nodes

Target = tuple[str, str]
INSIDE = "%"


class Labels:
    """The labels of all chapters, by chapter and id; the empty id is the chapter itself."""

    def __init__(self, chapters: Mapping[str, nodes.document]):
        self.names: dict[Target, str] = {}
        for chapter, tree in chapters.items():
            for node in tree.findall(nodes.Element):
                self.names |= {(chapter, id): f"{chapter} {node['ids'][0]}" for id in node["ids"]}
            self.names[chapter, ""] = next(
                (self._own(chapter, section) for section in tree.findall(nodes.section)), chapter
            )
        self._used = {
            self.names.get(self.target(chapter, reference))
            for chapter, tree in chapters.items()
            for reference in tree.findall(nodes.reference)
        }

    def _own(self, chapter: str, node: nodes.Element) -> str:
        return self.names[chapter, node["ids"][0]]

    def wanted(self, chapter: str, node: nodes.Element) -> str | None:
        """Return the label of this node, or None where nothing links to it."""
        name = self._own(chapter, node) if node["ids"] else None
        return name if name in self._used else None

    def target(self, chapter: str, reference: nodes.reference) -> Target | None:
        """Return the place that a reference inside the report leads to, or None where it leads outside."""
        if "refid" in reference:
            return chapter, reference["refid"]
        if not reference.get("refuri", "").startswith(INSIDE):
            return None
        page, _, id = reference["refuri"].removeprefix(INSIDE).partition("#")
        return page, id
