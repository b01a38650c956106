"""Execute every chapter of a year as a build does, and nothing else."""

import sys
from pathlib import Path

from kscb_book.places import find_places
from kscb_book.press.chapters import execute
from kscb_book.press.contents import read_contents
from kscb_book.press.workers import workers

if __name__ == "__main__":
    year, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with workers(find_places(year)) as working:
        execute(read_contents(working.places), working, folder, {"year": year}, lambda chapter: None)
