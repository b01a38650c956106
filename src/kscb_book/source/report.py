"""What the workbook says of the report itself."""

from dataclasses import dataclass

DRAFT = "Draft"


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
