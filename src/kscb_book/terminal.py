"""What the terminal shows while a report is built."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


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
