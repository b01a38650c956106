"""Execute every chapter of a year one after the other, as papermill does by itself."""

import sys
from pathlib import Path

import papermill

from kscb_book.places import find_places, in_environment
from kscb_book.press.contents import read_contents

if __name__ == "__main__":
    year, folder = sys.argv[1], Path(sys.argv[2])
    places = find_places(year)
    folder.mkdir(parents=True, exist_ok=True)
    with in_environment(places):
        for chapter in read_contents(places):
            target = folder / chapter.path.name
            papermill.execute_notebook(str(chapter.path), str(target), {"year": year}, progress_bar=False)
