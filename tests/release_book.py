"""A final toy book that can be released: what does not agree in its drawn numbers is accepted as known."""

import shutil
from pathlib import Path

from conftest import ROOT
from drawing import FINAL, WORDS, YEAR, accepting, draw_book

from kscb_book.places import Places
from kscb_book.press.reconciled import reconciled
from kscb_book.releases.readiness import Reasons

FIRST = Reasons(released="1 May 2031", unsigned="Nobody was there.")
SECOND = Reasons(released="1 June 2031", because="A referral was counted twice.", unsigned="Nobody was there.")
EDITION_2 = FINAL.replace("| Edition                 | 1 ", "| Edition                 | 2 ")
CORRECTED = """
    | Year    | Referrals | No further action |
    | 2028-29 | 40        | 10                |
    | 2029-30 | 50        | 20                |
    | 2030-31 | 79        | 20                |
    """


def final_book(root: Path, words: str = WORDS, **sheets) -> Places:
    """Draw the toy book as a final report, anew where one stands, with what releasing needs; return its places."""
    places = Places(root, root / "data", YEAR)
    sheets = {"Report": FINAL} | sheets
    shutil.rmtree(root, ignore_errors=True)
    draw_book(root, words=words, **sheets)
    rows = reconciled(places).rows
    shutil.rmtree(root)
    draw_book(root, words=words, Known_issues=accepting(rows), **sheets)
    shutil.copyfile(ROOT / "requirements.txt", root / "requirements.txt")
    return places


def untold(*told: object) -> None:
    """Take note of progress, and tell nobody."""
