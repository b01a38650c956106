"""The examples of ``docs/guide.md``, and the made-up book that they are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_lowercase

from conftest import ROOT
from drawing import TOY, YEAR, code, draw_book, text

FENCE = re.compile(
    r"^```(narrative|workbook|file|page|check|command|answer)(?: ([^\n]+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE
)

FIGURES = """from kscb_book.chapter import publish, publish_table, share, show_bars, show_table

referrals = edition.sheet("LADO referrals").series("referrals")
no_further_action = edition.sheet("LADO referrals").series("no_further_action")
publish_table("lado", edition.sheet("LADO referrals"))
publish("lado.no_further_action_share", share(no_further_action, of=referrals))
publish_table("lado.outcomes", edition.sheet("LADO outcomes"))
publish("return_interviews.completed", edition.sheet("Return interviews").series("completed"))
publish_table("missing", edition.sheet("Missing"))
publish_table("plans", edition.sheet("Plans by year"))
publish("plans.emotional_abuse_share", edition.sheet("Emotional abuse"))
show_bars("referrals", referrals, no_further_action)
show_table("referrals", referrals, no_further_action)"""


PLANS = """
    | Year    | Plans at 31 March | Plans per 10,000 children | Second or later plans (%) |
    | 2028-29 | 28                | 60                        | 12.0                      |
    | 2029-30 | 31                | 64                        | 14.0                      |
    | 2030-31 | 30                | 65                        | 13.0                      |
    """


@dataclass(frozen=True)
class Example:
    """What is written or typed (``kind``, ``given``), and what comes of it.

    ``name`` is the sheet or file that it stands in; ``files`` are the lists, by name, that the guide shows before it.
    """

    kind: str
    name: str
    given: str
    answer: str
    outcome: str
    files: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """What comes of it, word by word, as lines in the guide are broken where it suits."""
        return self.outcome.split()


def examples() -> Iterator[Example]:
    """Return the guide's examples in order: a fence with what is given, and the next with what comes of it.

    A file whose fence no answer follows belongs to the example after it.
    """
    fences = iter(FENCE.findall((ROOT / "docs" / "guide.md").read_text(encoding="utf-8")))
    files: dict[str, str] = {}
    for kind, name, given in fences:
        answer, following, outcome = next(fences)
        if kind == "file" and answer == "narrative":
            files, kind, name, given = {name: given}, answer, following, outcome
            answer, _, outcome = next(fences)
        yield Example(kind, name, given, answer, outcome, files)
        files = {}


def draw_guide_book(root: Path, blocks: list[str], files: dict[str, str] | None = None, **sheets) -> Path:
    """Draw the guide's book, with a section ``Example A``, ``Example B`` ... for each block of narrative."""
    letters = ascii_lowercase[: len(blocks)]
    sections = [
        text(f"## Example {letter.upper()}\n\n```{{narrative}} example-{letter}\n```", f"example-{letter}")
        for letter in letters
    ]
    interviews = "\n".join(
        [
            "| Quarter | Interviews completed | Interviews with looked-after children "
            "| Offered an interview (%) | Looked-after children offered an interview (%) |",
            *(f"| Q{quarter} | [x] | [x] | [x] | [x] |" for quarter in range(1, 5)),
        ]
    )
    opened = [*TOY[:2], code("from kscb_book.chapter import open_year\n\nedition = open_year(year)", "open")]
    toy = [*opened, code(FIGURES, "figures"), *sections]
    draw_book(root, toy=toy, **{"Return_interviews": interviews, "Plans_by_year": PLANS} | sheets)
    data = root / "data" / YEAR
    (data / "narrative" / "toy" / "words.md").unlink()
    for letter, block in zip(letters, blocks, strict=True):
        (data / "narrative" / "toy" / f"example-{letter}.md").write_text(block, encoding="utf-8")
    for name, content in (files or {}).items():
        (data / name).write_text(content, encoding="utf-8")
    return root
