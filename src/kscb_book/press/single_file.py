"""The report as one HTML file to send: every page of the site after the other, with all that they need inside.

It is folded from the pages of the site, so it says nothing of its own; an audit compares it with them.
"""

import base64
import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

from kscb_book.audit.single import differences
from kscb_book.findings import BuildFailed, Finding
from kscb_book.press.links import LIST, STATEMENT
from kscb_book.press.single_parts import Soup, joined_figures, opened, written
from kscb_book.source.document import read_document

# What leads from page to page, or to what does not travel with the file.
LEFT_OUT = (
    ".kscb-turn, .kscb-papers, .kscb-nav form, .kscb-nav :has(> a[href$='.pdf']), link[rel=next], link[rel=prev], "
    ".kscb-footer p:has(a[href='guide.html'])"
)
KEPT = {"content", "contents", "kscb-figures"}
NAMING = ("id", "for", "aria-labelledby", "aria-describedby", "headers")
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'"
)
KINDS = {".csv": "text/csv", ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
ADDRESS = re.compile(r"url\(([\"']?)(?!data:)([^)\"']+)\1\)")


def single_file_of(folder: Path, named: str) -> Path:
    """Return where the report as one file stands in the folder of a year's report."""
    return folder / f"{read_document().paper}-{named}.html"


def write_single_file(folder: Path, named: str, chapters: Sequence[str]) -> Path:
    """Fold the site in the folder of a year's report into one file beside it, and return it.

    ``chapters`` are their names in order. Raises BuildFailed where the file does not say what the site says.
    """
    target = single_file_of(folder, named)
    target.write_text(fold(folder / "html", (*chapters, LIST, STATEMENT)), encoding="utf-8", newline="\n")
    check_single_file(folder, named, chapters)
    return target


def check_single_file(folder: Path, named: str, chapters: Sequence[str]) -> None:
    """Raise BuildFailed where the report as one file does not say, in order, what the pages of the site say."""
    target = single_file_of(folder, named)
    pages = [(folder / "html" / f"{name}.html").read_text(encoding="utf-8") for name in (*chapters, LIST, STATEMENT)]
    if found := differences(pages, target.read_text(encoding="utf-8")):
        raise BuildFailed([Finding(target.name, "", message) for message in found])


def fold(site: Path, names: Sequence[str]) -> str:
    """Return the pages of a site with these names as one page, the first in front."""
    pages = {name: opened(site / f"{name}.html") for name in names}
    anchors = _anchors(pages)
    figures = joined_figures((pages[name], _Addresses(site, name, anchors).of) for name in names)
    styles, scripts = _inside(site, pages, "link[rel=stylesheet]", "href"), _inside(site, pages, "script[src]", "src")
    for name, page in pages.items():
        for unwanted in page.select(LEFT_OUT):
            unwanted.decompose()
        _point(page, _Addresses(site, name, anchors))
    whole = pages[names[0]]
    _gather(whole, pages)
    _furnish(whole, "\n".join(styles.values()), scripts, figures)
    return written(whole)


def _anchors(pages: Mapping[str, Soup]) -> dict[tuple[str, str], str]:
    """Return the id that each id of a page has in the file: the same, but where other pages have it too."""
    ids = {name: [each["id"] for each in page.main.select("[id]")] for name, page in pages.items()}
    count = Counter(id for all in ids.values() for id in all)
    shared = {id for id in count if count[id] > 1} | KEPT | set(pages)
    return {(name, id): f"{id}--{name}" if id in shared else id for name, all in ids.items() for id in all}


class _Addresses:
    """Where the addresses on one page lead inside the file."""

    def __init__(self, site: Path, page: str, anchors: Mapping[tuple[str, str], str]) -> None:
        self.site, self.page, self.anchors = site, page, anchors
        self.names = {name for name, _ in anchors}

    def anchor(self, id: str, page: str | None = None) -> str:
        return self.anchors.get((page or self.page, id), id)

    def of(self, address: str) -> str | None:
        """Return the address inside the file: of a part of it, or of a file put into it; None where it has none."""
        if re.match(r"[a-z]+:", address):
            return address
        path, anchor = urldefrag(address)
        place = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), unquote(path)))
        page = place.removesuffix(".html") if path else self.page
        if page in self.names:
            return "#" + quote(self.anchor(unquote(anchor), page) if anchor else page, safe="-._~!$&'()*+,;=:@/")
        file = self.site / place
        within = not place.startswith("..") and file.is_file() and file.suffix != ".html"
        return as_data(file) if within else None


def as_data(file: Path) -> str:
    """Return a file as an address that holds it."""
    content = base64.b64encode(file.read_bytes()).decode()
    return f"data:{KINDS.get(file.suffix, 'application/octet-stream')};base64,{content}"


def _point(page: Soup, addresses: _Addresses) -> None:
    """Make everything on a page that names a place name it inside the file."""
    for attribute in NAMING:
        for each in page.select(f"[{attribute}]"):
            each[attribute] = " ".join(map(addresses.anchor, str(each[attribute]).split()))
    for picture in page.select("img[src]"):
        picture["src"] = addresses.of(picture["src"])
    for link in page.select("a[href]"):
        link.attrs.pop("aria-current", None)
        address = addresses.of(link["href"])
        if address is None:
            link.unwrap()
            continue
        if address.startswith("data:"):
            link["download"] = posixpath.basename(link["href"])
        link["href"] = address


def _gather(whole: Soup, pages: Mapping[str, Soup]) -> None:
    """Put what every page says into one, each page a section of it."""
    sections = []
    for name, page in pages.items():
        section = page.new_tag("div", attrs={"class": "kscb-folded", "id": name})
        section.extend(list(page.main.contents))
        sections.append(section)
    whole.main.clear()
    whole.main.extend(sections)
    for item in whole.select(".kscb-nav .current"):
        item["class"].remove("current")


def _inside(site: Path, pages: Mapping[str, Soup], selector: str, attribute: str) -> dict[str, str]:
    """Return the house's own style sheets or scripts that any page asks for, by their address."""
    found = {}
    for page in pages.values():
        for each in page.select(selector):
            path = each[attribute].partition("?")[0]
            if posixpath.basename(path).startswith("kscb"):
                found[path] = _with_files(site / path)
    return found


def _with_files(file: Path) -> str:
    """Return a text with the files that it names put into it."""
    text = file.read_text(encoding="utf-8").strip()
    if file.suffix == ".css":
        text = ADDRESS.sub(lambda found: f"url({as_data(file.parent / found[2])})", text)
    return text


def _furnish(whole: Soup, style: str, scripts: Mapping[str, str], figures: str) -> None:
    """Put style, scripts and figures into the page, and a policy that allows these and nothing else."""
    at_once = {each["src"].partition("?")[0] for each in whole.select("script[src]:not([defer])")}
    for each in whole.select("link[rel=stylesheet], script"):
        each.decompose()
    whole.head.append(_holding(whole, "style", style))
    for path, script in scripts.items():
        (whole.head if path in at_once else whole.body).append(_holding(whole, "script", script))
    data = _holding(whole, "script", figures)
    data["type"], data["id"] = "application/json", "kscb-figures"
    whole.main.insert_after(data)
    hashes = {"scripts": " ".join(map(_hash, scripts.values())), "styles": _hash(style)}
    whole.select_one("meta[http-equiv=Content-Security-Policy]")["content"] = POLICY.format(**hashes)


def _holding(whole: Soup, tag: str, text: str):
    made = whole.new_tag(tag)
    made.string = text
    return made


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
