"""The examples of ``docs/guide.md``, and the made-up book that they are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT
from drawing import TOY, YEAR, code, draw_book, text

FENCE = re.compile(
    r"^```(narrative|workbook|page|check|command|answer)(?: ([^\n]+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE
)

FIGURES = """from kscb_book.chapter import publish, publish_table, share, show_bars, show_table

referrals = edition.sheet("LADO referrals").series("referrals")
no_further_action = edition.sheet("LADO referrals").series("no_further_action")
publish_table("lado", edition.sheet("LADO referrals"))
publish("lado.no_further_action_share", share(no_further_action, of=referrals))
publish_table("lado.outcomes", edition.sheet("LADO outcomes"))
publish("return_interviews.completed", edition.sheet("Return interviews").series("completed"))
show_bars("referrals", referrals, no_further_action)
show_table("referrals", referrals, no_further_action)"""


@dataclass(frozen=True)
class Example:
    """What is written or typed (``kind``, ``given``, and the ``sheet`` it stands on), and what comes of it."""

    kind: str
    sheet: str
    given: str
    answer: str
    outcome: str

    @property
    def words(self) -> list[str]:
        """What comes of it, word by word, as lines in the guide are broken where it suits."""
        return self.outcome.split()


def examples() -> Iterator[Example]:
    """Return the guide's examples in order: a fence with what is given, and the next with what comes of it."""
    fences = FENCE.findall((ROOT / "docs" / "guide.md").read_text(encoding="utf-8"))
    for (kind, sheet, given), (answer, _, outcome) in zip(fences[::2], fences[1::2], strict=True):
        yield Example(kind, sheet, given, answer, outcome)


def draw_guide_book(root: Path, blocks: list[str], **sheets) -> Path:
    """Draw the guide's book, with a section ``Example 1``, ``Example 2`` ... for each block of narrative."""
    names = [f"example-{number}" for number in range(1, len(blocks) + 1)]
    sections = [
        text(f"## Example {number}\n\n```{{narrative}} {name}\n```", name) for number, name in enumerate(names, 1)
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
    draw_book(root, toy=toy, Return_interviews=interviews, **sheets)
    folder = root / "data" / YEAR / "narrative" / "toy"
    (folder / "words.md").unlink()
    for name, block in zip(names, blocks, strict=True):
        (folder / f"{name}.md").write_text(block, encoding="utf-8")
    return root
