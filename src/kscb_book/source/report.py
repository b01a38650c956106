"""What the workbook says of the report itself."""

from dataclasses import asdict, dataclass

from kscb_book.source.sections import read_whole

DRAFT = "Draft"
SUPPRESS = "Suppress"
# In place of the policy to suppress, in the internal output alone; no workbook may say it.
IN_FULL = "In full, not to be published"
INTERNAL = "Internal: holds small counts, not to be published"


@dataclass(frozen=True)
class Report:
    """What the workbook says of the report itself, each as text; ``[x]`` where it is not available."""

    authority: str
    ons_code: str
    board: str
    short_name: str
    year: str
    chair: str
    preparer: str
    edition: str
    status: str
    disclosure: str
    layout_version: str

    def item(self, name: str) -> str | None:
        """Return one item of the report, or ``title``, in words; None where it has none of this name."""
        called, first = read_whole("document")["name"].capitalize(), int(self.year[:4])
        return {**asdict(self), "title": f"{called} {first} to {first + 1}"}.get(name)

    @property
    def suppresses(self) -> bool:
        """Whether its policy is to hide small counts of people."""
        return self.disclosure == SUPPRESS

    @property
    def is_internal(self) -> bool:
        """Whether it shows in full what its policy hides."""
        return self.disclosure == IN_FULL

    @property
    def marking(self) -> str:
        """What each page says over its words, so that nobody takes it for the final public report; or nothing."""
        internal = INTERNAL if self.is_internal else ""
        return " \N{MIDDLE DOT} ".join(filter(None, ["" if self.status == "Final" else self.status, internal]))
