"""What a page of the site shows to those who read, without what is for those who check."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

from bs4 import BeautifulSoup


def plain(text: str) -> str:
    """Take out what only guides line breaks, and make any white space one space."""
    return " ".join(re.sub("[\u00ad\u200b\u2060]", "", text).split())


class ReadingView:
    """One page, opened once."""

    def __init__(self, page: Path):
        self.main = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").main
        for unseen in self.main.select(
            ".cell_input, .kscb-published, .tag_superseded, nav, .headerlink, .kscb-download"
        ):
            unseen.decompose()

    @property
    def notes(self) -> list[str]:
        """The text of each footnote."""
        notes = self.main.select("aside.footnote")
        return [plain(" ".join(part.get_text() for part in note.select("p"))) for note in notes]

    @property
    def words(self) -> list[str]:
        """The words of the page but footnotes and their references, in order."""
        for note in self.main.select(".footnote, .footnote-reference"):
            note.extract()
        for block in self.main.select("p, h1, h2, h3, h4, li, dt, dd, th, td, caption, figcaption, summary, pre"):
            block.insert_before(" ")
            block.insert_after(" ")
        return plain(self.main.get_text()).split()

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(each.name[1]), plain(each.get_text())) for each in self.main.select("h1, h2, h3, h4")]

    @property
    def tables(self) -> list[list[list[tuple[str, str]]]]:
        """For each row of each table, its cells: what they head (``col``, ``row`` or nothing), and their text."""
        return [
            [[(cell.get("scope", ""), plain(cell.get_text())) for cell in row.select("th, td")] for row in rows]
            for rows in (table.select("tr") for table in self.main.select("table"))
        ]

    @property
    def captions(self) -> list[str]:
        return [plain(each.get_text()) for each in self.main.select("caption, figcaption")]

    @property
    def alternatives(self) -> list[str]:
        return [image["alt"] for image in self.main.select("img")]


def details_of(page: BeautifulSoup) -> dict[str, dict]:
    """Return what a page's numbers tell, by figure."""
    data = page.find(id="kscb-figures")
    return json.loads(data.string) if data else {}


class Site:
    """All pages of a site, by their address in it, to follow links from one to another."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.pages = {
            path.relative_to(folder).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            for path in folder.rglob("*.html")
        }

    def follow(self, origin: str, address: str):
        """Return the element, or the PDF or file of numbers, that a link on the page ``origin`` leads to, or None."""
        path, anchor = urldefrag(address)
        if path.endswith((".pdf", ".csv")):
            paper = (self.folder / origin).parent / path
            return paper if paper.is_file() else None
        steps = [*(origin.split("/")[:-1] if path else []), *(path or origin).split("/")]
        for step in [step for step in steps if step == ".."]:
            place = steps.index(step)
            del steps[place - 1 : place + 1]
        page = self.pages.get("/".join(steps))
        return page and (page.find(id=unquote(anchor)) if anchor else page)

    def dead_ends(self) -> list[tuple[str, str]]:
        """Return each link that leads nowhere, as its page and address; what is outside the site is left out."""
        links = [(name, link["href"]) for name, page in self.pages.items() for link in page.select("a[href]")]
        links += [
            (name, details[way])
            for name, page in self.pages.items()
            for details in details_of(page).values()
            for way in ("link", "row")
        ]
        return [each for each in links if "://" not in each[1] and each[1] != "#" and self.follow(*each) is None]

    def repeated_ids(self) -> list[tuple[str, str]]:
        """Return each id that stands twice on a page."""
        ids = {name: [each["id"] for each in page.select("[id]")] for name, page in self.pages.items()}
        return [(name, id) for name, all in ids.items() for id in set(all) if all.count(id) > 1]
