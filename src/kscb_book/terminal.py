"""What the terminal shows: how far a build has come, and lines as a table."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

# Narrower than this, a table of five columns would break the names that writers copy.
NARROW = 110


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar a phase on a terminal; where there is none, a line as each phase begins."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda name, done, total: None if done else console.print(f"{name} ...", highlight=False)
        return
    columns = TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console) as progress:
        tasks: dict[str, int] = {}

        def tell(name: str, done: int, total: int) -> None:
            for earlier in set(tasks) - {name}:
                progress.update(tasks[earlier], completed=progress.tasks[tasks[earlier]].total)
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=total)
            progress.update(tasks[name], completed=done)

        yield tell


def show_lines(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Show lines for a terminal of any width; where there is none, their texts with tabs between."""
    console = Console()
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(line) + "\n" for line in lines)
    elif console.width < NARROW:
        for name, number, *others in lines:
            console.print(Text(f"{name}  "), Text(number, style="bold"), sep="", soft_wrap=True)
            console.print(Padding(Text(", ".join(filter(None, others))), (0, 0, 0, 4)))
    else:
        console.print(_table(headings, lines))


def _table(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> Table:
    """Return lines as a table: the first column, that is copied from, never breaks; the second holds numbers."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=place == 0, justify="right" if place == 1 else "left")
    for line in lines:
        table.add_row(*(Text(text) for text in line))
    return table
