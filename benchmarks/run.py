"""Measure how long a build takes beside what it is measured against, and write benchmarks/results.md.

    python benchmarks/run.py            all of it, in turn, twice
    python benchmarks/run.py 1          once

Everything is measured in one run, one after the other and round by round, so that what else the machine does falls on
all alike; of the rounds the fastest counts. What is compared is a ratio; seconds hold for the machine that is named.
"""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from books import YEAR, change_a_value, copied, of_chapters

HERE = Path(__file__).resolve().parent
PROGRAMS = Path(sys.executable).parent
SIZES = (10, 20, 40)
Seconds = Mapping[str, float]
LAID_END_TO_END = ("check", "execute", "compile", "audit")
WHAT_IS_LEFT = """\
Why what is left does not go:

- **Executing.** Each chapter has a kernel of its own, which is forked, opens its sockets and speaks with papermill, and
  papermill reads, checks and writes each notebook with Python's own encoder of JSON. One kernel for several chapters
  would save that, and let one chapter see another.
- **One value changed.** A PDF is set whole: its markup is written, Typst sets all pages, and the audit reads what they
  say, one after the other. The site is written and audited beside them in less, so that to write only the pages that
  changed would gain nothing. Checking reads every word, for any number may stand in any sentence.
- **Checking.** Much of `check` is loading Python, pandas, openpyxl and scipy, and the workbook; the words are judged by
  two processes.
"""
PHASES = {
    "check": "checking, while the process that kernels are forked from loads",
    "execute": "executing chapters",
    "compile": "reading pages and writing the site, while the PDFs are begun",
    "audit": "auditing the site, then the PDFs",
    "pdf": "of that, waiting for the PDFs to be set and read",
}


def seconds(command: list[object], book: Path) -> float:
    """Return how long a command takes in the folder of a book. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KSCB_")}
    subprocess.run([str(each) for each in command], cwd=book, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def measured(work: Path) -> Seconds:
    """Measure everything once."""
    book, out = copied(work / "book"), work / "out"
    program, site = PROGRAMS / "kscb-book", PROGRAMS / "jupyter-book"
    build = [program, "build", YEAR, "--out", out]
    found = {"papermill": seconds([sys.executable, HERE / "stock_papermill.py", YEAR, work / "stock"], book)}
    found["execution"] = seconds([sys.executable, HERE / "execution.py", YEAR, work / "executed"], book)
    found["jupyter-book"] = seconds([site, "build", ".", "--path-output", work / "site"], book)
    found["cold"] = seconds(build, book)
    found |= phases("cold", out)
    found["unchanged"] = seconds(build, book)
    found["check"] = seconds([program, "check", YEAR, "--out", out], book)
    found["help"] = seconds([program, "--help"], book)
    change_a_value(book)
    found["changed"] = seconds(build, book)
    found |= phases("changed", out)
    for size in SIZES:
        made_up = of_chapters(work / f"book-{size}", size)
        found[f"{size} chapters"] = seconds([program, "build", YEAR, "--out", work / f"out-{size}"], made_up)
    return found


def phases(name: str, out: Path) -> Seconds:
    """Return how long each phase of the build just made took, as its own log tells."""
    told = json.loads((out / YEAR / "build-log.json").read_text(encoding="utf-8"))
    return {f"{name}: {phase}": took for phase, took in told.items()}


def best_of(rounds: Sequence[Seconds]) -> Seconds:
    """Return the fastest of each, with the phases of the fastest builds."""
    best = {name: min(each[name] for each in rounds) for name in rounds[0]}
    for build in ("cold", "changed"):
        fastest = min(rounds, key=lambda each: each[build])
        best |= {name: took for name, took in fastest.items() if name.startswith(f"{build}: ")}
    return best


def where_it_goes(best: Seconds) -> list[str]:
    """Return, as the lines of a table, what the seconds of a build are spent on."""
    lines = ["| of a build | cold, s | one value changed, s |", "|---|---:|---:|"]
    for phase, words in PHASES.items():
        lines.append(f"| {words} | {best[f'cold: {phase}']:.1f} | {best[f'changed: {phase}']:.1f} |")
    rest = [best[name] - sum(best[f"{name}: {phase}"] for phase in LAID_END_TO_END) for name in ("cold", "changed")]
    lines.append(f"| starting, loading packages, hashing what it is made from | {rest[0]:.1f} | {rest[1]:.1f} |")
    return lines


def table(best: Seconds) -> str:
    """Return the results as a table, each with its target."""
    stock = best["papermill"] + best["jupyter-book"]
    ratios = [
        ("execution of all chapters", "papermill in a row", best["papermill"], best["execution"], 8),
        ("cold, HTML and PDF", "papermill in a row, then jupyter-book", stock, best["cold"], 4),
        ("one value changed, HTML and PDF", "papermill in a row, then jupyter-book", stock, best["changed"], 10),
    ]
    limits = [("nothing changed", "unchanged", 0.7), ("`--help`", "help", 0.4), ("`check`", "check", 2.0)]
    lines = ["| what | against | s against | s | times faster | wanted |", "|---|---|---:|---:|---:|---:|"]
    lines += [
        f"| {what} | {against} | {slow:.1f} | {fast:.1f} | {slow / fast:.1f} | {wanted} |"
        for what, against, slow, fast, wanted in ratios
    ]
    lines += ["", "| what | s | at most |", "|---|---:|---:|"]
    lines += [f"| {what} | {best[key]:.2f} | {most} |" for what, key, most in limits]
    lines += ["", *where_it_goes(best), "", WHAT_IS_LEFT.rstrip()]
    lines += ["", "| made-up chapters | s, all of a build | s a chapter more |", "|---:|---:|---:|"]
    before = None
    for size in SIZES:
        took = best[f"{size} chapters"]
        more = "" if before is None else f"{(took - before[1]) / (size - before[0]):.2f}"
        lines.append(f"| {size} | {took:.1f} | {more} |")
        before = size, took
    return "\n".join(lines)


def machine(rounds: int, load: float) -> str:
    """Return what all this was measured on."""
    names = [line.partition(": ")[2] for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or platform.machine()
    return (
        f"{os.cpu_count()} cores ({processor}), {platform.system()}, Python {platform.python_version()}; "
        f"{rounds} round{'s' if rounds > 1 else ''}, load average {load:.1f} at the beginning."
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).is_file() else []


def main(rounds: int, report: Callable[[str], object] = print) -> None:
    """Measure ``rounds`` times and write the table."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    found: list[Seconds] = []
    for number in range(1, rounds + 1):
        with TemporaryDirectory() as folder:
            found.append(measured(Path(folder)))
        report(f"round {number}: " + ", ".join(f"{name} {took:.1f} s" for name, took in found[-1].items()))
    best = best_of(found)
    text = f"# How long it takes\n\nWritten by `python benchmarks/run.py`. {machine(rounds, load)}\n\n{table(best)}\n"
    (HERE / "results.md").write_text(text, encoding="utf-8")
    report(text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
